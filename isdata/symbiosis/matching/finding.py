"""Matches of a park, a region or the whole database, direct or by treatment."""

import datetime as dt
from collections.abc import Collection
from typing import Any

import duckdb
import pandas as pd

from isdata.data import disclosure, money, store
from isdata.data.contracts.results import Matches
from isdata.data.disclosure import Undisclosed, Viewer
from isdata.errors import N_, NotFoundError
from isdata.park import parks
from isdata.symbiosis.matching import (
    chains,
    distances,
    similarity,
    streams,
    substitution,
)
from isdata.symbiosis.matching.ranking import Terms
from isdata.symbiosis.matching.routes import matches_of_streams

TOP, KEPT = 20, 16_000  # maximum number of matches of each demand, and of all demands


def matches(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str | None = None,
    region_id: str | None = None,
    viewer: Viewer,
    with_typical: bool = False,
    currency: str = "CNY",
    radius: float | None = None,
    approach: float = 10.0,
    top: int | None = None,
    steps: int = 2,
    on: dt.date | None = None,
    extra: pd.DataFrame | None = None,
    only_extra: bool = False,
    levels: Collection[str] | None = None,
) -> Matches:
    """Matches of a park, of a region's parks, or of all parks, best first.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id, region_id : str, optional
        Search area; the whole database if both are omitted.
    viewer : Viewer
        Reader of the matches. For everyone but the facilitator, an undisclosed company's stream has only its
        class, a range of its amount and a range of the distance, until both companies of a match agree to be
        named in it; and scores exclude money.
    with_typical : bool
        Whether to include typical supplies and demands by sector and size for companies that declared none of
        them.
    currency : str
        Currency to compare money in; amounts in other currencies are converted at the newest stored rate.
    radius : float, optional
        Maximum distance between the two sites. [km]
    approach : float
        Minimum temperature difference for heat transfer. [K]
    top : int, optional
        Number of matches to keep for each demand, and as many blocked ones; by default 20, and fewer for more
        than 800 demands, down to one.
    steps : int
        Maximum number of treatment steps between supply and demand; 0 for direct matches only.
    on : date, optional
        Day on which licences must be valid; today by default.
    extra : DataFrame, optional
        Supplies and demands that are not stored, such as those of a new company; columns of
        `match_streams.sql`.
    only_extra : bool
        Whether `extra`, then of one direction, is matched with stored streams only, and stored streams not
        with each other.
    levels : collection of str, optional
        Substitution levels to match at, as in `similarity.similarities`; all by default.

    Returns
    -------
    Matches
        As declared in `contracts/results/matches.csv`.

    Raises
    ------
    NotFoundError
        The park or region does not exist.
    """
    _check_place(con, park_id, region_id)
    where: dict[str, Any] = {"park_id": park_id, "region_id": region_id, "viewer": viewer, "on": on}
    declared = streams.undisclosed(con, **where, with_typical=with_typical)
    if extra is not None and len(extra):
        declared = _with_extra(declared.in_full, extra, only_extra=only_extra)
    top = default_top(int((declared.in_full["direction"] != "supply").sum())) if top is None else top
    terms = Terms(radius=radius, approach=approach, top=top, counts_money=viewer.sees_all)
    asked: dict[str, Any] = {"terms": terms, "currency": currency, "steps": steps, "viewer": viewer}
    table = _search(con, declared, **asked, levels=levels)
    if not viewer.sees_all:
        named = streams.undisclosed(con, **where, introduced=True)
        if len(named.in_full):
            known = _search(con, named, **asked, levels=levels)
            table = _with_introduced(table, known, store.ask(con, "match_introductions"))
    return table.drop(columns=_TOKENS)


def _check_place(con: duckdb.DuckDBPyConnection, park_id: str | None, region_id: str | None) -> None:
    if park_id is not None:
        parks.park(con, park_id)
    regions = store.ask(con, "match_regions")["region_id"] if region_id is not None else []
    if region_id is not None and region_id not in set(regions):
        raise NotFoundError(thing=N_("region"), name=region_id, known=", ".join(regions))


