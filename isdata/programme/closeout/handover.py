"""Hand-over: steps that the administration cannot yet carry out alone, and a copy of the park for it."""

import tempfile
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data import files, store
from isdata.data.disclosure import public_copy
from isdata.data.i18n import N_, both
from isdata.data.ingest.scope import of_park
from isdata.errors import IncompleteCopyError


def steps(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Steps of all missions of a park, marked if the administration can do them alone; columns as in `handover_steps.sql`."""
    return store.ask(con, "handover_steps", park_id=park_id)


def open_steps(found: pd.DataFrame) -> pd.DataFrame:
    """Rows of `steps` that the administration cannot yet carry out alone."""
    return found[~found["is_independent"].astype(bool)]


def by_mission(found: pd.DataFrame) -> pd.DataFrame:
    """Number of steps of each mission, and of those that the administration carries out alone.

    Parameters
    ----------
    found : DataFrame
        As from `steps`.

    Returns
    -------
    DataFrame, index mission_id
        steps, alone, and share (alone per step) [-]; missions in the order of their steps.
    """
    alone = found["is_independent"].astype(bool)
    counts = alone.groupby(found["mission_id"], sort=False).agg(steps="size", alone="sum")
    return counts.assign(share=counts["alone"] / counts["steps"])


def save(con: duckdb.DuckDBPyConnection, *, rows: pd.DataFrame, who: str) -> None:
    """Store which rows of `steps` the administration can carry out alone."""
    store.write(
        con,
        {"mission_step": rows[["step_id", "is_independent"]].astype(object)},
        who=who,
        reason=both(N_("Hand-over checked")),
    )


def copy(con: duckdb.DuckDBPyConnection, path: str | Path, *, park_id: str) -> dict[str, int]:
    """Write a park with its history and all referenced rows to a separate file, and open that file as a check.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    path : str or Path
        File that does not exist yet.
    park_id : str

    Returns
    -------
    dict of str to int
        Number of rows by table in the file.

    Raises
    ------
    NotFoundError
        There is no such park.
    ExistingFileError, FileError
        The file cannot be written.
    IncompleteCopyError
        The file does not contain all rows; it was removed.
    """
    keys = of_park(con, park_id)
    destination = store.backup_rows(con, path, keys)
    with store.open(destination) as handed_over:
        found = {name: len(handed_over.table(name)) for name in keys}
    wrong = [name for name, kept in keys.items() if found[name] != len(kept)]
    if wrong:
        destination.unlink()
        raise IncompleteCopyError(tables=", ".join(wrong))
    return found


def public(con: duckdb.DuckDBPyConnection, path: str | Path, *, park_id: str) -> Path:
    """Write the publishable data of a park to a file, without money, free text and history of undisclosed companies.

    Raises
    ------
    NotFoundError
        There is no such park.
    ExistingFileError, FileError, IncompleteCopyError
        The file cannot be written; partial files are removed.
    """
    destination = Path(path)
    files.make_folder(destination.parent)
    with tempfile.TemporaryDirectory(prefix=f".{destination.name}-", dir=destination.parent) as folder:
        own = Path(folder) / "park.duckdb"
        copy(con, own, park_id=park_id)
        with store.open(own) as park:
            return public_copy(park, destination)
