"""When streams run together: windows of the day, days of the months, and the year as states."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.symbiosis.heat import heat_year, pinch_analysis
from isdata.symbiosis.matching import hours
from isdata.symbiosis.matching.streams import MONTHS


def shown(*rows: dict) -> pd.DataFrame:
    """Return streams as `streams.prepared` does: the hours of a year, the window of the day, shares of the months."""
    empty = {"hours": np.nan, "daily_from": np.nan, "day_length": np.nan} | dict.fromkeys(MONTHS, np.nan)
    return pd.DataFrame([empty | row for row in rows]).astype(float)


def together(streams: pd.DataFrame) -> float:
    """Return the hours in which the first two run."""
    when = hours.pattern(streams)
    one, other = when.iloc[[0]], when.iloc[[1]]
    return float((hours.shared_window(one, other) * hours.shared_days(one, other))[0])


def test_a_night_shift_meets_a_day_shift_only_where_their_hours_touch() -> None:
    """From 22 to 6 and from 5 to 13 every day: one hour on each of 365 days."""
    night, day = (
        {"hours": 2920, "daily_from": 22, "day_length": 8},
        {"hours": 2920, "daily_from": 5, "day_length": 8},
    )

    assert together(shown(night, day)) == pytest.approx(365)
    assert together(shown(night, day | {"daily_from": 8})) == 0


def test_fewer_days_of_one_fall_on_days_of_the_other() -> None:
    """2,600 h in two shifts are 162.5 days, day and night 8,000 h are 333: 162.5 days of 16 h are shared."""
    shifts = {"hours": 2600, "daily_from": 6, "day_length": 16}
    always = {"hours": 8000, "daily_from": 0, "day_length": 24}

    assert together(shown(shifts, always)) == pytest.approx(2600)


def test_heat_of_the_summer_does_not_meet_the_winter() -> None:
    summer = {"hours": 1000, "daily_from": 0, "day_length": 24, "m7": 1.0} | {
        m: 0 for m in MONTHS if m != "m7"
    }
    winter = summer | {"m7": 0, "m1": 1.0}

    assert together(shown(summer, winter)) == 0
    # 1,000 h do not fit into the 744 of one month.
    assert hours.pattern(shown(summer))["running_hours"].tolist() == pytest.approx([744])
    assert hours.pattern(shown(summer))["is_cut"].tolist() == [True]


@pytest.mark.parametrize(
    ("hours_stated", "begins", "length"), [(2000, 8, 8), (5000, 6, 16), (7000, 0, 24), (np.nan, 0, 24)]
)
def test_where_nobody_shows_the_hours_of_the_day_shifts_are_assumed(
    hours_stated: float, begins: float, length: float
) -> None:
    when = hours.pattern(shown({"hours": hours_stated})).iloc[0]

    assert (when["begins"], when["day_length"], when["is_assumed"]) == (begins, length, True)


STREAM = st.tuples(st.integers(100, 8784), st.integers(0, 23), st.integers(1, 24), st.integers(0, 12))


@settings(max_examples=60)
@given(st.lists(STREAM, min_size=2, max_size=5))
def test_the_states_of_the_year_show_the_same_hours_as_pairs_do(rows: list) -> None:
    """Month 0 is no season; else half of the year's hours fall in that month."""
    season = [
        {} if month == 0 else {m: 0.5 if m == f"m{month}" else 0.5 / 11 for m in MONTHS} for *_, month in rows
    ]
    streams = shown(
        *[
            {"hours": h, "daily_from": begins, "day_length": length} | months
            for (h, begins, length, _), months in zip(rows, season, strict=True)
        ]
    )
    when = hours.pattern(streams)

    running, length = hours.states(when).distinct()

    assert length.sum() == pytest.approx(8760)
    assert length @ running == pytest.approx(when["running_hours"].to_numpy())
    assert length @ (running[:, 0] & running[:, 1]) == pytest.approx(together(streams), abs=1e-6)


def test_a_store_for_a_day_carries_heat_of_the_night_to_the_day() -> None:
    """100 kW by night, 8 h; 50 kW wanted by day, 8 h, both every day: 8·50 kWh a day through a store, else nothing."""
    shifts = shown(
        {"hours": 2920, "daily_from": 22, "day_length": 8}, {"hours": 2920, "daily_from": 8, "day_length": 8}
    )
    streams = hours.pattern(shifts).assign(
        inlet=[90.0, 20.0], outlet=[50.0, 40.0], power=[100.0, 50.0], is_hot=[True, False]
    )

    year = heat_year.over_year(streams)

    assert (year.given, year.wanted) == pytest.approx((100 * 2920 * 0.0036, 50 * 2920 * 0.0036))
    assert (year.passed, year.stored) == pytest.approx((0, 50 * 2920 * 0.0036))
    assert year.by_hour["passed"].tolist() == pytest.approx([0] * len(year.by_hour))


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(STREAM, st.integers(0, 200), st.integers(0, 200), st.integers(1, 500)),
        min_size=1,
        max_size=5,
    )
)
def test_a_year_passes_no_more_than_there_is(rows: list) -> None:
    rows = [row for row in rows if row[1] != row[2]]
    if not rows:
        return
    when = hours.pattern(
        shown(*[{"hours": h, "daily_from": b, "day_length": n} for (h, b, n, _), *_ in rows])
    )
    streams = when.assign(
        inlet=[float(row[1]) for row in rows], outlet=[float(row[2]) for row in rows],
        power=[float(row[3]) for row in rows], is_hot=[row[1] > row[2] for row in rows],
    )  # fmt: skip

    year = heat_year.over_year(streams)

    assert -1e-6 <= year.passed <= year.stored + 1e-6
    assert year.stored <= min(year.given, year.wanted) + 1e-6
    if len(rows) > 1 and len({row[0] for row in rows}) == 1:  # all run at once: one cascade shows it
        at_once = pinch_analysis.cascade(streams).recovered * when["running_hours"].iloc[0] * 0.0036
        assert year.passed == pytest.approx(at_once, abs=1e-4)
