"""Plant an exercise in a practice copy, and check the answers against the state of that copy.

The facts are read from the copy when the exercise is planted and are kept in the records, outside the copy. A check is
a query: it returns one finding for each field of the answer, "right" or the mistake that explains it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from isdata.data import store
from isdata.programme.training.exercises import RIGHT, Exercise, Facts
from isdata.programme.training.records import CHECK, HINT, START, PracticeCopy, Records

Answers = Mapping[str, float | str | list[str] | None]
# What a check may say: the answer, the facts of this copy, and those of a copy with the other numbers.
_MACROS = """
create or replace temp macro given(field_name) as (select number from answer where name = field_name);
create or replace temp macro picked(field_name) as (select words from answer where name = field_name);
create or replace temp macro fact(fact_name) as (select number from fact where name = fact_name);
create or replace temp macro fact_words(fact_name) as (select words from fact where name = fact_name);
create or replace temp macro other(fact_name) as (select number from other_fact where name = fact_name);
create or replace temp macro other_words(fact_name) as (select words from other_fact where name = fact_name);
create or replace temp macro near(value, expected) as
    coalesce(abs(value - expected) <= 0.01 * abs(expected), false);
"""


@dataclass(frozen=True)
class Planted:
    """What a planted exercise has as numbers.

    Parameters
    ----------
    own, other : mapping of str to float or str
        Facts of this copy, and of a copy with the other seed.
    """

    own: Facts
    other: Facts


@dataclass(frozen=True)
class Outcome:
    """Outcome of a check.

    Parameters
    ----------
    findings : mapping of str to str
        Finding by field; "right" for what is right.
    """

    findings: Mapping[str, str]

    @property
    def is_passed(self) -> bool:
        """Whether every field is right."""
        return all(finding == RIGHT for finding in self.findings.values())

    @property
    def mistakes(self) -> list[str]:
        """Findings that are mistakes."""
        return [finding for finding in self.findings.values() if finding != RIGHT]


def plant(con: duckdb.DuckDBPyConnection, exercise: Exercise, seed: int) -> Planted:
    """Put an exercise into a copy, in place of what was there of it; return its facts.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor of the copy.
    exercise : Exercise
    seed : int
        0 or 1.
    """
    cursor = con.cursor()
    cursor.begin()
    _prepare(cursor, exercise, 1 - seed)
    other = _facts(cursor, exercise)
    cursor.rollback()
    with store.transaction(cursor):
        cursor.execute("update data_version set version = version + 1")
        _prepare(cursor, exercise, seed)
        own = _facts(cursor, exercise)
    return Planted(own, other)


def _prepare(cursor: duckdb.DuckDBPyConnection, exercise: Exercise, seed: int) -> None:
    cursor.execute(f"set variable seed = {int(seed)}")
    cursor.execute(exercise.sql("prepare") or "")


def _facts(cursor: duckdb.DuckDBPyConnection, exercise: Exercise) -> dict[str, float | str]:
    rows = cursor.execute(exercise.sql("facts") or "").fetchall()
    # Sums of threads differ in their last digits.
    return {name: float(f"{number:.12g}") if words is None else str(words) for name, number, words in rows}


def table(con: duckdb.DuckDBPyConnection, exercise: Exercise) -> pd.DataFrame | None:
    """Table that the task shows, from the copy; None where it shows none."""
    question = exercise.sql("table")
    return con.cursor().execute(question).df() if question else None


def check(con: duckdb.DuckDBPyConnection, exercise: Exercise, planted: Planted, answers: Answers) -> Outcome:
    """Check an answer on the state of a copy, which stays as it is.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor of the copy.
    exercise : Exercise
    planted : Planted
        As `plant` returned it.
    answers : mapping
        Number, option or list of options by field; what is missing counts as not entered.
    """
    cursor = con.cursor()
    cursor.register("answer", _frame([(field.name, answers.get(field.name)) for field in exercise.fields]))
    cursor.register("fact", _frame(planted.own.items()))
    cursor.register("other_fact", _frame(planted.other.items()))
    cursor.execute(_MACROS)
    rows = cursor.execute(exercise.sql("check") or "").fetchall()
    return Outcome(dict(rows))


def _frame(rows: Iterable[tuple[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame([_cell(*row) for row in rows], columns=["name", "number", "words"])
    return frame.astype({"name": "string", "number": "float64", "words": "string"})


def _cell(name: str, value: Any) -> tuple[str, float | None, str | None]:
    """A value as a row of name, number and words; a list as its sorted options with commas."""
    if isinstance(value, (int, float)):
        return name, float(value), None
    if isinstance(value, (list, tuple)):
        return name, None, ",".join(sorted(value)) or None
    return name, None, value


class Desk:
    """One trainee at one exercise: everything is recorded.

    Parameters
    ----------
    records : Records
    copy : PracticeCopy
    con : duckdb.DuckDBPyConnection
        Of the copy.
    exercise : Exercise
    """

    def __init__(
        self, records: Records, copy: PracticeCopy, con: duckdb.DuckDBPyConnection, exercise: Exercise
    ) -> None:
        self._records, self._copy, self._con, self._exercise = records, copy, con, exercise

    def planted(self) -> Planted | None:
        """Facts of the exercise in the copy as it is now; None before the start, and after a reset of the copy."""
        starts = [
            entry
            for entry in self._records.entries(self._copy.code, self._exercise.exercise_id)
            if entry.kind == START and entry.detail["generation"] == self._copy.generation
        ]
        return Planted(starts[-1].detail["own"], starts[-1].detail["other"]) if starts else None

    def start(self) -> Planted:
        """Plant the exercise; from now on the time counts."""
        planted = plant(self._con, self._exercise, self._copy.seed)
        self._add(START, own=planted.own, other=planted.other, generation=self._copy.generation)
        return planted

    def hint(self, level: str) -> None:
        """Record that a hint was opened; one that was open already is not recorded again."""
        if level not in self.hints():
            self._add(HINT, level=level)

    def hints(self) -> list[str]:
        """Levels of the hints that were opened, in order."""
        entries = self._records.entries(self._copy.code, self._exercise.exercise_id)
        return list(dict.fromkeys(entry.detail["level"] for entry in entries if entry.kind == HINT))

    def check(self, planted: Planted, answers: Answers) -> Outcome:
        """Check an answer."""
        outcome = check(self._con, self._exercise, planted, answers)
        self._add(CHECK, answers=dict(answers), findings=dict(outcome.findings), is_passed=outcome.is_passed)
        return outcome

    def last(self) -> dict[str, Any] | None:
        """Latest check: answers, findings and whether it was passed; None before the first."""
        entries = self._records.entries(self._copy.code, self._exercise.exercise_id)
        checks = [entry.detail for entry in entries if entry.kind == CHECK]
        return checks[-1] if checks else None

    def is_passed(self) -> bool:
        """Whether any check was passed."""
        entries = self._records.entries(self._copy.code, self._exercise.exercise_id)
        return any(entry.kind == CHECK and entry.detail["is_passed"] for entry in entries)

    def _add(self, kind: str, **detail: Any) -> None:
        self._records.add(self._copy.code, self._exercise.exercise_id, kind, **detail)
