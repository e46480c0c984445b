"""Synthetic, seeded networks of sites and flows, which balance before measurement errors are added."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import scipy.sparse as sp

FLOWS = 5_000


@dataclass(frozen=True)
class Network:
    """Balances of sites, and measurements of flows: value (NaN for a gap) and standard deviation."""

    matrix: sp.csr_array
    value: np.ndarray
    deviation: np.ndarray

    @property
    def gaps(self) -> float:
        """Share of unmeasured flows. [-]"""
        return float(np.isnan(self.value).mean())


def within_parks(generator: np.random.Generator, sites: int, flows: int) -> tuple[np.ndarray, np.ndarray]:
    """Parks of 200 sites; three of a hundred flows go to another park."""
    provider = generator.integers(0, sites, flows)
    receiver = provider // 200 * 200 + generator.integers(0, 200, flows)
    away = generator.random(flows) < 0.03
    receiver[away] = generator.integers(0, sites, away.sum())
    return provider, np.minimum(receiver, sites - 1)


def among_neighbours(generator: np.random.Generator, sites: int, flows: int) -> tuple[np.ndarray, np.ndarray]:
    """Sites on a square grid that supply sites about two places away."""
    side = int(sites**0.5)
    row, column = generator.integers(0, side, (2, flows))
    to_row, to_column = np.clip(
        np.array([row, column]) + np.rint(generator.normal(0, 2, (2, flows))).astype(int), 0, side - 1
    )
    return row * side + column, to_row * side + to_column


def anyone(generator: np.random.Generator, sites: int, flows: int) -> tuple[np.ndarray, np.ndarray]:
    """Random links: any site may supply any other."""
    return tuple(generator.integers(0, sites, (2, flows)))


def network(links: Callable, sites: int, *, gaps: float = 0.0, seed: int = 0) -> Network:
    """Return a network with the flows of `links`, and one flow into and one out of each site.

    Flows are lognormal over three orders of magnitude. Most are measured to 2-15 %, some estimated to
    30-60 %, and one in a hundred has a gross error of one half.
    """
    generator = np.random.default_rng(seed)
    provider, receiver = links(generator, sites, FLOWS - 2 * sites)
    kept = provider != receiver
    provider, receiver, inner = provider[kept], receiver[kept], np.arange(kept.sum())
    between = sp.csr_array(
        (np.repeat([-1.0, 1.0], inner.size), (np.r_[provider, receiver], np.r_[inner, inner])),
        (sites, inner.size),
    )
    amount = generator.lognormal(0, 1.5, inner.size)
    inflow, outflow = 0.3 * generator.lognormal(0, 1.5, (2, sites))
    net = between @ amount + inflow - outflow
    truth = np.r_[amount, inflow + np.maximum(-net, 0), outflow + np.maximum(net, 0)]
    share = generator.uniform(0.02, 0.15, truth.size)
    guessed = generator.random(truth.size) < 0.15
    share[guessed] = generator.uniform(0.3, 0.6, guessed.sum())
    value = np.maximum(truth * (1 + share * generator.normal(size=truth.size)), 0.0)
    wrong = generator.random(truth.size) < 0.01
    value[wrong] *= generator.choice([0.5, 1.5], wrong.sum())
    deviation = np.maximum(share * value, 1e-3)
    value[generator.random(truth.size) < gaps] = np.nan
    matrix = sp.csr_array(sp.hstack([between, sp.eye_array(sites), -sp.eye_array(sites)]))
    return Network(matrix, value, deviation)


NETWORKS: dict[str, Callable[[], Network]] = {
    "parks": partial(network, within_parks, 1_000),
    "neighbours": partial(network, among_neighbours, 961),
    "anyone": partial(network, anyone, 500),
    "gaps": partial(network, within_parks, 1_000, gaps=0.3),
}
