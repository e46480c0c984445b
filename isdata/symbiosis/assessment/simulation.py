"""Uncertainty of a feasibility sheet: its assumptions simulated within their declared uncertainty."""

import math

import numpy as np
import pandas as pd

from isdata.engines import finance, uncertainty
from isdata.symbiosis.assessment.case import COSTS, EMITTED, GAINS, Case, money, tonnes

# Uncertainty if none is declared. Assumptions of this product, not published figures: plans tend to cost
# more.
INVESTMENT = uncertainty.Spread(0.9, 1.3)
OTHERS = uncertainty.Spread.within(0.2)


def drivers(case: Case) -> list[str]:
    """Assumptions that can vary: known, monetary and not zero."""
    if not (case.has_gain and case.has_investment):
        return []
    counted = ("annual_saving",) if case.is_whole else ("volume", *GAINS, "substitution", *COSTS, "running")
    known = [name for name in counted if _size(case, name) > 0]
    return known + ["investment"] * bool(np.nansum([*case.investment.values()]) > 0)


def _size(case: Case, name: str) -> float:
    value = float(case.volumes[0]) if name == "volume" else getattr(case, name)
    return 0.0 if math.isnan(value) else abs(value)


def spread(case: Case, name: str) -> uncertainty.Spread:
    """Uncertainty of an assumption."""
    declared = case.uncertainty.get(name, math.nan)
    if not math.isnan(declared):
        return uncertainty.Spread.within(declared / 100)
    return INVESTMENT if name == "investment" else OTHERS


def simulate(case: Case, *, discount_rate: float, hurdle: float, draws: int) -> uncertainty.Simulation:
    """Percentiles of payback and NPV, the probability of meeting the required payback, and the main drivers.

    Each assumption is drawn independently; the random numbers are the same for every synergy, so that two
    cases differ by their data only.
    """
    factors = _factors(case, drivers(case), draws)
    net = sum(money(case, factors).values(), start=np.zeros((draws, case.lifetime + 1)))
    return uncertainty.summarised(
        payback=np.asarray(finance.cumulative_payback(net), dtype=float),
        npv=np.asarray(finance.npv(discount_rate, net), dtype=float),
        annual_saving=net[:, 1],
        drivers={name: factor[:, 0] for name, factor in factors.items()},
        hurdle=hurdle,
    )


def co2(case: Case, *, draws: int) -> pd.Series:
    """P10, P50 and P90 of the CO2 saved in the first year, missing if unknown. [t/yr]

    Money and CO2 share the amount in each simulation.
    """
    counted = (
        ("co2",)
        if not math.isnan(case.co2)
        else ("co2_avoided", *(name for of in EMITTED.values() for name in of))
    )
    names = [name for name in ("volume", *counted) if name != "distance" and _size(case, name) > 0]
    first = tonnes(case, _factors(case, names, draws))["co2"][..., 1]
    drawn = np.broadcast_to(first, (draws,))
    shares = uncertainty.PERCENTILES
    values = np.quantile(drawn, np.array(shares) / 100, method="inverted_cdf")
    return pd.Series({f"p{share}": float(value) for share, value in zip(shares, values, strict=True)})


def _factors(case: Case, names: list[str], draws: int) -> dict[str, np.ndarray]:
    """Random factors of the assumptions, (draws, 1)."""
    scores = {name: uncertainty.scores(uncertainty.SEED, f"synergy {name}", draws) for name in names}
    return {name: spread(case, name).factors(drawn)[:, np.newaxis] for name, drawn in scores.items()}


def swings(case: Case, *, discount_rate: float) -> pd.DataFrame:
    """NPV with each assumption at its low or high end (central 95 %).

    Returns
    -------
    DataFrame
        driver, low, high [currency], share_low and share_high [-] of the assumption; the widest first.
    """
    ends = np.array([[-1.959963984540054], [1.959963984540054]])
    rows = []
    for name in drivers(case):
        share = spread(case, name).factors(ends)
        net = sum(money(case, {name: share}).values(), start=np.zeros((2, case.lifetime + 1)))
        low, high = finance.npv(discount_rate, net)
        rows.append(
            {
                "driver": name,
                "low": float(low),
                "high": float(high),
                "share_low": float(share[0, 0]),
                "share_high": float(share[1, 0]),
            }
        )
    table = pd.DataFrame(rows, columns=["driver", "low", "high", "share_low", "share_high"])
    width = (table["high"] - table["low"]).abs()
    return table.loc[width.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)
