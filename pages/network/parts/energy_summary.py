"""Summary of the energy network page: totals of the measures, the optimal plan, and both at current prices."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from isdata.data.disclosure import Sum
from isdata.decisions.planning import Portfolio, service
from isdata.energy import measures
from isdata.energy.measures import Outlook, Terms
from pages.common import role
from pages.common.data import derive
from pages.common.language import _, reader
from pages.network.parts import disclosed_totals, energy
from pages.network.parts.energy_state import State


@dataclass(frozen=True)
class Summary:
    """Figures of the headline.

    Attributes
    ----------
    found : Outlook
        The measures at the terms.
    plan : Portfolio
        The best plan within the budget.
    budget : float, optional
        Of the plan. [currency]
    today, sums_today : optional
        Plan and sums at today's prices, where others were chosen.
    is_several : bool
        Whether published results of several parks stand behind the measures.
    shows_both : bool
        Whether the plain sum and the package are stated beside each other.
    """

    found: Outlook
    plan: Portfolio
    budget: float | None = None
    today: Portfolio | None = None
    sums_today: pd.Series | None = None
    is_several: bool = False
    shows_both: bool = False

    @property
    def sum(self) -> Sum:
        """What the sums are of."""
        return disclosed_totals.counted(self.found)

    @property
    def sums(self) -> pd.Series:
        """What the measures come to as they are counted."""
        return self.found.sums

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.found.counted.currency


def summarise(state: State) -> Summary:
    """Headline of the measures, also beside current prices where others are chosen."""
    found, limits = state.found, state.limits
    own: dict[str, Any] = {
        "register": state.own,
        "relations": state.relations,
        "limits": limits,
        "aim": state.aim,
        "viewer": role.viewer(),
    }
    plan = service.quick(**own, terms=state.terms, priced=found.priced, appraised=found.appraised)
    is_several = bool(state.claims["park_id"].isna().any())
    shows_both = found.is_less and disclosed_totals.may_show_both(found)
    now = energy.at_todays_prices(state.terms)
    if now is None:
        return Summary(found, plan, limits.budget, is_several=is_several, shows_both=shows_both)
    today = derive(service.quick, **own, terms=now)
    sums = derive(measures.totals, found.counted, now)
    return Summary(found, plan, limits.budget, today, sums, is_several, shows_both)


def irr_words(sums: pd.Series, terms: Terms | None = None) -> str:
    """Return the rate of return, nominal where the terms say so, or why there is none."""
    words = {"none": _("none"), "several": _("several"), "": "–"}
    rate = float(sums["irr"])
    return words.get(sums["irr_status"]) or reader().percent(
        rate if terms is None else terms.stated_rate(rate)
    )
