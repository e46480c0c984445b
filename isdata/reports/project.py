"""What is proposed, in numbers: its cash flow, its worst and best case, and what its value hangs on."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from isdata import finance, measures, uncertainty
from isdata.measures import Register, Terms
from isdata.measures.pricing import MONEY_OF, Priced, price

# One input at a time is changed by this share, the others kept. [-]
STEP = 0.2
# Energy prices are as likely 1 + share as 1 / (1 + share) of what is stored (the middle 95 %). [-]
PRICE_SHARE = 0.3
CASES = ("worst", "likely", "best")
_GENERAL = uncertainty.Assumptions()


@dataclass(frozen=True)
class Project:
    """Measures, or a synergy, as one undertaking that money is asked for.

    Attributes
    ----------
    register : Register
        What belongs to it, overlaps taken off.
    terms : Terms
        At which prices and rates.
    appraised : DataFrame, index measure_id
        As `measures.appraise` returns.
    totals : Series
        As `measures.totals` returns.
    yearly : DataFrame
        As `measures.yearly` returns.
    simulation : uncertainty.Simulation
        How sure value and payback are.
    cases : DataFrame, index "worst", "likely", "best"
        investment and net_investment [currency], annual_saving [currency/yr], payback and discounted_payback [yr],
        npv [currency], irr [1/yr], irr_status.
    sensitivities : DataFrame
        input ("investment", "saving", "price", "lifetime", "discount_rate"; of a synergy its assumptions), low and high [currency] (net present
        value with the input less or more by `STEP`), break_even (change at which the value is zero, missing where
        there is none) [-]; what matters most first.
    hurdle : float
        Payback asked for. [yr]
    """

    register: Register
    terms: Terms
    appraised: pd.DataFrame
    totals: pd.Series
    yearly: pd.DataFrame
    simulation: uncertainty.Simulation
    cases: pd.DataFrame
    sensitivities: pd.DataFrame
    hurdle: float

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.register.currency

    @property
    def price_years(self) -> list[int]:
        """Years whose money it is told in."""
        return sorted({int(year) for year in self.register.measures["price_year"].dropna()})


def project(
    register: Register, terms: Terms, *, hurdle: float = 3.0, draws: int = uncertainty.DRAWS
) -> Project:
    """Return measures as one undertaking.

    Parameters
    ----------
    register : Register
        At least one measure whose money is known; see `measures.packaged` for overlaps.
    terms : Terms
        Prices, discount rate and horizon.
    hurdle : float
        Payback asked for. [yr]
    draws : int
        Number of drawn futures.
    """
    appraised = measures.appraise(register, terms)
    priced = price(register, terms)
    return Project(
        register=register,
        terms=terms,
        appraised=appraised,
        totals=measures.totals(register, terms, appraised),
        yearly=measures.yearly(register, terms),
        simulation=measures.simulate(register, terms, hurdle=hurdle, price_share=PRICE_SHARE, draws=draws),
        cases=_cases(register, priced),
        sensitivities=_sensitivities(register, priced),
        hurdle=hurdle,
    )


def _energy(register: Register) -> set[str]:
    """Return the columns of energy carriers that cost money."""
    rows = register.savings
    is_paid = (rows["kind"] == "energy") & (rows["money"].fillna(0) != 0)
    return {f"{MONEY_OF}{name}" for name in rows.loc[is_paid, "resource_id"].unique()}


def _cases(register: Register, priced: Priced) -> pd.DataFrame:
    """Return the project with every input at its worse end at once, as stated, and at its better end."""
    known = priced.measures[priced.measures["is_known"]]
    rows = {}
    for case, side in zip(CASES, (-1, 0, 1), strict=True):
        cost = _end(known, "uncertainty_investment", _GENERAL.investment, -side)
        effect = _end(known, "uncertainty", _GENERAL.saving, side)
        level = (1 + PRICE_SHARE) ** side
        rows[case] = _case(priced, known, _energy(register), (cost, effect, level))
    return pd.DataFrame(rows).T.rename_axis("case")


def _end(known: pd.DataFrame, column: str, general: uncertainty.Spread, side: int) -> np.ndarray:
    """Return the factor on an input at one end of what each measure declares, else of the general spread."""
    if side == 0:
        return np.ones(len(known))
    share = known[column].to_numpy(dtype=float, na_value=np.nan) / 100
    otherwise = float(general.high if side > 0 else general.low)
    return np.where(np.isnan(share), otherwise, np.maximum(0.0, 1 + side * share))


def _case(
    priced: Priced, known: pd.DataFrame, energy: set[str], factors: tuple[np.ndarray, np.ndarray, float]
) -> dict[str, object]:
    cost, effect, level = factors
    on = {"investment": cost, "terminal": cost}
    on |= {name: effect * (level if name in energy else 1.0) for name in priced.growth}
    flow = sum(
        (
            amounts * on.get(name, np.ones(len(known)))[:, np.newaxis]
            for name, amounts in priced.parts().items()
        ),
        start=np.zeros((1, 1)),
    ).sum(axis=0)
    saving = sum((known[name].fillna(0) * on[name] for name in priced.growth), start=-known["running_cost"])
    invested = known.assign(investment=known["investment"] * cost)
    net = float(finance.net_investment(invested).sum())
    return {
        "investment": float(invested["investment"].sum()),
        "net_investment": net,
        "annual_saving": float(saving.sum()),
        "payback": finance.payback(net, float(saving.sum())),
        "discounted_payback": finance.discounted_payback(flow, priced.terms.discount_rate),
        "npv": finance.npv(priced.terms.discount_rate, flow),
        "irr": finance.irr(flow),
        "irr_status": finance.irr_status(flow),
    }


def _sensitivities(register: Register, priced: Priced) -> pd.DataFrame:
    """Return what the value becomes when one input changes and all others stay."""
    rate = priced.terms.discount_rate
    parts = {name: amounts.sum(axis=0) for name, amounts in priced.parts().items()}
    worth = {name: float(finance.npv(rate, amounts)) for name, amounts in parts.items()}
    npv = sum(worth.values())
    groups = {
        "investment": [name for name in ("investment", "terminal") if name in worth],
        "saving": list(priced.growth),
        "price": sorted(_energy(register)),
    }
    rows = []
    for name, members in groups.items():
        moved = sum(worth[member] for member in members)
        if moved:
            zero = -npv / moved
            rows.append((name, npv - STEP * moved, npv + STEP * moved, zero if zero >= -1 else np.nan))
    flow = sum(parts.values(), start=np.zeros(1))
    rows.append(("lifetime", *(_value_at_life(priced, 1 + side * STEP) for side in (-1, 1)), np.nan))
    at_zero = finance.irr(flow) / rate - 1 if rate > 0 else np.nan
    ends = (float(finance.npv(rate * (1 + side * STEP), flow)) for side in (-1, 1))
    rows.append(("discount_rate", *ends, at_zero))
    table = pd.DataFrame(rows, columns=["input", "low", "high", "break_even"])
    order = (table["high"] - table["low"]).abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _value_at_life(priced: Priced, factor: float) -> float:
    """Return the net present value with all lives longer or shorter, in whole years."""
    life = np.maximum(1.0, np.floor(priced.measures["lifetime"] * factor + 0.5))
    changed = replace(priced, measures=priced.measures.assign(lifetime=life))
    return float(np.sum(finance.npv(priced.terms.discount_rate, changed.flows())))
