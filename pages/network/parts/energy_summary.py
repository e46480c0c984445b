"""Summary of the energy network page: totals of the measures, the optimal plan, and both at current prices."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from isdata.decisions.planning import Portfolio, service
from isdata.energy.measures import DisclosedMeasures, DisclosedOutlook, SumAndPackage, Terms
from pages.common.data import derive
from pages.common.language import _, reader
from pages.network.parts import energy
from pages.network.parts.energy_state import State


@dataclass(frozen=True)
class Summary:
    """Figures of the headline.

    Attributes
    ----------
    found : DisclosedOutlook
        Measures valued at the terms.
    sums : Series
        Totals of the measures.
    plan : Portfolio
        Best plan within the budget.
    budget : float, optional
        Budget of the plan. [currency]
    today, sums_today : optional
        Plan and totals at present prices, if others were chosen.
    is_several : bool
        True if published results cover several parks.
    has_deducted : bool
        True if overlaps of measures are deducted in the totals.
    """

    found: DisclosedOutlook
    sums: pd.Series
    plan: Portfolio
    budget: float | None = None
    today: Portfolio | None = None
    sums_today: pd.Series | None = None
    is_several: bool = False
    has_deducted: bool = False

    @property
    def shows_both(self) -> bool:
        """True if simple sum and package differ and both are disclosed."""
        return self.found.is_less and self.both is not None

    @property
    def both(self) -> SumAndPackage | None:
        """Simple sum and package; None if one of them is withheld."""
        return derive(DisclosedOutlook.both, self.found)

    @property
    def currency(self) -> str:
        """Currency of all amounts."""
        return self.found.currency


def summarise(state: State) -> Summary | None:
    """Headline figures of the measures, also at present prices if others are chosen; None if totals are withheld."""
    found, limits = state.found, state.limits
    if found.sums is None:
        return None
    own: dict[str, Any] = {
        "stored": state.own.stored,
        "relations": state.own.relations,
        "limits": limits,
        "aim": state.aim,
        "viewer": state.own.viewer,
    }
    now = energy.at_todays_prices(state.terms)
    return Summary(
        found,
        found.sums,
        derive(service.quick, **own, terms=state.terms),
        limits.budget,
        None if now is None else derive(service.quick, **own, terms=now),
        None if now is None else found.sums_at(now),
        is_several=bool(state.claims["park_id"].isna().any()),
        has_deducted=found.is_package and derive(DisclosedMeasures.has_overlaps, state.own),
    )


def irr_words(sums: pd.Series, terms: Terms) -> str:
    """Text of the rate of return, nominal if the terms are, or of the reason why there is none."""
    words = {"none": _("none"), "several": _("several"), "": "–"}
    return words.get(sums["irr_status"]) or reader().percent(terms.stated_rate(float(sums["irr"])))
