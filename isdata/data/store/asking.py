"""Questions: one named `.sql` file each, answered as a table."""

import re
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data.store import answers, faults

QUESTIONS = Path(__file__).parent / "questions"
EXPRESSIONS = Path(__file__).parent / "expressions"  # rules that several questions apply

# Most tables are short: pages take a seventh less time with texts as Python objects than as Arrow's, long tables no more.
pd.set_option("mode.string_storage", "python")


@cache
def sql(name: str, folder: Path = QUESTIONS) -> str:
    """Return the text of a question; `{name}` in it stands for the expression `expressions/name.sql`."""
    text = (folder / f"{name}.sql").read_text("utf-8")
    return re.sub(r"\{(\w+)\}", lambda place: f"({sql(place[1], EXPRESSIONS)})", text)


def ask(con: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> pd.DataFrame:
    """Answer the question `questions/<name>.sql`.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    name : str
        Name of the file without its ending.
    **parameters : object
        The question's named parameters; its header lists them.

    Returns
    -------
    DataFrame
        The columns that the question's header names.

    Raises
    ------
    StoreError, FileError
        The database file cannot be read.
    """
    return answers.known(name, parameters, lambda: _asked(con, name, parameters))


def _asked(con: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, object]) -> pd.DataFrame:
    try:
        return con.execute(sql(name), parameters).df()
    except duckdb.Error as error:
        if found := faults.explained(error, faults.file_of(con)):
            raise found from error
        raise


def data_version(con: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the newest change; answers remembered for it stay right."""
    row = con.execute("select version from data_version").fetchone()
    return int(row[0]) if row else 0
