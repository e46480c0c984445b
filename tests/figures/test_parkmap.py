"""The map of a park: what it measures, and that it draws the same on page and paper."""

import itertools
import json
import math
import re

import duckdb
import numpy as np
import pandas as pd
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from isdata import i18n, parkmap, store, synergies
from isdata.figures import parkmap as figure
from isdata.figures import style
from isdata.figures.parkmap import drawing as drawn_map
from isdata.figures.parkmap import labels, marks, shapes, words
from isdata.figures.parkmap.deck import plain

PARKS = ["tiny"]
READ = {language: i18n.reader(language) for language in i18n.LANGUAGES}
SQUARE = (
    '{"type": "Polygon", "coordinates": [[[120.0, 31.0], [120.04, 31.0], [120.04, 31.02], [120.0, 31.02], '
    "[120.0, 31.0]]]}"
)
PLAN = pd.DataFrame(
    [
        {"feature_id": "P0", "park_id": "tiny", "feature_kind": "boundary", "geometry": SQUARE},
        {
            "feature_id": "P1",
            "park_id": "tiny",
            "feature_kind": "plot",
            "name_en": "Secret Box Ltd",
            "name_zh": "机密包装",
            "geometry": SQUARE,
        },
        {
            "feature_id": "P2",
            "park_id": "tiny",
            "feature_kind": "free_plot",
            "name_en": "Free plot",
            "name_zh": "空地",
            "geometry": SQUARE,
        },
        {
            "feature_id": "P3",
            "park_id": "tiny",
            "feature_kind": "road",
            "name_en": "Road",
            "name_zh": "路",
            "geometry": '{"type": "LineString", "coordinates": [[120.0, 31.01], [120.04, 31.01]]}',
        },
    ]
)


