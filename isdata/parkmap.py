"""What a map of one or several parks shows: the plan, the sites and what they move, the arcs between them."""

import datetime as dt
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from isdata import store, synergies
from isdata.flows.amounts import conversion

UNITS = {"material": "t", "energy": "GJ", "water": "m³"}
PERIODS = {"year": 1.0, "month": 12.0, "week": 52.0, "day": 365.0}  # how often a year
EARTH = 6371.0088  # mean radius [km]
FAR = 60.0  # parks further apart than this are drawn as one place each [km]

_SPELLED = ["kind", "unit", "usual_unit", "heating_value", "density", "enthalpy"]


@dataclass(frozen=True)
class Scene:
    """What there is to see of one or several parks.

    Attributes
    ----------
    parks : DataFrame
        As from `parks_of`.
    plan : DataFrame
        As from `plan`; nothing when the parks lie far apart.
    places : DataFrame
        As from `sites`; or `parks_of` with their id as site_id when they lie far apart.
    synergies, partners : DataFrame
        As from the register; when the parks lie far apart, only synergies that join two of them.
    pairs : DataFrame
        Between which places each synergy runs.
    is_apart : bool
        The parks lie so far apart that each is one place.
    """

    parks: pd.DataFrame
    plan: pd.DataFrame
    places: pd.DataFrame
    synergies: pd.DataFrame
    partners: pd.DataFrame
    pairs: pd.DataFrame
    is_apart: bool

    @property
    def has_positions(self) -> bool:
        """Whether anything can be drawn."""
        return len(self.plan) > 0 or bool(self.places["longitude"].notna().any())


def scene(
    con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], names_all: bool, year: int | None = None
) -> Scene:
    """Return what there is to see of some parks, today or at the end of a year."""
    day = dt.date(year, 12, 31) if year else None
    shown = parks_of(con, parks=parks, names_all=names_all, year=year)
    known = synergies.synergies(con, parks=parks, names_all=names_all, day=day)
    partners = synergies.partners(con, parks=parks, names_all=names_all)
    places = sites(con, parks=parks, names_all=names_all, year=year)
    pairs = synergies.pairs(partners)
    drawn = plan(con, parks=parks, names_all=names_all)
    is_apart = lies_apart(shown)
    if is_apart:
        pairs = between_parks(pairs, places)
        pairs = pairs.loc[pairs["provider_id"].isin(parks) & pairs["receiver_id"].isin(parks)]
        known = known.loc[known["synergy_id"].isin(pairs["synergy_id"])].reset_index(drop=True)
        places = shown.assign(site_id=shown["park_id"])
        drawn = drawn.iloc[:0]
    return Scene(shown, drawn, places, known, partners, pairs, is_apart)


def plan(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], names_all: bool) -> pd.DataFrame:
    """Return what is drawn on the plans of some parks; columns as in `map_plan.sql`."""
    return store.ask(con, "map_plan", parks=list(parks), names_all=names_all)


def years(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str]) -> list[int]:
    """Return the years in which some parks have flows or a synergy moved on, the earliest first."""
    return store.ask(con, "map_years", parks=list(parks))["year"].astype(int).to_list()


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
        The flows are those of the latest year of each park, or of the latest up to this one.

    Returns
    -------
    DataFrame
        Columns as in `map_sites.sql`, a site without a position taking the middle of its plot; and
        year, material [t/yr], energy [GJ/yr], water [m³/yr]: given and taken together, empty where
        nothing is known.
    """
    found = store.ask(con, "map_sites", parks=list(parks), names_all=names_all)
    moved = store.ask(con, "map_moved", parks=list(parks), names_all=names_all, year=year)
    sums = _by_kind(moved.assign(quantity=moved["given"] + moved["taken"]), "site_id")
    return _placed(found).merge(sums, on="site_id", how="left")


def parks_of(
    con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], names_all: bool, year: int | None = None
) -> pd.DataFrame:
    """Return parks as places on a map of a region, with what their flows move in a year.

    Returns
    -------
    DataFrame
        park_id, name_en, name_zh, latitude, longitude [°], is_illustrative, year, material [t/yr],
        energy [GJ/yr], water [m³/yr]; each flow counted once. For a guest, a kind that fewer than three
        companies move is empty.
    """
    moved = store.ask(con, "map_parks", parks=list(parks), names_all=names_all, year=year)
    places = moved[["park_id", "name_en", "name_zh", "latitude", "longitude", "is_illustrative"]]
    sums = _by_kind(moved.dropna(subset="kind"), "park_id")
    return places.drop_duplicates("park_id").merge(sums, on="park_id", how="left").reset_index(drop=True)


def _by_kind(moved: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return one row per key with its year and the sum of each kind; a kind of which nothing is known is empty."""
    counted = amounts(moved)
    sums = counted.groupby([key, "kind"])["amount"].sum(min_count=1).unstack("kind")
    latest = counted.groupby(key)["year"].max().astype(float)
    return sums.reindex(columns=list(UNITS)).astype(float).assign(year=latest).reset_index()


