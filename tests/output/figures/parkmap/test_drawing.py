"""A map as drawn: the same on page and paper, and nothing of it from the internet."""

import json
import re

import duckdb
import numpy as np
import pandas as pd
import pytest
import vl_convert

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.output.figures import parkmap as figure
from isdata.output.figures import style
from isdata.output.figures.parkmap import curves, marks, naming, presentation, shapes
from isdata.output.figures.parkmap import drawing as drawn_map
from isdata.park import parkmap
from isdata.symbiosis import synergies
from tests.mapped import PARKS, PLAN, READ, drawing_of
from tests.turns import only


def test_what_touches_the_chosen_place_stands_out() -> None:
    ends = [("S1", "S2"), ("S2", "S3")]
    arcs = pd.DataFrame(
        [
            {"synergy_id": f"Y{n}", "provider_id": one, "receiver_id": two, "stage": "idea", "kind": "material", "amount": 1.0,
             "x0": 120.0 + n, "y0": 31.0, "x1": 120.5 + n, "y1": 31.0, "lane": 0, "is_unknown": False, "title": "", "text": ""}
            for n, (one, two) in enumerate(ends)
        ]
    )  # fmt: skip
    circles = marks.of_places(
        pd.DataFrame({"site_id": ["S1"], "name_en": "A", "name_zh": "甲", "longitude": 120.0, "latitude": 31.0, "material": 1.0, "text": ""}),
        "material", i18n.reader("en"), layer="site",
    )  # fmt: skip
    none = pd.DataFrame(columns=["feature_kind", "name_en", "name_zh", "geometry"])

    drawn = figure.draw(none, circles, arcs, i18n.reader("en"), near="S1").arcs.set_index("synergy_id")[
        "opacity"
    ]

    assert drawn["Y0"] == curves.STRONG
    assert drawn["Y1"] == curves.FAINT


@pytest.mark.parametrize("language", only(["zh"], i18n.LANGUAGES))
@pytest.mark.walk
def test_page_and_paper_show_the_same_names(planned: duckdb.DuckDBPyConnection, language: str) -> None:
    drawing = drawing_of(planned, language=language, viewer=FACILITATOR)

    deck = json.loads(figure.deck(drawing).to_json())
    svg = vl_convert.vegalite_to_svg(figure.printed(drawing, title="Tiny").to_json())
    names = next(layer["data"] for layer in deck["layers"] if layer["id"] == "names")

    assert len(names) >= 3
    assert [name["name"] for name in names if name["name"].split("\n")[0] not in svg] == []


def test_all_names_are_drawn_in_the_size_in_which_most_fit() -> None:
    """Three sites with long names on a narrow map: the names are of one size, not names over each other."""
    places = pd.DataFrame({"mark": ["a", "b", "c"], "name": ["Long name of a company"] * 3, "radius": 4.0,
                           "longitude": [0.2, 0.5, 0.8], "latitude": 0.5})  # fmt: skip
    plan = pd.DataFrame(columns=["feature_kind", "name_en", "name_zh", "geometry"])
    sheet = shapes.Sheet(shapes.Extent(0.0, 0.0, 1.0, 1.0), 320.0, 60.0, 1.0)

    found = naming.Names(plan, places, sheet, READ["en"], places).placed(
        naming.Lines(np.empty((0, 3)), [], np.empty((0, 3)))
    )

    assert len(found) >= 2
    assert len(set(found["size"])) == 1


def test_the_map_asks_nothing_of_the_internet(planned: duckdb.DuckDBPyConnection) -> None:
    text = figure.deck(drawing_of(planned, viewer=FACILITATOR)).to_json()

    assert "http" not in text.replace("http://www.w3.org", "")
    assert json.loads(text)["mapStyle"] == "__MAP_STYLE__"  # Streamlit's word for: no map below
    assert json.loads(text).get("mapProvider") is None


def test_an_arc_of_unknown_amount_is_dashed(tiny: duckdb.DuckDBPyConnection) -> None:
    arcs = drawing_of(tiny, viewer=FACILITATOR).arcs.set_index("synergy_id")

    assert not arcs.loc["SY1", "is_dashed"]
    assert arcs.loc["SY2", "is_dashed"]


def test_an_arc_of_hours_is_of_known_amount(samples: duckdb.DuckDBPyConnection) -> None:
    """The facilitator reads the hours of a shared training, a guest their range."""
    for viewer in (FACILITATOR, GUEST):
        scene = synergies.scene(samples, parks=["kunshan"], viewer=viewer)
        arcs = scene.arcs(scene.synergies).set_index("synergy_id")

        assert arcs.loc[["KS-SY07"], "amount"].isna().all()
        assert not arcs.loc[["KS-SY07"], "is_unknown"].any()


