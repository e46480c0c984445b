"""The effort log of the tiny park, summed by hand."""

import datetime as dt

import duckdb
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.errors import ProblemsError
from isdata.programme import effort

DAY = dt.date(2026, 5, 12)
VISIT = {"day": DAY, "effort_kind": "visit", "hours": 3.0, "person": "Park office", "note": None}


def add(con: duckdb.DuckDBPyConnection, synergy: str | None, **values: object) -> None:
    effort.add(con, park_id="tiny", synergy=synergy, values=VISIT | values, who="Mei")


def test_hours_are_summed_by_synergy_and_kept_from_guests(tiny: duckdb.DuckDBPyConnection) -> None:
    add(tiny, None, hours=8.0)
    add(tiny, "SY1", hours=1.5, effort_kind="call", person=None)
    add(tiny, "SY1", day=DAY + dt.timedelta(days=1))
    add(tiny, "SY2", hours=6.0)

    found = effort.hours(tiny, park_id="tiny", viewer=FACILITATOR)

    # By hand: SY1 1.5 + 3; the park as a whole is last though it has the most hours.
    assert found["synergy_id"].fillna("").tolist() == ["SY2", "SY1", ""]
    assert found["hours"].tolist() == [6.0, 4.5, 8.0]
    log = effort.log(tiny, synergy="SY1", viewer=FACILITATOR)
    assert log["person"].tolist() == ["Park office", "Mei"]  # newest first; the author where nobody is named
    assert effort.hours(tiny, park_id="tiny", viewer=GUEST).empty
    assert effort.log(tiny, synergy="SY1", viewer=GUEST).empty


@pytest.mark.parametrize("wrong", [{"hours": None}, {"hours": -1.0}, {"effort_kind": None}, {"day": None}])
def test_an_entry_without_day_kind_or_hours_is_refused(
    tiny: duckdb.DuckDBPyConnection, wrong: dict[str, object]
) -> None:
    with pytest.raises(ProblemsError):
        add(tiny, "SY1", **wrong)
