"""What of a map a pointer or a box reaches."""

import itertools
import json
import math

import altair as alt
import duckdb
import pandas as pd
import pytest
import vl_convert

from isdata.data.disclosure import FACILITATOR
from isdata.output.figures import parkmap as figure
from isdata.output.figures.parkmap import marks, shapes
from isdata.park import parkmap
from isdata.symbiosis import synergies
from tests.mapped import PARKS, PLAN, READ


def joined(con: duckdb.DuckDBPyConnection, pairs: list[tuple[str, str]]) -> figure.Drawing:
    """Draw the sites of the tiny park, and what could be joined between them."""
    places = parkmap.sites(con, parks=PARKS, viewer=FACILITATOR).assign(text="")
    circles = figure.of_places(places, "material", READ["en"], layer="site")
    none = synergies.scene(con, parks=PARKS, viewer=FACILITATOR)
    return figure.draw(
        PLAN,
        circles,
        none.arcs(none.synergies.iloc[:0]).assign(title="", text=""),
        READ["en"],
        candidates=pd.DataFrame(pairs, columns=["provider_id", "receiver_id"]),
    )


def test_what_could_be_joined_is_one_thing_with_its_mark(planned: duckdb.DuckDBPyConnection) -> None:
    drawing = joined(planned, [("S1", "S2"), ("S3", "S1"), ("S1", "nowhere")])
    spots = drawing.marks.set_index("mark")[["longitude", "latitude"]]
    layer = next(
        layer for layer in json.loads(figure.deck(drawing).to_json())["layers"] if layer["id"] == "fans-0"
    )
    paths = drawing.fans.set_index("mark")["paths"]

    # A curve and two strokes of its arrow for each pair, at both its ends.
    assert {mark: len(found) for mark, found in paths.items()} == {"S1": 6, "S2": 3, "S3": 3}
    assert paths["S2"][0][0] == pytest.approx(spots.loc["S1"].to_list(), abs=1e-6)
    assert paths["S2"][0][-1] == pytest.approx(spots.loc["S2"].to_list(), abs=1e-6)
    assert {feature["mark"] for feature in layer["data"]} == {"S1", "S2", "S3"}
    for feature in layer["data"]:
        assert feature["properties"]["end"] == pytest.approx(spots.loc[feature["mark"]].to_list(), abs=1e-6)
    assert (
        layer["getLineColor"][3] == layer["getFillColor"][3] == 0
    )  # nothing is seen until the pointer comes


def test_the_pointer_reaches_half_way_to_the_next_place(planned: duckdb.DuckDBPyConnection) -> None:
    drawing = joined(planned, [("S1", "S2")])
    spots = [
        shapes.pixels(*spot, drawing.zoom)
        for spot in drawing.marks[["longitude", "latitude"]].itertuples(index=False)
    ]
    nearest = min(math.dist(*pair) for pair in itertools.combinations(spots, 2))
    shown = json.loads(figure.deck(drawing).to_json())["layers"]
    metres = next(layer["brushingRadius"] for layer in shown if layer["id"] == "fans-0")

    assert drawing.reach == pytest.approx(min(nearest / 2, 0.04 * drawing.height))
    # A pixel is so many metres on the ground: 40,075 km · cos 31.01° / (512 · 2^zoom).
    pixel = 40_075_000 * math.cos(math.radians(31.01)) / (512 * 2**drawing.zoom)
    assert metres == pytest.approx(drawing.reach * pixel, rel=0.005)


def test_a_box_holds_the_marks_whose_middle_lies_in_it(planned: duckdb.DuckDBPyConnection) -> None:
    drawing = joined(planned, [])
    middle = drawing.land.middle
    whole = {"x": [0, drawing.width], "y": [drawing.height, 0]}
    west = {"x": [0, drawing.width / 2], "y": [0, drawing.height]}
    marks_west = drawing.marks.loc[drawing.marks["longitude"] <= middle[0], "mark"]

    assert set(figure.inside(drawing, whole)) == set(drawing.marks["mark"])
    assert set(figure.inside(drawing, west)) == set(marks_west)
    assert 0 < len(marks_west) < len(drawing.marks)
    assert figure.inside(drawing, {}) == []


def test_the_map_to_mark_draws_what_the_other_draws(planned: duckdb.DuckDBPyConnection) -> None:
    drawing = joined(planned, [])

    chart = figure.selectable(drawing)

    assert alt.LayerChart.from_dict(chart).to_dict()["layer"]  # a sound specification

    assert [param["name"] for param in chart["params"] if param["select"]["type"] == "interval"] == [
        figure.AREA
    ]
    assert chart["config"]["mark"] == {
        "tooltip": None,
        "aria": False,
    }  # colours and widths are nothing to show
    assert (chart["padding"], chart["autosize"]["type"]) == (0, "none")  # or circles would leave their lines
    assert "Cement" in vl_convert.vegalite_to_svg(json.dumps(chart))


def test_a_tooltip_shows_the_best_candidates_and_how_many_more() -> None:
    circles = pd.DataFrame({"mark": ["S1", "S2"], "text": ["Group", ""]})
    seen = {"S1": synergies.View([f"to Works {number}" for number in range(3)], 7)}

    shown = marks.with_candidates(circles, seen, READ["en"])["text"].to_list()

    assert shown == [
        "Group\nFeasible matches, with score:\nto Works 0\nto Works 1\nto Works 2\nand 4 more",
        "",
    ]
