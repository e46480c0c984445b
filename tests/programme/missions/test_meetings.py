"""Decisions and actions of a meeting are stored together; open actions return; minutes close only when complete."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.errors import ClosedMinutesError, OpenMinutesError
from isdata.programme.missions import meetings

DAY = dt.date(2025, 3, 14)


def meeting(con: duckdb.DuckDBPyConnection, day: dt.date | None, **more: object) -> str:
    values = {"event_kind": "committee", "name_en": "Committee", "starts_on": day, **more}
    return meetings.save(con, park_id="tiny", event_id=None, values=values, who="test")


def record(con: duckdb.DuckDBPyConnection, event: str, decided: list[dict], agreed: list[dict]) -> None:
    known = meetings.decisions(con, event_id=event), meetings.actions(con, event_id=event)
    new = [pd.concat([rows, pd.DataFrame(more)]) for rows, more in zip(known, (decided, agreed), strict=True)]
    meetings.save_record(con, event_id=event, decided=new[0], agreed=new[1], who="test", reason="test")


def test_an_action_returns_at_later_meetings_until_it_is_done(tiny: duckdb.DuckDBPyConnection) -> None:
    first = meeting(tiny, DAY)
    later = meeting(tiny, DAY + dt.timedelta(days=30))
    record(tiny, first, [], [{"name_en": "Test the ash", "owner": "C2", "due_date": DAY, "status": "open"}])

    returned = meetings.actions(tiny, event_id=later)
    assert list(returned["name_en"]) == ["Test the ash"]
    assert returned["is_of_earlier_event"].all()
    assert not meetings.actions(tiny, event_id=first)["is_of_earlier_event"].any()
    undated = meeting(tiny, None)  # still to come
    assert list(meetings.actions(tiny, event_id=undated)["name_en"]) == ["Test the ash"]

    done = returned.assign(status="done", done_on=pd.Timestamp(DAY))
    meetings.save_record(
        tiny,
        event_id=later,
        decided=meetings.decisions(tiny, event_id=later),
        agreed=done,
        who="test",
        reason="test",
    )
    assert meetings.actions(tiny, event_id=later).empty
    assert list(meetings.actions(tiny, event_id=first)["status"]) == ["done"]


def test_decisions_become_actions_once_unless_they_were_voted_down(tiny: duckdb.DuckDBPyConnection) -> None:
    event = meeting(tiny, DAY)
    lost = {"name_en": "Stop", "votes_for": 1, "votes_against": 7}
    record(
        tiny, event, [{"name_en": "Go on", "name_zh": "继续", "votes_for": 7, "votes_against": 1}, lost], []
    )

    assert meetings.make_actions(tiny, event_id=event, who="test") == 1
    assert meetings.make_actions(tiny, event_id=event, who="test") == 0

    (row,) = meetings.actions(tiny, event_id=event).to_dict("records")
    assert (row["name_en"], row["name_zh"], row["status"]) == ("Go on", "继续", "open")


def test_a_decision_keeps_its_votes_and_has_the_day_of_its_meeting(tiny: duckdb.DuckDBPyConnection) -> None:
    event = meeting(tiny, DAY)

    record(tiny, event, [{"name_en": "Go on", "votes_for": 7, "votes_against": 1, "abstentions": 2}], [])

    (row,) = meetings.decisions(tiny, event_id=event).to_dict("records")
    assert (row["votes_for"], row["votes_against"], row["abstentions"]) == (7, 1, 2)
    assert row["decided_on"].date() == DAY
    meetings.save_record(
        tiny,
        event_id=event,
        decided=meetings.decisions(tiny, event_id=event).iloc[:0],
        agreed=meetings.actions(tiny, event_id=event),
        who="test",
        reason="test",
    )
    assert meetings.decisions(tiny, event_id=event).empty


def test_minutes_close_only_with_attendance_and_text(tiny: duckdb.DuckDBPyConnection) -> None:
    event = meeting(tiny, DAY, attendance="Director")
    with pytest.raises(OpenMinutesError):
        meetings.close(tiny, event_id=event, day=DAY, who="test")

    meetings.save(tiny, park_id="tiny", event_id=event, values={"minutes": "Agreed."}, who="test")
    meetings.close(tiny, event_id=event, day=DAY, who="test")

    (row,) = meetings.meetings(tiny, park_id="tiny").to_dict("records")
    assert (row["attendance"], row["minutes"], row["closed_on"].date()) == ("Director", "Agreed.", DAY)


def test_closed_minutes_stay_as_they_are_and_their_actions_go_on(tiny: duckdb.DuckDBPyConnection) -> None:
    event = meeting(tiny, DAY, attendance="Director", minutes="Agreed.")
    agreed = {"name_en": "Test the ash", "due_date": DAY, "status": "open"}
    record(tiny, event, [{"name_en": "Go on", "votes_for": 7}], [agreed])
    meetings.close(tiny, event_id=event, day=DAY, who="test")

    with pytest.raises(ClosedMinutesError):
        meetings.save(tiny, park_id="tiny", event_id=event, values={"minutes": "Other."}, who="test")
    with pytest.raises(ClosedMinutesError):
        record(tiny, event, [{"name_en": "Stop"}], [])
    done = meetings.actions(tiny, event_id=event).assign(status="done")
    known = meetings.decisions(tiny, event_id=event)
    meetings.save_record(tiny, event_id=event, decided=known, agreed=done, who="test", reason="test")

    assert list(meetings.actions(tiny, event_id=event)["status"]) == ["done"]
    assert list(meetings.decisions(tiny, event_id=event)["name_en"]) == ["Go on"]


def test_days_from_idea_to_decision_take_the_decision_before_the_stage(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    """Idea on 2 January; decided on 31 January: 29 days. Without a decision, implementation on 10 April: 98 days.

    Of a year known without its day, 1 January is stored, and a record that begins with the operation states no idea: both
    were counted as decided within no day.
    """
    (synergy,) = joined.execute("select synergy_id, park_id from synergy order by all limit 1").fetchall()
    joined.execute("delete from synergy_stage")
    joined.execute("delete from decision")
    for day, stage in (("2025-01-02", "idea"), ("2025-04-10", "implementation")):
        joined.execute(
            "insert into synergy_stage by name select ? as synergy_id, ?::date as entered_on, ? as stage",
            [synergy[0], day, stage],
        )

    def days() -> list[int]:
        return list(meetings.decision_days(joined, park_id=synergy[1])["days"])

    assert days() == [98]
    decision = {"decision_id": "D", "park_id": synergy[1], "name_en": "Yes", "synergy_id": synergy[0]}
    joined.execute(
        "insert into decision by name select $decision_id as decision_id, $park_id as park_id, $name_en as name_en, "
        "$synergy_id as synergy_id, date '2025-01-31' as decided_on",
        decision,
    )
    assert days() == [29]
    joined.execute("update synergy_stage set entered_on = '2025-01-01' where stage = 'idea'")
    assert days() == []
    # Stages or decisions of a known day after one of an unknown day are not the first ones.
    joined.execute(
        "insert into synergy_stage by name select synergy_id, date '2025-01-20' as entered_on, 'discussion' as stage "
        "from synergy_stage where stage = 'idea'"
    )
    assert days() == []
    joined.execute("update synergy_stage set entered_on = '2024-12-02' where stage = 'idea'")
    assert days() == [60]
    joined.execute(
        "insert into decision by name select * replace ('E' as decision_id, date '2025-01-01' as decided_on) from decision"
    )
    assert days() == []
    joined.execute("delete from decision; delete from synergy_stage where stage in ('idea', 'discussion')")
    assert days() == []