def amounts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with their quantity as `amount` in the unit of its kind.

    Parameters
    ----------
    rows : DataFrame
        quantity [unit], unit, kind, usual_unit, heating_value [GJ/usual unit], density [t/m³],
        enthalpy [GJ/t].

    Returns
    -------
    DataFrame
        The rows with amount [t, GJ or m³ by kind], empty where it cannot be told.
    """
    spelled = rows[_SPELLED].drop_duplicates()
    slopes = [
        conversion({**row, "energy_unit": None, "energy_factor": None}, UNITS[row["kind"]])[0]
        if row["kind"] in UNITS and isinstance(row["unit"], str)
        else math.nan
        for row in spelled.to_dict("records")
    ]
    known = spelled.assign(slope=np.array(slopes, dtype=float))
    slope = rows[_SPELLED].merge(known, on=_SPELLED, how="left")["slope"]
    return rows.assign(amount=rows["quantity"].astype(float).to_numpy() * slope.to_numpy())


def streams(
    con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], names_all: bool, resource_id: str | None = None
) -> pd.DataFrame:
    """Return the supplies and demands that may be told, with their amount a year.

    Returns
    -------
    DataFrame
        Columns as in `map_streams.sql`, and amount [t/yr, GJ/yr or m³/yr by kind].
    """
    found = store.ask(con, "map_streams", parks=list(parks), names_all=names_all)
    if resource_id:
        found = found.loc[found["resource_id"] == resource_id].reset_index(drop=True)
    times = found["period"].map(PERIODS).astype(float)
    times = times.where(found["period"] != "hour", found["hours"])
    yearly = amounts(found.assign(quantity=found["quantity"] * times))["amount"]
    return found.assign(amount=yearly)


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


def distance(x0: np.ndarray, y0: np.ndarray, x1: np.ndarray, y1: np.ndarray) -> np.ndarray:
    """Return how far apart places are along the straight line over the ground (great circle). [km]

    Parameters
    ----------
    x0, y0, x1, y1 : array
        Longitude and latitude of both ends. [°]

    Examples
    --------
    >>> float(distance(0.0, 0.0, 1.0, 0.0).round(1))
    111.2
    """
    x0, y0, x1, y1 = (np.radians(np.asarray(angle, dtype=float)) for angle in (x0, y0, x1, y1))
    half = np.sin((y1 - y0) / 2) ** 2 + np.cos(y0) * np.cos(y1) * np.sin((x1 - x0) / 2) ** 2
    return 2 * EARTH * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))


def arcs(synergies: pd.DataFrame, pairs: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return what is drawn between places: one row per synergy and pair of partners with a position.

    Parameters
    ----------
    synergies : DataFrame
        synergy_id, stage and what `amounts` needs.
    pairs : DataFrame
        synergy_id, provider_id, receiver_id.
    places : DataFrame
        site_id, longitude, latitude [°].

    Returns
    -------
    DataFrame
        synergy_id, provider_id, receiver_id, stage, kind, amount [t, GJ or m³ by kind; the
        synergy's, divided evenly among its pairs], x0, y0, x1, y1 [°], distance [km, straight line],
        lane: 0, 1, 2 … among arcs that join the same two places.
    """
    told = amounts(synergies)[["synergy_id", "stage", "kind", "amount"]]
    drawn = pairs.merge(told, on="synergy_id")
    drawn["amount"] /= drawn.groupby("synergy_id")["synergy_id"].transform("size")
    spots = places.dropna(subset=["longitude", "latitude"]).set_index("site_id")
    drawn = drawn.loc[drawn["provider_id"].isin(spots.index) & drawn["receiver_id"].isin(spots.index)]
    for end, number in (("provider_id", 0), ("receiver_id", 1)):
        drawn[f"x{number}"] = drawn[end].map(spots["longitude"])
        drawn[f"y{number}"] = drawn[end].map(spots["latitude"])
    both = [tuple(sorted(ends)) for ends in zip(drawn["provider_id"], drawn["receiver_id"], strict=True)]
    keys = pd.Series(both, index=drawn.index, dtype=object)
    return drawn.assign(
        distance=distance(*(drawn[column].to_numpy() for column in ("x0", "y0", "x1", "y1"))),
        lane=keys.groupby(keys).cumcount(),
    ).reset_index(drop=True)


