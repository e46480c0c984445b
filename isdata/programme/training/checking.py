"""Check of the answers to an exercise against the state of the practice copy.

A check is a query that lists findings, "right" or a mistake; the first one that applies to a field of the answer explains
it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from isdata.programme.training.exercise_setup import PlantedFacts, plant, set_variables
from isdata.programme.training.exercises import MAGNITUDE, MISSING, RIGHT, STATE, WRONG, Exercise
from isdata.programme.training.records import CHECK, HINT, START, PracticeCopy, Records

Answers = Mapping[str, float | str | list[str] | None]
# Macros available to a check: the answer, the facts of this copy, and those of a copy with the other numbers. They use
# variables, which DuckDB folds before planning: subqueries instead made a check twenty times as slow.
_MACROS = """
create or replace temp macro given(field_name) as getvariable('answer_numbers')[field_name];
create or replace temp macro picked(field_name) as getvariable('answer_words')[field_name];
create or replace temp macro fact(fact_name) as getvariable('fact_numbers')[fact_name];
create or replace temp macro fact_words(fact_name) as getvariable('fact_words')[fact_name];
create or replace temp macro other(fact_name) as getvariable('other_numbers')[fact_name];
create or replace temp macro other_words(fact_name) as getvariable('other_words')[fact_name];
create or replace temp macro near(value, expected) as
    coalesce(abs(value - expected) <= 0.01 * abs(expected), false);
"""


# Of ten: units such as kg or 万元, percent, and slips of the decimal point.
_POWERS = (-6, -4, -3, -2, -1, 1, 2, 3, 4, 6)


@dataclass(frozen=True)
class Outcome:
    """Outcome of a check.

    Parameters
    ----------
    findings : mapping of str to str
        Finding by field; "right" for a correct field.
    """

    findings: Mapping[str, str]

    @property
    def is_passed(self) -> bool:
        """True if every field is right."""
        return all(finding == RIGHT for finding in self.findings.values())

    @property
    def mistakes(self) -> list[str]:
        """Findings that are mistakes."""
        return [finding for finding in self.findings.values() if finding != RIGHT]


def check(
    con: duckdb.DuckDBPyConnection, exercise: Exercise, planted: PlantedFacts, answers: Answers
) -> Outcome:
    """Check an answer on the state of a copy, without changing the copy.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor of the copy.
    exercise : Exercise
    planted : PlantedFacts
        As returned by `exercise_setup.plant`.
    answers : mapping
        Number, option or list of options by field; missing fields count as not entered.
    """
    cursor = con.cursor()
    for name, values in (("answer", answers), ("fact", planted.own), ("other", planted.other)):
        set_variables(cursor, name, values)
    cursor.execute(_MACROS)
    found = {
        field.name: MISSING
        for field in exercise.fields
        if field.kind != STATE and answers.get(field.name) in (None, "", [])
    }
    for field, finding in _applying(cursor, exercise):
        found.setdefault(field, finding)
    for name in _of_other_magnitude(cursor, exercise, answers, set(found)):
        found[name] = MAGNITUDE
    return Outcome({field.name: found.get(field.name, WRONG) for field in exercise.fields})


def _applying(cursor: duckdb.DuckDBPyConnection, exercise: Exercise) -> list[tuple[str, str]]:
    """Field and finding of each row of the check that applies."""
    rows = cursor.execute(exercise.sql("check") or "").fetchall()
    return [(field, finding) for field, finding, applies in rows if applies]


def _of_other_magnitude(
    cursor: duckdb.DuckDBPyConnection, exercise: Exercise, answers: Answers, explained: set[str]
) -> set[str]:
    """Unexplained numbers that would be right times a power of ten, such as kg instead of t."""
    left = {
        name: value
        for name, value in answers.items()
        if name not in explained and isinstance(value, (int, float)) and value
    }
    found: set[str] = set()
    for power in _POWERS if left else ():
        set_variables(
            cursor, "answer", {**answers, **{name: value * 10.0**power for name, value in left.items()}}
        )
        found |= {
            field for field, finding in _applying(cursor, exercise) if finding == RIGHT and field in left
        }
    return found


class ExerciseSession:
    """One trainee at one exercise; all actions are recorded.

    Parameters
    ----------
    records : Records
    copy : PracticeCopy
    con : duckdb.DuckDBPyConnection
        Connection to the copy.
    exercise : Exercise
    """

    def __init__(
        self, records: Records, copy: PracticeCopy, con: duckdb.DuckDBPyConnection, exercise: Exercise
    ) -> None:
        self._records, self._copy, self._con, self._exercise = records, copy, con, exercise

    def planted(self) -> PlantedFacts | None:
        """Facts of the exercise in the present copy; None before the start and after a reset of the copy."""
        starts = [
            entry
            for entry in self._records.entries(self._copy.code, self._exercise.exercise_id)
            if entry.kind == START and entry.detail["generation"] == self._copy.generation
        ]
        return PlantedFacts(starts[-1].detail["own"], starts[-1].detail["other"]) if starts else None

    def start(self) -> PlantedFacts:
        """Plant the exercise and start its time."""
        planted = plant(self._con, self._exercise, self._copy.seed, park_id=self._copy.park_id)
        self._add(START, own=planted.own, other=planted.other, generation=self._copy.generation)
        return planted

    def hint(self, level: str) -> None:
        """Record that a hint was opened, unless it was open already."""
        if level not in self.hints():
            self._add(HINT, level=level)

    def hints(self) -> list[str]:
        """Levels of the opened hints, in order."""
        entries = self._records.entries(self._copy.code, self._exercise.exercise_id)
        return list(dict.fromkeys(entry.detail["level"] for entry in entries if entry.kind == HINT))

    def check(self, planted: PlantedFacts, answers: Answers) -> Outcome:
        """Check an answer."""
        outcome = check(self._con, self._exercise, planted, answers)
        self._add(CHECK, answers=dict(answers), findings=dict(outcome.findings), is_passed=outcome.is_passed)
        return outcome

    def last(self) -> dict[str, Any] | None:
        """Latest check (answers, findings, and whether it was passed); None before the first."""
        entries = self._records.entries(self._copy.code, self._exercise.exercise_id)
        checks = [entry.detail for entry in entries if entry.kind == CHECK]
        return checks[-1] if checks else None

    def is_passed(self) -> bool:
        """True if any check was passed."""
        entries = self._records.entries(self._copy.code, self._exercise.exercise_id)
        return any(entry.kind == CHECK and entry.detail["is_passed"] for entry in entries)

    def _add(self, kind: str, **detail: Any) -> None:
        self._records.add(self._copy.code, self._exercise.exercise_id, kind, **detail)
