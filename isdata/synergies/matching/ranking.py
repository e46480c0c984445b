"""Which supply could serve which demand, and how well? Two tables in, the ranked pairs out."""

import math
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from isdata import store
from isdata.synergies.matching.streams import MONTHS

FOLDER = Path(__file__).parent
EARTH = 6371.0  # mean radius [km]
_KM_PER_DEGREE = EARTH * math.pi / 180
_AT_ONCE = 50_000  # demands looked at together: what memory is needed does not grow with all pairs
_ALL_OVER = EARTH * math.pi  # no two places on earth lie farther apart [km]


@dataclass(frozen=True)
class Terms:
    """How to look for matches.

    Attributes
    ----------
    radius : float, optional
        How far apart the two may lie at most to be compared at all; without it, anywhere. [km]
    approach : float
        Temperature difference that heat needs to pass from one stream to the other. [K]
    top : int
        How many to keep of each demand, and as many of those that a gate holds back.
    counts_money : bool
        Whether economics is part of the score; costs are the facilitator's.
    """

    radius: float | None = None
    approach: float = 10.0
    top: int = 5
    counts_money: bool = True


def rank(
    supplies: pd.DataFrame,
    demands: pd.DataFrame,
    likeness: pd.DataFrame,
    *,
    limits: pd.DataFrame | None = None,
    terms: Terms | None = None,
    con: duckdb.DuckDBPyConnection | None = None,
) -> pd.DataFrame:
    r"""Return the best pairs of supply and demand, with every gate and every part of the score.

    .. math:: score = \sqrt[5]{likeness \cdot fit \cdot time \cdot economics \cdot trust}

    with fit = min(s, d)/max(s, d) of the year's amounts; time = months · day · rhythm, where months = Σ min(s_m, d_m)
    of the monthly shares, day = the lesser of Σ min(s_h, d_h) of the shares of the hours of a day and of the running
    hours over those of the demand, for what cannot be stored only, and rhythm = min/max of how steadily the two
    come, as their patterns say; what is not told of day and pattern does not count against a match; economics =
    1/(1 + exp(−4·gain/turnover)); trust from how figures were found. What is not known counts 0.5.

    Parameters
    ----------
    supplies, demands : DataFrame
        As from `streams.prepared`.
    likeness : DataFrame
        As from `likeness.between`.
    limits : DataFrame, optional
        supply_id, demand_id of pairs in which the supply holds more of a substance than the demand allows.
    terms : Terms, optional
    con : duckdb.DuckDBPyConnection, optional
        Where to reckon; by default DuckDB's own connection of this process.

    Returns
    -------
    DataFrame
        Columns as in `candidates.sql`; supply_row and demand_row count from 0. Best first.
    """
    terms = terms or Terms()
    radius = terms.radius or _ALL_OVER
    tables = _numbered(supplies, demands, likeness, limits)
    cursor = (con or duckdb.default_connection()).cursor()
    try:
        # Tables of the engine, not views of pandas: their sizes are known, so joins are taken in the right order.
        for name, table in tables.items():
            cursor.register(f"given_{name}", table)
            cursor.execute(f"create temp table {name} as select * from given_{name}")  # noqa: S608 - names from above
        told = {
            "radius": radius,
            "step": min(180.0, radius / _KM_PER_DEGREE),
            "approach": terms.approach,
            "top": terms.top,
            "counts_money": terms.counts_money,
        }
        query = store.sql("candidates", FOLDER)
        parts = [
            cursor.execute(query, {**told, "first": first, "last": first + _AT_ONCE - 1}).df()
            for first in range(0, max(1, len(demands)), _AT_ONCE)
        ]
    finally:
        cursor.close()
    if len(parts) == 1:
        return parts[0]
    order = ["score", "supply_row", "demand_row"]
    return pd.concat(parts).sort_values(order, ascending=[False, True, True], ignore_index=True)


