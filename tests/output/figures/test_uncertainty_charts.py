"""Marks of a distribution: no line crosses the words of another."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.output.figures import uncertainty_charts


def test_words_of_marks_stand_in_the_order_of_their_lines_and_turn_left_at_the_end() -> None:
    marks = pd.DataFrame({"value": [2.5, 2.9, 3.9, 3.0], "words": list("abcd"), "wide": 90.0})
    sided = uncertainty_charts._sided(marks, (2.0, 4.0), is_phone=False).set_index("words")

    assert sided["is_left"].to_dict() == {"a": False, "b": False, "c": True, "d": False}
    assert sided["place"].sort_values().index.tolist() == ["c", "a", "b", "d"]


def test_the_line_of_words_on_the_left_begins_below_words_that_it_would_cross_on_a_phone() -> None:
    """“90% below 2.5 yr” was crossed by the line of the required 3 years."""
    marks = pd.DataFrame({"value": [1.6, 2.0, 2.5, 3.0], "words": list("abcd"), "wide": 95.0})
    sided = uncertainty_charts._sided(marks, (1.3, 3.1), is_phone=True)

    assert sided["words"].tolist() == list("abcd")
    near = uncertainty_charts._sided(marks.assign(wide=20.0), (1.3, 3.1), is_phone=True)
    assert near["words"].tolist() == list("dabc")


def test_a_high_window_has_higher_charts() -> None:
    """The distributions once took 65 of 1,080 pixels."""
    draw = partial(uncertainty_charts.spread, title="t", percentiles=[1.5, 3, 4.5], words=["1", "3", "4"])
    heights = [
        draw(np.linspace(1, 5, 100), reader("en"), is_high=is_high).to_dict()["height"]
        for is_high in (False, True)
    ]

    assert heights[1] >= heights[0] + 60


def test_a_line_begins_at_its_words() -> None:
    chart = uncertainty_charts.spread(
        np.linspace(1, 5, 100), reader("en"), title="t", percentiles=[1.5, 3, 4.5], words=["1", "3", "4"]
    ).to_dict()
    (rule,) = (layer for layer in chart["layer"] if layer["mark"].get("type") == "rule")

    assert (rule["encoding"]["y"]["field"], rule["encoding"]["y2"]) == ("place", {"value": "height"})


def test_drivers_state_the_change_of_the_npv_in_money_with_its_sign() -> None:
    rows = pd.DataFrame({"name": ["Gas", "Investment"], "npv": [0.5, -0.25]})
    chart = uncertainty_charts.tornado(rows, 8e6, reader("en"), "CNY").to_dict()
    drawn = next(iter(chart["datasets"].values()))

    assert [row["words"] for row in drawn] == ["+4 M CNY", "-2 M CNY"]
    assert [row["npv"] for row in drawn] == [4.0, -2.0]
    assert (
        chart["layer"][0]["encoding"]["x"]["axis"]["labels"] is False
    )  # a low window had no room for it below the bars


def test_price_lines_keep_their_room_in_a_low_window() -> None:
    """The legend stands beside the lines, in the order in which they end, and the axis has few numbers."""
    rows = pd.DataFrame(
        {
            "name": ["All"] * 2 + ["Gas"] * 2 + ["Steam"] * 2,
            "factor": [0.5, 2.0] * 3,
            "npv": [0.0, 9e6, 4e6, 5e6, 3e6, 7e6],
            "payback": 2.0,
            "payback_words": "2",
        }
    )
    chart = uncertainty_charts.prices(rows, reader("en"), "CNY", is_low=True).to_dict()
    (lines,) = (layer["encoding"] for layer in chart["layer"] if "color" in layer["encoding"])

    assert lines["color"]["legend"]["orient"] == "right"
    assert lines["color"]["scale"]["domain"] == ["All", "Steam", "Gas"]
    assert lines["x"]["axis"]["tickCount"] == 4


@pytest.mark.parametrize(("required", "is_drawn"), [(5.3, True), (9.0, False)])
def test_a_requirement_just_beyond_the_values_is_drawn(required: float, *, is_drawn: bool) -> None:
    """The axis reached the required 3 years, but its line was missing as all simulations paid back before."""
    chart = uncertainty_charts.spread(
        np.linspace(1, 5, 100),
        reader("en"),
        title="t",
        percentiles=[1.5, 3, 4.5],
        words=["1", "3", "4"],
        limit=("required", required),
    ).to_dict()

    drawn = [row.get("words") for rows in chart["datasets"].values() for row in rows]
    assert ("required" in drawn) == is_drawn
