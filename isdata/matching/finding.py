"""Matches of a park, of a region or of everything that is stored: direct ones and those by way of treatment."""

import math
from collections.abc import Sequence
from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd

from isdata import store
from isdata.matching import chains, likeness, streams
from isdata.matching.ranking import Terms, rank

# What of a stream stands in a match, for each side.
_TOLD = [
    "stream_id", "site_id", "park_id", "park_en", "park_zh", "company_en", "company_zh", "resource_id",
    "resource_en", "resource_zh", "resource_class", "topic", "kind", "name_en", "name_zh", "amount", "state", "form",
    "temperature", "cost", "price", "current_route", "latitude", "longitude", "is_hidden",
]  # fmt: skip
# What a firm that keeps to class and band does not tell.
_KEPT = [
    "resource_id", "resource_en", "resource_zh", "name_en", "name_zh", "amount", "state", "form", "temperature",
    "cost", "price", "current_route", "latitude", "longitude",
]  # fmt: skip
_TELLING = [
    "likeness", "lacking_temperature", "lacking_pressure", "quantity", "gain", "quantity_fit", "time_fit", "economics", "trust",
    "reach", "value", "substances",
]  # fmt: skip
STEP_WEIGHT = 0.93  # each step of treatment is one more firm to agree with: the product's own weight
HELD_BACK = (
    1 << 20
)  # some gate holds back a match of a firm that keeps to itself; which one would tell too much
DISTANCE_BANDS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 20100)


def matches(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str | None = None,
    region_id: str | None = None,
    names_all: bool = False,
    currency: str = "CNY",
    radius: float | None = None,
    approach: float = 10.0,
    top: int = 20,
    steps: int = 2,
) -> pd.DataFrame:
    """Return the matches of a park, of a region's parks, or of all parks, the best first.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id, region_id : str, optional
        Where to look; neither is everywhere.
    names_all : bool
        Whether every company may be named. Otherwise a stream of a company that keeps to itself tells its class,
        a band of its amount and a band of the distance only; money is told nowhere and enters no score.
    currency : str
        Currency to compare money in.
    radius : float, optional
        How far apart the two may lie at most. [km]
    approach : float
        Temperature difference that heat needs. [K]
    top : int
        How many to keep of each demand, and as many of those that a gate holds back.
    steps : int
        Most treatment steps between supply and demand; 0 for direct matches only.

    Returns
    -------
    DataFrame
        supply_… and demand_… of stream_id, site_id, park_id, park_en, park_zh, company_en, company_zh,
        resource_id, resource_en, resource_zh, resource_class, topic, kind, name_en, name_zh, amount [unit/yr],
        band_least and band_most [unit/yr] of hidden ones, state, form, temperature [°C], cost and price
        [currency/unit], current_route, latitude and longitude [°], is_hidden; then steps (tuple of treatment
        ids), factor (units wanted that come out of one given), treatment_cost [currency/unit], investment
        [currency], topic, unit, likeness, distance [km], quantity [unit/yr], gain [currency/unit], value
        [currency/yr], lacking_temperature [K], lacking_pressure [bar], reach [km], blocked (bits of
        `gates.GATES`), substances, quantity_fit, time_fit, economics, trust, score [-], is_hidden,
        is_between_parks, and blocked_directly: the bits that hold
        the match back without the treatment of its steps.
    """
    parks = [park_id] if park_id else None
    declared = store.ask(con, "match_streams", parks=parks, region=region_id, names_all=names_all)
    ready = streams.prepared(declared, currency=currency)
    is_supply = ready["direction"] == "supply"
    demands = ready.loc[~is_supply].reset_index(drop=True)
    resources = store.ask(con, "match_resources")
    treatments = store.ask(con, "match_treatments").head(10**6 if steps else 0)
    alike = _alike(resources, ready, treatments)
    supplies = chains.expanded(
        ready.loc[is_supply].reset_index(drop=True),
        treatments,
        resources,
        currency=currency,
        steps=steps,
        wanted=set(alike["supply_resource"]),
    )
    limits = store.ask(con, "match_compositions", names_all=names_all)
    terms = Terms(radius=radius, approach=approach, top=top, counts_money=names_all)
    return found(supplies, demands, alike, limits=limits, terms=terms, con=con)


def _alike(resources: pd.DataFrame, ready: pd.DataFrame, treatments: pd.DataFrame) -> pd.DataFrame:
    """Return how well what is given, or can be made, stands in for what is wanted."""
    is_supply = ready["direction"] == "supply"
    given = resources["resource_id"].isin(ready.loc[is_supply, "resource_id"])
    made = resources["resource_id"].isin(treatments["output_id"])
    wanted = resources["resource_id"].isin(ready.loc[~is_supply, "resource_id"])
    return likeness.between(resources.loc[given | made], resources.loc[wanted])


