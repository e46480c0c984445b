"""Supplies and demands of a resource, including those of its substitutes."""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.symbiosis.matching import similarity, substitution


def substitutes(con: duckdb.DuckDBPyConnection, *, resource_id: str) -> pd.DataFrame:
    """Resources that can replace a resource, and those that it can replace.

    Returns
    -------
    DataFrame
        resource_id, direction ("demand" for demands it can serve, "supply" for supplies that can serve it),
        similarity [-]; the resource itself is left out.
    """
    known = store.ask(con, "match_resources")
    uses = substitution.knowledge(con)
    own = known.loc[known["resource_id"] == resource_id]
    serves = similarity.similarities(own, known, uses).rename(columns={"demand_resource": "resource_id"})
    served = similarity.similarities(known, own, uses).rename(columns={"supply_resource": "resource_id"})
    both = pd.concat([serves.assign(direction="demand"), served.assign(direction="supply")])
    columns = ["resource_id", "direction", "similarity"]
    return both.loc[both["resource_id"] != resource_id, columns].reset_index(drop=True)


def with_substitutes(streams: pd.DataFrame, resource_id: str, alike: pd.DataFrame) -> pd.DataFrame:
    """Streams of a resource, followed by those that it can serve or that can serve it.

    Parameters
    ----------
    streams : DataFrame
        resource_id, direction.
    alike : DataFrame
        As from `substitutes`.
    """
    is_own = streams["resource_id"] == resource_id
    keys = pd.MultiIndex.from_frame(streams[["resource_id", "direction"]])
    is_alike = keys.isin(pd.MultiIndex.from_frame(alike[["resource_id", "direction"]]))
    return pd.concat([streams.loc[is_own], streams.loc[is_alike & ~is_own]], ignore_index=True)
