"""Reference lists and sample parks included in the product, stored through the same checks as any file."""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from isdata.data import i18n
from isdata.data.contracts import tables
from isdata.data.ingest.checking import Import, check
from isdata.data.ingest.reading import read
from isdata.data.ingest.storing import store
from isdata.data.store import ask
from isdata.data.store import open as open_file
from isdata.errors import N_, BusyError, NotFoundError, ProblemsError
from isdata.locations import SAMPLES

REFERENCE = Path(__file__).parent.parent / "reference"
PRODUCT = "isdata"  # author in the change log for data included in the product
_SHARED = ("cases",)


def sample_names() -> list[str]:
    """Names of the sample parks."""
    return sorted(path.parent.name for path in SAMPLES.glob("*/park.csv"))


def init(con: duckdb.DuckDBPyConnection) -> int:
    """Store the reference lists, except rows changed or removed by users; return the data version after it."""
    return _store(con, [REFERENCE], i18n.both(N_("Reference lists")))


def opened(path: str | Path, *, create: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a database file as in `store.open`, and update its reference lists if it has any.

    A newer version of the product contains more resources, names and treatment steps. Rows that a user changed or
    removed are kept as they are; the others are updated, and the change log records it.
    """
    con = open_file(path, create=create)
    try:
        update_reference_lists(con)
    except (ProblemsError, BusyError):
        # A failed update must not prevent work; it is repeated at the next start.
        logging.getLogger(__name__).warning(
            "The reference lists could not be brought up to date.", exc_info=True
        )
    return con


def update_reference_lists(con: duckdb.DuckDBPyConnection) -> bool:
    """Update the reference lists of a database to this version; return True if they were outdated.

    Raises
    ------
    ProblemsError
        A row changed by users conflicts with the new lists; nothing was stored.
    """
    received = con.execute(
        "select digest from reference_edition order by received_at desc limit 1"
    ).fetchone()
    has_lists = con.execute(
        "select 1 from change_log where changed_by = $who limit 1", {"who": PRODUCT}
    ).fetchone()
    if not has_lists or received == (_edition(),):
        return False
    _store(con, [REFERENCE], i18n.both(N_("Updated reference lists; rows changed by users are kept")))
    return True


def _edition() -> str:
    """Identifier of this version's reference lists."""
    digest = hashlib.sha256()
    for path in sorted(REFERENCE.glob("*.csv")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _store(con: duckdb.DuckDBPyConnection, folders: list[Path], reason: str) -> int:
    """Store the files of folders, except rows of the reference lists that a user changed or removed.

    Rows that conflict with users' changes, such as a treatment step whose product was removed, are left out, too.
    """
    checked = check(con, read(folders), notation="point")
    listed = [path.stem for path in REFERENCE.glob("*.csv")]
    left_out = _named(ask(con, "rows_of_users", tables=listed, product=PRODUCT), "table_name")
    while True:
        try:
            version = store(con, _without(checked, left_out), who=PRODUCT, reason=reason)
        except ProblemsError as error:
            unfit = {row for row in _named(error.problems, "table") if row[0] in listed} - left_out
            if not unfit:
                raise
            left_out |= unfit
        else:
            con.execute(
                "insert into reference_edition values ($digest, now()::timestamp)", {"digest": _edition()}
            )
            return version


def _named(rows: pd.DataFrame, table: str) -> set[tuple[str, str]]:
    """Return table and key of rows."""
    return set(zip(rows[table], rows["row_key"], strict=True))


def _without(checked: Import, left_out: set[tuple[str, str]]) -> Import:
    """Remove rows from checked data."""
    rows = dict(checked.rows)
    for name in {table for table, _ in left_out} & rows.keys():
        keys = [rows[name][key].to_pylist() for key in tables()[name].keys]
        stays = [(name, " · ".join(map(str, parts))) not in left_out for parts in zip(*keys, strict=True)]
        rows[name] = rows[name].filter(pa.array(stays))
    return replace(checked, rows=rows)


def sample(con: duckdb.DuckDBPyConnection, parks: Iterable[str] = ()) -> int:
    """Store the reference lists, the case library and sample parks; return the data version after it.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    parks : iterable of str
        Names of sample parks; all of them when empty.

    Raises
    ------
    NotFoundError
        The sample park does not exist.
    """
    wanted = list(parks) or sample_names()
    unknown = [name for name in wanted if name not in sample_names()]
    if unknown:
        raise NotFoundError(thing=N_("sample"), name=unknown[0], known=", ".join(sample_names()))
    shared = [SAMPLES / name for name in _SHARED if (SAMPLES / name).is_dir()]
    folders = [REFERENCE, *shared, *(SAMPLES / name for name in wanted)]
    named = pd.concat([pd.read_csv(SAMPLES / name / "park.csv") for name in wanted])
    reasons = [
        reader.text(N_("Sample parks: {names}"), names=reader.listed(reader.names(named)))
        for reader in map(i18n.reader, i18n.LANGUAGES)
    ]
    return _store(con, folders, " / ".join(reasons))
