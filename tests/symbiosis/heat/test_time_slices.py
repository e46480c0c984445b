"""What cannot be stored is allocated by the hour, heat by its temperature: by hand, and beside what can be stored."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from isdata.engines import progress
from isdata.symbiosis.allocation import exact_allocation, offers
from isdata.symbiosis.heat import time_slices
from isdata.symbiosis.matching.streams import MONTHS


def stream(name: str, direction: str, amount: float, *, kind: str = "compressed_air", **shown: Any) -> dict:
    """Return a stream as `streams.prepared` does; without hours it runs day and night."""
    empty = {
        "hours": np.nan,
        "daily_from": np.nan,
        "day_length": np.nan,
        "temperature": np.nan,
    } | dict.fromkeys(MONTHS)
    row = empty | {"stream_id": name, "direction": direction, "amount": amount, "resource_class": kind}
    return row | {"return_temperature": np.nan, "power": np.nan, "common_unit": "GJ"} | shown


BY_DAY: dict[str, Any] = {"hours": 5840.0, "daily_from": 6.0, "day_length": 16.0}  # 16 h on each of 365 days
BY_NIGHT: dict[str, Any] = {"hours": 2920.0, "daily_from": 22.0, "day_length": 8.0}


def table(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(rows).astype(dict.fromkeys(["hours", "daily_from", "day_length", *MONTHS], float))


def ways(streams: pd.DataFrame, *pairs: tuple[str, str, float], **shown: object) -> pd.DataFrame:
    """Return candidates of these streams: supply, demand and gain."""
    amount = streams.set_index("stream_id")["amount"]
    made = pd.DataFrame(pairs, columns=["supply", "demand", "gain"])
    made = made.assign(supply_amount=made["supply"].map(amount), demand_amount=made["demand"].map(amount))
    return made.assign(**({"factor": 1.0, "least": 0.0, "fixed": 0.0} | shown), steps=[()] * len(made))


def test_what_is_there_by_night_does_not_serve_the_day() -> None:
    streams = table(stream("s", "supply", 10, **BY_NIGHT), stream("d", "demand", 10, **BY_DAY))
    pair = ways(streams, ("s", "d", 5.0))

    assert exact_allocation.allocate(pair).value == 50
    assert time_slices.allocate(pair, streams).value == 0
    stored = streams.assign(resource_class="water")  # a tank takes it from the night to the day
    assert time_slices.allocate(pair, stored).value == 50


def test_two_day_shifts_share_what_runs_day_and_night() -> None:
    """Of 24 t day and night, 16 t come by day; a third of one more would come by night, too: it brings 2/3."""
    streams = table(
        stream("s", "supply", 24), stream("a", "demand", 12, **BY_DAY), stream("b", "demand", 12, **BY_DAY)
    )
    pairs = ways(streams, ("s", "a", 1.0), ("s", "b", 1.0))

    best = time_slices.allocate(pairs, streams)

    assert best.value == pytest.approx(16)
    assert best.quantities.sum() == pytest.approx(16)
    assert best.supplies.loc["s"].to_dict() == pytest.approx(
        {"amount": 24, "used": 16, "marginal_value": 2 / 3}
    )
    assert time_slices.in_order(pairs, streams) == pytest.approx(16)


def test_a_fixed_cost_is_paid_once_for_all_hours() -> None:
    streams = table(stream("s", "supply", 24), stream("a", "demand", 24))

    best = time_slices.allocate(ways(streams, ("s", "a", 1.0), fixed=5.0), streams)

    assert (best.value, *best.quantities) == pytest.approx((19, 24))
    assert time_slices.allocate(ways(streams, ("s", "a", 1.0), fixed=25.0), streams).value == 0
    assert time_slices.allocate(ways(streams, ("s", "a", 1.0), least=25.0), streams).value == 0


def test_heat_serves_only_what_is_cooler_by_the_approach() -> None:
    """Of 100 GJ from 90 to 50 °C, half lies above 70 °C: 10 K above the 60 °C at which the demand begins."""
    warm: dict[str, Any] = {"kind": "heat", "hours": 8760.0}
    streams = table(
        stream("s", "supply", 100, temperature=90.0, return_temperature=50.0, **warm),
        stream("d", "demand", 100, temperature=80.0, return_temperature=60.0, **warm),
    )
    pair = ways(streams, ("s", "d", 2.0))

    assert time_slices.allocate(pair, streams).quantities.tolist() == pytest.approx([50])
    lifted = pair.assign(steps=[("heat_pump",)])  # it takes heat of any temperature
    assert time_slices.allocate(lifted, streams).quantities.tolist() == pytest.approx([100])


def test_what_can_be_stored_is_allocated_as_before() -> None:
    streams = table(
        stream("dirty", "supply", 100, kind="water"),
        stream("clean", "supply", 60, kind="water"),
        stream("x", "demand", 200, kind="water"),
    )
    pairs = ways(streams, ("dirty", "x", 8.0), ("clean", "x", 2.0))
    blends = pd.DataFrame({"candidate": [0, 1], "substance": "chloride", "excess": [0.06, -0.03]})

    plain, cut = (
        exact_allocation.allocate(pairs, blends=blends),
        time_slices.allocate(pairs, streams, blends=blends),
    )

    assert cut.quantities.tolist() == pytest.approx([30, 60])
    assert cut.value == pytest.approx(plain.value)
    pd.testing.assert_frame_equal(
        cut.supplies.sort_index(), plain.supplies.sort_index(), check_names=False, check_dtype=False
    )
    pd.testing.assert_frame_equal(cut.blends, plain.blends)


def test_nothing_can_be_allocated_of_nothing() -> None:
    streams = table(stream("s", "supply", 24))

    assert time_slices.allocate(ways(streams), streams).value == 0
    assert time_slices.in_order(ways(streams), streams) == 0


def test_a_stopped_comparison_in_order_states_no_gain() -> None:
    streams = table(stream("s", "supply", 24), stream("d", "demand", 24))

    with progress.watching(lambda _share: False):
        assert np.isnan(time_slices.in_order(ways(streams, ("s", "d", 1.0)), streams))


def test_of_many_candidates_those_that_gain_most_alone_are_kept_in_their_order() -> None:
    streams = table(stream("s", "supply", 10), stream("a", "demand", 2), stream("b", "demand", 8))
    many = ways(streams, ("s", "a", 3.0), ("s", "b", 1.0), ("s", "b", 2.0))  # they gain 6, 8 and 16

    kept = offers.most_valuable(many, most=2)

    assert kept["gain"].tolist() == [1.0, 2.0]
    assert kept.attrs["left_out"] == 1
