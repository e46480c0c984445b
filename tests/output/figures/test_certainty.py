"""Marks of a distribution: no line crosses the words of another."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.output.figures import certainty, members


def test_words_of_marks_stand_in_the_order_of_their_lines_and_turn_left_at_the_end() -> None:
    marks = pd.DataFrame({"value": [2.5, 2.9, 3.9, 3.0], "words": list("abcd")})
    sided = certainty._sided(marks, (2.0, 4.0)).set_index("words")

    assert sided["is_left"].to_dict() == {"a": False, "b": False, "c": True, "d": False}
    assert sided["place"].sort_values().index.tolist() == ["c", "a", "b", "d"]


def test_a_line_begins_at_its_words() -> None:
    chart = certainty.spread(
        np.linspace(1, 5, 100), reader("en"), title="t", percentiles=[1.5, 3, 4.5], words=["1", "3", "4"]
    ).to_dict()
    (rule,) = (layer for layer in chart["layer"] if layer["mark"].get("type") == "rule")

    assert (rule["encoding"]["y"]["field"], rule["encoding"]["y2"]) == ("place", {"value": "height"})


def test_a_small_saving_is_stated_at_the_end_of_its_bar_unless_a_mark_would_cross_it() -> None:
    rows = pd.DataFrame(
        {"company_en": ["Oak"], "company_zh": ["橡树"], "letter": ["A"], "result": [0.01], "target": [0.07]}
    )
    chart = members.comparison(rows, reader("en"), marks={"about 10%": 0.1}).to_dict()
    (steps, *_more) = (
        layer["transform"] for layer in chart["layer"] if "transform" in layer and "text" in layer["encoding"]
    )

    assert steps[0] == {"calculate": "datum.result", "as": "behind"}
    assert [
        "datum.target >= datum.behind" in steps[1]["calculate"],
        "0.1 >= datum.behind" in steps[2]["calculate"],
    ] == [True, True]


def test_words_of_a_member_that_were_moved_behind_a_mark_do_not_lie_across_its_target() -> None:
    rows = pd.DataFrame(
        {"company_en": ["A"], "company_zh": ["A"], "letter": ["A"], "result": [0.05], "target": [0.075]}
    )

    chart = members.comparison(rows, reader("en"), marks={"mark": 0.06}).to_dict()

    steps = next(layer["transform"] for layer in chart["layer"] if "behind" in str(layer.get("transform")))
    datum = SimpleNamespace(target=0.075, result=0.05)
    for step in steps:  # 42 px of words on an axis of 0.084 and 200 px take 0.018
        test, _, values = step["calculate"].partition(" ? ")
        chosen, _, other = values.partition(" : ")
        is_across = not values or eval(
            test.replace("&&", "and"), {"isValid": pd.notna, "datum": datum, "width": 200, "max": max}
        )
        words = chosen or step["calculate"] if is_across else other
        setattr(datum, step["as"], eval(words, {"datum": datum}))
    assert datum.behind == 0.075


def test_the_axis_of_own_effects_states_what_they_are_and_holds_the_largest() -> None:
    """An effect exceeds 1 where prices that move together count against each other."""
    for effect, end in ((0.4, 1.15), (-1.4, 1.61)):
        rows = pd.DataFrame({"name": ["Gas"], "npv": [effect]})
        axis = certainty.tornado(rows, reader("en")).to_dict()["layer"][0]["encoding"]["x"]

        assert axis["scale"]["domain"] == pytest.approx([-end, end])
        assert "±1 = decides alone" in axis["title"]


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
    chart = certainty.prices(rows, reader("en"), "CNY", is_low=True).to_dict()
    (lines,) = (layer["encoding"] for layer in chart["layer"] if "color" in layer["encoding"])

    assert lines["color"]["legend"]["orient"] == "right"
    assert lines["color"]["scale"]["domain"] == ["All", "Steam", "Gas"]
    assert lines["x"]["axis"]["tickCount"] == 4
