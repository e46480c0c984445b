"""Distances along the roads of a plan."""

import itertools
import json
from collections.abc import Iterable

import duckdb
import numpy as np
import pandas as pd
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import KDTree

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.park.parkmap.geometry import EARTH, distance, lines
from isdata.park.parkmap.places import positions

ROAD, STRAIGHT = "road", "straight"
STEP = 0.02  # length of the pieces of roads, to which sites and other roads are connected [km]
JOIN = 0.03  # distance below which the end of a road and a piece of another are one crossing [km]
LEAVE = 1.0  # distance to all roads from which a site is not connected to the network [km]


def pair_distances(con: duckdb.DuckDBPyConnection, pairs: pd.DataFrame, *, park: str) -> pd.DataFrame:
    """Pairs of sites with their distance, along the roads of the park's plan if they connect both.

    Parameters
    ----------
    pairs : DataFrame
        provider_id, receiver_id: ids of sites; sites in other parks are included.

    Returns
    -------
    DataFrame
        The pairs with distance [km] (NaN if a position is missing, or the plan is only a sketch) and distance_basis:
        "road", or "straight" for a straight line.
    """
    drawn = store.ask(con, "park_roads", parks=[park])
    if drawn["is_sketch"].any():
        return pairs.assign(distance=np.nan, distance_basis=STRAIGHT)
    places = positions(con, parks=[park], viewer=FACILITATOR)
    return along_roads(pairs, places, drawn["geometry"].dropna())


def along_roads(pairs: pd.DataFrame, places: pd.DataFrame, roads: Iterable[str]) -> pd.DataFrame:
    """Pairs of places with their distance; see `pair_distances`.

    Parameters
    ----------
    pairs : DataFrame
        provider_id, receiver_id.
    places : DataFrame
        site_id, longitude, latitude [°].
    roads : iterable of str
        Lines as GeoJSON.
    """
    spots = places.drop_duplicates("site_id").set_index("site_id")[["longitude", "latitude"]].astype(float)
    start, end = (spots.reindex(pairs[name]).to_numpy() for name in ("provider_id", "receiver_id"))
    road = lengths(start, end, roads)
    is_road = ~np.isnan(road)
    return pairs.assign(
        distance=np.where(is_road, road, distance(*start.T, *end.T)),
        distance_basis=np.where(is_road, ROAD, STRAIGHT).astype(object),
    )


def lengths(start: np.ndarray, end: np.ndarray, roads: Iterable[str]) -> np.ndarray:
    """Road distances between places; NaN if the roads do not connect both. [km]

    Parameters
    ----------
    start, end : ndarray, shape (pairs, 2)
        Longitude and latitude of both ends. [°]
    roads : iterable of str
        Lines as GeoJSON.
    """
    straight = distance(*start.T, *end.T)
    known = ~np.isnan(straight)
    road = np.full(len(start), np.nan)
    points, graph = network(roads)
    if len(points) and known.any():
        # As complex numbers, because finding unique rows sorts all of them.
        ends = np.ascontiguousarray(np.concatenate([start[known], end[known]]), dtype=float)
        place, unique = pd.factorize(ends.view(complex).ravel())
        node, leave = _nearest(np.asarray(unique).view(float).reshape(-1, 2), points)
        first, last = np.split(place, 2)
        # Roads have no direction, and each start is a search of its own.
        fewer, more = sorted((node[first], node[last]), key=lambda side: len(np.unique(side)))
        starts, row = np.unique(fewer, return_inverse=True)
        reached = dijkstra(graph, directed=False, indices=starts)[row.ravel(), more]
        by_road = reached + leave[first] + leave[last]
        is_on = np.isfinite(by_road) & (leave[first] <= LEAVE) & (leave[last] <= LEAVE)
        road[known] = np.where(is_on, np.maximum(by_road, straight[known]), np.nan)
    return road


def network(roads: Iterable[str]) -> tuple[np.ndarray, coo_matrix]:
    """Points of roads divided into short pieces, and the distances of neighbouring points.

    Returns
    -------
    ndarray, shape (points, 2)
        Longitude and latitude. [°]
    sparse matrix, shape (points, points)
        Length of the pieces, and of the joints where roads meet. [km]
    """
    drawn = [np.array(line, dtype=float)[:, :2] for text in roads for line in lines(json.loads(text))]
    cut = [_cut(line) for line in drawn if len(line) > 1]
    if not cut:
        return np.empty((0, 2)), coo_matrix((0, 0))
    points = np.concatenate(cut)
    line_of = np.repeat(np.arange(len(cut)), [len(line) for line in cut])
    before = np.flatnonzero(line_of[1:] == line_of[:-1])
    joints = _joints(points, line_of)
    one, other = (
        np.concatenate([side, joint]) for side, joint in ((before, joints[0]), (before + 1, joints[1]))
    )
    # A length of exactly zero would count as no connection.
    length = np.maximum(distance(*points[one].T, *points[other].T), 1e-9)
    return points, coo_matrix((length, (one, other)), shape=(len(points),) * 2).tocsr()


def _cut(line: np.ndarray) -> np.ndarray:
    """Line with points at least every STEP."""
    pieces = [line[:1]]
    for start, end in itertools.pairwise(line):
        count = max(1, int(np.ceil(float(distance(*start, *end)) / STEP)))
        pieces.append(start + (end - start) * (np.arange(1, count + 1) / count)[:, None])
    return np.concatenate(pieces)


def _joints(points: np.ndarray, line_of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of points of different lines that are closer than JOIN: roads that meet or cross."""
    near = KDTree(_plane(points, points)).query_pairs(JOIN, output_type="ndarray")
    apart = near[line_of[near[:, 0]] != line_of[near[:, 1]]]
    return apart[:, 0], apart[:, 1]


def _nearest(places: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Nearest point of each place, and its distance. [km]"""
    apart, node = KDTree(_plane(points, points)).query(_plane(places, points))
    return node, apart


def _plane(places: np.ndarray, about: np.ndarray) -> np.ndarray:
    """Return degrees as kilometres on a plane, accurate to a thousandth over a park. [km]"""
    return np.radians(places) * EARTH * np.array([np.cos(np.radians(about[:, 1].mean())), 1.0])
