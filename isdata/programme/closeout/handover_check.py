"""Hand-over test: whether the administration can continue independently, criterion by criterion, from the data of the park."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from isdata.data import store
from isdata.programme.training.results import Attempt

WITHIN = dt.timedelta(days=365)  # age of the newest own entry and of the last committee at most
PERSONS, EXERCISES = 2, 4  # so many persons passed so many exercises each


@dataclass(frozen=True)
class Criterion:
    """One criterion with its facts.

    Parameters
    ----------
    name : "moderation", "data", "exercises", "competences", "actions", "committee" or "steps"
    is_met : bool
    facts : dict
        Row of `handover_facts.sql`, and persons: trainees with enough exercises passed.
    """

    name: str
    is_met: bool
    facts: dict[str, Any]


def criteria(
    con: duckdb.DuckDBPyConnection, *, park_id: str, today: dt.date, shown: Sequence[Attempt]
) -> list[Criterion]:
    """All criteria, met or not; `shown` as returned by `results.attempts`."""
    row = store.ask(con, "handover_facts", park_id=park_id, today=today).astype(object).iloc[0]
    facts: dict[str, Any] = {str(name): None if pd.isna(value) else value for name, value in row.items()}
    facts["persons"] = persons(shown)
    met = {
        "moderation": facts["moderated_by"] == "own_staff",
        "data": _is_recent(facts["updated_on"], today),
        "exercises": facts["persons"] >= PERSONS,
        "competences": facts["posts"] > 0 and facts["unplanned_gaps"] == 0,
        "actions": facts["actions"] > 0 and facts["late_actions"] == 0 and facts["ownerless_actions"] == 0,
        "committee": _is_recent(facts["committee_on"], today),
        "steps": 0 < facts["steps"] == facts["independent_steps"],
    }
    return [Criterion(name, bool(is_met), facts) for name, is_met in met.items()]


def persons(shown: Sequence[Attempt]) -> int:
    """Number of trainees, by name, who passed at least EXERCISES exercises."""
    passed = {(each.trainee, each.exercise) for each in shown if each.state == "passed"}
    return sum(count >= EXERCISES for count in Counter(name for name, _exercise in passed).values())


def _is_recent(day: dt.datetime | None, today: dt.date) -> bool:
    return day is not None and today - day.date() <= WITHIN
