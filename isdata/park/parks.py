"""Parks, their basic data, and search by name."""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.contracts import choices
from isdata.data.disclosure import Viewer
from isdata.data.naming import fuzzy_search
from isdata.errors import N_, NotFoundError

_LENGTH = 100  # maximum length of a name in characters


def is_published(about: Mapping[str, Any]) -> bool:
    """Return True if a park is a published case: its data are real and have a source. `about`: a row of `summary`."""
    return bool(about["source"]) and not about["is_illustrative"]


def parks(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every park, the one with most flows first.

    Returns
    -------
    DataFrame
        park_id, name_en, name_zh, aliases, region_id, region_en, region_zh, currency,
        is_illustrative, companies, flows.
    """
    return store.ask(con, "parks")


def park(con: duckdb.DuckDBPyConnection, park_id: str) -> pd.Series:
    """One row of `parks`.

    Raises
    ------
    NotFoundError
        The park does not exist.
    """
    known = parks(con).set_index("park_id", drop=False)
    if park_id not in known.index:
        raise NotFoundError(thing=N_("park"), name=park_id, known=", ".join(known.index))
    return known.loc[park_id]


def summary(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """One row with the numbers of stored rows of a park; columns as in `park_summary.sql`."""
    return store.ask(con, "park_summary", park_id=park_id)


def search(
    con: duckdb.DuckDBPyConnection, *, words: str, viewer: Viewer, park_id: str | None = None, limit: int = 8
) -> pd.DataFrame:
    """Entries whose name, alias or synonym contains the words: parks, companies, resources, cases, synergies,
    measures, events, decisions, risks, services, documents, programmes and partners; programmes also by the type of their
    agreement.

    Parameters
    ----------
    words : str
        Any part of a name, in either language; case does not matter.
    viewer : Viewer
        Reader of the results: only parks, companies, resources and cases are found by others than the facilitator.
    park_id : str, optional
        The park whose own results come first.
    limit : int
        Maximum number of rows of each kind.

    Returns
    -------
    DataFrame
        found ("park", "company", "resource", "case", "synergy", "measure", "event", "decision", "risk", "service", "document",
        "programme" or "partner"), id, park_id, name_en, name_zh, also, kind, total (number of results, returned or not);
        best first.
    """
    words = words.strip()
    return disclosure.ask(
        con,
        "search",
        viewer,
        words=words,
        agreements=_agreements(words),
        park=park_id,
        most=limit if words else 0,
    )


def _agreements(words: str) -> list[str]:
    """Types of agreements whose label contains the words in either language; none for empty words."""
    labels = choices("agreement_kind").items() if words else ()
    return [kind for kind, label in labels if words.lower() in label.en.lower() or words in label.zh]


def search_nearly(
    con: duckdb.DuckDBPyConnection, *, words: str, viewer: Viewer, limit: int = 8
) -> pd.DataFrame:
    """Results of `search` for a name or synonym with a similar spelling, or a similar sound in Chinese.

    For words without a result of `search`.

    Returns
    -------
    DataFrame
        Columns as in `search`; `also` contains the similar synonyms, `total` the number of similar names of
        the kind.
    """
    known = disclosure.ask(con, "search", viewer, words="", agreements=[], park=None, most=None)
    names = known[["name_en", "name_zh"]].fillna("").to_numpy()
    also = known["also"].fillna("").str.split("; ")
    named = pd.Series([_nearest(words, own) for own in names], dtype=float)
    other = pd.Series([_nearest(words, own) for own in also], dtype=float)
    # Only similar synonyms are listed; a similar name takes precedence over them.
    known["also"] = [
        "; ".join(name for name in own if fuzzy_search.is_near(words, name)) or None for own in also
    ]
    far = named.fillna(other + _LENGTH)
    near = known.loc[far.dropna().sort_values(kind="stable").index]
    total = near.groupby("found")["found"].transform("size")
    return near.assign(total=total).head(limit).reset_index(drop=True)


def _nearest(words: str, names: Iterable[str]) -> float | None:
    """Difference in length to the nearest of the similar names; None if there is none. [characters]"""
    return min(
        (abs(len(name) - len(words)) for name in names if fuzzy_search.is_near(words, name)), default=None
    )


def regions_of_park(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Regions that contain a park, from the smallest to the largest; columns as in `park_regions.sql`."""
    return store.ask(con, "park_regions", park_id=park_id)


def stages(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Number of a park's synergies in each stage: stage, synergies."""
    return store.ask(con, "park_stages", park_id=park_id)


def basis(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Data basis of the flows of a park's latest year: basis (empty: amount unknown; not_stated), flows, uncertain (those with a stated uncertainty)."""
    return store.ask(con, "park_basis", park_id=park_id)


def next_steps(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Open tasks, earliest due date first; columns as in `park_next_steps.sql`.

    Steps that may name an undisclosed company are left out unless `viewer.sees_all`.
    """
    return disclosure.ask(con, "park_next_steps", viewer, park_id=park_id)


def events(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Events of a park, the newest first; columns as in `park_events.sql`.

    One at an undisclosed company has no name unless `viewer.sees_all`.
    """
    return disclosure.ask(con, "park_events", viewer, park_id=park_id)
