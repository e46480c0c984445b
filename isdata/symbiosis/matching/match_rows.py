"""Rows of matches: candidate pairs with the data of both sides."""

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Streams
from isdata.park.parkmap.roads import ROAD, STRAIGHT

# Columns of a stream in a match, for each side.
_STREAM_COLUMNS = [
    "stream_id", "token", "site_id", "park_id", "park_en", "park_zh", "company_en", "company_zh", "resource_id",
    "resource_en", "resource_zh", "resource_class", "ewc_code", "gbt_code", "topic", "kind", "name_en", "name_zh", "amount", "least", "state", "form",
    "temperature", "cost", "price", "stated_in", "price_year", "current_route", "latitude", "longitude", "is_hidden", "is_kept", "is_typical",
]  # fmt: skip


def candidate_pairs(
    pairs: pd.DataFrame,
    supplies: Streams,
    demands: Streams,
    alike: pd.DataFrame,
    limits: pd.DataFrame | None,
) -> pd.DataFrame:
    """Candidate pairs with the data of both sides.

    Parameters
    ----------
    pairs : DataFrame
        Pairs by supply_row and demand_row, as from `ranking.rank`, one route for each pair.
    supplies : DataFrame
        As from `chains.expanded`.
    demands : DataFrame
        As from `streams.prepared`.
    alike : DataFrame
        As from `similarity.similarities`.
    limits : DataFrame, optional
        As from `match_compositions.sql`.
    """
    sides = [_side(supplies, pairs["supply_row"], "supply"), _side(demands, pairs["demand_row"], "demand")]
    made = supplies[
        ["steps", "factor", "treatment_cost", "treatment_electricity", "investment", "given_unit"]
    ].iloc[pairs["supply_row"]]
    parts = pairs.drop(columns=["supply_row", "demand_row", "place", "steps", "stream", "is_straight"])
    table = pd.concat([*sides, made.reset_index(drop=True), parts], axis=1)
    return table.assign(
        level=_levels(table, alike),
        unit=demands["common_unit"].iloc[pairs["demand_row"]].to_numpy(),
        **_declared(pairs, supplies, demands),
        distance_basis=np.where(pairs["is_straight"], STRAIGHT, ROAD).astype(object),
        topic=table["demand_topic"].fillna(table["supply_topic"]),
        value=table["quantity"] * table["gain"],
        substances=_substances(table, limits),
        is_hidden=table["supply_is_hidden"].astype(bool) | table["demand_is_hidden"].astype(bool),
        is_between_parks=table["supply_park_id"] != table["demand_park_id"],
    )


def _declared(pairs: pd.DataFrame, supplies: Streams, demands: Streams) -> dict[str, np.ndarray]:
    """Unit in which both sides of each match declared their amounts, and the units of the match in one."""
    supply, demand = (
        table[["unit", "common_unit", "per_unit"]].iloc[pairs[f"{side}_row"]].reset_index(drop=True)
        for side, table in (("supply", supplies), ("demand", demands))
    )
    is_same = (supply["unit"] == demand["unit"]) & (supply["per_unit"] == demand["per_unit"])
    return {
        "declared_unit": demand["unit"].where(is_same, demand["common_unit"]).to_numpy(),
        "per_declared_unit": demand["per_unit"].where(is_same, 1.0).to_numpy(),
    }


def _levels(table: pd.DataFrame, alike: pd.DataFrame) -> pd.Series:
    """Substitution level of each match; after treatment, that of the product."""
    keys = ["supply_resource", "demand_resource"]
    ids = table[["supply_resource_id", "demand_resource_id"]].set_axis(keys, axis=1)
    return ids.merge(alike[[*keys, "alike_by"]], how="left")["alike_by"].set_axis(table.index)


def _side(table: pd.DataFrame, rows: pd.Series, side: str) -> pd.DataFrame:
    return table[_STREAM_COLUMNS].iloc[rows].reset_index(drop=True).add_prefix(f"{side}_")


def _substances(table: pd.DataFrame, limits: pd.DataFrame | None) -> pd.Series:
    """Substances of which each supply holds more than its demand allows, in words.

    Empty if there are none.
    """
    if limits is None or limits.empty:
        return pd.Series("", index=table.index)
    names = limits.groupby(["supply_id", "demand_id"], as_index=False)["substance"].agg(", ".join)
    ids = table[["supply_stream_id", "demand_stream_id"]].set_axis(["supply_id", "demand_id"], axis=1)
    return ids.merge(names, how="left")["substance"].fillna("").set_axis(table.index)