def found(
    supplies: pd.DataFrame,
    demands: pd.DataFrame,
    alike: pd.DataFrame,
    *,
    limits: pd.DataFrame | None = None,
    terms: Terms | None = None,
    con: duckdb.DuckDBPyConnection | None = None,
) -> pd.DataFrame:
    """Return the matches of two tables; columns as `matches`.

    Parameters
    ----------
    supplies : DataFrame
        As from `chains.expanded`.
    demands : DataFrame
        As from `streams.prepared`.
    alike : DataFrame
        As from `likeness.between`.
    limits : DataFrame, optional
        As from `match_compositions.sql`.
    """
    terms = terms or Terms()
    # A way by treatment is dropped where the direct one serves: look further than the rank asked for.
    # What treatment does to substances is not known: their limits hold for the supplies as they are.
    as_it_is = supplies["stream_id"].where(supplies["steps"].map(len) == 0)
    ranked = rank(
        supplies.assign(stream_id=as_it_is),
        demands,
        alike,
        limits=limits,
        terms=replace(terms, top=4 * terms.top),
        con=con,
    )
    ranked["score"] *= STEP_WEIGHT ** supplies["steps"].map(len).iloc[ranked["supply_row"]].to_numpy()
    told = [
        _side(table, ranked[f"{side}_row"], side)
        for side, table in (("supply", supplies), ("demand", demands))
    ]
    way = supplies[["steps", "factor", "treatment_cost", "investment"]].iloc[ranked["supply_row"]]
    table = pd.concat(
        [*told, way.reset_index(drop=True), ranked.drop(columns=["supply_row", "demand_row", "place"])],
        axis=1,
    )
    table = table.assign(
        unit=demands["common_unit"].iloc[ranked["demand_row"]].to_numpy(),
        topic=table["demand_topic"].fillna(table["supply_topic"]),
        value=table["quantity"] * table["gain"],
        substances=_substances(table, limits),
        is_hidden=table["supply_is_hidden"].astype(bool) | table["demand_is_hidden"].astype(bool),
        is_between_parks=table["supply_park_id"] != table["demand_park_id"],
    )
    return _blind(_best_ways(table)).head(terms.top * max(1, len(demands)) * 2).reset_index(drop=True)


def _side(table: pd.DataFrame, rows: pd.Series, side: str) -> pd.DataFrame:
    return table[_TOLD].iloc[rows].reset_index(drop=True).add_prefix(f"{side}_")


def _substances(table: pd.DataFrame, limits: pd.DataFrame | None) -> list[str]:
    if limits is None or limits.empty:
        return [""] * len(table)
    told = limits.groupby(["supply_id", "demand_id"])["substance"].agg(", ".join)
    return [
        told.get((one, other), "")
        for one, other in zip(table["supply_stream_id"], table["demand_stream_id"], strict=True)
    ]


def _best_ways(table: pd.DataFrame) -> pd.DataFrame:
    """Return one way of each pair: the free one with the fewest steps, and what lifts a blocked direct one."""
    pair = ["supply_stream_id", "demand_stream_id"]
    order = pd.DataFrame(
        {"is_blocked": table["blocked"] > 0, "steps": table["steps"].map(len), "score": -table["score"]}
    )
    chosen = table.loc[order.sort_values(["is_blocked", "steps", "score"], kind="stable").index]
    chosen = chosen.drop_duplicates(pair)
    is_direct_blocked = (table["steps"].map(len) == 0) & (table["blocked"] > 0)
    held = table.loc[is_direct_blocked, [*pair, "blocked"]].rename(columns={"blocked": "blocked_directly"})
    chosen = chosen.merge(held, on=pair, how="left")
    return (
        chosen.assign(blocked_directly=chosen["blocked_directly"].fillna(0).astype(int))
        .assign(is_blocked=chosen["blocked"] > 0)
        .sort_values(["is_blocked", "score"], ascending=[True, False], kind="stable")
        .drop(columns="is_blocked")
    )


def _blind(table: pd.DataFrame) -> pd.DataFrame:
    """Return the matches without what the hidden firms keep: class, band and distance stay."""
    result = table.copy()
    for side in ("supply", "demand"):
        is_hidden = table[f"{side}_is_hidden"].astype(bool)
        least, most = band(table[f"{side}_amount"].where(is_hidden))
        result[f"{side}_band_least"], result[f"{side}_band_most"] = least, most
        for column in _KEPT:
            name = f"{side}_{column}"
            result[name] = result[name].mask(is_hidden)
    hidden = table["is_hidden"]
    for column in _TELLING:
        result[column] = result[column].mask(hidden)
    result["distance"] = table["distance"].mask(hidden, table["distance"].map(distance_band))
    # Rounded so that an own amount and the score do not give the other one away.
    result["score"] = table["score"].mask(hidden, table["score"].round(1))
    result["steps"] = [() if kept else steps for kept, steps in zip(hidden, table["steps"], strict=True)]
    for column in ("blocked", "blocked_directly"):
        result[column] = table[column].mask(hidden & (table[column] > 0), HELD_BACK)
    for column in ("factor", "treatment_cost", "investment"):
        result[column] = table[column].mask(hidden)
    return result


def band(amounts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return between which of 1, 3, 10, 30, … each amount lies.

    Examples
    --------
    >>> [bound.tolist() for bound in band(pd.Series([2.0, 45.0]))]
    [[1.0, 30.0], [3.0, 100.0]]
    """
    known = amounts.astype(float).where(amounts > 0)
    step = 10.0 ** np.floor(np.log10(known))
    is_low = known < 3 * step
    return step.where(is_low, 3 * step), (3 * step).where(is_low, 10 * step)


def distance_band(distance: float) -> float:
    """Return the next rounder distance. [km]

    Examples
    --------
    >>> distance_band(1.2), distance_band(12)
    (2, 20)
    """
    if distance is None or math.isnan(distance):
        return math.nan
    return next(bound for bound in DISTANCE_BANDS if distance <= bound)


def topics(table: pd.DataFrame) -> Sequence[str]:
    """Return the topics that some free match belongs to."""
    return sorted(set(table.loc[table["blocked"] == 0, "topic"].dropna()))
