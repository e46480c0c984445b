"""Heat between companies: heat that each pair could transfer in its common hours, and the pipe that it
needs."""

import duckdb
import numpy as np
import pandas as pd

from isdata.engines import finance
from isdata.park import parkmap
from isdata.park.parkmap.roads import STRAIGHT
from isdata.symbiosis.heat import pinch_analysis
from isdata.symbiosis.matching import hours

# Assumptions of this product, to be replaced by offers: a pair of insulated pipes in a street, pumps
# included, costs 1.25 million per km for 1 MW; its cost grows with the power as wider pipes do. Real prices
# of 2024.
COST_OF_1_MW = 1.25e6  # [CNY/km]
SCALE = 0.4  # exponent of the power [-]
CURRENCY = "CNY"
LOSS = 0.02  # share of the heat lost per km [1/km]
LONGEST = 5.0  # [km]
MOST = 500  # pairs that are computed, the nearest: a park of thousands of companies has a million
DISCOUNT_RATE = 0.08  # real [1/yr]
LIFETIME = 25  # [yr]
_EARTH = 6371.0  # mean radius [km]
_GJ = 0.0036  # [GJ/kWh]


def investment(power: pd.Series, length: pd.Series) -> pd.Series:
    r"""Investment of a pair of pipes. [CNY]

    .. math:: I = 1.25 \cdot 10^6 \cdot L \cdot (P / 1\,MW)^{0.4}

    Parameters
    ----------
    power : Series
        Heat that the pipe carries. [kW]
    length : Series
        [km]
    """
    return COST_OF_1_MW * length * (power / 1000) ** SCALE


def pairs(
    prepared: pd.DataFrame,
    *,
    approach: float = 10.0,
    rate: float = 1.0,
    con: duckdb.DuckDBPyConnection | None = None,
) -> pd.DataFrame:
    """Heat that each source could supply to each demand of another company, nearest first.

    Parameters
    ----------
    prepared : DataFrame
        As from `matching.streams.prepared`, fully disclosed.
    approach : float
        Minimum temperature difference. [K]
    rate : float
        Value of one CNY, in which pipes are priced, in the currency of the costs; missing if no rate is
        stored.
    con : duckdb.DuckDBPyConnection, optional
        Database with the road networks of the parks; with it pipes follow roads, without it straight lines.

    Returns
    -------
    DataFrame
        For supply_ and demand_: stream_id, site_id, park_id, company_en, company_zh, name_en, name_zh,
        resource_id, resource_en, resource_zh, temperature [°C], price_year, stated_in, reach [km], and the
        columns of `heat.from_streams`; then distance [km], distance_basis ("road" or "straight"), power [kW] arriving
        while both run, hours in which both run [h/yr], most: heat arriving [GJ/yr], kept: share that arrives
        [-], lifted: additional heat with a heat store for a day [GJ/yr], store: its size [kWh], investment
        [currency], fixed: annual cost of the pipe [currency/yr], lifetime [yr], pipe_cost, missing if no heat
        arrives [currency/GJ], gain: saving per GJ before the cost of the pipe [currency/GJ], is_far: longer
        than one of the two allows. Pairs are left out if they are more than 5 km apart, their distance is
        unknown, the source is too cool, or one ends before the other begins. `attrs["left_out"]`: number of
        other pairs within reach, as only the nearest are computed.
    """
    # The length of a pipe is unknown for a site without coordinates of its own.
    # A cost per another unit than GJ is not that of the heat.
    placed = prepared.assign(
        latitude=prepared["latitude"].where(prepared["is_placed"].astype(bool)),
        cost=prepared["cost"].where(prepared["common_unit"] == "GJ"),
    )
    streams = pinch_analysis.from_streams(placed).merge(
        placed[["stream_id", "owner", *_STREAM_COLUMNS]], on="stream_id"
    )
    hot, cold = (
        streams.loc[streams["is_hot"] == side].drop(columns="is_hot").add_prefix(name)
        for side, name in ((True, "supply_"), (False, "demand_"))
    )
    straight, total = _nearest(hot, cold, approach)
    table = straight if con is None else _along_roads(con, straight)
    table = table.loc[table["distance"] <= LONGEST].reset_index(drop=True)
    priced = _priced(_delivered(table, approach), rate)
    priced.attrs["left_out"] = total - len(straight)
    return priced


_STREAM_COLUMNS = [
    "site_id", "park_id", "company_en", "company_zh", "name_en", "name_zh", "resource_id", "resource_en",
    "resource_zh", "temperature", "price_year", "stated_in", "reach", "latitude", "longitude", "cost", "available_from",
    "available_until",
]  # fmt: skip


