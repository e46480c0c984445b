"""Places of a map: plan, sites, parks and streams, with their annual amounts."""

import math
from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, store, units
from isdata.data.disclosure import Viewer
from isdata.park.flows.amounts import conversion
from isdata.park.parkmap.geometry import middle

UNITS = {"material": "t", "energy": "GJ", "water": "m³"}
PERIODS = {"year": 1.0, "month": 12.0, "week": 52.0, "day": 365.0}  # periods per year

_SPELLED = ["kind", "unit", "usual_unit", "heating_value", "density", "enthalpy"]


def plan(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], viewer: Viewer) -> pd.DataFrame:
    """Plan features of some parks; columns as in `map_plan.sql`."""
    return disclosure.ask(con, "map_plan", viewer, parks=list(parks))


def years(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str]) -> list[int]:
    """Years in which some parks have flows or stage changes of synergies, the earliest first."""
    return store.ask(con, "map_years", parks=list(parks))["year"].astype(int).to_list()


def sites(
    con: duckdb.DuckDBPyConnection,
    *,
    parks: Sequence[str],
    viewer: Viewer,
    year: int | None = None,
    reconciled: bool = False,
) -> pd.DataFrame:
    """Disclosed sites of some parks, with their annual amounts.

    Parameters
    ----------
    parks : sequence of str
        Ids of the parks; partners in other parks are included.
    viewer : Viewer
        Reader of the map.
    year : int, optional
        The flows are those of the latest year of each park, or of the latest up to this one.
    reconciled : bool
        Whether to use reconciled amounts instead of declared ones, if there are valid ones.

    Returns
    -------
    DataFrame
        Columns as in `map_sites.sql`, a site without a position at the centre of its plot; and
        year, material [t/yr], energy [GJ/yr], water [m³/yr]: inputs and outputs together, missing if
        unknown; each also separately, as in material_given and material_taken.
    """
    moved = disclosure.ask(con, "map_moved", viewer, parks=list(parks), year=year, reconciled=reconciled)
    slopes = _slopes(moved)
    sums = _by_kind(moved, (moved["given"] + moved["taken"]).astype(float) * slopes, "site_id")
    for side in ("given", "taken"):
        one_way = _by_kind(moved, moved[side].astype(float) * slopes, "site_id").drop(columns="year")
        sums = sums.merge(one_way, on="site_id", suffixes=("", f"_{side}"))
    return positions(con, parks=parks, viewer=viewer).merge(sums, on="site_id", how="left")


def positions(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], viewer: Viewer) -> pd.DataFrame:
    """Sites that `sites` returns, without their amounts: columns as in `map_sites.sql`."""
    return _placed(disclosure.ask(con, "map_sites", viewer, parks=list(parks)))


def parks_of(
    con: duckdb.DuckDBPyConnection,
    *,
    parks: Sequence[str],
    viewer: Viewer,
    year: int | None = None,
    reconciled: bool = False,
) -> pd.DataFrame:
    """Return parks as places on a map of a region, with the annual amounts of their flows.

    Returns
    -------
    DataFrame
        park_id, name_en, name_zh, latitude, longitude [°], is_illustrative, year, material [t/yr],
        energy [GJ/yr], water [m³/yr]; each flow counted once. For a guest, a kind with flows of fewer than
        three companies is missing.
    """
    moved = disclosure.ask(con, "map_parks", viewer, parks=list(parks), year=year, reconciled=reconciled)
    places = moved[["park_id", "name_en", "name_zh", "latitude", "longitude", "is_illustrative"]]
    known = moved.dropna(subset="kind")
    sums = _by_kind(known, amounts(known)["amount"], "park_id")
    return places.drop_duplicates("park_id").merge(sums, on="park_id", how="left").reset_index(drop=True)


def _by_kind(moved: pd.DataFrame, amount: pd.Series, key: str) -> pd.DataFrame:
    """One row per key with its year and the sum of each kind.

    A kind without known amounts is missing.
    """
    counted = moved.assign(amount=amount)
    sums = counted.groupby([key, "kind"])["amount"].sum(min_count=1).unstack("kind")
    latest = counted.groupby(key)["year"].max().astype(float)
    return sums.reindex(columns=list(UNITS)).astype(float).assign(year=latest).reset_index()


def amounts(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with their quantity as `amount` in the unit of its kind.

    Parameters
    ----------
    rows : DataFrame
        quantity [unit], unit, kind, usual_unit, heating_value [GJ/usual unit], density [t/m³],
        enthalpy [GJ/t].

    Returns
    -------
    DataFrame
        The rows with amount [t, GJ or m³ by kind], missing if it cannot be converted.
    """
    return rows.assign(amount=rows["quantity"].astype(float) * _slopes(rows))


def _slopes(rows: pd.DataFrame) -> pd.Series:
    """Conversion factor from the unit of each row to the unit of its kind."""

    def slope(row: dict) -> float:
        if row["kind"] not in UNITS or not isinstance(row["unit"], str):
            return math.nan
        return conversion({**row, "energy_unit": None, "energy_factor": None}, UNITS[row["kind"]])[0]

    return units.by_case(rows, _SPELLED, slope).astype(float)


def streams(
    con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], viewer: Viewer, resource_id: str | None = None
) -> pd.DataFrame:
    """Disclosed supplies and demands with their annual amounts.

    Returns
    -------
    DataFrame
        Columns as in `map_streams.sql`, and amount [t/yr, GJ/yr or m³/yr by kind].
    """
    found = disclosure.ask(con, "map_streams", viewer, parks=list(parks))
    if resource_id:
        found = found.loc[found["resource_id"] == resource_id].reset_index(drop=True)
    times = found["period"].map(PERIODS).astype(float)
    times = times.where(found["period"] != "hour", found["hours"])
    yearly = amounts(found.assign(quantity=found["quantity"] * times))["amount"]
    return found.assign(amount=yearly)


def is_sketch(drawn: pd.DataFrame, parks: pd.DataFrame) -> bool:
    """Return True if the plan of a real park is only illustrative, so that its distances have no meaning."""
    return bool(drawn["is_illustrative"].any() and not parks["is_illustrative"].all())


def _placed(found: pd.DataFrame) -> pd.DataFrame:
    """Place a site without a position at the centre of its plot."""
    lost = found["latitude"].isna() | found["longitude"].isna()
    middles = [middle(geometry) for geometry in found.loc[lost, "geometry"]]
    found.loc[lost, ["longitude", "latitude"]] = np.array(middles, dtype=float).reshape(-1, 2)
    return found.drop(columns="geometry")


def stream_totals(streams: pd.DataFrame) -> pd.DataFrame:
    """Annual totals of supplies and demands by kind, supplies first.

    Parameters
    ----------
    streams : DataFrame
        As from `streams`.

    Returns
    -------
    DataFrame
        direction, kind, amount [t/yr, GJ/yr or m³/yr by kind; missing if none is known], number (of all, with and without
        an amount).
    """
    groups = streams.groupby(["direction", "kind"])["amount"]
    sums = groups.agg(amount=lambda amounts: amounts.sum(min_count=1), number="size").reset_index()
    return sums.sort_values(["direction", "kind"], ascending=[False, True], ignore_index=True)
