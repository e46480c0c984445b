"""A mission is started from a template, refuses to close while an output is missing, and names it."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.errors import OpenGateError
from isdata.programme.missions import meetings, programme

FIRST = dt.date(2025, 3, 3)
TODAY = dt.date(2025, 3, 5)


@pytest.fixture
def park(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with a template of two steps: a document, and two companies with flows."""
    rows = {
        "mission": pd.DataFrame([{"mission_id": "own", "name_en": "Own mission", "people": "nobody yet"}]),
        "mission_step": pd.DataFrame(
            [
                {"step_id": "own-1", "mission_id": "own", "sequence": 1, "name_en": "Ask", "days": 2.0}
                | {"output": "Letter", "output_kind": "document", "evidence": "of another park"},
                {"step_id": "own-2", "mission_id": "own", "sequence": 2, "name_en": "Record", "days": 5.0}
                | {"output": "Flows", "output_kind": "inventories", "output_count": 2},
            ]
        ),
    }
    store.write(tiny, rows, who="test", reason="for tests")
    return tiny


def started(con: duckdb.DuckDBPyConnection) -> str:
    return programme.start(
        con, park_id="tiny", template_id="own", starts_on=FIRST, people="Park office", who="test"
    )


def delivered(con: duckdb.DuckDBPyConnection, mission_id: str, evidence: str | None) -> None:
    rows = programme.steps(con, mission_id=mission_id)
    rows.loc[0, ["evidence", "delivered_on"]] = [evidence, pd.Timestamp(TODAY)]
    programme.save_steps(con, mission_id=mission_id, rows=rows, who="test", reason="test")


def test_a_mission_begins_with_nothing_delivered_runs_late_and_records_documents(
    park: duckdb.DuckDBPyConnection,
) -> None:
    name = started(park)

    steps = programme.steps(park, mission_id=name)
    assert list(steps["name_en"]) == ["Ask", "Record"]
    assert [day.date() for day in steps["starts_on"]] == [FIRST, dt.date(2025, 3, 5)]
    # Power plant, cement works and the firm of the packaging have flows: more than the two that are needed.
    assert list(zip(steps["found"], steps["needed"], strict=True)) == [(0, 1), (3, 2)]
    (mission,) = programme.missions(park, park_id="tiny").to_dict("records")
    assert (mission["name_en"], mission["people"]) == ("Own mission", "Park office")
    assert list(steps["before"]) == [0, 0]  # the data were recorded after its first day
    # The first step takes two days from 3 March on.
    for today, expected in (
        (dt.date(2025, 3, 1), "planned"),
        (TODAY, "running"),
        (dt.date(2025, 3, 6), "late"),
    ):
        assert programme.status(mission, steps, today) == expected

    programme.record_document(
        park, step_id=steps["step_id"][0], evidence="letter of 3 March", day=TODAY, who="test"
    )
    assert list(programme.steps(park, mission_id=name)["found"]) == [1, 3]
    assert started(park) != name


def test_a_gate_names_what_is_missing_and_opens_once_it_is_there(park: duckdb.DuckDBPyConnection) -> None:
    name = started(park)

    with pytest.raises(OpenGateError) as refused:
        programme.close(park, mission_id=name, day=TODAY, who="test")
    assert list(refused.value.steps["name_en"]) == ["Ask"]
    delivered(park, name, " ")
    with pytest.raises(OpenGateError):
        programme.close(park, mission_id=name, day=TODAY, who="test")
    delivered(park, name, "letter of 3 March")
    programme.close(park, mission_id=name, day=TODAY, who="test")

    assert programme.missions(park, park_id="tiny")["closed_on"].notna().all()


def test_meetings_and_decisions_count_from_the_first_day_on(park: duckdb.DuckDBPyConnection) -> None:
    steps = programme.steps(park, mission_id="own").assign(
        output_kind=["committee", "decisions"], output_count=1
    )
    programme.save_steps(park, mission_id="own", rows=steps, who="test", reason="test")
    name = started(park)
    events = [("E1", dt.date(2025, 3, 2), TODAY), ("E2", TODAY, None), ("E3", TODAY, TODAY)]

    def found() -> list[int]:
        return list(programme.steps(park, mission_id=name)["found"])

    for event_id, starts_on, closed_on in events:
        row = {"event_id": event_id, "park_id": "tiny", "event_kind": "committee", "name_en": "C"}
        event = pd.DataFrame([row | {"starts_on": starts_on, "closed_on": closed_on}])
        decision = {"decision_id": event_id, "park_id": "tiny", "name_en": "D", "decided_on": starts_on}
        store.write(park, {"event": event, "decision": pd.DataFrame([decision])}, who="test", reason="test")
    assert found() == [1, 2]


def test_a_meeting_counts_for_one_mission(park: duckdb.DuckDBPyConnection) -> None:
    steps = programme.steps(park, mission_id="own").assign(
        output_kind=["committee", "decisions"], output_count=1
    )
    programme.save_steps(park, mission_id="own", rows=steps, who="test", reason="test")
    one, other = started(park), started(park)  # on the same day
    days = {"starts_on": TODAY, "closed_on": TODAY}
    event = {"event_id": "E1", "park_id": "tiny", "event_kind": "committee", "name_en": "C", **days}
    decision = {"decision_id": "D1", "park_id": "tiny", "name_en": "D", "decided_on": TODAY, "event_id": "E1"}
    rows = {"event": pd.DataFrame([event]), "decision": pd.DataFrame([decision])}
    store.write(park, rows, who="test", reason="test")

    def found() -> list[list[int]]:
        return [list(programme.steps(park, mission_id=name)["found"]) for name in (one, other)]

    assert found() == [[1, 1], [0, 0]]
    assert meetings.missions(park, park_id="tiny").set_index("item_id").loc["E1", "possible"] == 2
    chosen = pd.DataFrame([event | {"mission_id": other}])
    store.write(park, {"event": chosen}, who="test", reason="test")
    assert found() == [[0, 0], [1, 1]]