def _nearest(hot: pd.DataFrame, cold: pd.DataFrame, approach: float) -> tuple[pd.DataFrame, int]:
    """Nearest pairs of a source and a cooler demand of another company that exist at the same time, and the
    number of all."""

    def column(name: str) -> tuple[np.ndarray, np.ndarray]:
        return hot[f"supply_{name}"].to_numpy()[:, None], cold[f"demand_{name}"].to_numpy()[None, :]

    owners, inlets = column("owner"), column("inlet")
    begins, ends = column("available_from"), column("available_until")
    distance = _straight_line(
        *(np.radians(part.astype(float)) for name in ("latitude", "longitude") for part in column(name))
    )
    fits = (owners[0] != owners[1]) & (inlets[0] - inlets[1] >= approach) & (distance <= LONGEST)
    fits &= ~((ends[0] < begins[1]) | (ends[1] < begins[0]))
    source, demand = np.nonzero(fits)
    nearest = np.argsort(distance[source, demand], kind="stable")[:MOST]
    source, demand = source[nearest], demand[nearest]
    pairs = [side.iloc[rows].reset_index(drop=True) for side, rows in ((hot, source), (cold, demand))]
    table = pd.concat(pairs, axis=1).assign(distance=distance[source, demand], distance_basis=STRAIGHT)
    return table, int(fits.sum())


def side(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Streams of one side ("supply" or "demand") of pairs, by the columns of `heat.from_streams`."""
    own = table.filter(regex=f"^{name}_")
    return own.set_axis(own.columns.str.removeprefix(f"{name}_"), axis=1)


def _delivered(table: pd.DataFrame, approach: float) -> pd.DataFrame:
    """Pairs that can transfer any heat, with the heat in common hours and the additional heat with
    a store."""
    hot, cold = side(table, "supply"), side(table, "demand")
    kept = (1 - LOSS * table["distance"]).clip(lower=0.0)
    window, days = hours.shared_window(hot, cold), hours.shared_days(hot, cold)
    power = pinch_analysis.passed(hot, cold, approach=approach)
    of_a_day = [one.assign(power=one["power"] * one["day_length"]) for one in (hot, cold)]
    store = np.maximum(0.0, pinch_analysis.passed(*of_a_day, approach=approach) - power * window)
    found = table.assign(
        power=power * kept,
        hours=window * days,
        most=power * kept * window * days * _GJ,
        kept=kept,
        store=store.round(6),
        lifted=store * kept * days * _GJ,
    )
    return found.loc[(found["power"] > 0) & (days > 0)].copy()


def _priced(table: pd.DataFrame, rate: float) -> pd.DataFrame:
    """Pairs with the cost of their pipe and the saving of their heat."""
    table["investment"] = investment(table["power"], table["distance"]) * rate
    table["fixed"] = finance.annuity(table["investment"], DISCOUNT_RATE, LIFETIME)
    table["pipe_cost"] = table["fixed"] / table["most"].where(table["most"] > 0)
    table["lifetime"] = LIFETIME
    # Heat lost on the way no longer has to be cooled away, either.
    table["gain"] = table["demand_cost"] + table["supply_cost"].fillna(0.0) / table["kept"]
    table["is_far"] = table["distance"] > table[["supply_reach", "demand_reach"]].min(axis=1)
    return table.sort_values(["distance", "supply_stream_id", "demand_stream_id"], ignore_index=True)


def _along_roads(con: duckdb.DuckDBPyConnection, table: pd.DataFrame) -> pd.DataFrame:
    """Pairs with their distance along the roads of their parks, if known. [km]"""
    near = table.loc[table["distance"] <= LONGEST]
    ends = near.rename(columns={"supply_site_id": "provider_id", "demand_site_id": "receiver_id"})
    found = [
        parkmap.pair_distances(con, group[["provider_id", "receiver_id"]], park=str(park))
        for park, group in ends.groupby("supply_park_id")
    ]
    if not found:
        return near
    by_road = pd.concat(found).reindex(near.index)
    is_known = by_road["distance"].notna()
    return near.assign(
        distance=by_road["distance"].fillna(near["distance"]),
        distance_basis=by_road["distance_basis"].where(is_known, STRAIGHT),
    )


def _straight_line(
    north: np.ndarray, other: np.ndarray, east: np.ndarray, far_east: np.ndarray
) -> np.ndarray:
    """Straight-line distance between places by latitude and longitude. [rad], [km]"""
    half = (
        np.sin((other - north) / 2) ** 2 + np.cos(north) * np.cos(other) * np.sin((far_east - east) / 2) ** 2
    )
    return 2 * _EARTH * np.arcsin(np.sqrt(half))
