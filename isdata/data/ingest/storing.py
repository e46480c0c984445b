"""Storing of a source: it is checked, then written in one transaction."""

import datetime as dt
from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import store as database
from isdata.data.ingest.checking import Import, Progress, check
from isdata.data.ingest.source import Source
from isdata.errors import N_, ProblemsError

STORING = N_("Saving the rows")


def store(
    con: duckdb.DuckDBPyConnection,
    source: Source | Import,
    *,
    who: str,
    reason: str = "import",
    notation: str = "auto",
    progress: Progress | None = None,
) -> int:
    """Store all rows of a source, or none.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    source : Source or Import
        As returned by `read` or `check`.
    who, reason : str
        For the change log.
    notation : {"auto", "point", "comma"}
        As in `check`.
    progress : callable, optional
        Called with the share done [0–1] and a message to be translated.

    Returns
    -------
    int
        The data version after it.

    Raises
    ------
    ProblemsError
        The source has problems; its `problems` are those of `Import`. Nothing was stored.
    """
    report = progress or (lambda share, message: None)
    if isinstance(source, Source):
        source = check(
            con, source, notation=notation, progress=lambda share, message: report(share / 2, message)
        )
    if not source.problems.empty:
        raise ProblemsError(source.problems)
    report(0.5, STORING)
    version = database.write(con, _frames(source, who), who=who, reason=reason)
    report(1.0, STORING)
    return version


def differences(con: duckdb.DuckDBPyConnection, checked: Import) -> pd.DataFrame:
    """Number of rows of an import that are new, changed or stored already; columns as from `store.differences`."""
    return database.differences(con, _frames(checked, ""))


def _frames(checked: Import, who: str) -> dict[str, pd.DataFrame]:
    """Rows to be stored, by table, with the accepted proposals for phrases."""
    frames = {name: rows.to_pandas(types_mapper=pd.ArrowDtype) for name, rows in checked.rows.items()}
    return _with_confirmed(frames, checked.confirmed, who) if checked.confirmed else frames


def _with_confirmed(
    frames: dict[str, pd.DataFrame], confirmed: Mapping[str, str], who: str
) -> dict[str, pd.DataFrame]:
    """Add the phrases with accepted proposals to the rows, so that they are recognised next time."""
    phrases = pd.DataFrame(
        {"phrase": list(confirmed), "resource_id": list(confirmed.values())}, dtype=object
    ).assign(confirmed_by=who, confirmed_on=dt.date.today())
    own = [frames["resource_phrase"]] if "resource_phrase" in frames else []
    return frames | {"resource_phrase": pd.concat([*own, phrases], ignore_index=True)}
