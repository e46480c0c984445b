"""Matches lie as far apart as the roads of their park make it, and say so."""

import json

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import GUEST
from isdata.data.i18n import reader
from isdata.symbiosis import matching
from isdata.symbiosis.matching import anonymise, presentation
from tests.symbiosis.conftest import Found

SAND, SOLVENT = ("SAND", "AGGR"), ("THIN", "SOLV")
NORTH, EAST = 6371.0 * np.radians([0.01, 0.01 * np.cos(np.radians(31))])  # of a hundredth of a degree [km]


def with_road(con: duckdb.DuckDBPyConnection, *, is_illustrative: bool = False) -> None:
    """Lead a road from the foundry north, east and back south to the block maker; nobody else lies near it."""
    line = {
        "type": "LineString",
        "coordinates": [[120.0, 31.0], [120.0, 31.01], [120.01, 31.01], [120.01, 31.0]],
    }
    road = {"feature_id": "R", "park_id": "tiny", "feature_kind": "road", "geometry": json.dumps(line),
            "is_illustrative": is_illustrative}  # fmt: skip
    store.write(con, {"plan_feature": pd.DataFrame([road])}, who="test", reason="a road")


def test_a_match_is_judged_by_the_road_and_the_straight_line_where_there_is_none(
    found: Found, pairs: duckdb.DuckDBPyConnection
) -> None:
    straight = found()
    with_road(pairs)
    by_road = found()
    match = by_road.loc[SAND]

    assert match["distance_basis"] == "road"
    assert match["distance"] == pytest.approx(2 * NORTH + EAST, rel=1e-4)
    assert match["gain"] == pytest.approx(160 - 0.6 * match["distance"])
    share = match["gain"] / (160 + 0.6 * match["distance"])
    assert match["economics"] == pytest.approx(1 / (1 + np.exp(-4 * share)))
    parts = match[["similarity", "quantity_fit", "time_fit", "economics", "trust"]].to_numpy(dtype=float)
    assert match["score"] == pytest.approx(np.prod(parts) ** (1 / 5))
    assert by_road.loc[SOLVENT, ["distance_basis", "distance", "score"]].equals(
        straight.loc[SOLVENT, ["distance_basis", "distance", "score"]]
    )
    assert by_road.loc[SOLVENT, "distance_basis"] == "straight"


def test_a_road_longer_than_is_wanted_holds_a_match_back_and_the_reason_names_it(
    found: Found, pairs: duckdb.DuckDBPyConnection
) -> None:
    straight = found({"stream_id": "AGGR", "distance_maximum": 2.0})  # 0.95 km straight
    assert straight.loc[SAND, "blocked"] == 0
    with_road(pairs)

    match = found().loc[SAND].to_dict()

    assert [constraint.name for constraint in matching.violated(int(match["blocked"]))] == ["distance"]
    for language, road, length, by_road in (
        ("en", "Road distance 3.2 km", "3.2 km", "3.2 km by road"),
        ("zh", "道路距离3.2公里", "3.2公里", "沿道路3.2公里"),
    ):
        ((_, reason, lift),) = matching.reasons(match, reader(language))
        assert road in reason
        assert length in lift
        assert presentation.distance(match, reader(language)) == by_road


def test_a_guest_is_shown_a_band_of_the_road(found: Found, pairs: duckdb.DuckDBPyConnection) -> None:
    with_road(pairs)
    pairs.execute("update company set visibility = 'class_band' where company_id = 'FO'")

    match = found(viewer=GUEST).set_index("demand_stream_id").loc["AGGR"]

    assert match["supply_is_hidden"]
    assert match["distance"] == 5.0  # of 3.2 km
    assert match["distance"] in anonymise.DISTANCE_BANDS
    assert presentation.distance(match, reader("en")) == "within 5 km by road"


def test_on_a_sketch_of_a_real_park_no_distance_is_known(
    found: Found, pairs: duckdb.DuckDBPyConnection
) -> None:
    pairs.execute("update park set is_illustrative = false")
    with_road(pairs, is_illustrative=True)

    assert np.isnan(found().loc[SAND, "distance"])


def test_where_a_site_has_no_place_of_its_own_nobody_knows_how_far_it_is(
    found: Found, pairs: duckdb.DuckDBPyConnection
) -> None:
    pairs.execute("update park set latitude = 31.0, longitude = 120.0")  # where the foundry lies
    pairs.execute("update site set latitude = null, longitude = null where site_id = 'BL'")

    match = found().loc[SAND].to_dict()

    assert np.isnan([match["distance"], match["gain"]]).all()
    assert match["blocked"] == 0  # what is not known holds nothing back
    assert presentation.distance(match, reader("en")) == "distance unknown"
    assert presentation.distance(match, reader("zh")) == "距离未知"
