"""Changes over time: how many there were in each day or month, and of which kind."""

import pandas as pd
import pytest

from isdata.data import i18n
from isdata.output.figures import changes


def made(*days: str) -> pd.DataFrame:
    """One change per day, of one row each that was added; the last one changed three and removed one."""
    rows = pd.DataFrame({"changed_at": pd.to_datetime(list(days)), "added": 1, "changed": 0, "removed": 0})
    rows.loc[len(rows) - 1, ["added", "changed", "removed"]] = [0, 3, 1]
    return rows


@pytest.mark.parametrize(
    ("days", "first", "last", "bars"),
    [
        (("2026-11-02 08:00", "2026-11-02 09:00", "2026-11-20 10:00"), "Nov 2", "Nov 20", 19),
        (("2026-01-02", "2026-01-20", "2026-11-20"), "Dec 2025", "Nov 2026", 12),
    ],
)
def test_changes_are_counted_by_day_or_by_month(
    days: tuple[str, ...], first: str, last: str, bars: int
) -> None:
    chart = changes.over_time(made(*days), i18n.reader("en"))

    counted = chart.layer[0].data.set_index("period")
    assert counted.loc[last, "kind"] == "mostly changed rows"
    assert counted["count"].tolist() == [2, 1]
    shown = chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert (shown[0], shown[-1], len(shown)) == (first, last, bars)


def test_days_are_counted_by_the_calendar_and_older_months_are_counted_apart() -> None:
    """From 1 January, 23:30, to 1 February, 00:30, are fewer than 31 times 24 hours, but 32 days."""
    across = made("2026-01-01 23:30", "2026-02-01 00:30")
    chart = changes.over_time(across, i18n.reader("en"))

    assert changes.is_monthly(across)
    assert chart.layer[0].data["count"].tolist() == [1, 1]
    assert changes.count_older(across) == 0
    assert changes.count_older(made("2024-01-05", "2024-11-30", "2024-12-01", "2026-11-20")) == 2
