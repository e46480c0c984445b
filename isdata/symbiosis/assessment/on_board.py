"""Matches that are already on the board: synergies of a similar resource between their sites."""

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure
from isdata.data.contracts.results import Matches
from isdata.data.disclosure import Viewer

_PAIR = ["site_id", "other_site_id", "resource_id"]


def of_sites(
    con: duckdb.DuckDBPyConnection,
    *,
    sites: tuple[str, ...],
    resources: tuple[str, ...] = (),
    viewer: Viewer,
) -> pd.DataFrame:
    """Existing synergies between all of some sites, for the facilitator.

    Columns as in `synergies_of_sites.sql`.
    """
    return disclosure.in_full(con, "synergies_of_sites", viewer, sites=list(sites), resources=list(resources))


def pairs(con: duckdb.DuckDBPyConnection, *, viewer: Viewer) -> pd.DataFrame:
    """Pairs of sites connected by a synergy, by resource, for the facilitator; columns as in `pairs_on_board.sql`."""
    return disclosure.in_full(con, "pairs_on_board", viewer)


def holds(matches: Matches, connected: pd.DataFrame) -> np.ndarray:
    """Return for each match whether a synergy of a similar resource exists between its sites, by the rule of
    `of_sites`.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`, for the facilitator.
    connected : DataFrame
        As from `pairs`.
    """
    known = pd.MultiIndex.from_frame(connected[_PAIR])
    supply, demand = (
        pd.MultiIndex.from_frame(matches[["supply_site_id", "demand_site_id", f"{side}_resource_id"]])
        for side in ("supply", "demand")
    )
    return supply.isin(known) | demand.isin(known)


def by_synergy(matches: Matches, connected: pd.DataFrame) -> pd.DataFrame:
    """Matches with `synergy_id`, once for each synergy of a similar resource between their sites, by the rule
    of `of_sites`.

    Parameters
    ----------
    matches, connected : DataFrame
        As for `holds`.
    """
    sides = []
    for side in ("supply", "demand"):
        keys = ["supply_site_id", "demand_site_id", f"{side}_resource_id"]
        sides.append(matches.merge(connected, left_on=keys, right_on=_PAIR).drop(columns=_PAIR))
    return pd.concat(sides).drop_duplicates(["supply_stream_id", "demand_stream_id", "synergy_id"])
