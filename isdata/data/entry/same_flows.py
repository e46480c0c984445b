"""Flows with the same companies, resource and year: parallel flows, or one flow entered twice."""

from collections.abc import Collection

import duckdb
import pandas as pd

from isdata.data import store

GROUP, IS_STORED = "group", "is_stored"  # columns of `repeated`
_SAME = ["provider_id", "receiver_id", "resource_id", "year"]
_SHOWN = ["flow_id", *_SAME, "quantity", "unit", "source"]
USED_AGAIN = ("reuse", "recycling", "recovery")  # destinations for which a site may provide to itself


def to_themselves(flows: pd.DataFrame) -> list[int]:
    """Positions of flows from a site to itself that no site can have: all but those of reuse, recycling or recovery.

    Parameters
    ----------
    flows : DataFrame
        provider_id, receiver_id, destination.
    """
    ends = flows.reindex(columns=["provider_id", "receiver_id", "destination"]).astype(object)
    is_same = ends["provider_id"].notna() & (ends["provider_id"] == ends["receiver_id"])
    return (is_same & ~ends["destination"].isin(USED_AGAIN)).to_numpy().nonzero()[0].tolist()


def repeated(
    con: duckdb.DuckDBPyConnection, flows: pd.DataFrame, *, gone: Collection[str] = ()
) -> pd.DataFrame:
    """Groups of flows with the same provider, receiver, resource and year that would exist after storing.

    Each group contains all its flows. Groups that are already stored are left out.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    flows : DataFrame
        Flows to be stored: provider_id, receiver_id, resource_id, year, quantity [unit/yr], unit, source, and flow_id,
        which may be empty.
    gone : collection of str
        Ids of stored flows that are removed in the same change.

    Returns
    -------
    DataFrame
        Columns of `flows`, `group` (number of the group), and `is_stored`: whether the row is already stored.
    """
    asked = flows.reindex(columns=_SHOWN).dropna(subset=["resource_id", "year"]).astype({"year": "Int64"})
    of = {"resources": asked["resource_id"].unique().tolist(), "years": asked["year"].unique().tolist()}
    stored = store.ask(con, "parallel_flows", **of).astype({"year": "Int64"})
    known = dict(zip(stored["flow_id"], _ends(stored), strict=True))
    ends = pd.Series(_ends(asked), index=asked.index, dtype=object)
    is_same = asked["flow_id"].map(known) == ends
    kept = stored[~stored["flow_id"].isin({*gone, *asked["flow_id"].dropna()})]
    rows = pd.concat(
        [
            kept.assign(**{IS_STORED: True}).astype(object),
            asked.assign(**{IS_STORED: is_same}).astype(object),
        ],
        ignore_index=True,
    )
    rows[GROUP] = pd.factorize(pd.Series(_ends(rows), dtype=object))[0]
    by_group = rows.groupby(GROUP)[IS_STORED]
    is_new = (by_group.transform("size") > 1) & ~by_group.transform("all").astype(bool)
    return rows[is_new].reset_index(drop=True)


def _ends(rows: pd.DataFrame) -> list[tuple]:
    """Provider, receiver, resource and year of each flow; an end outside the park is empty."""
    return [
        tuple(None if pd.isna(cell) else cell for cell in row) for row in rows[_SAME].itertuples(index=False)
    ]
