"""Graphs for all programs: published ones, and seeded random ones."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

PUBLISHED = Path(__file__).parents[2] / "tests" / "published" / "sankey"
SIZES = {"20/40": (20, 40, 8), "100/400": (100, 400, 4), "500/3000": (500, 3000, 1)}  # nodes, links, seeds


@dataclass(frozen=True)
class Case:
    """One graph; results are aggregated by `family`."""

    name: str
    family: str
    cyclic: bool
    links: pd.DataFrame
    width: int
    height: int


def published() -> list[Case]:
    """Example graphs of d3-sankey and d3-sankey-circular."""
    cases = []
    for path in sorted(PUBLISHED.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        names = [node.get("name", node.get("id")) for node in data["nodes"]]
        rows = [
            [names[end] if isinstance(end, int) else end for end in (link["source"], link["target"])]
            + [float(link["value"])]
            for link in data["links"]
        ]
        cyclic = path.name.startswith("circular")
        links = pd.DataFrame(rows, columns=["source", "target", "value"])
        cases.append(Case(path.stem, path.stem, cyclic, links, 1200, 700))
    return cases


def random(size: str, cyclic: bool) -> list[Case]:
    """Return random graphs: distinct pairs of nodes, values log-normal (sigma 1)."""
    nodes, links, seeds = SIZES[size]
    family = f"{size} {'cyclic' if cyclic else 'acyclic'}"
    side = {20: (1200, 700), 100: (1600, 1200), 500: (3000, 3000)}[nodes]
    return [
        Case(f"{family} {seed}", family, cyclic, _random(nodes, links, cyclic, seed), *side)
        for seed in range(seeds)
    ]


def _random(nodes: int, links: int, cyclic: bool, seed: int) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < links:
        a, b = (int(end) for end in chance.integers(nodes, size=2))
        if a != b:
            pairs.add((a, b) if cyclic else (min(a, b), max(a, b)))
    ends = sorted(pairs)
    return pd.DataFrame(
        {
            "source": [f"n{a:03}" for a, _ in ends],
            "target": [f"n{b:03}" for _, b in ends],
            "value": chance.lognormal(0.0, 1.0, len(ends)),
        }
    )
