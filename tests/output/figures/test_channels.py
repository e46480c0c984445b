"""The channels that charts share."""

from typing import Any

from isdata.data.i18n import N_, reader
from isdata.output.figures import channels, style

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
    assert colour["legend"] == {"title": None, "orient": "top", "columns": 1}


def test_names_stand_in_the_order_given_or_as_the_rows_come() -> None:
    ordered: Any = channels.down("name", iter(["b", "a"])).to_dict()
    unordered: Any = channels.down("name", None).to_dict()

    assert (ordered["sort"], unordered["sort"]) == (["b", "a"], None)


def test_the_line_of_no_gain_lies_at_zero() -> None:
    line = channels.zero().to_dict()

    assert line["mark"] == {"type": "rule", "color": style.INK}
    assert next(iter(line["datasets"].values())) == [{"money": 0.0}]
