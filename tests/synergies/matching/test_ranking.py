"""Blocking on resource and grid cell finds exactly the pairs that looking at all of them would find."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from isdata.synergies.matching import ranking
from isdata.synergies.matching.streams import MONTHS


def streams(places: list[tuple[float, float, int]], start: int) -> pd.DataFrame:
    count = len(places)
    table = pd.DataFrame(places, columns=["latitude", "longitude", "number"])
    constant = {
        "resource_class": "by_product", "kind": "material", "is_hazardous": False, "needs_permit": False,
        "state": None, "forms": 0, "temperature": np.nan, "pressure": np.nan, "hours": np.nan,
        "daily_from": np.nan, "day_length": np.nan, "steadiness": np.nan,
        "available_from": pd.NaT, "available_until": pd.NaT, "amount": 1.0, "least": np.nan, "common_unit": "t",
        "cost": 1.0, "reach": 1e6, "rate": 0.0, "trust": 1.0, **dict.fromkeys(MONTHS, np.nan),
    }  # fmt: skip
    return table.assign(
        stream_id=[f"{start + i}" for i in range(count)],
        owner=range(start, start + count),
        resource_id="r" + table["number"].astype(str),
        **constant,
    )


LIKENESS = pd.DataFrame(
    {
        "supply_resource": ["r0", "r1", "r0"],
        "demand_resource": ["r0", "r1", "r1"],
        "likeness": [1.0, 1.0, 0.5],
    }
)


def apart(one: pd.Series, other: pd.Series) -> float:
    a, b = np.radians([one["latitude"], other["latitude"]])
    east = np.radians(one["longitude"] - other["longitude"])
    half = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(east / 2) ** 2
    return 2 * 6371 * np.arcsin(min(1.0, np.sqrt(half)))


PLACE = st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 1))
NEAR = st.tuples(st.floats(30, 31), st.floats(104, 105), st.integers(0, 1))
PLACES = st.lists(PLACE, min_size=1, max_size=6) | st.lists(NEAR, min_size=1, max_size=6)


@settings(max_examples=60)
@given(PLACES, PLACES, st.sampled_from([5.0, 50.0, 2000.0, 15000.0, 20015.0]))
@example([(10.0, 179.9, 0)], [(10.0, -179.9, 0)], 50.0)  # across the date line
@example([(89.9, 0.0, 0)], [(89.9, 180.0, 0)], 50.0)  # across the pole
@example([(0.0, 0.0, 0)], [(0.0, 0.0, 0)], 5.0)
def test_blocking_finds_what_looking_at_all_pairs_finds(given_: list, wanted: list, radius: float) -> None:
    supplies, demands = streams(given_, 0), streams(wanted, 100)
    found = ranking.rank(supplies, demands, LIKENESS, terms=ranking.Terms(radius=radius, top=1000))
    alike = set(zip(LIKENESS["supply_resource"], LIKENESS["demand_resource"], strict=True))

    pairs = list(zip(found["supply_row"], found["demand_row"], strict=True))
    assert len(pairs) == len(set(pairs))
    for i, one in supplies.iterrows():
        for j, other in demands.iterrows():
            far = apart(one, other)
            if (one["resource_id"], other["resource_id"]) not in alike or far > radius * (1 + 1e-6) + 1e-6:
                assert (i, j) not in pairs
            elif far < radius * (1 - 1e-6) - 1e-6:
                assert (i, j) in pairs


def test_only_the_best_of_each_demand_are_kept() -> None:
    supplies = streams([(30.0, 104.0, 0)] * 9, 0).assign(trust=np.linspace(0.1, 0.9, 9))
    found = ranking.rank(supplies, streams([(30.0, 104.0, 0)] * 2, 100), LIKENESS, terms=ranking.Terms(top=3))

    assert found["supply_row"].tolist() == [8, 8, 7, 7, 6, 6]
    assert found["score"].is_monotonic_decreasing


def test_a_place_that_is_not_known_is_compared_anywhere() -> None:
    found = ranking.rank(streams([(np.nan, np.nan, 0)], 0), streams([(30.0, 104.0, 0)], 100), LIKENESS)

    assert len(found) == 1
    assert np.isnan(found["distance"].iloc[0])


@pytest.mark.parametrize("side", [0, 1])
def test_no_streams_make_no_pairs(side: int) -> None:
    tables = [streams([(30.0, 104.0, 0)], 0), streams([(30.0, 104.0, 0)], 100)]
    tables[side] = tables[side].iloc[:0]

    assert ranking.rank(*tables, LIKENESS).empty