_NUMBERS = [
    "owner", "temperature", "pressure", "hours", "daily_from", "day_length", "steadiness", "available_from",
    "available_until", "latitude", "longitude", "amount", "least", "cost", "reach", "rate", "trust",
    *MONTHS,
]  # fmt: skip
_FLEETING = ("heat", "steam", "cold", "compressed_air")  # cannot be stored from one hour to the next
_DISCARDED = ("waste", "waste_water")  # what of these is hazardous, only a licensed site may take
_PRESSED = ("steam", "gas", "compressed_air", "fuel")


def _numbered(
    supplies: pd.DataFrame, demands: pd.DataFrame, likeness: pd.DataFrame, limits: pd.DataFrame | None
) -> dict[str, pd.DataFrame]:
    """Return the tables with numbers in the place of words: the engine takes numbers over without a copy."""
    both = pd.concat([supplies, demands], ignore_index=True)
    resource, names = pd.factorize(both["resource_id"])
    columns = both[_NUMBERS].assign(
        resource=resource,
        state=pd.factorize(both["state"])[0],
        unit=pd.factorize(both["common_unit"])[0],
        forms=both["forms"],
        needs_licence=both["needs_permit"].astype(bool)
        | (both["is_hazardous"].astype(bool) & both["resource_class"].isin(_DISCARDED)),
        is_cold=both["resource_class"] == "cold",
        is_heat=both["resource_class"].isin(["heat", "steam"]),
        is_pressed=both["resource_class"].isin(_PRESSED),
        is_fleeting=both["resource_class"].isin(_FLEETING),
    )
    # Where nobody tells the months, a stream runs evenly.
    shares = columns[MONTHS].fillna(1 / 12).astype("float32")
    columns[MONTHS] = shares
    columns["months"] = shares.sum(axis=1)
    columns = columns.assign(**_on_globe(columns["latitude"], columns["longitude"]))
    columns["state"] = columns["state"].where(columns["state"] >= 0)
    number = pd.Series(range(len(names)), index=names)
    alike = likeness.assign(
        supply_resource=likeness["supply_resource"].map(number),
        demand_resource=likeness["demand_resource"].map(number),
    ).dropna(subset=["supply_resource", "demand_resource"])
    count = len(supplies)
    return {
        "supply": columns.iloc[:count].assign(row=range(count)),
        "demand": columns.iloc[count:].assign(row=range(len(demands))),
        "likeness": alike.astype({"supply_resource": "int64", "demand_resource": "int64"}),
        "limits": _limited(limits, supplies, demands),
        "licensed": _licensed(demands, number),
    }


def _on_globe(latitude: pd.Series, longitude: pd.Series) -> dict[str, pd.Series]:
    """Return places as points of a globe; the straight line between two tells their distance. [km]"""
    up, east = np.radians(latitude.astype(float)), np.radians(longitude.astype(float))
    return {
        "x": EARTH * np.cos(up) * np.cos(east),
        "y": EARTH * np.cos(up) * np.sin(east),
        "z": EARTH * np.sin(up),
    }


def _licensed(demands: pd.DataFrame, number: pd.Series) -> pd.DataFrame:
    """Return what the taker of each demand is licensed to take, by the numbers of resources."""
    if "licences" not in demands:
        return pd.DataFrame({"demand_row": [], "resource": []}, dtype="int64")
    told = demands["licences"].reset_index(drop=True).explode().map(number).dropna()
    return pd.DataFrame({"demand_row": told.index, "resource": told.to_numpy()}).astype("int64")


def _limited(limits: pd.DataFrame | None, supplies: pd.DataFrame, demands: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of a composition limit by the rows of their streams."""
    if limits is None or limits.empty:
        return pd.DataFrame({"supply_row": [], "demand_row": []}, dtype="int64")
    rows = limits[["supply_id", "demand_id"]].drop_duplicates()
    for side, streams in (("supply", supplies), ("demand", demands)):
        numbers = pd.DataFrame({f"{side}_id": streams["stream_id"], f"{side}_row": range(len(streams))})
        rows = rows.merge(numbers, on=f"{side}_id")
    return rows[["supply_row", "demand_row"]]
