"""The channels that charts share."""

from typing import Any

from isdata.data.i18n import N_, reader
from isdata.engines.sankey import lettering
from isdata.output.figures import channels, sankey_legend, style

ZH = reader("zh")


def test_a_field_is_shown_as_words_unless_it_shows_its_type() -> None:
    shown = channels.tooltip({"name": N_("Measure"), "measures:Q": N_("Measures")}, ZH)

    assert [each.to_dict() for each in shown] == [
        {"field": "name", "type": "nominal", "title": "节能措施"},
        {"field": "measures", "type": "quantitative", "title": "节能措施"},
    ]


def test_each_word_has_its_own_colour_in_the_order_of_the_legend() -> None:
    colour: Any = channels.colour(
        "kind", ["paid", "saved"], iter(["#111111", "#222222"]), columns=1
    ).to_dict()

    assert colour["scale"] == {"domain": ["paid", "saved"], "range": ["#111111", "#222222"]}
    legend = colour["legend"]
    assert (legend["title"], legend["orient"], legend["columns"]) == (None, "top", 1)


def test_a_phone_shows_a_legend_in_one_row_or_two_columns_where_its_words_fit() -> None:
    wide = ["Avoided disposal or lost sale", "Treatment", "Handling", "Transport"]

    def columns(words: list[str]) -> str:
        colour: Any = channels.colour("part", words, ["#111111"] * len(words), columns=3).to_dict()
        return colour["legend"]["columns"]["expr"]

    assert "? 2 : 3" in columns(wide)
    assert "? 1 : 3" in columns([wide[0], wide[0]])
    assert "? 3 : 3" in columns(["逾期", "未到期", "已办结"])


def test_a_legend_with_wide_symbols_or_beside_wide_names_has_fewer_columns_on_a_phone() -> None:
    """At the edge of a phone, "Target path" was cut beside the wide sign of a line."""

    def columns(words: list[str], **looks: Any) -> str:
        colour: Any = channels.colour("part", words, ["#111111"] * len(words), columns=2, **looks).to_dict()
        return colour["legend"]["columns"]["expr"]

    path = ["Saved by measures in operation", "Target path", "Metered (members with meters)"]
    assert "? 2 : 2" in columns(path)
    assert "? 1 : 2" in columns(path, labelOffset=20)
    states = ["Overdue", "Not due yet", "Done"]
    assert "? 3 : 2" in columns(states)
    assert "? 2 : 2" in columns(states, on_phone=185)


def test_rows_on_a_phone_are_higher_than_the_lines_of_their_names() -> None:
    names = ["Heat pump", "Flue gas of the forge heats the pre-treatment baths"]

    assert channels.row_on_phone(names[:1]) == channels.PITCH + 8
    assert channels.row_on_phone(names, lines=3) == 3 * channels.PITCH + 8
    # Grey words below the name part it from the next one already.
    assert channels.row_on_phone(names, lines=3, below=1) == 4 * channels.PITCH + 3 + 7
    assert channels.row_on_phone(names[:1], lines=3, below=1) == 2 * channels.PITCH + 3 + 8
    below: Any = channels.name_axis("name", names[:1], below=1).to_dict()
    assert below["axis"]["labelOffset"]["condition"][-1]["value"] < 0  # the name is above the middle


def test_a_long_name_stands_in_two_lines_and_is_cut_at_its_end() -> None:
    assert channels.in_two_lines("Heat pump", 150) == ["Heat pump"]
    assert channels.in_two_lines("Two pressure levels for moulding", 150) == [
        "Two pressure levels for",
        "moulding",
    ]
    # A dot of another script beside them does not break words.
    first, second = channels.in_two_lines("Help with the sustainability sheet · Hibiscus Coatings", 135)
    assert first == "Help with the"
    assert second.startswith("sustainability")
    # Chinese letters are as wide as they are high: eleven of 13 px in 150 px, ten and an ellipsis in the second line.
    first, second = channels.in_two_lines("烘房排气加热喷房送风并回收溶剂的长名称测试用的名称", 150)
    assert (first, second[:3], second[-1]) == ("烘房排气加热喷房送风并", "回收溶", "…")


def test_no_line_breaks_between_a_number_and_its_unit() -> None:
    words = "1.02 M CNY · on the board · 28,080 GJ · from Walnut Wood Packaging"
    assert (
        lettering.in_two_lines(words) == "1.02 M CNY · on the board\n28,080 GJ · from Walnut Wood Packaging"
    )
    first, second = channels.in_two_lines("Waste water of the mill 577,275 GJ", 190)
    assert (first, second) == ("Waste water of the mill", "577,275 GJ")
    assert sankey_legend.wrapped("Water 577,275 GJ", 60, 10) == ["Water", "577,275 GJ"]
    assert sankey_legend.wrapped("工艺用水6,285吨", 60, 10) == ["工艺用", "水6,285吨"]


def test_names_stand_in_the_order_given_or_as_the_rows_come() -> None:
    ordered: Any = channels.name_axis("name", iter(["b", "a"])).to_dict()
    unordered: Any = channels.name_axis("name", None).to_dict()

    assert (ordered["sort"], unordered["sort"]) == (["b", "a"], None)


def test_the_line_of_no_gain_lies_at_zero() -> None:
    line = channels.zero_line().to_dict()

    assert line["mark"] == {"type": "rule", "color": style.INK}
    assert next(iter(line["datasets"].values())) == [{"money": 0.0}]


def test_a_name_that_is_cut_in_two_lines_stands_in_three_where_there_may_be_so_many() -> None:
    name = "Measuring equipment on loan · White Elm Logistics"

    assert channels.in_lines(name, 135)[-1].endswith("…")
    lines = channels.in_lines(name, 135, 3)
    assert len(lines) == 3
    assert " ".join(lines) == name