def test_a_template_of_ones_own_can_be_written_changed_and_followed(park: duckdb.DuckDBPyConnection) -> None:
    fourth = programme.write_template(park, copy_of="own", name_en="Fourth", name_zh=None, who="test")
    steps = programme.steps(park, mission_id=fourth)
    new = pd.DataFrame([{"sequence": 3, "name_en": "Celebrate", "output_kind": "document"}])

    programme.save_steps(
        park, mission_id=fourth, rows=pd.concat([steps.iloc[1:], new]), who="test", reason="test"
    )
    name = programme.start(park, park_id="tiny", template_id=fourth, starts_on=FIRST, people="", who="test")

    assert list(programme.steps(park, mission_id=name)["name_en"]) == ["Record", "Celebrate"]
    assert set(programme.templates(park)["name_en"]) == {"Own mission", "Fourth"}
    assert list(programme.steps(park, mission_id="own")["name_en"]) == ["Ask", "Record"]


def test_the_three_missions_come_with_the_product_in_both_languages(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    templates = programme.templates(parks)
    assert len(templates) == 3
    for name in templates["mission_id"]:
        steps = programme.steps(parks, mission_id=name)
        assert len(steps) >= 5
        assert steps[["name_en", "name_zh", "role", "materials", "output"]].notna().all(axis=None)
        assert (
            steps[["role", "materials", "output"]]
            .apply(lambda values: values.str.contains(" / "))
            .all(axis=None)
        )


def test_what_was_recorded_before_a_mission_is_stated_and_what_follows_is_not(
    park: duckdb.DuckDBPyConnection,
) -> None:
    """On the day of its start, the three companies of the tiny park are older than the mission; a fourth is not."""
    name = programme.start(
        park, park_id="tiny", template_id="own", starts_on=dt.date(2199, 1, 1), people="", who="test"
    )
    steps = programme.steps(park, mission_id=name)
    assert list(zip(steps["found"], steps["before"], strict=True)) == [(0, 0), (3, 3)]
    assert list(programme.present_before(steps)["name_en"]) == ["Record"]

    flow = pd.DataFrame(
        [
            {"flow_id": "new", "park_id": "tiny", "provider_id": "new", "resource_id": "packaging"}
            | {"year": 2024, "unit": "t"}
        ]
    )
    store.write(
        park,
        {
            "company": pd.DataFrame(
                [{"company_id": "new", "name_en": "New", "sector": "2399", "visibility": "public"}]
            ),
            "site": pd.DataFrame(
                [{"site_id": "new", "company_id": "new", "park_id": "tiny", "name_en": "New"}]
            ),
            "flow": flow,
        },
        who="test",
        reason="for tests",
    )
    steps = programme.steps(park, mission_id=name)
    assert list(zip(steps["found"], steps["before"], strict=True)) == [(0, 0), (4, 3)]


def test_synergies_with_a_stage_dated_before_a_mission_existed_before_it_although_they_were_imported_later(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    """Of the four synergies of the tiny park, one was in operation two years before the mission, another an idea later."""
    joined.execute("delete from synergy_stage")
    stages = [("SY1", FIRST.replace(year=2023), "operation"), ("SY2", TODAY, "idea")]
    rows = {
        "mission": pd.DataFrame(
            [{"mission_id": "past", "park_id": "tiny", "name_en": "Past", "starts_on": FIRST, "people": "–"}]
        ),
        "mission_step": pd.DataFrame(
            [{"step_id": "past-1", "mission_id": "past", "sequence": 1, "name_en": "Propose"} | {"output_kind": "synergies"}]
        ),
        "synergy_stage": pd.DataFrame(stages, columns=["synergy_id", "entered_on", "stage"]),
    }  # fmt: skip
    store.write(joined, rows, who="test", reason="for tests")

    (step,) = programme.steps(joined, mission_id="past").to_dict("records")

    assert (step["found"], step["before"]) == (4, 1)


def test_missions_of_the_same_name_are_distinguished_by_their_first_day(
    park: duckdb.DuckDBPyConnection,
) -> None:
    first = started(park)
    missions, read = programme.missions(park, park_id="tiny"), i18n.reader("en")
    assert programme.titles(missions, read) == {first: "Own mission"}

    second = programme.start(
        park, park_id="tiny", template_id="own", starts_on=TODAY, people="Park office", who="test"
    )
    titles = programme.titles(programme.missions(park, park_id="tiny"), read)
    assert titles == {first: "Own mission · Mar 3, 2025", second: "Own mission · Mar 5, 2025"}

    # One whose name is not shown is called by its first day.
    unnamed = missions.assign(name_en=None, name_zh=None)

    assert programme.titles(unnamed, i18n.reader("en")) == {first: "Mar 3, 2025"}
    assert programme.titles(unnamed.assign(starts_on=pd.NaT), i18n.reader("zh")) == {first: "–"}
    both = pd.concat([unnamed, unnamed.assign(mission_id="second")])
    assert list(programme.titles(both, i18n.reader("en")).values()) == ["Mar 3, 2025", "Mar 3, 2025 (2)"]
