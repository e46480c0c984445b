"""Hand-over test: every criterion is unmet without data, and met by the data that it asks for."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.programme.closeout import handover_check
from isdata.programme.training.exercises import exercises
from isdata.programme.training.results import Attempt

TODAY = dt.date(2026, 6, 30)
Rows = dict[str, list[dict[str, object]]]


def met(con: duckdb.DuckDBPyConnection, shown: list[Attempt] | None = None) -> set[str]:
    found = handover_check.criteria(con, park_id="tiny", today=TODAY, shown=shown or [])
    return {each.name for each in found if each.is_met}


def event(kind: str, days: int, **more: object) -> dict[str, object]:
    day = TODAY - dt.timedelta(days=days)
    return {"event_id": kind, "park_id": "tiny", "event_kind": kind, "name_en": kind, "starts_on": day} | more


def action(**more: object) -> dict[str, object]:
    return {"action_id": "A", "park_id": "tiny", "name_en": "A", "owner": "Office", "status": "open"} | more


POST: Rows = {
    "post": [{"post_id": "P", "park_id": "tiny", "name_en": "Office"}],
    "competence": [{"competence_id": "t_risk", "sequence": 1, "name_en": "Risk"}],
}
GAP: Rows = {
    "post_competence": [{"post_id": "P", "competence_id": "t_risk", "required_level": 2, "current_level": 1}]
}
PLAN: Rows = {
    "training_measure": [
        {"training_id": "T", "post_id": "P", "competence_id": "t_risk", "training_status": "planned"}
    ]
}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({"event": [event("workshop", 40, moderated_by="own_staff")]}, {"moderation"}),
        ({"event": [event("workshop", 40, moderated_by="joint")]}, set()),
        (  # the last one counts
            {
                "event": [
                    event("workshop", 40, moderated_by="own_staff"),
                    event("meeting", 10, moderated_by="external"),
                ]
            },
            set(),
        ),
        ({"event": [event("committee", 300)]}, {"committee"}),
        ({"event": [event("committee", 400)]}, set()),
        ({"action": [action()]}, {"actions"}),
        ({"action": [action(owner=None)]}, set()),
        ({"action": [action(due_date=TODAY - dt.timedelta(days=1))]}, set()),
        (POST, {"competences"}),
        (POST | GAP, set()),
        (POST | GAP | PLAN, {"competences"}),
        ({"measure": [{"measure_id": "M1", "note": "seen"}]}, {"data"}),
    ],
)
def test_a_criterion_is_met_by_the_data_that_it_asks_for(
    tiny: duckdb.DuckDBPyConnection, rows: Rows, expected: set[str]
) -> None:
    assert met(tiny) - {"data"} == set()
    before = met(tiny)
    tables = {name: pd.DataFrame(own, dtype=object) for name, own in rows.items()}

    store.write(tiny, tables, who="Mei", reason="test")

    assert met(tiny) - before == expected - before


def test_two_persons_with_four_exercises_each_are_needed(tiny: duckdb.DuckDBPyConnection) -> None:
    names = list(exercises())[:4]

    def passed(trainee: str, count: int) -> list[Attempt]:
        return [Attempt(trainee, trainee, name, "passed", 1, 0, 5.0) for name in names[:count]]

    assert "exercises" not in met(tiny, [*passed("Li", 4), *passed("Wang", 3)])
    assert "exercises" in met(tiny, [*passed("Li", 4), *passed("Wang", 4)])
