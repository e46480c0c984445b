"""Several parks on one map: which lie apart, what joins them, and what could."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata import contracts
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


def candidate_arcs(matches: pd.DataFrame, places: pd.DataFrame, *, ends: str) -> pd.DataFrame:
    """Return what could be joined as arcs: one per pair of places.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`; what a gate holds back is left out.
    places : DataFrame
        Sites or parks: site_id, longitude, latitude [°].
    ends : "site_id" or "park_id"
        What the arcs join. Firms that keep to themselves have no site; of theirs a pair of parks tells the class.

    Returns
    -------
    DataFrame
        Columns as from `arcs`, the stage "candidate" and no amount; resources: list of (name_en, name_zh), the best
        match first.
    """
    free = matches.loc[matches["blocked"] == 0]
    joined = [
        {
            "synergy_id": "",
            "provider_id": pair[0],
            "receiver_id": pair[1],
            "resources": list(dict.fromkeys(_given(row) for row in group.to_dict("records"))),
        }
        for pair, group in free.groupby([f"supply_{ends}", f"demand_{ends}"], sort=False)
        if isinstance(pair, tuple) and pair[0] != pair[1]
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


def _given(match: Mapping) -> tuple[str, str]:
    """Return what is given in both languages: the resource, or its class where the firm keeps to itself."""
    if match["supply_is_hidden"]:
        words = contracts.choices("resource_class")[match["supply_resource_class"]]
        return words["en"], words["zh"]
    return match["supply_resource_en"], match["supply_resource_zh"]
