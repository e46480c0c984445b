"""Heat across fences: what each pair of firms could pass on, the pipe it needs, and the best set of pipes."""

import duckdb
import numpy as np
import pandas as pd

from isdata import finance, parkmap
from isdata.parkmap.roads import STRAIGHT
from isdata.synergies.matching import allocation, heat

# Assumptions of this product, to be replaced by offers: a pair of insulated pipes laid in a street, pumps included,
# costs 1.25 million a km for 1 MW; its cost grows with the power as wider pipes do. Real prices of 2024.
COST_OF_1_MW = 1.25e6  # [CNY/km]
SCALE = 0.4  # exponent of the power [-]
CURRENCY = "CNY"
LOSS = 0.02  # of the heat, on one km [1/km]
LONGEST = 5.0  # [km]
DISCOUNT_RATE = 0.08  # real [1/yr]
LIFETIME = 25  # [yr]
_EARTH = 6371.0  # mean radius [km]
_GJ = 0.0036  # [GJ/kWh]


def investment(power: pd.Series, length: pd.Series) -> pd.Series:
    r"""Return what a pair of pipes costs. [CNY]

    .. math:: I = 1.25 \cdot 10^6 \cdot L \cdot (P / 1\,MW)^{0.4}

    Parameters
    ----------
    power : Series
        Heat that it carries. [kW]
    length : Series
        [km]
    """
    return COST_OF_1_MW * length * (power / 1000) ** SCALE


def pairs(
    prepared: pd.DataFrame,
    *,
    approach: float = 10.0,
    currency: str = CURRENCY,
    con: duckdb.DuckDBPyConnection | None = None,
) -> pd.DataFrame:
    """Return what each heat source could pass on to each demand of another firm, the nearest first.

    Parameters
    ----------
    prepared : DataFrame
        As from `matching.streams.prepared`, told in full.
    approach : float
        Least temperature difference. [K]
    currency : str
        Currency of the costs; pipes are priced in CNY only.
    con : duckdb.DuckDBPyConnection, optional
        Where the plans of the parks are; with it pipes follow their roads, without it straight lines.

    Returns
    -------
    DataFrame
        For supply_ and demand_: stream_id, site_id, park_id, company_en, company_zh, name_en, name_zh, resource_id,
        resource_en, resource_zh, temperature [°C], price_year, given and wanted [GJ/yr]; then distance [km], way ("road" or "straight"), power [kW] arriving in the hours of both,
        hours [h/yr], most: heat arriving [GJ/yr], kept: share that arrives [-], investment [currency], fixed: the
        pipe a year [currency/yr], lifetime [yr], pipe_cost [currency/GJ], gain: what one GJ saves before the pipe [currency/GJ].
        Pairs farther apart than 5 km, or too cool, are left out.
    """
    streams = heat.from_streams(prepared).merge(
        prepared[["stream_id", "owner", "latitude", "longitude", "cost", *_TOLD]], on="stream_id"
    )
    streams["yearly"] = streams["power"] * streams["hours"] * _GJ
    hot, cold = (
        streams.loc[streams["is_hot"] == side].drop(columns="is_hot").add_prefix(name)
        for side, name in ((True, "supply_"), (False, "demand_"))
    )
    table = hot.merge(cold, how="cross")
    table = table.loc[table["supply_owner"] != table["demand_owner"]]
    straight = table.assign(distance=_apart(table), way=STRAIGHT)
    table = straight if con is None else _along_roads(con, straight)
    table = table.loc[table["distance"] <= LONGEST].reset_index(drop=True)
    ends = [
        table[[f"{side}_{column}" for column in ("inlet", "outlet", "power")]].set_axis(
            ["inlet", "outlet", "power"], axis=1
        )
        for side in ("supply", "demand")
    ]
    power = heat.deliverable(*ends, table["distance"], approach=approach, loss=LOSS)
    return _priced(table.assign(power=power), currency)


_TOLD = [
    "site_id", "park_id", "company_en", "company_zh", "name_en", "name_zh", "resource_id", "resource_en",
    "resource_zh", "temperature", "price_year",
]  # fmt: skip


def _priced(table: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Return the pairs that pass anything, with what their pipe costs."""
    kept = table.loc[table["power"] > 0].copy()
    kept["hours"] = np.minimum(kept["supply_hours"], kept["demand_hours"])
    kept["most"] = kept["power"] * kept["hours"] * _GJ
    kept["kept"] = 1 - LOSS * kept["distance"]
    price = investment(kept["power"], kept["distance"])
    kept["investment"] = price if currency == CURRENCY else np.nan
    kept["fixed"] = finance.annuity(kept["investment"], DISCOUNT_RATE, LIFETIME)
    kept["pipe_cost"] = kept["fixed"] / kept["most"]
    kept["lifetime"] = LIFETIME
    kept["gain"] = kept["demand_cost"] + kept["supply_cost"].fillna(0.0)
    order = kept.rename(columns={"supply_yearly": "given", "demand_yearly": "wanted"})
    return order.sort_values(["distance", "supply_stream_id", "demand_stream_id"], ignore_index=True)


def _along_roads(con: duckdb.DuckDBPyConnection, table: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with how far they lie apart along the roads of their parks, where these are known. [km]"""
    near = table.loc[table["distance"] <= LONGEST]
    ends = near.rename(columns={"supply_site_id": "provider_id", "demand_site_id": "receiver_id"})
    found = [
        parkmap.ways(con, group[["provider_id", "receiver_id"]], park=str(park))
        for park, group in ends.groupby("supply_park_id")
    ]
    if not found:
        return near
    ways = pd.concat(found).reindex(near.index)
    is_known = ways["distance"].notna()
    return near.assign(
        distance=ways["distance"].fillna(near["distance"]), way=ways["way"].where(is_known, STRAIGHT)
    )


def _apart(table: pd.DataFrame) -> pd.Series:
    """Return the straight line over ground between both ends. [km]"""
    north, other = np.radians(table["supply_latitude"]), np.radians(table["demand_latitude"])
    east = np.radians(table["demand_longitude"] - table["supply_longitude"])
    half = np.sin((other - north) / 2) ** 2 + np.cos(north) * np.cos(other) * np.sin(east / 2) ** 2
    return 2 * _EARTH * np.arcsin(np.sqrt(half))


def best(table: pd.DataFrame) -> pd.DataFrame:
    """Return the set of pipes that gains most together, exact: a pipe is paid whole or not laid.

    What one source gives to several takers is limited by its heat and by what each pair can pass on by temperature.

    Parameters
    ----------
    table : DataFrame
        As from `pairs`.

    Returns
    -------
    DataFrame
        The pairs that are joined, with quantity [GJ/yr] and net: gain less the pipe [currency/yr], the greatest
        first.
    """
    known = table.loc[table["gain"].notna() & table["fixed"].notna()].reset_index(drop=True)
    ways = pd.DataFrame(
        {
            "supply": known["supply_stream_id"],
            "demand": known["demand_stream_id"],
            "supply_amount": known["given"],
            "demand_amount": known["wanted"],
            "factor": known["kept"],
            "gain": known["gain"],
            "least": 0.0,
            "fixed": known["fixed"],
            "most": known["most"],
        }
    )
    quantity = allocation.allocate(ways).quantities.reindex(known.index, fill_value=0.0)
    laid = known.assign(quantity=quantity, net=quantity * known["gain"] - known["fixed"])
    return laid.loc[laid["quantity"] > 0].sort_values("net", ascending=False, ignore_index=True)