def lies_apart(places: pd.DataFrame) -> bool:
    """Return whether parks lie so far apart that their sites would fall on one spot of a map of all."""
    known = places.dropna(subset=["longitude", "latitude"])
    if len(known) < 2:
        return False
    box = known[["longitude", "latitude"]].agg(["min", "max"]).to_numpy(dtype=float)
    return bool(distance(*box[0], *box[1]) > FAR)


def between_parks(pairs: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs whose ends lie in different parks, with the parks as ends.

    Returns
    -------
    DataFrame
        synergy_id, provider_id, receiver_id: ids of parks; one row per synergy and pair of parks.
    """
    park_of = sites.set_index("site_id")["park_id"]
    lifted = pairs.assign(
        provider_id=pairs["provider_id"].map(park_of), receiver_id=pairs["receiver_id"].map(park_of)
    ).dropna()
    return lifted.loc[lifted["provider_id"] != lifted["receiver_id"]].drop_duplicates().reset_index(drop=True)


def candidates(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], names_all: bool) -> pd.DataFrame:
    """Return supplies and demands of the same resource in different parks, the nearest first.

    Returns
    -------
    DataFrame
        Columns as in `map_candidates.sql`; and distance [km, straight line] and is_near: whether that
        is within what both sides accept (empty where neither says).
    """
    found = store.ask(con, "map_candidates", parks=list(parks), names_all=names_all)
    apart = distance(*(found[column].to_numpy(dtype=float) for column in ("x0", "y0", "x1", "y1")))
    within = pd.Series(
        apart <= found["distance_maximum"].to_numpy(dtype=float), index=found.index, dtype=object
    )
    return (
        found.assign(distance=apart, is_near=within.where(found["distance_maximum"].notna(), None))
        .sort_values(["distance", "supply_id", "demand_id"])
        .reset_index(drop=True)
    )


def candidate_arcs(candidates: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return what could be joined between parks as arcs: one per pair of parks, within what both sides accept.

    Parameters
    ----------
    candidates : DataFrame
        As from `candidates`.
    places : DataFrame
        Parks: site_id, longitude, latitude [°].

    Returns
    -------
    DataFrame
        Columns as from `arcs`, the stage "candidate" and no amount; resources: list of (name_en, name_zh).
    """
    near = candidates.loc[[one is True for one in candidates["is_near"]]]
    joined = [
        {
            "synergy_id": "",
            "provider_id": ends[0],
            "receiver_id": ends[1],
            "resources": list(dict.fromkeys(zip(group["resource_en"], group["resource_zh"], strict=True))),
        }
        for ends, group in near.groupby(["supply_park", "demand_park"], sort=False)
        if isinstance(ends, tuple)
    ]
    spots = places.set_index("site_id")[["longitude", "latitude"]]
    drawn = pd.DataFrame(joined, columns=["synergy_id", "provider_id", "receiver_id", "resources"])
    for end, number in (("provider_id", 0), ("receiver_id", 1)):
        drawn[f"x{number}"] = drawn[end].map(spots["longitude"]).astype(float)
        drawn[f"y{number}"] = drawn[end].map(spots["latitude"]).astype(float)
    drawn = drawn.dropna(subset=["x0", "y0", "x1", "y1"])
    return drawn.assign(
        stage="candidate",
        kind="material",
        amount=np.nan,
        distance=distance(*(drawn[column].to_numpy() for column in ("x0", "y0", "x1", "y1"))),
        lane=0,
    )
