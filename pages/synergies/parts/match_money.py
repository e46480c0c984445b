"""The money of one match: between which prices it serves both, what each of them asks, and what it is worth."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.energy.measures.presentation import between
from isdata.output.figures import matches as figure
from isdata.output.figures import payback
from isdata.output.figures import synergy_sheet as sheet_figure
from isdata.output.reports import deal
from isdata.symbiosis import assessment
from pages.common import controls, show
from pages.common.language import _, reader


def show_money(match: Mapping, currency: str) -> None:
    """Show the price band of a match with what both ask, and what comes of it; for the facilitator.

    Parameters
    ----------
    match : mapping
        One row of `matching.matches`.
    currency : str
        The money that it is told in.
    """
    read, unit = reader(), str(match["unit"])
    asks = {"asked": float(match["supply_price"]), "offered": float(match["demand_price"])}
    wishes = deal.wishes(**asks, currency=currency, unit=unit, reader=read)
    band = assessment.of_matches(pd.DataFrame([match])).iloc[0]
    st.markdown(show.plain(" ".join(filter(None, [deal.verdict(band, currency, unit, read), wishes]))))
    if not band["outcome"]:
        st.caption(
            _(
                "For a price band, both must tell what they pay today: the giver for disposal, the taker for what is "
                "replaced."
            )
        )
        return
    st.altair_chart(
        figure.price_band(
            {**band.to_dict(), **asks},
            read,
            read.currency(currency),
            unit,
            is_large=controls.is_projected(),
        ),
        alt=_(
            "Least price for the giver, most for the taker, the price at which both gain the same, and what each of them asks"
        ),
    )
    if pd.notna(match["quantity"]) and match["quantity"] > 0:
        _sheet(match, currency)


def _sheet(match: Mapping, currency: str) -> None:
    read = reader()
    made = assessment.sheet(assessment.case_of(match), discount_rate=0.08)
    row, spread = made.appraisal, made.simulation.measures.iloc[0]
    ends = (payback.words(spread[name], read) for name in ("payback_p10", "payback_p90"))
    paybacks = {
        _("Payback in years"): payback.words(row["payback"], read),
        _("Payback, 10 to 90 % of futures"): between(*ends, read),
    }
    # A match knows what its treatment costs to build, and nothing of pipes and tanks: nothing told is not nothing to pay.
    investment = read.money(float(match["investment"]), currency)
    if not row["investment"]:
        investment = _("not told") if match["steps"] else _("no treatment needed")
        paybacks = {_("Payback in years"): _("no investment told")}
    facts = {
        _("Gain of both a year"): read.money(row["annual_saving"], currency),
        _("Investment in treatment"): investment,
        **paybacks,
        _("Net present value, 10 years at 8 %"): read.money(row["npv"], currency),
    }
    st.table(
        pd.DataFrame({"what": list(facts), "text": [show.plain(text) for text in facts.values()]}),
        border="horizontal",
        hide_header=True,
        hide_index=True,
    )
    if made.unknown:
        listed = ", ".join(sheet_figure.part_words(name, read) for name in made.unknown)
        st.caption(show.plain(_("Not known, and so not counted: {names}.", names=listed)))
    st.caption(_("Pipes, tanks and approvals are not in the investment; costs of treatment are assumptions."))
