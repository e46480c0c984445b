"""Gaps of the exchange: unmatched resources, and new companies that would close most of them."""

from collections.abc import Mapping

import duckdb
import numpy as np
import pandas as pd

from isdata.data import applicable, money, store, units
from isdata.data.contracts.results import Matches, Streams
from isdata.data.disclosure import Viewer
from isdata.errors import UnitError
from isdata.symbiosis.matching import chains, streams

SUMMED = ("tonnes", "value", "co2", "water")
MEASURES = (*SUMMED, "innovation")
TAKES, GIVES = "takes", "gives"


def unmatched(
    con: duckdb.DuckDBPyConnection,
    matches: Matches,
    *,
    park_id: str | None = None,
    region_id: str | None = None,
    viewer: Viewer,
    with_typical: bool = False,
    currency: str = "CNY",
) -> Streams:
    """Fully disclosed streams without a feasible match.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    matches : Matches
        As from `matching.matches` with the same parameters.
    park_id, region_id, viewer, with_typical, currency
        As for `matching.matches`. Guests see disclosed resources only, and no money.
    """
    declared = streams.declared(
        con, park_id=park_id, region_id=region_id, viewer=viewer, with_typical=with_typical
    )
    ready = streams.prepared(declared, rates=money.rates(con, currency))
    free = matches.loc[matches["blocked"] == 0]
    taken = set(free["supply_stream_id"]) | set(free["demand_stream_id"])
    return ready.loc[~ready["stream_id"].isin(taken)]


def newcomers(
    con: duckdb.DuckDBPyConnection,
    left: Streams,
    *,
    park_id: str | None = None,
    region_id: str | None = None,
) -> pd.DataFrame:
    """New companies by the unmatched resources they would use or supply, best first over all criteria.

    A new company uses an unmatched supply of one resource, or supplies an unmet demand of one. As heavy waste
    dominates by tonnes only, each measure also has a rank of its own.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    left : Streams
        As from `unmatched` of the same place.
    park_id, region_id : str, optional
        As for `unmatched`.

    Returns
    -------
    DataFrame
        does ("takes" or "gives"), resource_id, resource_en, resource_zh, resource_class, streams, firms,
        tonnes [t/yr], energy [GJ/yr], co2 [t/yr] (of heat and fuel that it would replace), water [m³/yr],
        value [currency/yr] (disposal or purchase avoided, missing for guests), stated_in (original
        currencies), innovation (number of resources new to the exchange), place_tonnes, place_value,
        place_co2, place_water, place_innovation, and score: mean share of the largest over the measures.
    """
    factors = applicable.values(con, park_id=park_id, region_id=region_id)
    co2 = _per_unit(applicable.of_resources(factors, applicable.CO2), left)
    return _ranked(left, co2, _new_resources(con, left, park_id, region_id))


def ranked_by(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return new companies in the order of one of `MEASURES`.

    Those without it follow in the order of the score.
    """
    return table.sort_values(f"place_{measure}", kind="stable", na_position="last", ignore_index=True)


def residuals(left: Streams, matches: Matches) -> pd.DataFrame:
    """Supplies without a feasible match, highest disposal cost first.

    Parameters
    ----------
    left : Streams
        As from `unmatched`.
    matches : Matches
        Matches that the unmatched streams were taken from.

    Returns
    -------
    DataFrame
        Columns as from `streams.prepared`, and held: the bits of the constraints of the best blocked match, 0
        if there is no similar demand at all.
    """
    supplies = left.loc[left["direction"] == "supply"]
    best = matches.loc[matches["blocked"] > 0].drop_duplicates("supply_stream_id")
    held = best.set_index("supply_stream_id")["blocked"]
    burden = (supplies["amount"] * supplies["cost"]).fillna(0.0)
    return (
        supplies.assign(held=supplies["stream_id"].map(held).fillna(0).astype(int), burden=burden)
        .sort_values(["burden", "stream_id"], ascending=[False, True])
        .drop(columns="burden")
        .reset_index(drop=True)
    )


def _new_resources(
    con: duckdb.DuckDBPyConnection, left: pd.DataFrame, park_id: str | None, region_id: str | None
) -> dict[tuple[str, str], int]:
    """Number of new resource types that each new company would bring into the exchange.

    It counts the resource itself if companies do not exchange it yet; and for a receiver, the products of its
    known treatments that are not exchanged either.
    """
    parks = [park_id] if park_id else None
    moved = set(store.ask(con, "match_moved", parks=parks, region=region_id)["resource_id"])
    made = store.ask(con, "match_treatments").groupby("input_id")["output_id"].agg(set).to_dict()
    opened = {}
    for resource in left["resource_id"].unique():
        reached, front = {resource}, {resource}
        for _ in range(chains.MOST_STEPS):
            front = {output for each in front for output in made.get(each, ())} - reached
            reached |= front
        opened[TAKES, resource] = len(reached - moved)
        opened[GIVES, resource] = len({resource} - moved)
    return opened


def _per_unit(factors: pd.DataFrame, left: pd.DataFrame) -> pd.Series:
    """CO2 of one common unit of each stream's resource; heat counts as purchased heat. [t]"""

    def one(row: dict) -> float:
        name = "hot_water" if row["resource_class"] in ("heat", "cold") else row["resource_id"]
        if row["kind"] != "energy" or name not in factors.index:
            return np.nan
        unit = factors["unit"][name]
        tonnes = float(factors["value"][name]) * applicable.numerator(unit, "t")
        try:
            return tonnes * units.factor(row["common_unit"], applicable.denominator(unit))
        except UnitError:
            return (
                tonnes / row["enthalpy"]
                if applicable.denominator(unit) == "t" and row["enthalpy"]
                else np.nan
            )

    return pd.Series([one(row) for row in left.to_dict("records")], index=left.index, dtype=float)


def _ranked(left: pd.DataFrame, co2: pd.Series, opened: Mapping[tuple[str, str], int]) -> pd.DataFrame:
    amount = left["amount"]
    counted = left.assign(
        does=np.where(left["direction"] == "supply", TAKES, GIVES),
        tonnes=amount.where((left["kind"] == "material") & (left["common_unit"] == "t")),
        energy=amount.where(left["common_unit"] == "GJ"),
        water=amount.where((left["kind"] == "water") & (left["common_unit"] == "m³")),
        co2=amount * co2,
        value=(amount * left["cost"]).clip(lower=0.0),
    )
    keys = ["does", "resource_id", "resource_en", "resource_zh", "resource_class"]
    table = counted.groupby(keys, as_index=False, dropna=False).agg(
        streams=("stream_id", "size"),
        firms=("owner", "nunique"),
        stated_in=("stated_in", lambda stated: tuple(sorted(stated.dropna().unique()))),
        **{name: (name, lambda stated: stated.sum(min_count=1)) for name in (*SUMMED, "energy")},
    )
    table["innovation"] = [
        float(opened[key]) for key in zip(table["does"], table["resource_id"], strict=True)
    ]
    shares = pd.DataFrame({name: table[name] / table[name].max() for name in MEASURES})
    for name in MEASURES:
        table[f"place_{name}"] = table[name].where(table[name] > 0).rank(ascending=False, method="min")
    score = shares.fillna(0.0).mean(axis=1)
    return (
        table.assign(score=score)
        .sort_values(["score", "resource_id"], ascending=[False, True])
        .reset_index(drop=True)
    )
