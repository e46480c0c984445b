"""Declared supplies and demands, converted for matching: annual amounts in one unit, limits, costs and
quality."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, units
from isdata.data.contracts.results import Streams
from isdata.data.disclosure import Undisclosed, Viewer
from isdata.park import flows
from isdata.symbiosis.matching import forms

# Unit of comparison of each kind; services keep their own unit.
COMPARED_IN = {"material": "t", "energy": "GJ", "water": "m³"}
PERIODS = {"year": 1.0, "month": 12.0, "week": 365 / 7, "day": 365.0, "once": 1.0}
MONTHS = [f"m{month}" for month in range(1, 13)]

# Distance at which transport or losses offset the gain of a class, if neither company states one. Assumptions
# of this product: heat and air by pipe inside a park, water beyond it, materials by road. [km]
DISTANCES: Mapping[str, float] = {
    "heat": 2.0,
    "steam": 3.0,
    "cold": 1.0,
    "compressed_air": 1.0,
    "gas": 10.0,
    "power": 10.0,
    "water": 5.0,
    "waste_water": 5.0,
    "waste": 100.0,
    "by_product": 200.0,
    "material": 500.0,
    "product": 500.0,
    "fuel": 200.0,
}
SERVICE_DISTANCE = 50.0
# Cost of transporting one unit over one km, by mode. Assumptions of this product, to be replaced by offers;
# by pipe, running cost only. [CNY/(t·km)], [CNY/(GJ·km)], [CNY/(m³·km)]
TRANSPORT: Mapping[tuple[str, str], float] = {
    ("material", "truck"): 0.6,
    ("material", "rail"): 0.2,
    ("material", "ship"): 0.08,
    ("material", "pipe"): 0.1,
    ("energy", "pipe"): 1.0,
    ("energy", "truck"): 0.06,
    ("energy", "cable"): 0.1,
    ("water", "pipe"): 0.15,
    ("water", "truck"): 0.6,
}
TRANSPORT_CURRENCY = "CNY"
# Transport cost if the unit is not that of the kind: compressed air loses pressure. [CNY/(Nm³·km)]
TRANSPORT_BY_VOLUME: Mapping[str, float] = {"compressed_air": 0.005}
USUAL_MODE = {"material": "truck", "energy": "pipe", "water": "pipe"}
# Trust in a figure by its origin, 0 to 1: the product's own scale.
TRUST = {
    "meter": 1.0,
    "invoice": 0.95,
    "published": 0.9,
    "balance": 0.8,
    "interview": 0.8,
    "estimate": 0.6,
    "sector_default": 0.4,
}
UNSTATED = 0.5
# Steadiness of a stream by its pattern, 0 to 1: the product's own scale. A season counts only if the months
# are not stated; otherwise they describe it better.
STEADINESS = {"continuous": 1.0, "batch": 0.8, "seasonal": 0.5, "one_off": 0.25}


def declared(con: duckdb.DuckDBPyConnection, *, viewer: Viewer, **where: Any) -> pd.DataFrame:
    """Supplies and demands fully disclosed to a viewer; parameters and columns as in `undisclosed`."""
    rows = undisclosed(con, viewer=viewer, **where).in_full
    return rows.loc[~rows["is_hidden"].astype(bool)].reset_index(drop=True)


def undisclosed(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str | None = None,
    region_id: str | None = None,
    resources: Collection[str] | None = None,
    viewer: Viewer,
    with_typical: bool = False,
    introduced: bool = False,
    on: dt.date | None = None,
) -> Undisclosed[pd.DataFrame]:
    """Supplies and demands declared by companies, including the amounts of those that a viewer sees by class
    and range only.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id, region_id : str, optional
        Area; the whole database if both are omitted.
    resources : collection of str, optional
        Ids of the resources of the streams; all by default.
    viewer, with_typical
        As for `matching.matches`.
    introduced : bool
        Only the streams of pairs whose companies both agreed to be named, in full except for money.
    on : date, optional
        Day on which licences must be valid; today by default.

    Returns
    -------
    Undisclosed DataFrame
        As from `match_streams.sql`; is_hidden where the viewer may see class and range only.
    """
    rows = disclosure.ask(
        con,
        "match_streams",
        viewer,
        parks=[park_id] if park_id else None,
        region=region_id,
        resources=None if resources is None else sorted(set(resources)),
        introduced=introduced,
        profiles=with_typical,
        on=on or dt.date.today(),  # the same cached answer, whether the day is stated or not
    )
    return Undisclosed(rows)


def prepared(streams: pd.DataFrame, *, rates: Mapping[str, float]) -> Streams:
    """Streams with the columns that matching compares.

    Parameters
    ----------
    streams : DataFrame
        As from `match_streams.sql`.
    rates : mapping
        Value of one unit of each currency in the currency of comparison, as from `money.rates`;
        costs in a currency without a rate are unknown.

    Returns
    -------
    Streams
        `streams` with the columns of comparison, as declared in `contracts/results/streams.csv`.
    """
    wanted = streams["kind"].map(COMPARED_IN).fillna(streams["usual_unit"])
    slope = _slopes(streams, wanted)
    unit = wanted.where(slope.notna(), streams["unit"])
    slope = slope.fillna(1.0)
    times = _times(streams)
    by_power = streams["power"] * streams["hours"] * 0.0036  # kW·h in GJ
    is_known = streams["quantity"].notna()
    amount = (streams["quantity"] * times * slope).where(is_known, by_power.where(unit == "GJ"))
    rate = _numbers(streams["currency"], rates)
    amounts = streams[["current_cost", "price_wanted"]].astype(float)
    money = amounts.div(slope, axis=0).mul(rate, axis=0)
    return streams.assign(
        amount=amount,
        least=streams["quantity_minimum"] * times * slope,
        common_unit=unit,
        per_unit=slope,
        cost=money["current_cost"],
        price=money["price_wanted"],
        stated_in=streams["currency"].astype(object).where(amounts.notna().any(axis=1), None),
        reach=streams["distance_maximum"].fillna(
            _numbers(streams["resource_class"], DISTANCES).fillna(SERVICE_DISTANCE)
        ),
        rate=transport_rates(streams, unit, rates),
        trust=_numbers(streams["basis"], TRUST).fillna(UNSTATED)
        * (1 - streams["uncertainty"].fillna(30.0).clip(0, 90) / 100),
        forms=forms.bits(streams["form"]),
        steadiness=_steadiness(streams),
        day_length=_day_lengths(streams),
        **_months(streams["shares"]),
    )


def _slopes(streams: pd.DataFrame, wanted: pd.Series) -> pd.Series:
    """Common units per unit of each stream; missing where unknown."""
    columns = flows.amounts.PER_ROW
    rows = streams.assign(wanted=wanted, **{name: None for name in columns if name not in streams})
    return units.by_case(
        rows, [*columns, "wanted"], lambda row: flows.amounts.conversion(row, row["wanted"])[0]
    ).astype(float)


def compared(resource: Mapping) -> tuple[str, float]:
    """Unit of comparison of a resource, and the number of these units in one usual unit.

    Parameters
    ----------
    resource : mapping
        kind, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t].
    """
    usual = resource["usual_unit"]
    target = COMPARED_IN.get(resource["kind"], usual)
    empty = dict.fromkeys(flows.amounts.PER_ROW)
    slope, way = flows.amounts.conversion({**empty, **dict(resource), "unit": usual}, target)
    return (target, slope) if way else (usual, 1.0)


def _times(streams: pd.DataFrame) -> pd.Series:
    """Number of a stream's periods per year."""
    hours = streams["hours"].fillna(8760.0)
    return _numbers(streams["period"], PERIODS).fillna(hours)


