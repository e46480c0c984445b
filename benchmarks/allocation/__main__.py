"""Speed of the optimal allocation: network flow, HiGHS and the rule of thumb: python -m benchmarks.allocation

Synthetic, seeded data: supplies and demands with log-normal amounts; each candidate has its own gain, which may be
negative. The network flow and the linear program must reach the same total gain.
"""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd

from isdata.symbiosis.allocation import exact_allocation

T = TypeVar("T")
SEED = 1
# Supplies (and as many demands), candidates.
CASES = ((2_000, 20_000), (1_000, 250_000), (10_000, 250_000))
FOR_HIGHS = 250_000


def made_up(ends: int, count: int) -> pd.DataFrame:
    """Return `count` candidates between `ends` supplies and as many demands."""
    random = np.random.default_rng(SEED)
    pairs = np.unique(random.integers(0, ends * ends, int(count * 1.2)))
    pairs = np.sort(random.permutation(pairs)[:count])
    given, wanted = random.lognormal(6, 1.5, (2, ends))
    return pd.DataFrame(
        {
            "supply": pairs // ends,
            "demand": pairs % ends,
            "supply_amount": given[pairs // ends],
            "demand_amount": wanted[pairs % ends],
            "factor": 1.0,
            "gain": random.uniform(-50, 300, len(pairs)),
            "least": 0.0,
            "fixed": 0.0,
        }
    )


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return processor time and result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main(cases: tuple[tuple[int, int], ...]) -> None:
    """Print times and ratios."""
    exact_allocation.allocate(made_up(10, 20))  # loads everything that is loaded only once
    for ends, count in cases:
        table = made_up(ends, count)
        ours, best = timed(lambda table=table: exact_allocation.allocate(table))
        gap = best.bound / best.value - 1
        print(
            f"{len(table):,} candidates of {ends:,} supplies and demands: flow {ours:.2f} s, proved to {gap:.0e}"
        )
        ranked = table.sort_values("gain", ascending=False)
        greedy, in_order = timed(lambda ranked=ranked: exact_allocation.in_order(ranked))
        print(f"  best gain first: {greedy:.2f} s, loses {1 - in_order / best.value:.1%}")
        if len(table) <= FOR_HIGHS:
            other, program = timed(lambda table=table: exact_allocation.by_program(table))
            assert abs(program.value / best.value - 1) < 1e-6, "the two disagree"
            print(f"  HiGHS: {other:.2f} s, {other / ours:.0f} times the flow")


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(((given[0], given[1]),) if len(given) == 2 else CASES)