def test_an_arc_has_the_colour_of_its_stage_and_the_picked_one_stands_out(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    scene = synergies.scene(tiny, parks=PARKS, viewer=FACILITATOR)
    arcs = synergies.arcs(scene.synergies, scene.pairs, scene.places).assign(title="", text="")
    circles = figure.of_places(scene.places.assign(text=""), "material", READ["en"], layer="site")

    drawing = figure.draw(scene.plan, circles, arcs, READ["en"], picked="SY1")

    by_id = drawing.arcs.set_index("synergy_id")
    assert by_id.loc["SY1", "colour"] == style.STAGES["operation"]
    assert by_id.loc["SY1", "opacity"] > by_id.loc["SY2", "opacity"]
    assert drawing.arcs["synergy_id"].iloc[-1] == "SY1"  # drawn last, above the others


def test_a_map_placed_before_a_stage_changed_is_the_one_drawn_afterwards(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """A presented map took four seconds to follow a synergy that moved on, as all arcs and names were placed anew."""
    scene = synergies.scene(tiny, parks=PARKS, viewer=FACILITATOR)
    stored = synergies.arcs(scene.synergies, scene.pairs, scene.places)
    before = stored.assign(title=stored["synergy_id"], text="before")
    after = before.assign(stage="negotiation", text="after")
    circles = figure.of_places(scene.places.assign(text=""), "material", READ["en"], layer="site")

    placed = figure.draw(scene.plan, circles, figure.placed_alike(before), READ["en"])
    drawing = figure.described(placed, after)

    expected = figure.draw(scene.plan, circles, after, READ["en"])
    pd.testing.assert_frame_equal(figure.placed_alike(before), figure.placed_alike(after))
    pd.testing.assert_frame_equal(drawing.arcs, expected.arcs, check_dtype=False)
    pd.testing.assert_frame_equal(drawing.names, expected.names)
    assert set(drawing.arcs["colour"]) == {style.STAGES["negotiation"]}


def test_the_scale_bar_is_as_long_as_it_says(planned: duckdb.DuckDBPyConnection) -> None:
    path, shown = drawing_of(planned, viewer=FACILITATOR).bar
    (x0, y0), (x1, y1) = path[1], path[2]
    said = re.fullmatch("([\\d.]+) (k?m)", shown)

    assert said
    metres = float(said[1]) * (1000 if said[2] == "km" else 1)
    along = float(parkmap.distance(np.array(x0), np.array(y0), np.array(x1), np.array(y1))) * 1000
    assert along == pytest.approx(metres, rel=0.005)


def test_a_sketch_of_a_real_park_claims_neither_scale_nor_distance(
    planned: duckdb.DuckDBPyConnection,
) -> None:
    real = pd.DataFrame([{"park_id": "tiny", "is_illustrative": False}])
    sketch = pd.DataFrame([{"feature_id": "P0", "is_illustrative": True}])
    store.write(planned, {"park": real, "plan_feature": sketch}, who="test", reason="a real park, sketched")
    scene = synergies.scene(planned, parks=PARKS, viewer=FACILITATOR)
    circles = figure.of_places(scene.places.assign(text=""), "material", READ["en"], layer="site")
    arcs = presentation.describe_arcs(scene.arcs(scene.synergies), scene.synergies, scene.places, READ["en"])

    drawing = figure.draw(scene.plan, circles, arcs, READ["en"], is_schematic=scene.is_schematic)

    assert scene.is_schematic
    assert drawing.bar[1] == "schematic, not to scale"
    assert len(drawing.arcs)
    assert not drawing.arcs["text"].str.contains("straight line").any()


@pytest.mark.parametrize(
    ("degrees", "number"), [(7.0, 0), (40.0, 1), (99.9, 2), (100.0, 3), (199.9, 3), (620.0, 4)]
)
def test_heat_is_coloured_by_its_class(degrees: float, number: int) -> None:
    assert marks.heat_colour(degrees) == marks.HEAT[number][1]


def test_streams_of_one_site_stand_side_by_side() -> None:
    rows = pd.DataFrame({"mark": ["a", "b", "c"], "longitude": [1.0, 1.0, 2.0], "latitude": [1.0, 1.0, 1.0]})

    spread = drawn_map._spread(rows, shapes.Sheet(shapes.Extent(0.9, 0.9, 2.1, 1.1), 900.0, 600.0, 1.0))

    assert spread[["longitude", "latitude"]].duplicated().sum() == 0
    assert spread.loc[2, "longitude"] == 2.0  # one alone stays


def test_a_map_without_any_position_is_a_mistake_of_the_caller() -> None:
    nothing = pd.DataFrame(columns=["longitude", "latitude", "weight", "mark", "name"])

    with pytest.raises(ValueError, match="position"):
        figure.draw(PLAN.iloc[:0], nothing, pd.DataFrame(), READ["en"])


def test_hostile_names_reach_the_picture_as_text(tiny: duckdb.DuckDBPyConnection) -> None:
    hostile = pd.DataFrame([{"company_id": "C1", "name_en": "<img src=x onerror=alert(1)>"}])
    store.write(tiny, {"company": hostile}, who="test", reason="hostile")

    svg = vl_convert.vegalite_to_svg(
        figure.printed(drawing_of(tiny, viewer=FACILITATOR), title="<b>x</b>").to_json()
    )

    assert "<img" not in svg
    assert "&lt;img" in svg


def test_what_a_picked_synergy_joins_gets_its_names_first() -> None:
    """The largest chooses first where its name stands, unless another is picked."""
    places = pd.DataFrame(
        {"site_id": ["S1", "S2", "S3"], "name_en": ["Large works", "Small works", "Far works"], "name_zh": "", "text": "",
         "longitude": [120.0, 120.01, 120.2], "latitude": [31.0, 31.0, 31.1], "material": [100.0, 2.0, 1.0]}
    )  # fmt: skip
    arc = {"synergy_id": "Y", "provider_id": "S2", "receiver_id": "S3", "stage": "idea", "kind": "material", "amount": 1.0,
           "x0": 120.01, "y0": 31.0, "x1": 120.2, "y1": 31.1, "lane": 0, "is_unknown": False, "title": "", "text": ""}  # fmt: skip
    circles = figure.of_places(places, "material", READ["en"], layer="site")

    free, picked = (
        figure.draw(PLAN.iloc[:0], circles, pd.DataFrame([arc]), READ["en"], picked=chosen)
        .names["text"]
        .iloc[0]
        for chosen in (None, "Y")
    )

    assert free == "Large works"
    assert picked == "Small works"


def test_a_hub_is_named_first_on_a_phone_however_small_its_amounts_are() -> None:
    """The eight names of a phone were those of the largest, and the circle in which five arcs end had none."""
    marked = pd.DataFrame({"mark": ["large", "larger", "lone", "hub"]})
    arcs = pd.DataFrame({"provider_id": ["large", "larger", "large"], "receiver_id": "hub"}).assign(
        opacity=[curves.STRONG] * 3
    )
    faint = pd.DataFrame({"provider_id": ["lone"], "receiver_id": ["large"], "opacity": [curves.FAINT]})

    named = [
        list(
            drawn_map._labelled_first(marked, pd.concat([arcs, faint]), (None, None), is_phone=is_phone)[
                "mark"
            ]
        )
        for is_phone in (True, False)
    ]

    assert named == [["hub", "large", "larger"], ["large", "larger", "hub", "lone"]]


def test_many_circles_cover_no_more_land_than_sixty() -> None:
    def covered(count: int) -> float:
        places = pd.DataFrame(
            {"site_id": [f"S{number}" for number in range(count)], "name_en": "", "name_zh": "", "text": "",
             "longitude": np.linspace(120.0, 120.2, count), "latitude": np.linspace(31.0, 31.1, count), "material": 1.0}
        )  # fmt: skip
        circles = figure.of_places(places, "material", READ["en"], layer="site")
        none = pd.DataFrame(columns=["synergy_id", "amount", "kind"])
        return float((figure.draw(PLAN.iloc[:0], circles, none, READ["en"]).marks["radius"] ** 2).sum())

    assert covered(240) == pytest.approx(covered(60))  # four times as many, half as large
    assert covered(30) == pytest.approx(covered(60) / 2)


# What the reader points at or marks


def test_it_is_shown_which_arcs_the_circles_cover() -> None:
    """On a map of a thousand kilometres, two of three parks lie six apart."""
    places = pd.DataFrame(
        {"site_id": ["A", "B", "C"], "name_en": ["A", "B", "C"], "name_zh": ["A", "B", "C"], "text": "",
         "longitude": [104.0, 104.06, 114.0], "latitude": [30.0, 30.0, 30.0], "material": [5.0, 5.0, 5.0]}
    )  # fmt: skip
    pairs = pd.DataFrame(
        [("SY1", "A", "B", np.nan, ""), ("SY2", "A", "C", np.nan, "")],
        columns=["synergy_id", "provider_id", "receiver_id", "distance", "distance_basis"],
    )
    known = pd.DataFrame(
        {"synergy_id": ["SY1", "SY2"], "stage": "idea", "kind": "material", "quantity": 1.0, "band_least": np.nan, "unit": "t",
         "usual_unit": "t", "heating_value": np.nan, "density": np.nan, "enthalpy": np.nan}
    )  # fmt: skip
    arcs = synergies.arcs(known, pairs, places).assign(title="", text="")
    circles = figure.of_places(places, "material", READ["en"], layer="park")

    drawing = figure.draw(PLAN.iloc[:0], circles, arcs, READ["en"])

    assert figure.covered(drawing) == [("A", "B")]


def test_a_place_states_an_exact_half_as_the_overview_does() -> None:
    place = {"year": np.nan, "material": 1_005_000.0, "energy": 0.0, "water": 0.0}

    assert presentation.moved_lines(place, READ["en"]) == ["Material: 1.005 million t per year"]
