"""Synergy as one undertaking: its feasibility case in the same figures as a set of measures."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.energy.measures import Register, Terms
from isdata.energy.measures.pricing import OTHER
from isdata.engines import finance
from isdata.output.reports.project import CASES, STEP, Project
from isdata.symbiosis import assessment
from isdata.symbiosis.assessment.case import Case, money
from isdata.symbiosis.assessment.parties import equivalent_annual_amount
from isdata.symbiosis.assessment.simulation import drivers, spread

# Ends of an assumption's range, the middle 95 %. [standard deviations]
_END = 1.959963984540054


def of_synergy(synergy: Mapping, case: Case, terms: Terms, *, hurdle: float, draws: int) -> Project | None:
    """Appraise a synergy as one undertaking; None if its gain or its investment is unknown.

    Parameters
    ----------
    synergy : mapping
        One row of `synergies.synergies`, for the facilitator.
    case : Case
        Assumptions of the synergy, as on its page.
    terms : Terms
        Terms, of which only the discount rate is used.
    hurdle : float
        Required payback. [yr]
    draws : int
        Number of simulations.
    """
    if not (case.has_gain and case.has_investment):
        return None
    made = assessment.sheet(case, discount_rate=terms.discount_rate, hurdle=hurdle, draws=draws)
    row = made.appraisal
    totals = pd.Series(
        {"measures": 1, "net_investment": row["investment"], "energy_saving": np.nan}
        | {"co2_saving": float(made.years["co2"].iloc[1]), "unknown": 0}
        | row.to_dict(),
        dtype=object,
    )
    return Project(
        register=_register(synergy, row, case.lifetime),
        terms=terms,
        appraised=pd.DataFrame([totals], index=pd.Index([synergy["synergy_id"]], name="measure_id")),
        totals=totals,
        yearly=_yearly(made.years, terms.discount_rate),
        simulation=made.simulation,
        cases=_cases(case, terms.discount_rate),
        sensitivities=_sensitivities(case, terms.discount_rate),
        hurdle=hurdle,
    )


def _yearly(years: pd.DataFrame, rate: float) -> pd.DataFrame:
    net, paid = years["net"].to_numpy(dtype=float), years["investment"].to_numpy(dtype=float)
    return pd.DataFrame(
        {
            "year": years["year"],
            "paid": paid,
            "received": net - paid,
            "net": net,
            "cumulative": net.cumsum(),
            "discounted": (net / (1 + rate) ** np.arange(len(net))).cumsum(),
        }
    )


def _flow(case: Case, factors: Mapping[str, float]) -> np.ndarray:
    """Net cash flow with factors on some assumptions. [currency/yr]"""
    drawn = {name: np.array([[factor]]) for name, factor in factors.items()}
    return np.ravel(sum(money(case, drawn).values(), start=np.zeros((1, case.lifetime + 1))))


def _cases(case: Case, rate: float) -> pd.DataFrame:
    """Synergy with all assumptions at their worse ends, as stated, and at their better ends."""
    sides: dict[str, dict[str, float]] = {name: {} for name in CASES}
    for name in drivers(case):
        ends = spread(case, name).factors(np.array([-_END, _END])).tolist()
        worth = [float(finance.npv(rate, _flow(case, {name: end}))) for end in ends]
        sides["worst"][name], sides["best"][name] = ends if worth[0] <= worth[1] else ends[::-1]
    return pd.DataFrame({name: _case(case, factors, rate) for name, factors in sides.items()}).T.rename_axis(
        "case"
    )


def _case(case: Case, factors: Mapping[str, float], rate: float) -> dict[str, object]:
    flow = _flow(case, factors)
    return {
        "investment": float(-flow[0]),
        "net_investment": float(-flow[0]),
        "annual_saving": equivalent_annual_amount(np.append(0.0, flow[1:]), rate),
        "payback": float(finance.cumulative_payback(flow)),
        "discounted_payback": float(finance.discounted_payback(flow, rate)),
        "npv": float(finance.npv(rate, flow)),
        "irr": float(finance.irr(flow)),
        "irr_status": str(finance.irr_status(flow)),
    }


def _sensitivities(case: Case, rate: float) -> pd.DataFrame:
    """NPV when one assumption changes and all others are constant; columns as in `Project`."""

    def worth(flow, at=rate):
        return float(finance.npv(at, flow))

    flow = _flow(case, {})
    npv, rows = worth(flow), []
    for name in drivers(case):
        low, high = (worth(_flow(case, {name: 1 + side * STEP})) for side in (-1, 1))
        # The value is linear in each assumption, so two points give its zero.
        moved = (high - low) / (2 * STEP)
        zero = -npv / moved if moved else np.nan
        rows.append((name, low, high, zero if zero >= -1 else np.nan))
    lives = [max(1, round(case.lifetime * (1 + side * STEP))) for side in (-1, 1)]
    rows.append(("lifetime", *(worth(_flow(replace(case, lifetime=life), {})) for life in lives), np.nan))
    irr = float(finance.irr(flow))
    at_zero = irr / rate - 1 if rate > 0 else np.nan
    rows.append(("discount_rate", worth(flow, rate * (1 - STEP)), worth(flow, rate * (1 + STEP)), at_zero))
    table = pd.DataFrame(rows, columns=["input", "low", "high", "break_even"])
    order = (table["high"] - table["low"]).abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _register(synergy: Mapping, appraisal: pd.Series, lifetime: int) -> Register:
    """Synergy as a register with one row: currency, price year and source for reports."""
    row = {
        "measure_id": synergy["synergy_id"],
        "company_id": synergy["synergy_id"],
        "name_en": synergy["name_en"],
        "name_zh": synergy["name_zh"],
        "status": synergy["stage"],
        "investment": appraisal["investment"],
        OTHER: appraisal["annual_saving"],
        "lifetime": float(lifetime),
        "price_year": synergy["price_year"],
        "source": synergy["source"],
        "is_illustrative": synergy["is_illustrative"],
        "benefit_en": None,
        "benefit_zh": None,
    }
    savings = pd.DataFrame({"resource_id": pd.Series(dtype=str), "growth": pd.Series(dtype=float)})
    return Register(pd.DataFrame([row]).set_index("measure_id"), savings, str(synergy["currency"]))
