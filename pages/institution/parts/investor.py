"""Figures for an investor: total results of a park's planned measures, their risk, and the largest measures."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures, DisclosedOutlook, Terms
from isdata.energy.measures.presentation import measure_words, words
from isdata.institution import risks
from pages.common import charts, role, screen, show
from pages.common.data import ask, derive
from pages.common.language import _, defined, reader

_PLANNED = "ahead"  # scope of the measures
_SHOWN = 8  # number of bars


def figures(park_id: str) -> list[tuple[str, str, str]]:
    """Label, value and definition of net investment, payback, NPV, IRR and expected loss of the planned measures.

    Empty if there is no measure or the totals are withheld; without the expected loss of risks for guests.
    """
    found, read = _outlook(park_id), reader()
    sums = None if found is None else found.sums
    if found is None or sums is None:
        return []
    invested, npv = (read.money(sums[name], found.currency) for name in ("net_investment", "npv"))
    together = _("All planned measures together, as on the page “Energy network”.")
    return [
        (_("Net investment in measures"), invested, read.sentences([defined("net investment"), together])),
        (_("Payback"), _years(float(sums["payback"])), together),
        (_("Net present value"), npv, read.sentences([defined("NPV"), together])),
        (_("IRR"), _rate(sums), read.sentences([defined("IRR"), together])),
        *_losses(ask(risks.register, park_id=park_id, viewer=role.viewer())),  # none for guests
    ]


def largest(park_id: str, head: Callable[[str], None]) -> bool:
    """Draw the largest planned measures with investment, payback and company; return False if none may be shown."""
    found = _outlook(park_id)
    if found is None:
        return False
    table, read = found.table, reader()
    open_ones = table[table["has_money"].astype(bool) & ~table.index.isin(list(found.excluded_by))]
    first = open_ones.sort_values("investment", ascending=False, kind="stable").head(_SHOWN)
    if first.empty:
        return False
    head(_("Largest planned investments"))
    rate = _("discount rate {rate}", rate=read.percent(found.terms.discount_rate))
    basis = filter(None, [show.price_years(found.price_years), rate])  # once, for the key figures as well
    st.caption(" · ".join([_("Investment, payback and company"), *basis]))
    records = first.to_dict("records")
    invested = [read.money(row["investment"], found.currency) for row in records]
    years = [_years(float(row["payback"])) for row in records]
    companies = read.names(first, "company")
    charts.bars(
        {
            "name": [measure_words(row, read) for row in records],
            "amount": first["investment"].to_numpy(),
            "words": [
                " · ".join(filter(None, each)) for each in zip(invested, years, companies, strict=True)
            ],
            "short": [" · ".join(each) for each in zip(invested, years, strict=True)],
        },
        alt=_("Investment of the largest planned measures, with payback and company"),
        total=len(open_ones),
        room=3.2,
        looks=screen.bar_looks(36),
    )
    return True


def _outlook(park_id: str) -> DisclosedOutlook | None:
    """Planned measures at the default terms; None if there are none."""
    stored = ask(scenarios.disclosed_measures, park_id=park_id, scenario_id=None, viewer=role.viewer())
    planned = derive(DisclosedMeasures.in_scope, stored, _PLANNED)
    if not len(planned):
        return None
    rate = measures.hurdle_rate(ask(measures.networks, park_id=park_id))
    return derive(DisclosedMeasures.outlook, planned, Terms(hurdle_rate=rate))


def _losses(known: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Expected loss of the open risks; empty if none is estimated, which does not mean zero."""
    open_ones = known[(known["status"] != "closed") & known["expected"].notna()]
    if open_ones.empty:
        return []
    loss = reader().money(open_ones["expected"].sum(), str(open_ones["currency"].iloc[0]))
    return [
        (
            _("Expected loss per year"),
            loss,
            _("Total of all open risks of the park, with mean probability and loss; see the page “Risks”."),
        )
    ]


def _years(years: float) -> str:
    counted = words(years, reader())
    return _("{years} years", years=counted) if 0 < years < float("inf") else counted


def _rate(sums: pd.Series) -> str:
    """Text of the internal rate of return, or of the reason why there is none."""
    none = {"none": _("none"), "several": _("several"), "": "–"}
    return none.get(sums["irr_status"]) or reader().percent(float(sums["irr"]))
