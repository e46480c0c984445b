"""Several parks on one map: which lie apart, what joins them, and what could."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd

from isdata import store
from isdata.parkmap.geometry import distance

FAR = 60.0  # parks further apart than this are drawn as one place each [km]


def lies_apart(places: pd.DataFrame) -> bool:
    """Return whether parks lie so far apart that their sites would fall on one spot of a map of all."""
    known = places.dropna(subset=["longitude", "latitude"])
    if len(known) < 2:
        return False
    box = known[["longitude", "latitude"]].agg(["min", "max"]).to_numpy(dtype=float)
    return bool(distance(*box[0], *box[1]) > FAR)


def between_parks(pairs: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs whose ends lie in different parks, with the parks as ends.

    Returns
    -------
    DataFrame
        synergy_id, provider_id, receiver_id: ids of parks; one row per synergy and pair of parks.
    """
    park_of = sites.set_index("site_id")["park_id"]
    lifted = pairs.assign(
        provider_id=pairs["provider_id"].map(park_of), receiver_id=pairs["receiver_id"].map(park_of)
    ).dropna()
    return lifted.loc[lifted["provider_id"] != lifted["receiver_id"]].drop_duplicates().reset_index(drop=True)


def candidates(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], names_all: bool) -> pd.DataFrame:
    """Return supplies and demands of the same resource in different parks, the nearest first.

    Returns
    -------
    DataFrame
        Columns as in `map_candidates.sql`; and distance [km, straight line] and is_near: whether that
        is within what both sides accept (empty where neither says).
    """
    found = store.ask(con, "map_candidates", parks=list(parks), names_all=names_all)
    apart = distance(*(found[column].to_numpy(dtype=float) for column in ("x0", "y0", "x1", "y1")))
    within = pd.Series(
        apart <= found["distance_maximum"].to_numpy(dtype=float), index=found.index, dtype=object
    )
    return (
        found.assign(distance=apart, is_near=within.where(found["distance_maximum"].notna(), None))
        .sort_values(["distance", "supply_id", "demand_id"])
        .reset_index(drop=True)
    )


def candidate_arcs(candidates: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return what could be joined between parks as arcs: one per pair of parks, within what both sides accept.

    Parameters
    ----------
    candidates : DataFrame
        As from `candidates`.
    places : DataFrame
        Parks: site_id, longitude, latitude [°].

    Returns
    -------
    DataFrame
        Columns as from `arcs`, the stage "candidate" and no amount; resources: list of (name_en, name_zh).
    """
    near = candidates.loc[[one is True for one in candidates["is_near"]]]
    joined = [
        {
            "synergy_id": "",
            "provider_id": ends[0],
            "receiver_id": ends[1],
            "resources": list(dict.fromkeys(zip(group["resource_en"], group["resource_zh"], strict=True))),
        }
        for ends, group in near.groupby(["supply_park", "demand_park"], sort=False)
        if isinstance(ends, tuple)
    ]
    spots = places.set_index("site_id")[["longitude", "latitude"]]
    drawn = pd.DataFrame(joined, columns=["synergy_id", "provider_id", "receiver_id", "resources"])
    for end, number in (("provider_id", 0), ("receiver_id", 1)):
        drawn[f"x{number}"] = drawn[end].map(spots["longitude"]).astype(float)
        drawn[f"y{number}"] = drawn[end].map(spots["latitude"]).astype(float)
    drawn = drawn.dropna(subset=["x0", "y0", "x1", "y1"])
    return drawn.assign(
        stage="candidate",
        kind="material",
        amount=np.nan,
        distance=distance(*(drawn[column].to_numpy() for column in ("x0", "y0", "x1", "y1"))),
        lane=0,
    )
