"""Named bars: what part of one is in another state."""

import altair as alt
import pandas as pd

from isdata.data.i18n import reader
from isdata.output.figures import ranked


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
    chart = ranked.bars(rows, reader("en"), colours=colours, looks=ranked.Looks(states=("failed",))).to_dict()
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
    chart = ranked.bars(rows, reader("en")).to_dict()
    behind = [each["mark"] for each in chart["layer"] if each["mark"].get("lineBreak")]

    assert [each["parted"] for each in chart["datasets"][chart["data"]["name"]]] == [
        "5 · offers circuit board scrap,\nwaste heat; needs chilled water",
        "1",
    ]
    assert "datum.parted" in behind[-1]["text"]["expr"]
    low = ranked.bars(rows, reader("en"), looks=ranked.Looks(row=20)).to_dict()
    assert not any(each["mark"].get("lineBreak") for each in low["layer"])


def test_only_layers_with_other_data_hold_their_own() -> None:
    """The rows were written once for each layer, as the line of a limit has data of its own."""
    rows = pd.DataFrame({"name": ["Oak", "Elm"], "amount": [11, 8], "words": ["11 t", "8 t"]})
    chart = ranked.bars(rows, reader("en"), limit=("allowed", 9.0))
    own = [layer.data for layer in chart.layer if layer.data is not alt.Undefined]

    assert list(chart.data["words"]) == ["11 t", "8 t"]
    assert [list(table.columns) for table in own] == [["amount"], ["words"]]
