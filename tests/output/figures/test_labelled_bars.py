"""Named bars: what part of one is in another state."""

import re
from dataclasses import replace

import altair as alt
import pandas as pd
import pytest
import vl_convert

from isdata.data.i18n import reader
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import bar_labels, labelled_bars
from tests.output.figures.chart_data import data_of


def test_only_the_end_of_a_bar_has_the_colour_of_what_failed() -> None:
    """One failed figure made the whole bar of a company red."""
    rows = pd.DataFrame(
        {
            "name": ["Oak", "Elm"],
            "amount": [11, 8],
            "part": [10, 8],
            "words": ["10 of 11", "8 of 8"],
            "state": "passed",
            "last": [1, 0],
            "last_state": "failed",
        }
    )
    colours = {"passed": "green", "failed": "red"}
    chart = labelled_bars.bars(
        rows, reader("en"), colours=colours, looks=labelled_bars.Looks(states=("failed",))
    ).to_dict()
    fields = [layer["encoding"].get("color", {}).get("field") for layer in chart["layer"][:3]]
    end = chart["layer"][2]

    assert fields == ["state", "state", "last_state"]
    assert [end["encoding"]["x"]["field"], end["encoding"]["x2"]["field"]] == ["begin", "amount"]
    assert {"calculate": "datum.amount - datum.last", "as": "begin"} in end["transform"]
    assert chart["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["passed", "failed"]


def test_words_too_long_for_one_line_behind_a_bar_stand_in_two_where_rows_have_room() -> None:
    """The workshop of Kunshan cut "needs chille…" above free room."""
    words = "5 · offers circuit board scrap, waste heat; needs chilled water"
    rows = pd.DataFrame({"name": ["Heron", "Robin"], "amount": [5, 1], "words": [words, "1"]})
    chart = labelled_bars.bars(rows, reader("en")).to_dict()
    behind = [each["mark"] for each in chart["layer"] if each["mark"].get("lineBreak")]

    assert [each["parted"] for each in chart["datasets"][chart["data"]["name"]]] == [
        "5 · offers circuit board scrap,\nwaste heat; needs chilled water",
        "1",
    ]
    assert "datum.parted" in behind[-1]["text"]["expr"]
    low = labelled_bars.bars(rows, reader("en"), looks=labelled_bars.Looks(row=20)).to_dict()
    assert not any(each["mark"].get("lineBreak") for each in low["layer"])


def _places(rows: pd.DataFrame, row: float = 26) -> dict[str, tuple[float, float]]:
    """Where the words of bars with a target at 88 stand in a picture, with rows of a height. [px]"""
    looks = labelled_bars.Looks(row=row)
    chart = labelled_bars.bars(rows, reader("en"), limit=("target", 88.0), looks=looks)
    chart = chart.properties(width=700, height=80)
    drawn = vl_convert.vegalite_to_svg(chart.to_json())
    found = re.findall(r"translate\(([-\d.]+),([-\d.]+)[^>]*>([^<]+)<", drawn)
    return {words: (float(x), float(y)) for x, y, words in found}


def test_words_stand_at_their_bar_where_they_fit_before_the_target_and_else_within_it() -> None:
    rows = pd.DataFrame({"name": ["2020", "2022"], "amount": [60.0, 70.0], "words": ["60%", "70%"]})

    near = _places(rows)
    far = _places(rows.assign(amount=[60.0, 87.9]))

    assert near["60%"][0] < near["70%"][0] < near["target"][0]
    assert far["60%"][0] == near["60%"][0]
    assert far["70%"][0] < far["target"][0]  # beyond it, they would read as more than the target


def test_long_words_also_stand_within_a_bar_that_ends_shortly_before_the_line() -> None:
    """“1.7 years · Heron Circuits” stood beyond the mean of 1.9 years, far from its bar."""
    rows = pd.DataFrame(
        {"name": ["A", "B"], "amount": [85.0, 8.0], "words": ["1.7 years · Heron", "0.2 years · Elm"]}
    )

    places = _places(rows)

    assert places["0.2 years · Elm"][0] < places["1.7 years · Heron"][0] < places["target"][0]

    words = "0.9 years · " + "Elm " * 13  # fits neither before the line nor within its bar
    rows = pd.DataFrame({"name": ["A", "B"], "amount": [40.0, 90.0], "words": [words, "2 years"]})
    near = _places(rows, row=20)  # in one line
    assert near[words.strip()][0] < near["target"][0]


def test_rows_of_one_name_have_bars_of_their_own() -> None:
    """Four matches “Hot water” lay in one place, their words above each other."""
    rows = pd.DataFrame({"name": ["Hot water"] * 2, "amount": [60.0, 70.0], "words": ["60%", "70%"]})

    places = _places(rows)

    assert abs(places["60%"][1] - places["70%"][1]) > 20


def test_only_layers_with_other_data_hold_their_own() -> None:
    """The rows were written once for each layer, as the line of a limit has data of its own."""
    rows = pd.DataFrame({"name": ["Oak", "Elm"], "amount": [11, 8], "words": ["11 t", "8 t"]})
    chart = labelled_bars.bars(rows, reader("en"), limit=("allowed", 9.0))
    own = [layer.data for layer in chart.layer if layer.data is not alt.Undefined]

    assert list(chart.data["words"]) == ["11 t", "8 t"]
    assert [list(table.columns) for table in own] == [["amount"], ["words"]]


def test_bars_carry_their_words_and_the_axis_has_room_behind_the_longest() -> None:
    rows = pd.DataFrame({"name": ["A", "B"], "amount": [2.0, None], "words": ["2 t", "–"]})

    chart = labelled_bars.bars(rows, reader("en"), limit=("allowed", 4.0), room=1.5).to_dict()

    assert {(row["name"], row["amount"]) for row in data_of(chart) if "name" in row} == {
        ("A", 2.0),
        ("B", 0.0),
    }
    assert chart["layer"][0]["encoding"]["x"]["scale"]["domainMax"]["expr"].endswith(
        ", 6.0)"
    )  # at most 1.5 times the limit


def _end_of_first_bar(words: str) -> float:
    """Where the label of a bar begins in a picture of 700 px, with a shorter bar below."""
    rows = pd.DataFrame({"name": ["A", "B"], "amount": [2.0, 1.0], "words": [words, "1 t"]})
    chart = labelled_bars.bars(rows, reader("en"), room=3).properties(width=700, height=60)
    found = re.findall(
        r"translate\(([-\d.]+),[^>]*>(\d t[^<]*)<", vl_convert.vegalite_to_svg(chart.to_json())
    )
    return float({label: x for x, label in found}[words])


def test_bars_with_short_words_fill_the_width() -> None:
    """Two thirds of each column were empty behind words such as "0.4 years"."""
    assert _end_of_first_bar("2 t") > 600
    assert 450 < _end_of_first_bar("2 t to the foundry") < 600


def test_the_share_reached_stands_at_the_end_of_the_filled_part() -> None:
    """Shares stood at the target line, up to 330 px from the end of their bar."""
    rows = pd.DataFrame(
        {"name": ["A", "B"], "amount": 1.0, "part": [0.4, 0.99], "reached": ["40%", "99%"], "words": "now"}
    )
    chart = labelled_bars.bars(rows, reader("en"), limit=("target", 1.0)).properties(width=700, height=60)
    drawn = vl_convert.vegalite_to_svg(chart.to_json())
    places = {words: float(x) for x, words in re.findall(r"translate\(([-\d.]+),[^>]*>(\d+%)<", drawn)}

    # On a phone, the label above the bar states it.
    texts = [str(layer["mark"].get("text")) for layer in chart.to_dict()["layer"]]
    assert all("< 500 ? '' : " in text for text in texts if "datum.reached" in text)
    assert places["40%"] < 0.55 * 700
    assert places["99%"] < 700


def test_a_legend_has_no_state_that_no_bar_is_drawn_in() -> None:
    rows = pd.DataFrame(
        {"name": ["A", "B"], "amount": [2.0, 0.0], "words": ["2", "0"], "state": ["late", "done"]}
    )

    chart = labelled_bars.bars(rows, reader("en"), colours={"late": "#111111", "done": "#222222"}).to_dict()

    assert chart["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["late"]


def test_words_on_a_phone_may_be_shorter() -> None:
    rows = pd.DataFrame(
        {"name": ["A", "B"], "amount": [2.0, 1.0], "words": ["2 t · Firm", "1 t"], "short": ["2 t", "1 t"]}
    )

    shown = [row for row in data_of(labelled_bars.bars(rows, reader("en")).to_dict()) if "name" in row]

    assert shown[0]["short"] == "2 t"
    assert shown[0]["words"] == "2 t · Firm"


def test_long_names_on_a_phone_have_the_whole_width_and_the_words_stand_below_them() -> None:
    rows = pd.DataFrame({"name": ["A long name of a measure"], "amount": [3.0], "words": ["3 t"]})

    chart = labelled_bars.bars(
        rows, reader("en"), looks=labelled_bars.Looks(row=bar_labels.STACKED, is_stacked=True)
    ).to_dict()

    marks = [layer["mark"] for layer in chart["layer"] if layer["mark"]["type"] == "text"]
    lines = {mark["dy"] for mark in marks if mark.get("limit") == {"expr": "width"}}
    assert lines == {-14, 0}


def test_words_longer_than_a_phone_stand_in_two_lines_below_the_names() -> None:
    words = "3 · offers sewage sludge (dry matter); needs hot water, food processing residues"
    rows = pd.DataFrame({"name": ["Reed", "Oak"], "amount": [3.0, 1.0], "words": [words, "1 · needs steam"]})
    looks = labelled_bars.Looks(row=bar_labels.STACKED, is_stacked=True)

    one, two = (labelled_bars.bars(few, reader("en"), looks=looks).to_dict() for few in (rows.tail(1), rows))
    shown = {row["name"]: row["short"] for row in data_of(two) if "short" in row}

    assert shown["Reed"].split("\n")[1] == "needs hot water, food processing residues"
    assert "\n" not in shown["Oak"]
    assert two["height"] / 2 == one["height"] + 15


@pytest.mark.parametrize("is_stacked", [False, True])
def test_on_a_phone_eight_pixels_are_free_between_a_bar_and_the_next_name(is_stacked: bool) -> None:
    rows = pd.DataFrame({"name": ["A", "B"], "amount": [3.0, 2.0], "words": ["3 t", "2 t"]})
    looks = labelled_bars.Looks(row=bar_labels.STACKED, is_stacked=True) if is_stacked else None

    chart = labelled_bars.bars(rows, reader("en"), looks=looks).to_dict()

    row = (
        int(re.findall(r"< 500 [?] (\d+)", str(chart.get("params")))[0] if not looks else chart["height"]) / 2
    )
    texts = [layer["mark"] for layer in chart["layer"] if "fontSize" in layer["mark"]]
    top = min(mark["dy"] - mark["fontSize"] / 2 for mark in texts)
    bar = next(layer["mark"] for layer in chart["layer"] if layer["mark"]["type"] == "bar")
    bottom = int(re.findall(r"[?] (\d+)", bar["yOffset"]["expr"])[0]) + 3  # half of its height
    assert row + top - bottom >= 8


def test_charts_side_by_side_have_one_scale() -> None:
    """Names as wide as they may be take no more room than short ones: the space to the bars is reserved beside them."""
    rows = pd.DataFrame({"name": ["a"], "amount": [1.0], "words": ["1"]})
    for is_large in (True, False):
        read = replace(reader("en"), is_large=is_large)
        drawn = labelled_bars.bars(rows, read, looks=labelled_bars.Looks(names=300.0)).to_dict()
        axis = drawn["layer"][0]["encoding"]["y"]["axis"]
        room = axis["minExtent"]
        if not is_large:
            room = float(room["expr"].split(": ")[1])

        assert axis["labelLimit"] == 300
        assert room >= axis["labelLimit"] + axis["labelPadding"]


def test_only_latin_letters_are_narrower_in_the_font_of_the_pages() -> None:
    """A label in Chinese was taken for shorter than it is, and cut instead of broken in two lines."""
    assert bar_labels.drawn_width("目标吨标准煤", 24) == 6 * 24
    assert bar_labels.drawn_width("target", 24) == pytest.approx(0.9 * text_width("target", 24))


def test_a_phone_has_a_long_name_in_two_lines_with_the_amount_behind_its_end() -> None:
    name = "Oven exhaust of the paint shop heats the assembly halls and the training centre"
    rows, more = bar_labels.in_lines(pd.DataFrame({"name": [name, "Racks"], "short": ["2 M CNY", "1 M CNY"]}))

    assert rows["head"].tolist() == ["Oven exhaust of the paint shop heats the", "Racks"]
    assert rows["short"].tolist() == ["assembly halls and the training centre · 2 M CNY", "1 M CNY"]
    assert more == 0
