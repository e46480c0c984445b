"""Named queries (questions), each in its own `.sql` file, with a table as result."""

import re
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data.store import answers, faults
from isdata.data.store.noting import tables_of

QUESTIONS = Path(__file__).parent / "questions"
EXPRESSIONS = Path(__file__).parent / "expressions"  # rules shared by several queries, and parts of long ones

# Texts as Python objects: pages with the usual short tables are a seventh faster than with Arrow, long ones not slower.
pd.set_option("mode.string_storage", "python")


@cache
def sql(name: str, folder: Path = QUESTIONS) -> str:
    """SQL of a query; `{name}` in it is replaced by the expression `expressions/name.sql`."""
    text = (folder / f"{name}.sql").read_text("utf-8")
    return re.sub(r"\{(\w+)\}", lambda place: f"({sql(place[1], EXPRESSIONS)})", text)


def ask(con: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> pd.DataFrame:
    """Run the query `questions/<name>.sql`.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    name : str
        File name without extension.
    **parameters : object
        Named parameters of the query, listed in its header.

    Returns
    -------
    DataFrame
        Columns as listed in the header of the query.

    Raises
    ------
    StoreError, FileError
        The database file cannot be read.
    """
    return answers.known(name, tables_of(sql(name)), parameters, lambda: _asked(con, name, parameters))


def _asked(con: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, object]) -> pd.DataFrame:
    try:
        return con.execute(sql(name), parameters).df()
    except duckdb.Error as error:
        if found := faults.file_error(error, faults.file_of(con)):
            raise found from error
        raise
