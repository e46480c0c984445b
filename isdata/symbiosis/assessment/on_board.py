"""Matches that are already on the board: synergies of a similar resource between their sites."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.contracts.results import Matches
from isdata.data.disclosure import Viewer
from isdata.symbiosis import synergies

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


def visible_pairs(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], viewer: Viewer) -> pd.DataFrame:
    """Pairs of sites connected by a synergy of these parks, as `pairs`, for any viewer.

    A pair is left out if its synergy, the resource, or one of the sites is not disclosed to the viewer.
    """
    if viewer.sees_all:
        return pairs(con, viewer=viewer)
    known = synergies.synergies(con, parks=parks, viewer=viewer).dropna(subset="resource_id")
    partners = synergies.partners(con, parks=parks, viewer=viewer).dropna(subset="site_id")
    named = set(
        partners.loc[partners["synergy_id"].isin(known["synergy_id"]), ["synergy_id", "site_id"]].itertuples(
            index=False, name=None
        )
    )
    found = store.ask(con, "pairs_on_board")
    ends = zip(found["synergy_id"], found["site_id"], found["other_site_id"], strict=True)
    is_named = [{(synergy, site), (synergy, other)} <= named for synergy, site, other in ends]
    return found.loc[np.array(is_named, dtype=bool)].reset_index(drop=True)


def are_on_board(matches: Matches, connected: pd.DataFrame) -> np.ndarray:
    """Return for each match whether a synergy of a similar resource exists between its sites, by the rule of
    `of_sites`.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    connected : DataFrame
        As from `pairs` or `visible_pairs`, for the same reader.
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
        As for `are_on_board`.
    """
    sides = []
    for side in ("supply", "demand"):
        keys = ["supply_site_id", "demand_site_id", f"{side}_resource_id"]
        sides.append(matches.merge(connected, left_on=keys, right_on=_PAIR).drop(columns=_PAIR))
    return pd.concat(sides).drop_duplicates(["supply_stream_id", "demand_stream_id", "synergy_id"])


def recorded(matches: Matches, connected: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Recorded gain of the synergy that each match is on the board as; missing if unknown, or where it has several.

    Parameters
    ----------
    matches, connected : DataFrame
        As for `by_synergy`.
    known : DataFrame
        Rows of `synergies.synergies`.
    """
    keys = ["supply_stream_id", "demand_stream_id"]
    found = by_synergy(matches, connected)
    found = found[~found.duplicated("synergy_id", keep=False) & ~found.duplicated(keys, keep=False)]
    gain = found["synergy_id"].map(known.set_index("synergy_id")["annual_saving"])
    stated = pd.Series(gain.to_numpy(float), index=pd.MultiIndex.from_frame(found[keys]))
    places = pd.MultiIndex.from_frame(matches[keys])
    return pd.Series(stated.reindex(places).to_numpy(), index=matches.index)


def gains(matches: Matches, connected: pd.DataFrame, *, column: str) -> pd.DataFrame:
    """Total gain of the matches of each synergy, in the order of the matches.

    Parameters
    ----------
    matches, connected : DataFrame
        As for `by_synergy`.
    column : str
        Column of the gain: "value", or "net" of an allocation. [currency/yr]

    Returns
    -------
    DataFrame
        synergy_id, gain [currency/yr], has_steps (True if a match includes a treatment), park_id (of the first supply).
    """
    found = by_synergy(matches, connected)
    groups = found.assign(has_steps=found["steps"].map(len) > 0).groupby("synergy_id", sort=False)
    return groups.agg(
        gain=(column, "sum"), has_steps=("has_steps", "any"), park_id=("supply_park_id", "first")
    ).reset_index()
