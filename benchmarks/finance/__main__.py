"""Speed and correctness of the financial formulas, compared with pyxirr and numpy-financial in one run.

    python -m benchmarks.finance

The peers take one cash flow per call. They get lists, their fastest input, and a sample of the rows; times are scaled
up.
"""

import math
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np
import numpy_financial
import pandas as pd
import pyxirr

from isdata.engines import finance, uncertainty

ROWS = 1_000_000
YEARS = 10
ROUNDS = 3
SEED = 1


@dataclass(frozen=True)
class Contender:
    """A function that is timed on the first `rows` cash flows of a million."""

    name: str
    rows: int
    run: Callable[[Any], object]
    takes_lists: bool = True


def conventional(rng: np.random.Generator) -> np.ndarray:
    """Cash flows of efficiency measures: one investment, then yearly savings."""
    return np.column_stack([-rng.uniform(10, 100, ROWS), rng.uniform(1, 30, (ROWS, YEARS))])


def mixed(rng: np.random.Generator) -> np.ndarray:
    """Cash flows with random signs; about half of them have no rate of return, or several."""
    return rng.normal(size=(ROWS, YEARS + 1))


def each(function: Callable[[list[float]], object]) -> Callable[[list[list[float]]], object]:
    """Return a function that calls `function` for each cash flow."""
    return lambda flows: [function(flow) for flow in flows]


def seconds(action: Callable[[], object]) -> float:
    """Time that `action` takes. [s]"""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def race(title: str, flows: np.ndarray, contenders: list[Contender]) -> None:
    """Print the best time of several rounds with alternating contenders; the first contender is isdata."""
    given = [
        flows[: contender.rows].tolist() if contender.takes_lists else flows[: contender.rows]
        for contender in contenders
    ]
    best = [math.inf] * len(contenders)
    for _ in range(ROUNDS):
        for place, contender in enumerate(contenders):
            taken = seconds(lambda run=contender.run, rows=given[place]: run(rows))
            best[place] = min(best[place], taken * len(flows) / contender.rows)
    print(f"\n{title}, {len(flows):,} flows of {flows.shape[1]} years")
    for contender, taken in zip(contenders, best, strict=True):
        print(f"  {contender.name:28} {taken:9.3f} s   {taken / best[0]:8.1f} x")


def npf_irr(flow: list[float]) -> float:
    """Return numpy-financial's rate, without warnings."""
    with np.errstate(all="ignore"):
        return float(numpy_financial.irr(flow))


def silent_irr(flow: list[float]) -> float | None:
    """Return pyxirr's rate; None where it raises."""
    return pyxirr.irr(flow, silent=True)


def verdict(flow: list[float], roots: np.ndarray, answer: float | None) -> str:
    """Return the verdict on a peer's answer for a cash flow with these rates of return."""
    if answer is None or math.isnan(answer):
        return "silent where there is one" if len(roots) == 1 else "right"
    if len(roots) == 0 or np.abs(roots - answer).min() > 1e-6 * (1 + abs(answer)):
        return "a number that is no rate"
    return "right" if len(roots) == 1 else "one of several, unsaid"


def judge(flows: np.ndarray) -> None:
    """Print the share of right answers of each program, checked by the polynomial's eigenvalues (numpy.roots)."""
    answers = {
        "isdata": finance.irr(flows),
        "pyxirr": [silent_irr(flow) for flow in flows.tolist()],
        "numpy-financial": [npf_irr(flow) for flow in flows.tolist()],
    }
    roots = [eigenvalue_rates(flow) for flow in flows]
    print(f"\nRight or wrong, {len(flows):,} flows of any sign")
    for name, given in answers.items():
        verdicts = [
            verdict(flow, root, answer) for flow, root, answer in zip(flows, roots, given, strict=True)
        ]
        print(f"  {name:16}", pd.Series(verdicts).value_counts().to_dict())


def eigenvalue_rates(flow: np.ndarray) -> np.ndarray:
    """Return all rates above -1 by an independent method: the growth factors are eigenvalues."""
    factors = np.roots(flow)
    return factors[(np.abs(factors.imag) < 1e-9) & (factors.real > 0)].real - 1


def register(rows: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return synthetic measures."""
    return pd.DataFrame(
        {
            "investment": rng.uniform(10, 1_000, rows),
            "annual_saving": rng.uniform(-5, 600, rows),
            "lifetime": rng.integers(3, 20, rows),
        }
    )


def tables(rng: np.random.Generator) -> None:
    """Print the times for tables of measures."""
    few, many = register(108, rng), register(ROWS, rng)
    prices = {"annual_saving": uncertainty.Spread.within(0.2, "lognormal")}
    assumptions = uncertainty.Assumptions(prices=prices)
    actions = {
        "appraise, 108 measures": lambda: finance.appraise(few, discount_rate=0.08),
        f"appraise, {ROWS:,} measures": lambda: finance.appraise(many, discount_rate=0.08),
        "simulate, 108 x 10,000 draws": lambda: uncertainty.simulate(
            few, assumptions, discount_rate=0.08, hurdle=3.0
        ),
    }
    print("\nTables, ours alone")
    for name, action in actions.items():
        action()
        print(f"  {name:32} {min(seconds(action) for _ in range(ROUNDS)):9.4f} s")


def main() -> None:
    """Run all comparisons."""
    rng = np.random.default_rng(SEED)
    print(f"Python {platform.python_version()}, numpy {np.__version__}, numba {version('numba')},",
          f"pyxirr {version('pyxirr')}, numpy-financial {version('numpy-financial')}; best of {ROUNDS}")  # fmt: skip
    plain, any_sign = conventional(rng), mixed(rng)
    finance.irr(any_sign[:100])  # compiles the function before timing
    peers = [
        Contender("pyxirr", 100_000, each(silent_irr)),
        Contender("numpy-financial", 2_000, each(npf_irr)),
    ]
    race(
        "IRR, one change of sign", plain, [Contender("isdata", ROWS, finance.irr, takes_lists=False), *peers]
    )
    race("IRR, any sign", any_sign, [Contender("isdata", ROWS, finance.irr, takes_lists=False), *peers])
    judge(any_sign[:5_000])
    race(
        "NPV",
        plain,
        [
            Contender("isdata", ROWS, lambda flows: finance.npv(0.08, flows), takes_lists=False),
            Contender("pyxirr", 100_000, each(lambda flow: pyxirr.npv(0.08, flow))),
            Contender("numpy-financial", 20_000, each(lambda flow: numpy_financial.npv(0.08, flow))),
        ],
    )
    tables(rng)


if __name__ == "__main__":
    main()
