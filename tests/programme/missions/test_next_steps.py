"""Next steps of the tiny park: each appears with its data and disappears once it is done."""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import store
from isdata.programme.missions.next_steps import next_steps

TODAY = dt.date(2026, 11, 30)
COMPANIES = "select distinct company_id from site where park_id = 'tiny' and not coalesce(is_outside, false)"


def kinds(con: duckdb.DuckDBPyConnection, **counted: int) -> dict[str, int]:
    return {each.kind: each.amount for each in next_steps(con, park_id="tiny", today=TODAY, **counted)}


def write(con: duckdb.DuckDBPyConnection, **rows: list[dict[str, object]]) -> None:
    tables = {name: pd.DataFrame(own, dtype=object) for name, own in rows.items()}
    store.write(con, tables, who="test", reason="test")


def test_steps_follow_the_data_and_disappear_once_done(tiny: duckdb.DuckDBPyConnection) -> None:
    companies = [name for (name,) in tiny.execute(COMPANIES).fetchall()]
    assert kinds(tiny)["no_session"] == 1
    session: dict[str, object] = {
        "event_id": "E",
        "park_id": "tiny",
        "event_kind": "workshop",
        "name_en": "W",
        "starts_on": TODAY,
    }
    late: dict[str, object] = {
        "action_id": "A",
        "park_id": "tiny",
        "name_en": "A",
        "due_date": dt.date(2026, 11, 1),
        "status": "open",
    }
    write(tiny, event=[session], action=[late])

    found = kinds(tiny, matches=3, unconfirmed=2)
    assert "no_session" not in found
    assert (found["invitations"], found["actions"]) == (len(companies), 1)
    assert list(found)[-2:] == ["unconfirmed", "matches"]

    write(
        tiny,
        action=[{"action_id": "A", "status": "done"}],
        event_participant=[{"event_id": "E", "company_id": name} for name in companies],
    )
    assert not {"invitations", "actions", "matches", "minutes"} & set(kinds(tiny))


def test_minutes_of_a_session_that_was_held_stay_open_until_closed(tiny: duckdb.DuckDBPyConnection) -> None:
    before = dt.date(2026, 11, 2)
    held: dict[str, object] = {
        "event_id": "H",
        "park_id": "tiny",
        "event_kind": "workshop",
        "name_en": "H",
        "starts_on": before,
    }
    write(tiny, event=[held])
    assert kinds(tiny)["minutes"] == 1

    write(tiny, event=[{"event_id": "H", "closed_on": TODAY}])
    assert "minutes" not in kinds(tiny)
