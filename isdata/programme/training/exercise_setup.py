"""Preparation of an exercise in a practice copy: its companies, facts, table and workbook.

The facts are read from the copy when the exercise is planted and are stored in the records, outside the copy.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
from xlsxwriter.workbook import Workbook

from isdata.data import store
from isdata.data.contracts import tables
from isdata.data.store import versions
from isdata.programme.training import own_park
from isdata.programme.training.exercises import Exercise, Facts

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
        versions.note_changed(cursor, tables(), versions.next_version(cursor))
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
    set_variables(cursor, "stated", _stated(exercise, seed))
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


def set_variables(cursor: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, Any]) -> None:
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