def _with_extra(stored: pd.DataFrame, extra: pd.DataFrame, *, only_extra: bool) -> Undisclosed[pd.DataFrame]:
    """Stored streams combined with unstored ones; see `matches`."""
    if only_extra:
        stored = stored[~stored["direction"].isin(extra["direction"])]
    return Undisclosed(pd.concat([stored, extra], ignore_index=True))


def default_top(demands: int) -> int:
    """Default number of matches to keep for each demand, so that the list of all of them stays limited."""
    return max(1, min(TOP, KEPT // max(1, demands)))


_TOKENS = ["supply_token", "demand_token"]


def _search(
    con: duckdb.DuckDBPyConnection,
    declared: Undisclosed[pd.DataFrame],
    *,
    currency: str,
    steps: int,
    terms: Terms,
    viewer: Viewer,
    levels: Collection[str] | None,
) -> pd.DataFrame:
    """Matches among declared streams; columns as `matches`, and tokens of the streams."""
    rates = money.rates(con, currency)
    resources = store.ask(con, "match_resources")
    treatments = store.ask(con, "match_treatments").head(10**6 if steps else 0)
    known = substitution.knowledge(con)
    alike = _alike(resources, declared.in_full, treatments, known)
    if levels is not None:
        alike = alike.loc[alike["alike_by"].isin(levels)]
    ready = streams.prepared(_comparable(declared.in_full, alike, treatments), rates=rates)
    is_supply = ready["direction"] == "supply"
    demands = ready.loc[~is_supply].reset_index(drop=True)
    supplies = chains.expanded(
        ready.loc[is_supply].reset_index(drop=True),
        treatments,
        resources,
        rates=rates,
        steps=steps,
        wanted=set(alike["supply_resource"]),
    )
    measured = disclosure.ask(con, "match_compositions", viewer)
    limits = measured.loc[measured["held"] > measured["allowed"]]
    along = distances.along_roads(con, supplies, demands)
    rest: dict[str, Any] = {"limits": limits, "terms": terms, "along": along, "uses": known.uses}
    most = 2 * terms.top * max(1, int((declared.in_full["direction"] != "supply").sum()))
    return matches_of_streams(supplies, demands, alike, **rest).head(most)


def _comparable(declared: pd.DataFrame, alike: pd.DataFrame, treatments: pd.DataFrame) -> pd.DataFrame:
    """Declared streams that may match: demands that a resource can serve, supplies that can serve one or be treated."""
    is_supply = declared["direction"] == "supply"
    serves = declared["resource_id"].isin([*alike["supply_resource"], *treatments["input_id"]])
    is_served = declared["resource_id"].isin(alike["demand_resource"])
    return declared.loc[serves.where(is_supply, is_served)].reset_index(drop=True)


def _with_introduced(table: pd.DataFrame, named: pd.DataFrame, introduced: pd.DataFrame) -> pd.DataFrame:
    """Matches, with those agreed by both companies disclosed in full."""
    pairs = pd.MultiIndex.from_frame(introduced)
    blind_ones, known = (pd.MultiIndex.from_frame(each[_TOKENS]).isin(pairs) for each in (table, named))
    together = pd.concat([table.loc[~blind_ones], named.loc[known]], ignore_index=True)
    order = together.assign(is_blocked=together["blocked"] > 0).sort_values(
        ["is_blocked", "score"], ascending=[True, False], kind="stable"
    )
    return order.drop(columns="is_blocked").reset_index(drop=True)


def _alike(
    resources: pd.DataFrame, declared: pd.DataFrame, treatments: pd.DataFrame, known: substitution.Knowledge
) -> pd.DataFrame:
    """Similarity between resources supplied, or made by treatment, and resources required."""
    is_supply = declared["direction"] == "supply"
    given = resources["resource_id"].isin(declared.loc[is_supply, "resource_id"])
    made = resources["resource_id"].isin(treatments["output_id"])
    wanted = resources["resource_id"].isin(declared.loc[~is_supply, "resource_id"])
    return similarity.similarities(resources.loc[given | made], resources.loc[wanted], known)
