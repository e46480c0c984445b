"""How far supplies and demands lie apart: along the roads of their park where they are drawn."""

import duckdb
import numpy as np
import pandas as pd

from isdata import parkmap, store
from isdata.synergies.matching.ranking import Along


def along_roads(
    con: duckdb.DuckDBPyConnection, supplies: pd.DataFrame, demands: pd.DataFrame
) -> Along | None:
    """Return a function that tells how far some of them lie apart along roads; None where no road is drawn.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Where the plans of the parks are.
    supplies, demands : DataFrame
        park_id, longitude, latitude [°].

    Returns
    -------
    callable, optional
        From rows of supplies and rows of demands to kilometres; missing between parks, and where the roads of the park do
        not reach both.
    """
    drawn = store.ask(con, "park_roads", parks=sorted({*supplies["park_id"]} & {*demands["park_id"]}))
    drawn = drawn.loc[~drawn["is_sketch"]].dropna(subset="geometry")
    if drawn.empty:
        return None
    parks, spots = (
        [side[columns].to_numpy() for side in (supplies, demands)]
        for columns in ("park_id", ["longitude", "latitude"])
    )

    def lengths(given: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        found = np.full(len(given), np.nan)
        for park, roads in drawn.groupby("park_id")["geometry"]:
            own = (parks[0][given] == park) & (parks[1][wanted] == park)
            found[own] = parkmap.lengths(spots[0][given[own]], spots[1][wanted[own]], roads)
        return found

    return lengths
