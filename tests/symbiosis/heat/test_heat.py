"""Heat by temperature: published results, identities, and edges."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.symbiosis.heat import pinch_analysis
from isdata.symbiosis.matching.streams import MONTHS

# Kemp, Pinch Analysis and Process Integration: two cold and two hot streams, ΔTmin 10 K.
KEMP = pd.DataFrame(
    {"inlet": [20, 170, 80, 150], "outlet": [135, 60, 140, 30], "power": [230, 330, 240, 180]}
)


def test_kemps_four_streams() -> None:
    found = pinch_analysis.cascade(KEMP, approach=10)

    assert (found.hot_utility, found.cold_utility, found.pinch) == (20, 60, 85)
    assert found.recovered == pytest.approx(450)  # 470 kW wanted less 20 from outside


def test_the_composite_curves_touch_at_the_pinch() -> None:
    curves = pinch_analysis.composite(KEMP, approach=10)
    hot, cold = (curves[curves["curve"] == name] for name in ("hot", "cold"))
    at = np.linspace(cold["heat"].min(), hot["heat"].max(), 2001)
    gap = np.interp(at, hot["heat"], hot["temperature"]) - np.interp(at, cold["heat"], cold["temperature"])

    assert gap.min() == pytest.approx(10, abs=0.1)


def test_heat_that_is_too_cool_passes_nothing() -> None:
    streams = pd.DataFrame({"inlet": [60, 70], "outlet": [40, 90], "power": [100, 100]})
    found = pinch_analysis.cascade(streams)

    assert (found.recovered, found.hot_utility, found.cold_utility) == (0, 100, 100)


def test_condensing_steam_gives_its_heat_at_one_temperature() -> None:
    streams = pd.DataFrame(
        {"inlet": [150, 20], "outlet": [150, 120], "power": [100, 80], "is_hot": [True, False]}
    )
    found = pinch_analysis.cascade(streams)

    assert found.recovered == pytest.approx(80)
    assert np.isnan(found.pinch)


def test_a_stream_without_a_change_of_temperature_must_say_which_side_it_is() -> None:
    with pytest.raises(ValueError, match="is_hot"):
        pinch_analysis.cascade(pd.DataFrame({"inlet": [100], "outlet": [100], "power": [5]}))


def test_nothing_needs_nothing() -> None:
    found = pinch_analysis.cascade(pd.DataFrame({"inlet": [], "outlet": [], "power": []}))

    assert (found.hot_utility, found.cold_utility, found.recovered) == (0, 0, 0)


TEMPERATURE = st.integers(0, 400)
STREAM = st.tuples(TEMPERATURE, TEMPERATURE, st.integers(1, 1000)).filter(lambda one: one[0] != one[1])


@given(st.lists(STREAM, min_size=1, max_size=8), st.integers(0, 40))
def test_no_heat_is_created_or_lost(streams: list, approach: int) -> None:
    table = pd.DataFrame(streams, columns=["inlet", "outlet", "power"])
    found = pinch_analysis.cascade(table, approach=float(approach))
    is_hot = table["outlet"] < table["inlet"]
    given_, wanted = table.loc[is_hot, "power"].sum(), table.loc[~is_hot, "power"].sum()

    assert found.recovered + found.cold_utility == pytest.approx(given_, abs=1e-6)
    assert found.recovered + found.hot_utility == pytest.approx(wanted, abs=1e-6)
    assert min(found.recovered, found.hot_utility, found.cold_utility) >= -1e-6


@given(st.lists(STREAM, min_size=1, max_size=8))
def test_a_closer_approach_never_passes_less(streams: list) -> None:
    table = pd.DataFrame(streams, columns=["inlet", "outlet", "power"])

    assert (
        pinch_analysis.cascade(table, approach=5).recovered
        >= pinch_analysis.cascade(table, approach=20).recovered - 1e-6
    )


@given(STREAM, STREAM, st.integers(0, 40))
def test_a_pair_passes_what_its_cascade_says(one: tuple, other: tuple, approach: int) -> None:
    hot, cold = (
        pd.DataFrame([stream], columns=["inlet", "outlet", "power"])
        for stream in ((max(one[:2]), min(one[:2]), one[2]), (min(other[:2]), max(other[:2]), other[2]))
    )

    alone = pinch_analysis.cascade(
        pd.concat([hot, cold], ignore_index=True), approach=float(approach)
    ).recovered

    assert pinch_analysis.passed(hot, cold, approach=float(approach)) == pytest.approx([alone], abs=1e-6)


def test_each_case_of_loads_has_the_cascade_of_what_runs() -> None:
    """Kemp's streams whole, and the second hot one alone with the first cold one: 180 and 230 kW."""
    pair = KEMP.iloc[[0, 3]]

    passed = pinch_analysis.recovered(KEMP, np.array([[1.0, 1, 1, 1], [1, 0, 0, 1], [0, 1, 0, 1]]))

    assert passed == pytest.approx([450, pinch_analysis.cascade(pair).recovered, 0])


def test_kemps_four_streams_as_firms_declare_them() -> None:
    """A source cools from its temperature to its return, a demand comes back cooler than it is delivered."""
    declared = pd.DataFrame(
        {
            "stream_id": ["c1", "h1", "c2", "h2"],
            "direction": ["demand", "supply", "demand", "supply"],
            "resource_class": "heat",
            "temperature": [135.0, 170.0, 140.0, 150.0],
            "return_temperature": [20.0, 60.0, 80.0, 30.0],
            "power": [230.0, 330.0, 240.0, 180.0],
            "hours": np.nan,
            "daily_from": np.nan,
            "day_length": np.nan,
            "amount": np.nan,
            "common_unit": "GJ",
        }
    ).assign(**dict.fromkeys(MONTHS, np.nan))
    found = pinch_analysis.cascade(pinch_analysis.from_streams(declared))

    assert (found.hot_utility, found.cold_utility, found.pinch) == (20, 60, 85)
