"""Heat by temperature: published results, identities, and edges."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.synergies.matching import heat

# Kemp, Pinch Analysis and Process Integration: two cold and two hot streams, ΔTmin 10 K.
KEMP = pd.DataFrame(
    {"inlet": [20, 170, 80, 150], "outlet": [135, 60, 140, 30], "power": [230, 330, 240, 180]}
)


def test_kemps_four_streams() -> None:
    found = heat.cascade(KEMP, approach=10)

    assert (found.hot_utility, found.cold_utility, found.pinch) == (20, 60, 85)
    assert found.recovered == pytest.approx(450)  # 470 kW wanted less 20 from outside


def test_the_composite_curves_touch_at_the_pinch() -> None:
    curves = heat.composite(KEMP, approach=10)
    hot, cold = (curves[curves["curve"] == name] for name in ("hot", "cold"))
    at = np.linspace(cold["heat"].min(), hot["heat"].max(), 2001)
    gap = np.interp(at, hot["heat"], hot["temperature"]) - np.interp(at, cold["heat"], cold["temperature"])

    assert gap.min() == pytest.approx(10, abs=0.1)


def test_heat_that_is_too_cool_passes_nothing() -> None:
    streams = pd.DataFrame({"inlet": [60, 70], "outlet": [40, 90], "power": [100, 100]})
    found = heat.cascade(streams)

    assert (found.recovered, found.hot_utility, found.cold_utility) == (0, 100, 100)


def test_condensing_steam_gives_its_heat_at_one_temperature() -> None:
    streams = pd.DataFrame(
        {"inlet": [150, 20], "outlet": [150, 120], "power": [100, 80], "is_hot": [True, False]}
    )
    found = heat.cascade(streams)

    assert found.recovered == pytest.approx(80)
    assert np.isnan(found.pinch)


def test_a_stream_without_a_change_of_temperature_must_say_which_side_it_is() -> None:
    with pytest.raises(ValueError, match="is_hot"):
        heat.cascade(pd.DataFrame({"inlet": [100], "outlet": [100], "power": [5]}))


def test_nothing_needs_nothing() -> None:
    found = heat.cascade(pd.DataFrame({"inlet": [], "outlet": [], "power": []}))

    assert (found.hot_utility, found.cold_utility, found.recovered) == (0, 0, 0)


def test_a_pair_passes_the_smaller_amount_less_the_loss_on_the_way() -> None:
    hot = pd.DataFrame({"inlet": [90.0], "outlet": [50.0], "power": [400.0]})
    cold = pd.DataFrame({"inlet": [20.0], "outlet": [60.0], "power": [300.0]})

    passed = heat.deliverable(hot, cold, pd.Series([2.0]), loss=0.02)

    assert passed.tolist() == pytest.approx([300 * 0.96])


TEMPERATURE = st.integers(0, 400)
STREAM = st.tuples(TEMPERATURE, TEMPERATURE, st.integers(1, 1000)).filter(lambda one: one[0] != one[1])


@given(st.lists(STREAM, min_size=1, max_size=8), st.integers(0, 40))
def test_no_heat_is_created_or_lost(streams: list, approach: int) -> None:
    table = pd.DataFrame(streams, columns=["inlet", "outlet", "power"])
    found = heat.cascade(table, approach=float(approach))
    is_hot = table["outlet"] < table["inlet"]
    given_, wanted = table.loc[is_hot, "power"].sum(), table.loc[~is_hot, "power"].sum()

    assert found.recovered + found.cold_utility == pytest.approx(given_, abs=1e-6)
    assert found.recovered + found.hot_utility == pytest.approx(wanted, abs=1e-6)
    assert min(found.recovered, found.hot_utility, found.cold_utility) >= -1e-6


@given(st.lists(STREAM, min_size=1, max_size=8))
def test_a_closer_approach_never_passes_less(streams: list) -> None:
    table = pd.DataFrame(streams, columns=["inlet", "outlet", "power"])

    assert heat.cascade(table, approach=5).recovered >= heat.cascade(table, approach=20).recovered - 1e-6