def _numbers(words: pd.Series, known: Mapping[str, float]) -> pd.Series:
    """Number for each word; a numeric column even if there are no words."""
    return words.astype(object).map(known).astype(float)


def transport_rates(streams: pd.DataFrame, unit: pd.Series, rates: Mapping[str, float]) -> pd.Series:
    """Transport cost of one unit of each stream over one km, missing for other units.

    Parameters
    ----------
    streams : DataFrame
        kind, resource_class, transport_mode; without a mode, the usual one of the kind.
    unit : Series
        Unit of comparison of each stream.
    rates : mapping
        As for `prepared`.

    Returns
    -------
    Series
        [currency/(unit·km)]
    """
    modes = streams["transport_mode"].replace({"any": None})
    mode = modes.fillna(streams["kind"].map(USUAL_MODE))
    found = pd.Series(
        [
            0.0 if key[0] == "service" else TRANSPORT.get(key, np.nan)
            for key in zip(streams["kind"].tolist(), mode.tolist(), strict=True)
        ],
        index=streams.index,
        dtype=float,
    )
    counted = streams["kind"].map(COMPARED_IN)
    by_volume = _numbers(streams["resource_class"], TRANSPORT_BY_VOLUME).where(unit == "Nm³")
    stated = found.where(counted.isna() | (counted == unit), by_volume)
    return stated * rates.get(TRANSPORT_CURRENCY, np.nan)


def _steadiness(streams: pd.DataFrame) -> pd.Series:
    """Steadiness of each stream; a season with stated months is described by these."""
    has_months = streams["shares"].map(lambda row: isinstance(row, (list, np.ndarray))).astype(bool)
    steady = _numbers(streams["pattern"], STEADINESS)
    return steady.mask(has_months & (streams["pattern"] == "seasonal"), 1.0)


def _day_lengths(streams: pd.DataFrame) -> pd.Series:
    """Daily operating hours of each stream; a window that ends at its first hour is the whole day. [h]"""
    length = (streams["daily_until"].astype(float) - streams["daily_from"].astype(float)) % 24
    return length.mask(length == 0, 24.0)


def _months(shares: pd.Series) -> dict[str, pd.Series]:
    table = np.full((len(shares), 12), np.nan, dtype="float32")
    for place, row in enumerate(shares.array):
        if isinstance(row, (list, np.ndarray)):
            table[place] = row
    return {name: pd.Series(table[:, i], index=shares.index) for i, name in enumerate(MONTHS)}
