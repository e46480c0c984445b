"""Prepare ("plant") an exercise in a practice copy, and check the answers against the state of that copy.

The facts are read from the copy when the exercise is planted and are stored in the records, outside the copy. A check is
a query that lists findings, "right" or a mistake; the first one that applies to a field of the answer explains it.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
from xlsxwriter.workbook import Workbook

from isdata.data import store
from isdata.programme.training import own_park
from isdata.programme.training.exercises import MAGNITUDE, MISSING, RIGHT, STATE, WRONG, Exercise, Facts
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


# Macros available to the preparation of an exercise: the first of two values in copies with seed 0, the second in the
# others; a number of the exercise, and its form in a sheet and in a sentence.
_SEEDED = """
create or replace temp macro seeded(first, second) as if(getvariable('seed') = 0, first, second);
create or replace temp macro number(number_name) as getvariable('stated_numbers')[number_name];
create or replace temp macro written(number_name) as regexp_replace(number(number_name)::varchar, '[.]0$', '');
create or replace temp macro grouped(number_name) as
    if(number(number_name) >= 1000, format('{:,d}', number(number_name)::bigint), written(number_name));
"""
# A company of an exercise with its single site, replacing its former rows.
_COMPANY = (
    "delete from company where company_id = $id",
    "delete from site where site_id = $id || '-S'",
    """
    insert into company by name
    select
        $id as company_id, $en as name_en, $zh as name_zh, $sector as sector, 'public' as visibility,
        true as is_illustrative
    """,
    """
    insert into site by name
    select
        $id || '-S' as site_id, $id as company_id, $park as park_id, $en as name_en, $zh as name_zh,
        $latitude as latitude, $longitude as longitude, true as is_inventoried, true as is_illustrative
    """,
)
_POWERS = (
    -6,
    -4,
    -3,
    -2,
    -1,
    1,
    2,
    3,
    4,
    6,
)  # of ten: units such as kg or 万元, percent, and slips of the decimal point


@dataclass(frozen=True)
class PlantedFacts:
    """Facts of a planted exercise.

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


def plant(
    con: duckdb.DuckDBPyConnection, exercise: Exercise, seed: int, *, park_id: str = ""
) -> PlantedFacts:
    """Prepare an exercise in a copy, replacing its former rows; return its facts.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor of the copy.
    exercise : Exercise
    seed : int
        0 or 1.
    park_id : str
        Copied park, for an exercise on its data: the copy is not changed.

    Raises
    ------
    LackingDataError
        The park lacks the data of the exercise.
    """
    cursor = con.cursor()
    if exercise.is_of_park:
        return PlantedFacts(*own_park.facts(cursor, exercise.exercise_id, park_id=park_id, seed=seed))
    cursor.begin()
    _prepare(cursor, exercise, 1 - seed)
    other = _facts(cursor, exercise, 1 - seed)
    cursor.rollback()
    with store.transaction(cursor):
        cursor.execute("update data_version set version = version + 1")
        _prepare(cursor, exercise, seed)
        own = _facts(cursor, exercise, seed)
    return PlantedFacts(own, other)


def _prepare(cursor: duckdb.DuckDBPyConnection, exercise: Exercise, seed: int) -> None:
    _state(cursor, exercise, seed)
    for company in exercise.companies:
        row = company.row()
        for statement in _COMPANY:
            cursor.execute(statement, {name: value for name, value in row.items() if f"${name}" in statement})
    if planting := exercise.sql("prepare"):
        cursor.execute(planting)


def _state(cursor: duckdb.DuckDBPyConnection, exercise: Exercise, seed: int) -> None:
    """Set the seed and the numbers of an exercise as variables for the following statements."""
    cursor.execute("set variable seed = $seed", {"seed": seed})
    _set(cursor, "stated", _stated(exercise, seed))
    cursor.execute(_SEEDED)


def _stated(exercise: Exercise, seed: int) -> dict[str, float | str]:
    return {name: float(pair[seed]) for name, pair in exercise.numbers.items()}


def _facts(cursor: duckdb.DuckDBPyConnection, exercise: Exercise, seed: int) -> dict[str, float | str]:
    row: dict[str, float | str] = _stated(exercise, seed)
    if question := exercise.sql("facts"):
        result = cursor.execute(question)
        names = [column[0] for column in result.description or ()]
        row |= dict(zip(names, result.fetchone() or (), strict=True))
    # Multi-threaded sums differ in their last digits.
    return {name: value if isinstance(value, str) else float(f"{value:.12g}") for name, value in row.items()}


def workbook(con: duckdb.DuckDBPyConnection, exercise: Exercise, seed: int) -> bytes | None:
    """Workbook provided by the task, created for this copy; None if there is none."""
    if not exercise.sheets:
        return None
    cursor, file = con.cursor(), io.BytesIO()
    _state(cursor, exercise, seed)
    with Workbook(file, {"in_memory": True, "strings_to_numbers": True}) as book:
        for sheet in exercise.sheets:
            result = cursor.execute(exercise.sql(f"sheet_{sheet}") or "")
            page = book.add_worksheet(sheet)
            page.write_row(0, 0, [column[0] for column in result.description or ()])
            for place, row in enumerate(result.fetchall(), 1):
                page.write_row(place, 0, row)
    return file.getvalue()


def table(
    con: duckdb.DuckDBPyConnection, exercise: Exercise, seed: int, language: str
) -> pd.DataFrame | None:
    """Table shown by the task, from the copy, with texts in a language; None if there is none."""
    question = exercise.sql("table")
    if question is None:
        return None
    cursor = con.cursor()
    _state(cursor, exercise, seed)
    cursor.execute("set variable language = $language", {"language": language})
    return cursor.execute(question).df()


def check(
    con: duckdb.DuckDBPyConnection, exercise: Exercise, planted: PlantedFacts, answers: Answers
) -> Outcome:
    """Check an answer on the state of a copy, without changing the copy.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor of the copy.
    exercise : Exercise
    planted : Planted
        As returned by `plant`.
    answers : mapping
        Number, option or list of options by field; missing fields count as not entered.
    """
    cursor = con.cursor()
    for name, values in (("answer", answers), ("fact", planted.own), ("other", planted.other)):
        _set(cursor, name, values)
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
        _set(cursor, "answer", {**answers, **{name: value * 10.0**power for name, value in left.items()}})
        found |= {
            field for field, finding in _applying(cursor, exercise) if finding == RIGHT and field in left
        }
    return found


def _set(cursor: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, Any]) -> None:
    """Set two variables: numbers by name, and texts by name; a list becomes its sorted options joined by commas."""
    numbers = {key: float(value) for key, value in values.items() if isinstance(value, (int, float))}
    words = {
        key: value if isinstance(value, str) else ",".join(sorted(value)) or None
        for key, value in values.items()
        if isinstance(value, (str, list, tuple))
    }
    for kind, of_kind, sql_type in (("numbers", numbers, "double"), ("words", words, "varchar")):
        cursor.execute(
            f"set variable {name}_{kind} = (select map($keys::varchar[], $values::{sql_type}[]))",
            {"keys": list(of_kind), "values": list(of_kind.values())},
        )


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
