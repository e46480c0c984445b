"""What is confirmed at a workshop is in the park file, as often as it is brought there; what is undone is not."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.errors import UsedSinceError
from isdata.programme.missions import meetings
from isdata.programme.workshop import park_file
from isdata.programme.workshop.day_state import CONSOLE
from isdata.programme.workshop.live import Live
from isdata.symbiosis import synergies

LATER = dt.date(2026, 12, 2)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """A session of the tiny park: the power plant has ash, the cement works and a new brick works want it."""
    session = Live(tmp_path / "day.sqlite3", "day")
    session.open(park_id="tiny", name="Launch", date="2026-11-30")
    send(session, "p1", "join", company="Power plant", company_id="C1", visibility="full")
    send(session, "p2", "join", company="Cement works", company_id="C2", visibility="range")
    send(session, "p3", "join", company="Ziegelwerk", visibility="facilitator", is_sme=True)
    for phone, key, direction, quantity in (
        ("p1", "ash", "have", 30000),
        ("p2", "need", "want", 12000),
        ("p3", "brick", "want", 500),
    ):
        said = {"what": "Fly ash", "quantity": quantity, "unit": "t", "period": "year"}
        send(session, phone, "declare", key, direction=direction, **said)
    yield session
    session.close()


def send(live: Live, author: str, kind: str, key: str = "", **body: object) -> None:
    """Keep what a phone sends."""
    live.send(author, kind, body, key).result(30)


def confirm(live: Live, *entries: str) -> None:
    """Confirm entries as fly ash."""
    for entry in entries:
        live.console("confirm", entry=entry, resource_id="fly_ash")


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple]:
    """Rows of a query."""
    return con.execute(query).fetchall()


STREAMS = "select site_id, direction, resource_id, quantity, unit, visibility from stream where source = 'Workshop / 研讨会' order by quantity"


def test_confirmed_entries_become_streams_and_a_new_company(
    tiny: duckdb.DuckDBPyConnection, live: Live
) -> None:
    confirm(live, "ash", "brick")
    assert park_file.store_pending(tiny, live, who="Chen") == []

    company = rows(
        tiny,
        "select company_id, name_en, visibility, is_sme, interest from company where source = 'Workshop / 研讨会'",
    )
    assert [row[1:] for row in company] == [("Ziegelwerk", "facilitator", True, "present")]
    assert rows(tiny, STREAMS) == [
        (f"{company[0][0]}-S", "demand", "fly_ash", 500.0, "t", "facilitator"),
        ("S1", "supply", "fly_ash", 30000.0, "t", "public"),
    ]
    assert {
        row[0] for row in rows(tiny, "select distinct changed_by from change_log where table_name = 'stream'")
    } == {"Chen"}


def test_what_is_stored_already_is_not_stored_again_and_later_edits_stay(
    tiny: duckdb.DuckDBPyConnection, live: Live
) -> None:
    confirm(live, "ash")
    park_file.store_pending(tiny, live, who="Chen")
    tiny.execute("update stream set quantity = 7 where source = 'Workshop / 研讨会'")
    version = store.data_version(tiny)

    assert park_file.store_pending(tiny, live, who="Chen") == []
    assert store.data_version(tiny) == version
    # A stop after storing and before noting it is made good by doing it again.
    live.console("stored", of="entry:ash", rows=None)
    park_file.store_pending(tiny, live, who="Chen")
    assert [row[3] for row in rows(tiny, STREAMS)] == [30000.0]


def test_a_correction_waits_for_the_facilitator(tiny: duckdb.DuckDBPyConnection, live: Live) -> None:
    confirm(live, "ash")
    park_file.store_pending(tiny, live, who="Chen")
    send(live, "p1", "correct", entry="ash", version=live.day.entries["ash"].version, quantity=25000)

    assert live.day.entries["ash"].status == "received"
    park_file.store_pending(tiny, live, who="Chen")
    assert [row[3] for row in rows(tiny, STREAMS)] == [30000.0]
    confirm(live, "ash")
    park_file.store_pending(tiny, live, who="Chen")
    assert [row[3] for row in rows(tiny, STREAMS)] == [25000.0]


ASH = {"stream_id": "A1", "site_id": "S1", "direction": "supply", "resource_id": "fly_ash", "quantity": 210.0, "unit": "t",
       "period": "year", "year": 2023, "source": "visit", "name_en": "Dry ash"}  # fmt: skip
OF_ASH = "select stream_id, quantity, year, source, name_en from stream where resource_id = 'fly_ash' and direction = 'supply'"


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"repeats": "replace", "stream_id": "A1"}, [("A1", 30000.0, 2024, "Workshop / 研讨会", "Dry ash")]),
        ({"repeats": "leave", "stream_id": "A1"}, [("A1", 210.0, 2023, "visit", "Dry ash")]),
        ({"repeats": "add"}, [("A1", 210.0, 2023, "visit", "Dry ash"), (None, 30000.0, 2024, "Workshop / 研讨会", "Fly ash")]),
    ],
)  # fmt: skip
def test_what_a_company_had_declared_before_is_replaced_added_to_or_left_as_chosen(
    tiny: duckdb.DuckDBPyConnection, live: Live, choice: dict[str, str], found: list[tuple]
) -> None:
    """The year is that of the newest flows of the park, as for a quick entry, not that of the workshop."""
    store.write(tiny, {"stream": pd.DataFrame([ASH])}, who="Li", reason="visit")
    before = rows(tiny, OF_ASH)
    confirm(live, "ash")
    assert park_file.store_pending(tiny, live, who="Chen") == []
    assert rows(tiny, OF_ASH) == before  # waits for the choice

    live.console("confirm", entry="ash", resource_id="fly_ash", **choice)
    assert park_file.store_pending(tiny, live, who="Chen") == []
    stored = rows(tiny, f"{OF_ASH} order by quantity")
    assert [(each[0] if each[0] == "A1" else None, *each[1:]) for each in stored] == found
    assert park_file.missing_rows(tiny, live) == {}
    send(live, "p1", "withdraw", entry="ash")
    assert park_file.store_pending(tiny, live, who="Chen") == []
    assert rows(tiny, OF_ASH) == before


def test_another_choice_gives_the_replaced_declaration_its_values_back(
    tiny: duckdb.DuckDBPyConnection, live: Live
) -> None:
    store.write(tiny, {"stream": pd.DataFrame([ASH])}, who="Li", reason="visit")
    for choice, found in (("replace", [30000.0]), ("add", [210.0, 30000.0]), ("leave", [210.0])):
        live.console("confirm", entry="ash", resource_id="fly_ash", repeats=choice, stream_id="A1")
        assert park_file.store_pending(tiny, live, who="Chen") == []
        assert [row[1] for row in rows(tiny, f"{OF_ASH} order by quantity")] == found


def test_a_choice_holds_for_its_company_and_resource_only(
    tiny: duckdb.DuckDBPyConnection, live: Live
) -> None:
    store.write(tiny, {"stream": pd.DataFrame([ASH])}, who="Li", reason="visit")
    live.console("confirm", entry="ash", resource_id="fly_ash", repeats="replace", stream_id="A1")
    park_file.store_pending(tiny, live, who="Chen")
    live.console("correct", entry="ash", quantity=400, unit="t", period="year")
    park_file.store_pending(tiny, live, who="Chen")
    assert [row[1] for row in rows(tiny, OF_ASH)] == [400.0]
    live.console("company", entry="ash", company="Cement works", company_id="C2")
    assert park_file.store_pending(tiny, live, who="Chen") == []
    assert sorted(row[1] for row in rows(tiny, OF_ASH)) == [210.0, 400.0]


def test_undo_takes_entry_and_new_company_out_of_the_park_file(
    tiny: duckdb.DuckDBPyConnection, live: Live
) -> None:
    before = rows(tiny, "select count(*) from company"), rows(tiny, "select count(*) from site")
    for _time in range(2):
        confirm(live, "brick")
        park_file.store_pending(tiny, live, who="Chen")
        confirmed = [each.number for each in live.records if each.kind == "confirm"][-1]
        live.console("undo", number=confirmed)
        assert park_file.store_pending(tiny, live, who="Chen") == []
        assert rows(tiny, STREAMS) == []
        assert (rows(tiny, "select count(*) from company"), rows(tiny, "select count(*) from site")) == before


def test_what_others_changed_since_is_not_taken_back(tiny: duckdb.DuckDBPyConnection, live: Live) -> None:
    confirm(live, "ash")
    park_file.store_pending(tiny, live, who="Chen")
    stream = rows(tiny, "select stream_id from stream where source = 'Workshop / 研讨会'")[0][0]
    store.write(
        tiny, {"stream": pd.DataFrame([{"stream_id": stream, "quantity": 8.0}])}, who="Li", reason="metered"
    )
    send(live, "p1", "withdraw", entry="ash")

    troubles = park_file.store_pending(tiny, live, who="Chen")
    assert [(each.of, type(each.error)) for each in troubles] == [("entry:ash", UsedSinceError)]
    assert [row[3] for row in rows(tiny, STREAMS)] == [8.0]


def test_a_confirmed_opportunity_is_a_synergy_of_the_conference(
    tiny: duckdb.DuckDBPyConnection, live: Live
) -> None:
    confirm(live, "ash", "need")
    send(live, "p3", "interest", entry="ash", is_up=True)
    live.send(
        CONSOLE,
        "opportunity",
        {"title": "粉煤灰制水泥", "topic": "minerals", "next_step": "Sample", "owner": "Li", "due": "2026-12-15",
         "entries": ["ash", "need"]},
        "cement",
    ).result(30)  # fmt: skip
    assert park_file.store_pending(tiny, live, who="Chen") == []
    assert rows(tiny, "select count(*) from synergy where origin = 'conference'") == [(0,)]
    send(live, "p1", "consent", opportunity="cement", agrees=True)
    live.console("adopt", opportunity="cement")
    assert park_file.store_pending(tiny, live, who="Chen") == []

    stored = "select name_zh, topic, stage, resource_id, quantity, unit, owner, next_step_en, cast(due_date as varchar) from synergy where origin = 'conference'"
    # By hand: 30,000 t are had, 12,000 t wanted, so 12,000 t could be exchanged.
    synergy = ("粉煤灰制水泥", "minerals", "idea", "fly_ash", 12000.0, "t", "Li", "Sample", "2026-12-15")
    assert rows(tiny, stored) == [synergy]
    partners = rows(
        tiny,
        "select role, is_named from synergy_participant join synergy using (synergy_id) where origin = 'conference' order by site_id",
    )
    assert sorted(partners) == [("provider", True), ("receiver", False), ("receiver", False)]

    synergy_id = rows(tiny, "select synergy_id from synergy where origin = 'conference'")[0][0]
    # Moved on the board meanwhile: another next step from the console leaves its stage alone.
    synergies.move(tiny, synergy=synergy_id, stage="discussion", who="Li", reason="met", day=LATER)
    live.console("opportunity", opportunity="cement", next_step="Second sample")
    assert park_file.store_pending(tiny, live, who="Chen") == []
    assert rows(tiny, "select stage, next_step_en from synergy where origin = 'conference'") == [
        ("discussion", "Second sample")
    ]


def test_a_synergy_whose_demand_is_not_known_has_no_amount(
    tiny: duckdb.DuckDBPyConnection, live: Live
) -> None:
    """The 30,000 t that one company has were stored as the amount exchanged."""
    confirm(live, "ash")
    live.send(CONSOLE, "opportunity", {"title": "Ash", "entries": ["ash"]}, "ash_only").result(30)
    live.console("adopt", opportunity="ash_only")
    assert park_file.store_pending(tiny, live, who="Chen") == []

    assert rows(tiny, "select quantity, unit from synergy where origin = 'conference'") == [(None, None)]


def test_working_time_is_stored_once_with_the_synergy_that_its_opportunity_becomes(
    tiny: duckdb.DuckDBPyConnection, live: Live
) -> None:
    confirm(live, "ash", "need")
    live.send(
        CONSOLE, "opportunity", {"title": "Ash into cement", "entries": ["ash", "need"]}, "cement"
    ).result(30)
    for hours, opportunity in ((1.5, "cement"), (4.0, "")):
        live.console("effort", who="Li", activity="Sample", hours=hours, opportunity=opportunity)
    kept = "select hours, synergy_id is not null, effort_kind, person, note, cast(day as varchar) from effort order by hours"
    about = ("workshop", "Li", "Sample", "2026-11-30")
    for is_adopted in (None, True, False):
        if is_adopted is not None:
            live.console("adopt", opportunity="cement", is_confirmed=is_adopted)
        assert park_file.store_pending(tiny, live, who="Chen") == []
        assert rows(tiny, kept) == [(1.5, bool(is_adopted), *about), (4.0, False, *about)]
        assert park_file.missing_rows(tiny, live) == {}


def test_attendance_is_stored_when_the_session_is_closed(tiny: duckdb.DuckDBPyConnection, live: Live) -> None:
    send(live, "p2", "interest", entry="ash", is_up=True)
    park_file.store_pending(tiny, live, who="Chen")
    attendance = "select company_id, interest from event_participant order by company_id"
    assert rows(tiny, attendance) == []
    live.console("close")
    park_file.store_pending(tiny, live, who="Chen")

    assert rows(tiny, attendance) == [("C1", "present"), ("C2", "interested")]
    # The history stated “Confirmed at the workshop” for the closing, too.
    why = "select distinct split_part(reason, ' / ', 1) from change_log where table_name = 'event'"
    assert rows(tiny, why) == [("Attendance recorded when the workshop closed",)]
    ((event,),) = rows(tiny, "select event_id from event")
    meetings.close(
        tiny, event_id=event, day=dt.date(2026, 12, 1), who="test"
    )  # attendance and minutes are there
    assert rows(tiny, "select event_kind, name_en, cast(starts_on as varchar) from event") == [
        ("conference", "Launch", "2026-11-30")
    ]


def test_a_session_takes_back_its_own_changes_only(
    tiny: duckdb.DuckDBPyConnection, live: Live, tmp_path: Path
) -> None:
    """A second session that stored the values of the first again took the change of the first back; in a file without
    history, as of a hand-over, it stopped with an error."""
    store.write(tiny, {"stream": pd.DataFrame([ASH])}, who="Li", reason="visit")
    replaced = {"entry": "ash", "resource_id": "fly_ash", "repeats": "replace", "stream_id": "A1"}
    live.console("confirm", **replaced)
    assert park_file.store_pending(tiny, live, who="Chen") == []
    after = rows(tiny, OF_ASH)

    for name in ("second", "without history"):
        again = Live(tmp_path / f"{name}.sqlite3", name)
        again.open(park_id="tiny", name="Launch", date="2026-11-30")
        send(again, "p1", "join", company="Power plant", company_id="C1", visibility="full")
        said = {"what": "Fly ash", "quantity": 30000, "unit": "t", "period": "year"}
        send(again, "p1", "declare", "ash", direction="have", **said)
        again.console("confirm", **replaced)
        assert park_file.store_pending(tiny, again, who="Chen") == []
        send(again, "p1", "withdraw", entry="ash")
        assert park_file.store_pending(tiny, again, who="Chen") == []
        again.close()
        assert rows(tiny, OF_ASH) == after
        tiny.execute("delete from change_log")
