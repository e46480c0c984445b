"""Comparison of the parks of a region: indicators, exchange potentials between parks, and actions by challenge."""

import datetime as dt
from typing import NamedTuple

import duckdb
import pandas as pd

from isdata.data import disclosure, store, units
from isdata.data.disclosure import Viewer
from isdata.park import flows
from isdata.symbiosis import synergies
from isdata.symbiosis.matching import appraisal


def default_region(choices: pd.DataFrame) -> str | None:
    """Default region for the comparison of a park: the largest one below the world, or None if it belongs to none."""
    found = choices["region_id"].tolist()
    return next(iter(found[-2:]), None)


def parks_of_region(
    con: duckdb.DuckDBPyConnection, *, region_id: str | None, today: dt.date, viewer: Viewer
) -> pd.DataFrame:
    """Parks of a region with their indicators; columns as in `region_parks.sql`, and used_share [-].

    One query covers all parks, so that its time does not grow with their number. An unknown value is missing, not 0; so is
    the share of reused waste if no disposal is recorded.
    """
    stated = store.ask(con, "flow_units", park_id=None)["unit"].tolist()
    scales = {"units": stated, "masses": units.scales(stated, "t")}
    found = disclosure.in_full(con, "region_parks", viewer, region_id=region_id, today=today, **scales)
    return found.assign(
        used_share=[flows.used_share(*pair) for pair in zip(found["waste_used"], found["waste"], strict=True)]
    )


def rank(parks: pd.DataFrame, park_id: str) -> int:
    """Rank of a park by the share of reused waste, the highest first; parks with the same share have the same rank.

    Parameters
    ----------
    parks : DataFrame
        As from `parks_of_region`, with a known share for this park.
    """
    own = parks.set_index("park_id")["used_share"]
    return 1 + int((own > own[park_id]).sum())


class Totals(NamedTuple):
    """Totals of the parks of a region; NaN for a figure that is known of no park.

    Attributes
    ----------
    used_share : float
        Share of waste and by-products that is reused. [-]
    waste : float
        Waste and by-products of the parks with a known share. [t/yr]
    co2_saved : float
        CO2 saved by operating synergies. [t/yr]
    running, synergies : int
        Numbers of operating and of all synergies.
    open_actions, late_actions : float
        Numbers of open and of overdue actions.
    """

    used_share: float
    waste: float
    co2_saved: float
    running: int
    synergies: int
    open_actions: float
    late_actions: float


def totals(parks: pd.DataFrame) -> Totals:
    """Totals of parks as from `parks_of_region`; the share is a ratio of sums, never a mean of shares."""
    known = parks[parks["used_share"].notna()]
    waste = float(known["waste"].sum())
    share = flows.used_share(float(known["waste_used"].sum()), waste) if len(known) else float("nan")
    saved, open_actions, late = (
        float(parks[name].astype(float).sum(min_count=1))
        for name in ("co2_saved", "open_actions", "late_actions")
    )
    return Totals(
        used_share=share,
        waste=waste if len(known) else float("nan"),
        co2_saved=saved,
        running=int(parks["running"].sum()),
        synergies=int(parks["synergies"].sum()),
        open_actions=open_actions,
        late_actions=late,
    )


def challenges(
    con: duckdb.DuckDBPyConnection, *, region_id: str | None, today: dt.date, viewer: Viewer
) -> pd.DataFrame:
    """Challenges with the actions that address them; columns as in `region_challenges.sql`."""
    return disclosure.in_full(con, "region_challenges", viewer, region_id=region_id, today=today)


def challenges_by_kind(found: pd.DataFrame) -> pd.DataFrame:
    """Challenges and actions of each kind.

    Parameters
    ----------
    found : DataFrame
        As from `challenges`.

    Returns
    -------
    DataFrame
        challenge_kind, challenges, unanswered (unresolved, without an open or finished action), open_actions, late_actions,
        done_actions; those with an overdue action first, then those with most open actions.
    """
    has_action = (found["open_actions"] + found["done_actions"]) > 0
    counts = ["unanswered", "open_actions", "late_actions", "done_actions"]
    rows = found.assign(unanswered=(~has_action & found["resolved_on"].isna()).astype(int), challenges=1)
    sums = rows.groupby("challenge_kind", as_index=False)[["challenges", *counts]].sum()
    most = ["open_actions", "challenges", "challenge_kind"]
    ordered = sums.sort_values(most, ascending=[False, False, True])
    return ordered.sort_values("late_actions", key=lambda late: late == 0, kind="stable", ignore_index=True)


def challenge_actions(con: duckdb.DuckDBPyConnection, *, challenge_id: str, viewer: Viewer) -> pd.DataFrame:
    """Actions that address a challenge; columns as in `challenge_actions.sql`."""
    return disclosure.in_full(con, "challenge_actions", viewer, challenge_id=challenge_id)


def park_challenges(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Challenges of a park and its regions; columns as in `park_challenges.sql`."""
    return disclosure.in_full(con, "park_challenges", viewer, park_id=park_id)


def potentials(con: duckdb.DuckDBPyConnection, *, region_id: str, viewer: Viewer) -> pd.DataFrame:
    """Feasible exchanges between companies of different parks of a region; columns as `appraisal.ordered`.

    Those with the largest gain come first, as on the page “Matches”; for readers without money, those with the best score.
    """
    found = synergies.matches(con, region_id=region_id, viewer=viewer, details=True)
    is_between = found["supply_park_id"] != found["demand_park_id"]
    free = found[is_between & (found["blocked"] == 0)].reset_index(drop=True)
    return appraisal.ordered(free, "gain" if viewer.sees_all else "score")
