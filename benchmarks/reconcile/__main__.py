"""Speed of reconciling synthetic networks of about 5,000 flows with isdata and its peers: times and ratios.

Time and ratio are given as wall time, then as processor time; on a busy machine, the latter is more meaningful.

pip install -r requirements.txt -r benchmarks/requirements.txt
python -m benchmarks.reconcile [NETWORK …]
"""

import sys
import time
from collections.abc import Callable

import clarabel
import numpy as np
import pandas as pd
import piqp
import scipy.sparse as sp
from cvxopt import cholmod, matrix, spmatrix

from benchmarks.reconcile.networks import NETWORKS, Network
from isdata.engines.reconciliation import reconcile
from isdata.engines.reconciliation.least_squares import factorised

ROUNDS = 3
SAMPLE = 50  # solves from which the time for one solve per flow is extrapolated


def main() -> None:
    """Print the figures of all networks, or of the named ones."""
    wanted = sys.argv[1:] or list(NETWORKS)
    for name in wanted:
        network = NETWORKS[name]()
        print(
            f"\n{name}: {network.value.size:,} flows, {network.matrix.shape[0]:,} sites, {network.gaps:.0%} gaps"
        )
        for row in _rows(network):
            print(row)


def _rows(network: Network) -> list[str]:
    contenders: dict[str, Callable[[], object]] = {
        "isdata, x ≥ 0": lambda: _ours(network, deviations=False),
        "isdata, x ≥ 0 and all deviations": lambda: _ours(network, deviations=True),
    }
    if not network.gaps:
        contenders |= {
            "equalities, CHOLMOD": lambda: _cholmod(*_normal(network)),
        }
    contenders |= {"x ≥ 0, PIQP": lambda: _piqp(network), "x ≥ 0, Clarabel": lambda: _clarabel(network)}
    seconds = _taking_turns(contenders)
    if not network.gaps:
        seconds["all deviations, one solve each"] = _one_by_one(network)
    (base, work) = seconds["isdata, x ≥ 0"]
    costs = {
        "isdata": _cost(network, _ours(network, deviations=False)),
        "Clarabel": _cost(network, _clarabel(network)),
    }
    rows = [
        f"  {name:34} {wall:9.2f} s {wall / base:7.1f} ×   {busy:9.2f} s {busy / work:7.1f} ×"
        for name, (wall, busy) in seconds.items()
    ]
    return [*rows, "  weighted squares " + ", ".join(f"{who} {cost:.6f}" for who, cost in costs.items())]


def _taking_turns(contenders: dict[str, Callable[[], object]]) -> dict[str, tuple[float, float]]:
    """Return the best wall time and the best processor time of each contender [s]; slow ones run once."""
    best: dict[str, tuple[float, float]] = {}
    for _ in range(ROUNDS):
        for name, run in contenders.items():
            wall, busy = best.get(name, (np.inf, np.inf))
            if np.isfinite(wall) and wall > 10:
                continue
            clock, processor = time.perf_counter(), time.process_time()
            run()
            best[name] = (min(wall, time.perf_counter() - clock), min(busy, time.process_time() - processor))
    return best


def _ours(network: Network, *, deviations: bool) -> np.ndarray:
    measurements = pd.DataFrame(
        {"flow_id": np.arange(network.value.size), "value": network.value, "deviation": network.deviation}
    )
    flows = reconcile(measurements, network.matrix, deviations=deviations).flows
    return flows["reconciled"].to_numpy()


def _normal(network: Network) -> tuple[sp.csr_array, np.ndarray]:
    spread = sp.csr_array(network.matrix @ sp.diags_array(network.deviation**2) @ network.matrix.T)
    return spread, network.matrix @ network.value


def _cholmod(system: sp.csr_array, right: np.ndarray) -> np.ndarray:
    lower = sp.coo_array(sp.tril(system))
    solution = matrix(right)
    cholmod.linsolve(spmatrix(lower.data, lower.row, lower.col, system.shape), solution)
    return np.array(solution).ravel()


def _quadratic(network: Network) -> tuple[sp.csc_matrix, np.ndarray]:
    measured = ~np.isnan(network.value)
    weight = np.where(measured, 1 / network.deviation**2, 0.0)
    return sp.csc_matrix(sp.diags(weight)), -weight * np.nan_to_num(network.value)


def _clarabel(network: Network) -> np.ndarray:
    squares, linear = _quadratic(network)
    sites, flows = network.matrix.shape
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    rows = sp.csc_matrix(sp.vstack([network.matrix, -sp.eye_array(flows)]))
    cones = [clarabel.ZeroConeT(sites), clarabel.NonnegativeConeT(flows)]
    return np.array(
        clarabel.DefaultSolver(squares, linear, rows, np.zeros(sites + flows), cones, settings).solve().x
    )


def _piqp(network: Network) -> np.ndarray:
    squares, linear = _quadratic(network)
    sites, flows = network.matrix.shape
    solver = piqp.SparseSolver()
    solver.settings.verbose = False
    solver.setup(
        squares,
        linear,
        sp.csc_matrix(network.matrix),
        np.zeros(sites),
        None,
        None,
        None,
        np.zeros(flows),
        None,
    )
    solver.solve()
    return np.array(solver.result.x)


def _one_by_one(network: Network) -> tuple[float, float]:
    """Return wall and processor time of one solve per flow, extrapolated from a sample. [s]"""
    system, _ = _normal(network)
    factor = factorised(system)
    columns = np.random.default_rng(0).integers(0, network.value.size, SAMPLE)
    right = network.matrix[:, columns].T.toarray()
    clock, processor = time.perf_counter(), time.process_time()
    for column in right:
        factor(column)
    times = network.value.size / SAMPLE
    return (time.perf_counter() - clock) * times, (time.process_time() - processor) * times


def _cost(network: Network, found: np.ndarray) -> float:
    measured = ~np.isnan(network.value)
    return float(np.sum(((found - network.value) / network.deviation)[measured] ** 2))


if __name__ == "__main__":
    main()
