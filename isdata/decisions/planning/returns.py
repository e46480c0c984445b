"""Combined annual saving and payback of the measures of a plan, as for any measures done together."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Relations
from isdata.data.disclosure import Viewer, rounded, rounding_step
from isdata.decisions.planning.limits import Portfolio
from isdata.energy import measures
from isdata.energy.measures import Register, Terms
from isdata.engines import finance


@dataclass(frozen=True)
class Returns:
    """Figures of the measures of a plan, net of overlaps; rounded for everyone but the facilitator.

    Attributes
    ----------
    annual_saving : float
        Once all are done. [currency/yr]
    net_investment : float
        Investment less subsidy and avoided replacement. [currency]
    payback : float
        Missing if nothing is selected, or if a rounded figure is zero. [yr]
    step : float
        Step to which the annual saving is rounded; 0 if it is not. [currency/yr]
    """

    annual_saving: float
    net_investment: float
    payback: float
    step: float = 0.0


def returns(
    register: Register,
    relations: Relations,
    plan: Portfolio,
    terms: Terms,
    *,
    most: float = np.inf,
    viewer: Viewer,
) -> Returns:
    """Annual saving, net investment and payback of a plan, as in `measures.totals`.

    Parameters
    ----------
    register : Register
        The measures that the plan is chosen from.
    relations : DataFrame
        As `measures.relations` returns.
    plan : Portfolio
        The plan in full.
    terms : Terms
        Prices and rates.
    most : float
        Stated spending of the plan; upper limit of the rounded net investment, which would otherwise
        contradict it. [currency]
    viewer : Viewer
        Reader of the figures.
    """
    chosen = delayed_to_their_year(register.only(pd.Index(plan.chosen)), plan.measures["year"])
    sums = measures.totals(measures.packaged(chosen, relations), terms)
    saving, paid = float(sums["annual_saving"]), float(sums["net_investment"])
    if chosen.measures.empty:
        return Returns(saving, paid, np.nan)
    if viewer.sees_all:
        return Returns(saving, paid, float(sums["payback"]))
    alone = measures.appraise(register, terms)
    largest = alone[["annual_saving", "investment"]].abs().max()
    saving = rounded(saving, float(largest["annual_saving"]))
    paid = min(rounded(paid, float(largest["investment"])), most)
    step = rounding_step(float(largest["annual_saving"]))
    return Returns(saving, paid, float(finance.payback(paid, saving)), step)


def delayed_to_their_year(found: Register, years: pd.Series) -> Register:
    """Measures delayed to the year of the plan that does them. [yr]"""
    rows = found.measures
    planned = years.reindex(rows.index).fillna(0).astype(int)
    if "delay" in rows:
        planned = np.maximum(planned, rows["delay"].astype(int))
    return replace(found, measures=rows.assign(delay=planned)) if planned.any() else found
