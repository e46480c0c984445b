"""What a map of one or several parks shows: the plan, the sites and what they move, the arcs between them."""

import json
from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd

from isdata import store

UNITS = {"material": "t", "energy": "GJ", "water": "m³"}

# Amount of the kind's unit in one of the flow's; the rest goes by density or heating value.
_PER = {
    "material": {"t": 1.0, "kg": 0.001, "kt": 1000.0},
    "energy": {
        "GJ": 1.0,
        "MJ": 0.001,
        "TJ": 1000.0,
        "kWh": 0.0036,
        "MWh": 3.6,
        "GWh": 3600.0,
        "tce": 29.3076,
    },
    "water": {"m³": 1.0, "t": 1.0, "L": 0.001},
}


def plan(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], names_all: bool) -> pd.DataFrame:
    """Return what is drawn on the plans of some parks; columns as in `map_plan.sql`."""
    return store.ask(con, "map_plan", parks=list(parks), names_all=names_all)


def sites(
    con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], names_all: bool, year: int | None = None
) -> pd.DataFrame:
    """Return the sites of some parks that may be named, with what each moves in a year.

    Parameters
    ----------
    parks : sequence of str
        Ids of the parks; partners in other parks come along.
    names_all : bool
        Whether companies that keep to themselves are named as well.
    year : int, optional
        Year of the flows; without it the latest of each park.

    Returns
    -------
    DataFrame
        Columns as in `map_sites.sql`; a site without a position takes the middle of its plot; and
        material [t/yr], energy [GJ/yr], water [m³/yr], given and taken together, empty where nothing
        is known.
    """
    found = store.ask(con, "map_sites", parks=list(parks), names_all=names_all)
    moved = store.ask(con, "map_moved", parks=list(parks), names_all=names_all, year=year)
    sums = amounts(moved.assign(quantity=moved["given"] + moved["taken"]))
    for kind in UNITS:
        of_kind = sums.loc[sums["kind"] == kind].groupby("site_id")["amount"].sum(min_count=1)
        found[kind] = found["site_id"].map(of_kind).astype(float)
    return _placed(found)


def amounts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with their quantity as `amount` in the unit of its kind.

    Parameters
    ----------
    rows : DataFrame
        quantity [unit], unit, kind, resource_unit, heating_value [GJ/resource_unit],
        density [t/m³].

    Returns
    -------
    DataFrame
        The rows with amount [t, GJ or m³ by kind], empty where it cannot be told.
    """
    per = [
        _PER.get(kind, {}).get(unit, _by_property(kind, unit, usual, heat, density))
        for kind, unit, usual, heat, density in zip(
            rows["kind"],
            rows["unit"],
            rows["resource_unit"],
            rows["heating_value"],
            rows["density"],
            strict=True,
        )
    ]
    return rows.assign(amount=rows["quantity"].astype(float) * np.array(per, dtype=float))


def _by_property(kind: str, unit: str, usual: str, heating_value: float, density: float) -> float:
    if kind == "energy" and unit == usual:
        return heating_value
    if kind == "material" and unit == "m³":
        return density
    return np.nan


def _placed(found: pd.DataFrame) -> pd.DataFrame:
    """Give a site without a position the middle of its plot."""
    lost = found["latitude"].isna() | found["longitude"].isna()
    middles = [middle(geometry) for geometry in found.loc[lost, "geometry"]]
    found.loc[lost, ["longitude", "latitude"]] = np.array(middles, dtype=float).reshape(-1, 2)
    return found.drop(columns="geometry")


def middle(geometry: object) -> tuple[float, float]:
    """Return longitude and latitude of the middle of a GeoJSON geometry; NaN where there is none.

    That is the centroid of what its corners enclose, or of the corners where they enclose nothing.
    """
    found = points(json.loads(geometry)) if isinstance(geometry, str) else np.empty((0, 2))
    if not len(found):
        return (np.nan, np.nan)
    x, y = (found - found[0]).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    if abs(cross.sum()) < 1e-12:
        return tuple(found.mean(axis=0))
    steps = (found[:-1] + found[1:] - 2 * found[0]) * cross[:, None]
    return tuple(found[0] + steps.sum(axis=0) / (3 * cross.sum()))


def points(geometry: dict) -> np.ndarray:
    """Return all corners of a GeoJSON geometry.

    Returns
    -------
    ndarray, shape (corners, 2)
        Longitude and latitude. [°]
    """
    if geometry.get("type") == "GeometryCollection":
        parts = [points(part) for part in geometry.get("geometries", [])]
        return np.vstack([np.empty((0, 2)), *parts])

    def corners(part: list) -> list:
        if part and isinstance(part[0], (int, float)):
            return [part[:2]]
        return [corner for inner in part for corner in corners(inner)]

    return np.array(corners(geometry.get("coordinates") or []), dtype=float).reshape(-1, 2)


def arcs(synergies: pd.DataFrame, pairs: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """Return what is drawn between sites: one row per synergy and pair of partners with a position.

    Parameters
    ----------
    synergies : DataFrame
        synergy_id, stage, kind, quantity, unit, resource_unit, heating_value, density.
    pairs : DataFrame
        synergy_id, provider_id, receiver_id.
    sites : DataFrame
        site_id, longitude, latitude.

    Returns
    -------
    DataFrame
        synergy_id, provider_id, receiver_id, stage, kind, amount [t, GJ or m³ by kind; the synergy's, divided
        evenly among its pairs], x0, y0, x1, y1 [°], lane: 0, 1, 2 … among arcs that join the same two sites.
    """
    places = sites.dropna(subset=["longitude", "latitude"]).set_index("site_id")[["longitude", "latitude"]]
    drawn = pairs.merge(
        amounts(synergies)[["synergy_id", "stage", "kind", "amount"]], on="synergy_id"
    ).assign(share=lambda rows: rows.groupby("synergy_id")["synergy_id"].transform("size"))
    drawn["amount"] = drawn["amount"] / drawn.pop("share")
    drawn = drawn.loc[drawn["provider_id"].isin(places.index) & drawn["receiver_id"].isin(places.index)]
    for end, number in (("provider_id", 0), ("receiver_id", 1)):
        drawn[f"x{number}"] = drawn[end].map(places["longitude"])
        drawn[f"y{number}"] = drawn[end].map(places["latitude"])
    ends = pd.Series(
        [tuple(sorted(pair)) for pair in zip(drawn["provider_id"], drawn["receiver_id"], strict=True)],
        index=drawn.index,
        dtype=object,
    )
    return drawn.assign(lane=ends.groupby(ends).cumcount()).reset_index(drop=True)
