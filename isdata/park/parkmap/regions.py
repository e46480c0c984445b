"""Several parks on one map: distant parks, and connections between them."""

import pandas as pd

from isdata.park.parkmap.geometry import distance

FAR = 60.0  # distance from which parks are drawn as one place each [km]


def are_far_apart(places: pd.DataFrame) -> bool:
    """Return True if parks are so far apart that their sites would coincide on a common map."""
    known = places.dropna(subset=["longitude", "latitude"])
    if len(known) < 2:
        return False
    box = known[["longitude", "latitude"]].agg(["min", "max"]).to_numpy(dtype=float)
    return bool(distance(*box[0], *box[1]) > FAR)


def between_parks(pairs: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """Pairs whose ends are in different parks, with the parks as ends.

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
