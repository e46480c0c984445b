"""The reference lists and sample parks that come with the product, stored through the same checks as any file."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from isdata.errors import N_, NotFoundError
from isdata.ingest.reading import read
from isdata.ingest.storing import store

REFERENCE = Path(__file__).parent.parent / "reference"
SAMPLES = Path(__file__).parent.parent.parent / "sample_data"
_SHARED = ("cases",)


def names() -> list[str]:
    """Return the names of the sample parks."""
    return sorted(path.parent.name for path in SAMPLES.glob("*/park.csv"))


def init(con: duckdb.DuckDBPyConnection) -> int:
    """Store the reference lists: regions, resources and factors; return the data version after it."""
    return store(con, read(REFERENCE), who="isdata", reason="reference lists", notation="point")


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
        There is no such sample park.
    """
    wanted = list(parks) or names()
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        raise NotFoundError(thing=N_("sample"), name=unknown[0], known=", ".join(names()))
    shared = [SAMPLES / name for name in _SHARED if (SAMPLES / name).is_dir()]
    folders = [REFERENCE, *shared, *(SAMPLES / name for name in wanted)]
    return store(con, read(folders), who="isdata", reason=f"sample {', '.join(wanted)}", notation="point")
