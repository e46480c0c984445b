"""Distances between supplies and demands: by road where the park plan has roads."""

import duckdb
import numpy as np

from isdata.data import store
from isdata.data.contracts.results import Streams
from isdata.park import parkmap
from isdata.symbiosis.matching.ranking import Along

UNKNOWN = -1.0  # value of an unknown distance


def along_roads(con: duckdb.DuckDBPyConnection, supplies: Streams, demands: Streams) -> Along:
    """Function for the road distances between supplies and demands.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Database with the road networks of the parks.
    supplies, demands : DataFrame
        park_id, longitude, latitude [°], is_placed: whether the coordinates are the site's own, not those of
        its park.

    Returns
    -------
    callable
        Maps rows of supplies and rows of demands to kilometres: missing between parks, and if the roads of
        the park do not connect both; `UNKNOWN` within a park if one of the two has no coordinates of its own.
    """
    drawn = store.ask(
        con, "park_roads", parks=sorted({*supplies["park_id"].unique()} & {*demands["park_id"].unique()})
    )
    drawn = drawn.loc[~drawn["is_sketch"].astype(bool)].dropna(subset="geometry")
    parks, spots, placed = (
        [side[columns].to_numpy() for side in (supplies, demands)]
        for columns in ("park_id", ["longitude", "latitude"], "is_placed")
    )

    def lengths(given: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        is_within = parks[0][given] == parks[1][wanted]
        is_known = placed[0][given].astype(bool) & placed[1][wanted].astype(bool)
        found = np.where(is_within & ~is_known, UNKNOWN, np.nan)
        for park, roads in drawn.groupby("park_id")["geometry"]:
            own = is_within & is_known & (parks[0][given] == park)
            found[own] = parkmap.lengths(spots[0][given[own]], spots[1][wanted[own]], roads)
        return found

    return lengths
