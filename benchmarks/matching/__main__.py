"""Speed of matching supplies and demands, compared with peers: python -m benchmarks.matching [ROWS]

Synthetic, seeded data: 50,000 supplies and 50,000 demands spread over a country-sized box, 47 classes, within 50 km.
The peers find the pairs of equal class within the radius; isdata also checks all constraints, scores and ranks. All
must find the same pairs.
"""

import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import duckdb
import numpy as np
import pandas as pd
from scipy.spatial import KDTree
from sklearn.neighbors import BallTree

from isdata.symbiosis.matching import ranking
from isdata.symbiosis.matching.streams import MONTHS

T = TypeVar("T")
RADIUS = 50.0
CLASSES = 47
EARTH = 6371.0


def streams(rows: int, seed: int) -> pd.DataFrame:
    """Return synthetic streams, in the format of `streams.prepared`."""
    random = np.random.default_rng(seed)
    table = pd.DataFrame(
        {
            "stream_id": [f"{seed}-{i}" for i in range(rows)],
            "owner": np.arange(rows) + seed * 10_000_000,
            "resource_id": "class-" + pd.Series(random.integers(0, CLASSES, rows)).astype(str),
            "resource_class": "by_product",
            "kind": "material",
            "is_hazardous": False,
            "needs_permit": False,
            "state": random.choice(["solid", "liquid"], rows, p=[0.9, 0.1]),
            "forms": 0,
            "temperature": np.nan,
            "pressure": np.nan,
            "hours": 6000.0,
            "daily_from": np.nan,
            "day_length": np.nan,
            "steadiness": 1.0,
            "available_from": pd.NaT,
            "available_until": pd.NaT,
            "latitude": random.uniform(27.0, 39.0, rows),
            "longitude": random.uniform(104.0, 118.0, rows),
            "amount": random.lognormal(6, 1.5, rows),
            "least": np.nan,
            "common_unit": "t",
            "cost": random.uniform(-50, 300, rows),
            "reach": 40.0,
            "rate": 0.6,
            "trust": random.uniform(0.3, 1.0, rows),
        }
    )
    shares = random.dirichlet(np.full(12, 5.0), rows).astype("float32")
    return table.assign(**{name: shares[:, i] for i, name in enumerate(MONTHS)})


def points(table: pd.DataFrame) -> np.ndarray:
    """Return positions on the globe as Cartesian coordinates. [km]"""
    y, x = np.radians(table["latitude"]), np.radians(table["longitude"])
    return EARTH * np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])


CHORD = 2 * EARTH * np.sin(RADIUS / EARTH / 2)


def by_product(supplies: pd.DataFrame, demands: pd.DataFrame, *, top: int) -> pd.DataFrame:
    """isdata: constraints, score and rank of every pair."""
    names = supplies["resource_id"].unique()
    similarity = pd.DataFrame(
        {"supply_resource": names, "demand_resource": names, "similarity": 1.0, "alike_by": "same"}
    )
    return ranking.rank(supplies, demands, similarity, terms=ranking.Terms(radius=RADIUS, top=top))


def by_tree(supplies: pd.DataFrame, demands: pd.DataFrame) -> int:
    """scipy's KDTree, one tree per class: pairs only."""
    found = 0
    groups = dict(iter(demands.groupby("resource_id")))
    for name, group in supplies.groupby("resource_id"):
        if name in groups:
            found += KDTree(points(group)).count_neighbors(KDTree(points(groups[name])), CHORD)
    return int(found)


def by_ball_tree(supplies: pd.DataFrame, demands: pd.DataFrame) -> int:
    """scikit-learn's BallTree on the globe, one tree per class: pairs only."""
    found = 0
    groups = dict(iter(demands.groupby("resource_id")))
    places = ["latitude", "longitude"]
    for name, group in supplies.groupby("resource_id"):
        if name in groups:
            tree = BallTree(np.radians(groups[name][places]), metric="haversine")
            found += tree.query_radius(np.radians(group[places]), RADIUS / EARTH, count_only=True).sum()
    return int(found)


def by_merge(supplies: pd.DataFrame, demands: pd.DataFrame) -> int:
    """pandas: merge on the class, then the distance: pairs only."""
    one = pd.DataFrame(points(supplies), columns=["x", "y", "z"]).assign(name=supplies["resource_id"])
    other = pd.DataFrame(points(demands), columns=["x", "y", "z"]).assign(name=demands["resource_id"])
    pairs = one.merge(other, on="name")
    square = sum((pairs[f"{axis}_x"] - pairs[f"{axis}_y"]) ** 2 for axis in "xyz")
    return int((square <= CHORD**2).sum())


def by_join(supplies: pd.DataFrame, demands: pd.DataFrame) -> int:
    """DuckDB: join on the class, no grid: pairs only."""
    con = duckdb.connect()
    for name, table in (("s", supplies), ("d", demands)):
        con.register(
            name,
            pd.DataFrame(points(table), columns=["x", "y", "z"]).assign(r=table["resource_id"]),
        )
    ((count,),) = con.execute(
        "select count(*) from s join d using (r) "
        "where (s.x - d.x) ** 2 + (s.y - d.y) ** 2 + (s.z - d.z) ** 2 <= $1",
        [CHORD**2],
    ).fetchall()
    return int(count)


def timed(name: str, work: Callable[[], T], repeats: int) -> tuple[float, T]:
    """Return the median processor time of several runs, and the last result."""
    times, waited, results = [], [], []
    for _ in range(repeats):
        start, at = time.process_time(), time.perf_counter()
        results.append(work())
        times.append(time.process_time() - start)
        waited.append(time.perf_counter() - at)
    print(f"{name:<52} {np.median(times):8.3f} s of processor time, {np.median(waited):8.3f} s on the clock")
    return float(np.median(times)), results[-1]


def peak() -> float:
    """Return the peak memory of this process. [GB]"""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main(rows: int) -> None:
    """Print times and ratios."""
    supplies, demands = streams(rows, 1), streams(rows, 2)
    repeats = 3 if rows <= 100_000 else 1
    print(f"{rows:,} supplies × {rows:,} demands, {CLASSES} classes, within {RADIUS:.0f} km")
    ours, ranked = timed(
        "isdata: gates, score, top five of each demand", lambda: by_product(supplies, demands, top=5), repeats
    )
    print(f"{'memory at the most':<52} {peak():8.2f} GB")
    tree, pairs = timed("KDTree per class: pairs only", lambda: by_tree(supplies, demands), repeats)
    ball, balled = timed("BallTree per class: pairs only", lambda: by_ball_tree(supplies, demands), 1)
    print(f"ratio to isdata: KDTree {tree / ours:.2f}, BallTree {ball / ours:.2f}")
    assert pairs == balled, "the trees disagree"
    if rows <= 100_000:
        everything = by_product(supplies, demands, top=10**9)
        print(f"pairs: isdata {len(everything):,}, KDTree {pairs:,}")
        merge, merged = timed("pandas merge on class: pairs only", lambda: by_merge(supplies, demands), 1)
        join, joined = timed(
            "DuckDB join on class, no grid: pairs only", lambda: by_join(supplies, demands), 1
        )
        assert len(everything) == pairs == merged == joined, "the peers disagree"
        print(f"ratio to isdata: pandas {merge / ours:.1f}, DuckDB join {join / ours:.1f}")
    print(f"ranked rows: {len(ranked):,}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