@pytest.fixture
def planned(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with a plan."""
    store.write(tiny, {"plan_feature": PLAN}, who="test", reason="plan")
    return tiny


def drawing_of(
    con: duckdb.DuckDBPyConnection, *, language: str = "en", names_all: bool = True
) -> figure.Drawing:
    scene = synergies.scene(con, parks=PARKS, names_all=names_all)
    read = READ[language]
    arcs = synergies.arcs(scene.synergies, scene.pairs, scene.places)
    return figure.draw(
        scene.plan,
        figure.of_places(words.describe_places(scene.places, read), "material", read, layer="site"),
        words.describe_arcs(arcs, scene.synergies, scene.places, read),
        read,
    )


# What a map measures


def test_a_site_moves_what_it_gives_and_takes(tiny: duckdb.DuckDBPyConnection) -> None:
    sites = parkmap.sites(tiny, parks=PARKS, names_all=True).set_index("site_id")

    # By hand from the docstring of tests/tiny.py: S1 takes coal 1000, gives ash 300, takes dust 20.
    assert sites.loc["S1", ["material", "energy", "water"]].to_list() == [1320, 900, 5000]
    assert sites.loc["S2", "material"] == 300 + 20 + 45
    assert pd.isna(sites.loc["S3", "material"])  # its only flow was not measured
    assert sites.loc["S1", "year"] == 2024


def test_amounts_turn_into_the_unit_of_their_kind() -> None:
    rows = pd.DataFrame(
        [
            ("material", "kg", "t", None, None, None, 2500.0),
            ("energy", "MWh", "MWh", None, None, None, 10.0),
            ("energy", "t", "t", 25.0, None, None, 2.0),
            ("energy", "t", "t", None, None, 2.7, 2.0),
            ("material", "m³", "t", None, 1.2, None, 5.0),
            ("energy", "Nm³", "Nm³", None, None, None, 7.0),
            ("service", "h", "h", None, None, None, 7.0),
        ],
        columns=["kind", "unit", "usual_unit", "heating_value", "density", "enthalpy", "quantity"],
    ).astype({"heating_value": float, "density": float, "enthalpy": float})

    amounts = parkmap.amounts(rows)["amount"].to_list()

    assert amounts[:5] == pytest.approx([2.5, 36.0, 50.0, 5.4, 6.0])
    assert np.isnan(amounts[5:]).all()  # no heating value; a service has no weight


def test_a_guest_sees_no_site_and_no_plot_of_a_company_that_keeps_to_itself(
    planned: duckdb.DuckDBPyConnection,
) -> None:
    sites = parkmap.sites(planned, parks=PARKS, names_all=False)
    plan = parkmap.plan(planned, parks=PARKS, names_all=False).set_index("feature_id")

    assert set(sites["site_id"]) == {"S1", "S2"}
    assert pd.isna(plan.loc["P1", "name_en"])  # the plot bears the company's name
    assert plan.loc["P2", "name_en"] == "Free plot"


def test_a_site_without_a_position_takes_the_middle_of_its_plot(planned: duckdb.DuckDBPyConnection) -> None:
    lost = pd.DataFrame([{"site_id": "S3", "latitude": None, "longitude": None, "feature_id": "P0"}])
    store.write(planned, {"site": lost}, who="test", reason="lost")

    site = parkmap.sites(planned, parks=PARKS, names_all=True).set_index("site_id").loc["S3"]

    assert (site["longitude"], site["latitude"]) == pytest.approx((120.02, 31.01))


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        (SQUARE, (120.02, 31.01)),
        ('{"type": "Point", "coordinates": [3.0, 4.0]}', (3.0, 4.0)),
        ('{"type": "LineString", "coordinates": [[0, 0], [2, 0]]}', (1.0, 0.0)),
        # An L of three unit squares: by hand ((0.5 + 1.5 + 0.5) / 3, (0.5 + 0.5 + 1.5) / 3).
        (
            '{"type": "Polygon", "coordinates": [[[0,0],[2,0],[2,1],[1,1],[1,2],[0,2],[0,0]]]}',
            (2.5 / 3, 2.5 / 3),
        ),
    ],
)
def test_the_middle_of_a_shape(geometry: str, expected: tuple[float, float]) -> None:
    assert parkmap.middle(geometry) == pytest.approx(expected)


def test_a_distance_is_the_great_circle() -> None:
    # A degree of longitude at 31° north: 2π · 6371.0088 / 360 · cos 31° = 95.31 km.
    along = float(parkmap.distance(np.array(120.0), np.array(31.0), np.array(121.0), np.array(31.0)))

    assert along == pytest.approx(95.31, abs=0.01)


def test_an_amount_is_divided_among_the_pairs_of_a_synergy() -> None:
    one = pd.DataFrame(
        [{"synergy_id": "X", "stage": "idea", "kind": "material", "quantity": 30.0, "unit": "t",
          "usual_unit": "t", "heating_value": None, "density": None, "enthalpy": None}]
    )  # fmt: skip
    pairs = pd.DataFrame(
        [("X", "A", "C"), ("X", "B", "C"), ("X", "D", "C")],
        columns=["synergy_id", "provider_id", "receiver_id"],
    )
    places = pd.DataFrame({"site_id": ["A", "B", "C"], "longitude": [0.0, 1, 2], "latitude": [0.0, 0, 0]})

    arcs = synergies.arcs(one, pairs, places)

    assert list(arcs["amount"]) == [10.0, 10.0]  # three pairs; D has no position and is not drawn


def test_the_second_arc_between_two_sites_takes_another_lane(tiny: duckdb.DuckDBPyConnection) -> None:
    scene = synergies.scene(tiny, parks=PARKS, names_all=True)
    twice = pd.concat([scene.pairs, scene.pairs.rename(columns={"provider_id": "receiver_id", "receiver_id": "provider_id"})])  # fmt: skip

    arcs = synergies.arcs(scene.synergies, twice, scene.places)

    assert sorted(arcs.loc[arcs["synergy_id"] == "SY1", "lane"]) == [0, 1]


# Regions


def far_park(con: duckdb.DuckDBPyConnection, *, longitude: float) -> None:
    """Add a second park with one site, a synergy with the first and a stream that the first one wants."""
    store.write(
        con,
        {
            "park": pd.DataFrame([{"park_id": "other", "name_en": "Other park", "region_id": "CN-SC",
                                   "currency": "CNY", "latitude": 31.0, "longitude": longitude}]),
            "company": pd.DataFrame([{"company_id": "O1", "name_en": "Other works", "visibility": "public"}]),
            "site": pd.DataFrame([{"site_id": "T1", "company_id": "O1", "park_id": "other", "latitude": 31.0,
                                   "longitude": longitude}]),
            "synergy": pd.DataFrame([{"synergy_id": "X1", "park_id": "tiny", "name_en": "Across",
                                      "synergy_kind": "by_product", "topic": "minerals", "stage": "idea"}]),
            "synergy_participant": pd.DataFrame([
                {"synergy_id": "X1", "site_id": "S1", "role": "provider"},
                {"synergy_id": "X1", "site_id": "T1", "role": "receiver"}]),
            "stream": pd.DataFrame([
                {"stream_id": "A", "site_id": "S1", "direction": "supply", "resource_id": "fly_ash",
                 "quantity": 10.0, "unit": "t", "period": "month", "distance_maximum": 500.0},
                {"stream_id": "B", "site_id": "T1", "direction": "demand", "resource_id": "fly_ash",
                 "quantity": 50.0, "unit": "t", "period": "year", "distance_maximum": 300.0},
                {"stream_id": "C", "site_id": "S2", "direction": "demand", "resource_id": "fly_ash",
                 "quantity": 50.0, "unit": "t", "period": "year", "distance_maximum": 300.0},
                {"stream_id": "D", "site_id": "S3", "direction": "supply", "resource_id": "fly_ash",
                 "quantity": 5.0, "unit": "t", "period": "year", "distance_maximum": 900.0}]),
        },
        who="test",
        reason="second park",
    )  # fmt: skip


def test_parks_far_apart_are_one_place_each_and_show_what_joins_them(tiny: duckdb.DuckDBPyConnection) -> None:
    far_park(tiny, longitude=122.0)

    scene = synergies.scene(tiny, parks=["tiny", "other"], names_all=True)

    assert scene.is_apart
    assert list(scene.synergies["synergy_id"]) == ["X1"]
    assert scene.pairs[["provider_id", "receiver_id"]].to_numpy().tolist() == [["tiny", "other"]]
    # The tiny park's flows, each counted once: coal 1000, ash 300, dust 20, waste 45.
    assert scene.places.set_index("site_id").loc["tiny", "material"] == 1365
    guest = synergies.scene(tiny, parks=["tiny", "other"], names_all=False).places.set_index("site_id")
    assert guest.loc["tiny", "material"] == 1365  # three companies move materials
    assert pd.isna(guest.loc["tiny", "energy"])  # steam joins only two


def test_parks_close_together_show_their_sites(tiny: duckdb.DuckDBPyConnection) -> None:
    far_park(tiny, longitude=120.1)

    scene = synergies.scene(tiny, parks=["tiny", "other"], names_all=True)

    assert not scene.is_apart
    assert set(scene.places["site_id"]) == {"S1", "S2", "S3", "T1"}


def test_a_park_also_shows_its_partners_elsewhere(tiny: duckdb.DuckDBPyConnection) -> None:
    far_park(tiny, longitude=122.0)

    scene = synergies.scene(tiny, parks=["other"], names_all=True)

    assert list(scene.synergies["synergy_id"]) == ["X1"]
    assert set(scene.places["site_id"]) == {"S1", "T1"}


def match(**more: object) -> dict[str, object]:
    return {
        "blocked": 0, "supply_site_id": "S1", "demand_site_id": "S2", "supply_park_id": "tiny", "demand_park_id": "tiny",
        "supply_is_hidden": False, "supply_resource_class": "by_product", "supply_resource_en": "Fly ash",
        "supply_resource_zh": "粉煤灰", **more,
    }  # fmt: skip


def test_what_could_be_joined_is_an_arc_a_pair_of_places_and_nothing_that_is_held_back() -> None:
    places = pd.DataFrame({"site_id": ["S1", "S2"], "longitude": [120.01, 120.02], "latitude": 31.0})
    matches = pd.DataFrame(
        [
            match(),
            match(supply_resource_en="Slag", supply_resource_zh="渣"),
            match(blocked=1, supply_site_id="S2", demand_site_id="S1"),
        ]
    )

    found = parkmap.candidate_arcs(matches, places, ends="site_id")

    assert found[["provider_id", "receiver_id", "stage"]].to_numpy().tolist() == [["S1", "S2", "candidate"]]
    assert found["resources"].iloc[0] == [("Fly ash", "粉煤灰"), ("Slag", "渣")]
    assert found["distance"].iloc[0] == pytest.approx(0.953, abs=0.001)


def test_of_a_firm_that_keeps_to_itself_a_pair_of_parks_tells_the_class() -> None:
    parks_ = pd.DataFrame({"site_id": ["tiny", "other"], "longitude": [120.0, 122.0], "latitude": 31.0})
    hidden = match(
        demand_park_id="other",
        supply_is_hidden=True,
        supply_site_id=None,
        supply_resource_en=None,
        supply_resource_zh=None,
    )

    assert parkmap.candidate_arcs(pd.DataFrame([hidden]), parks_, ends="park_id")["resources"].iloc[0] == [
        ("By-product", "副产物")
    ]
    assert parkmap.candidate_arcs(pd.DataFrame([hidden]), parks_, ends="site_id").empty


def test_what_touches_the_chosen_place_stands_out() -> None:
    ends = [("S1", "S2"), ("S2", "S3")]
    arcs = pd.DataFrame(
        [
            {"synergy_id": f"Y{n}", "provider_id": one, "receiver_id": two, "stage": "idea", "kind": "material", "amount": 1.0,
             "x0": 120.0 + n, "y0": 31.0, "x1": 120.5 + n, "y1": 31.0, "lane": 0, "title": "", "text": ""}
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

    assert drawn["Y0"] == drawn_map.STRONG
    assert drawn["Y1"] == drawn_map.FAINT


def test_names_stand_beside_a_line_where_there_is_room() -> None:
    """Below the circle, which is the first choice, a line passes: the name goes above it."""
    name = [labels.Label(0, "Works", 100.0, 100.0, 5.0, 12.0)]
    line = [(float(x), 112.0, 2.0) for x in range(60, 140, 4)]

    free, crossed = (
        labels.place(name, [(100.0, 100.0, 5.0)], (200.0, 200.0), each)[0].dy for each in ((), line)
    )

    assert free > 0 > crossed


@pytest.mark.parametrize("way", [parkmap.ROAD, parkmap.STRAIGHT])
def test_a_distance_says_along_what_it_is(way: str) -> None:
    told = words.apart(1.24, way, i18n.reader("en"))

    assert told == {"road": "1.2 km along the roads", "straight": "1.2 km in a straight line"}[way]


def test_streams_are_counted_a_year(tiny: duckdb.DuckDBPyConnection) -> None:
    far_park(tiny, longitude=122.0)

    streams = parkmap.streams(tiny, parks=PARKS, names_all=False).set_index("stream_id")

    assert streams["amount"].to_dict() == {"A": 120.0, "C": 50.0}  # 10 t a month; D keeps to itself


# How it is drawn


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_page_and_paper_show_the_same_names(planned: duckdb.DuckDBPyConnection, language: str) -> None:
    drawing = drawing_of(planned, language=language)

    deck = json.loads(figure.deck(drawing).to_json())
    svg = vl_convert.vegalite_to_svg(figure.printed(drawing, title="Tiny").to_json())
    names = next(layer["data"] for layer in deck["layers"] if layer["id"] == "names")

    assert len(names) >= 3
    assert [name["name"] for name in names if name["name"].split("\n")[0] not in svg] == []


def test_the_map_asks_nothing_of_the_internet(planned: duckdb.DuckDBPyConnection) -> None:
    text = figure.deck(drawing_of(planned)).to_json()

    assert "http" not in text.replace("http://www.w3.org", "")
    assert json.loads(text)["mapStyle"] == "__MAP_STYLE__"  # Streamlit's word for: no map below
    assert json.loads(text).get("mapProvider") is None


def test_circles_have_areas_in_proportion_to_amounts() -> None:
    radii = shapes.radii(pd.Series([100.0, 25.0, np.nan, 0.0]), least=1.0, most=20.0)

    assert radii.to_list() == [20.0, 10.0, 1.0, 1.0]


def test_widths_compare_within_a_kind_and_unknown_is_thin() -> None:
    arcs = pd.DataFrame(
        {"kind": ["material", "material", "water", "water"], "amount": [100.0, 25.0, 7.0, np.nan]}
    )

    assert shapes.widths(arcs, least=2.0, most=8.0).to_list() == [8.0, 5.0, 8.0, 2.0]


def test_an_arc_of_unknown_amount_is_dashed(tiny: duckdb.DuckDBPyConnection) -> None:
    arcs = drawing_of(tiny).arcs.set_index("synergy_id")

    assert not arcs.loc["SY1", "is_dashed"]
    assert arcs.loc["SY2", "is_dashed"]


def test_an_arc_has_the_colour_of_its_stage_and_the_picked_one_stands_out(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    scene = synergies.scene(tiny, parks=PARKS, names_all=True)
    arcs = synergies.arcs(scene.synergies, scene.pairs, scene.places).assign(title="", text="")
    circles = figure.of_places(scene.places.assign(text=""), "material", READ["en"], layer="site")

    drawing = figure.draw(scene.plan, circles, arcs, READ["en"], picked="SY1")

    by_id = drawing.arcs.set_index("synergy_id")
    assert by_id.loc["SY1", "colour"] == style.STAGES["operation"]
    assert by_id.loc["SY1", "opacity"] > by_id.loc["SY2", "opacity"]
    assert drawing.arcs["synergy_id"].iloc[-1] == "SY1"  # drawn last, above the others


PLACE = st.tuples(st.floats(-170, 170), st.floats(-70, 70))


@given(PLACE, PLACE, st.integers(0, 4))
def test_a_curve_begins_and_ends_at_its_sites(
    start: tuple[float, float], end: tuple[float, float], lane: int
) -> None:
    line = shapes.curve(start, end, lane, 0.8)

    assert line[0] == pytest.approx(start)
    assert line[-1] == pytest.approx(end)


@given(PLACE, PLACE)
def test_there_and_back_lie_on_different_sides(start: tuple[float, float], end: tuple[float, float]) -> None:
    if math.dist(start, end) < 0.01:
        return
    there, back = shapes.curve(start, end, 0, 0.8), shapes.curve(end, start, 0, 0.8)
    middle = (np.array(start) + np.array(end)) / 2

    assert there[10] - middle == pytest.approx(middle - back[10], abs=1e-6)
    assert np.abs(there[10] - back[10]).max() > 1e-4


@given(
    st.lists(
        st.builds(
            labels.Label,
            st.integers(0, 99),
            st.text("abc 中文", min_size=1, max_size=20),
            st.floats(0, 800),
            st.floats(0, 600),
            st.floats(1, 30),
            st.floats(9, 20),
        ),
        max_size=30,
    )
)
def test_names_never_lie_on_each_other_or_outside(asked: list[labels.Label]) -> None:
    placed = labels.place(asked, [], (800, 600))
    boxes = []
    for name in placed:
        width, height = labels.measure(name.text, name.label.size)
        x, y = name.label.x + name.dx, name.label.y + name.dy
        boxes.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))

    assert all(
        box[0] >= -1e-6 and box[1] >= -1e-6 and box[2] <= 800.001 and box[3] <= 600.001 for box in boxes
    )
    for one, two in itertools.combinations(boxes, 2):
        is_apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
        assert is_apart


@given(st.text("ab 中，", max_size=60), st.floats(40, 300))
def test_a_wrapped_text_loses_no_sign(text: str, width: float) -> None:
    lines = labels.wrapped(text, 13.0, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(labels.measure(line, 13.0)[0] <= width or not re.search("[ ，].", line) for line in lines)


def test_a_name_never_covers_a_circle() -> None:
    asked = [labels.Label(0, "A name", 100, 100, 10, 12)]

    alone = labels.place(asked, [(100, 100, 10)], (300, 300))
    below_taken = labels.place(asked, [(100, 100, 10), (100, 122, 10)], (300, 300))

    assert alone[0].dy > 0
    assert below_taken[0].dy < 0  # no room below, so above


def test_the_extent_fits_into_the_picture() -> None:
    land = shapes.Extent(104.25, 30.54, 104.29, 30.575)
    zoom = land.zoom(900, 600)
    left, top = shapes.pixels(land.west, land.north, zoom)
    right, bottom = shapes.pixels(land.east, land.south, zoom)

    assert max((right - left) / 900, (bottom - top) / 600) == pytest.approx(1.0)


def test_the_scale_bar_is_as_long_as_it_says(planned: duckdb.DuckDBPyConnection) -> None:
    path, told = drawing_of(planned).bar
    (x0, y0), (x1, y1) = path[1], path[2]
    said = re.match(r"([\d.]+) (k?m) · north is up", told)

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
    scene = synergies.scene(planned, parks=PARKS, names_all=True)
    circles = figure.of_places(scene.places.assign(text=""), "material", READ["en"], layer="site")
    arcs = words.describe_arcs(scene.arcs(scene.synergies), scene.synergies, scene.places, READ["en"])

    drawing = figure.draw(scene.plan, circles, arcs, READ["en"], is_schematic=scene.is_schematic)

    assert scene.is_schematic
    assert drawing.bar[1] == "schematic, not to scale"
    assert not drawing.arcs["text"].str.contains("straight line").any()


@pytest.mark.parametrize(
    ("degrees", "number"), [(7.0, 0), (40.0, 1), (99.9, 2), (100.0, 3), (199.9, 3), (620.0, 4)]
)
def test_heat_is_coloured_by_its_class(degrees: float, number: int) -> None:
    assert marks.heat_colour(degrees) == marks.HEAT[number][1]


def test_streams_of_one_site_stand_side_by_side() -> None:
    rows = pd.DataFrame({"mark": ["a", "b", "c"], "longitude": [1.0, 1.0, 2.0], "latitude": [1.0, 1.0, 1.0]})

    spread = drawn_map._spread(rows, 12.0, 1.0)

    assert spread[["longitude", "latitude"]].duplicated().sum() == 0
    assert spread.loc[2, "longitude"] == 2.0  # one alone stays


def test_a_map_without_any_position_is_a_mistake_of_the_caller() -> None:
    nothing = pd.DataFrame(columns=["longitude", "latitude", "weight", "mark", "name"])

    with pytest.raises(ValueError, match="position"):
        figure.draw(PLAN.iloc[:0], nothing, pd.DataFrame(), READ["en"])


# Words


@pytest.mark.parametrize("name", ["@@=alert(1)", "@@#deck.log", "@@type"])
def test_a_name_that_looks_like_code_of_the_map_stays_a_name(name: str) -> None:
    """The reader of layers evaluates strings that begin with "@@"."""
    assert not plain(name).startswith("@@")
    assert plain(name).endswith(name)
    assert plain("Plain Ltd") == "Plain Ltd"


def test_hostile_names_reach_the_picture_as_text(tiny: duckdb.DuckDBPyConnection) -> None:
    hostile = pd.DataFrame([{"company_id": "C1", "name_en": "<img src=x onerror=alert(1)>"}])
    store.write(tiny, {"company": hostile}, who="test", reason="hostile")

    svg = vl_convert.vegalite_to_svg(figure.printed(drawing_of(tiny), title="<b>x</b>").to_json())

    assert "<img" not in svg
    assert "&lt;img" in svg


def test_a_text_in_two_languages_shows_the_readers_half() -> None:
    assert words.one_language("Park office / 园区办", READ["en"]) == "Park office"
    assert words.one_language("Park office / 园区办", READ["zh"]) == "园区办"
    assert words.one_language("Novo Nordisk / Novozymes", READ["zh"]) == "Novo Nordisk / Novozymes"
    assert words.one_language(None, READ["zh"]) == ""


def test_a_hidden_partner_is_told_by_topic_and_class(tiny: duckdb.DuckDBPyConnection) -> None:
    known = synergies.synergies(tiny, parks=PARKS, names_all=False).set_index("synergy_id")

    assert (
        words.synergy_name(known.loc["SY2"].to_dict(), READ["en"])
        == "Shared services: a partner keeps to itself"
    )


def test_ink_reads_on_every_stage() -> None:
    """Contrast of at least 4.5 to 1, as WCAG 2.1 asks of small type."""

    def luminance(colour: str) -> float:
        parts = [channel / 255 for channel in style.rgb(colour)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in style.STAGES.values():
        one, two = sorted((luminance(colour), luminance(words.ink_on(colour))))
        assert (two + 0.05) / (one + 0.05) >= 4.5
