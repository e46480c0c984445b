"""Money of one match: price band, stated price limits, and value."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.energy.measures.presentation import range_text
from isdata.output.figures import matches as figure
from isdata.output.figures import payback
from isdata.output.figures import synergy_sheet as sheet_figure
from isdata.output.reports import match_prices
from isdata.symbiosis import assessment
from isdata.symbiosis.matching import presentation
from pages.common import charts, show
from pages.common.data import derive
from pages.common.language import _, reader


def show_prices(match: Mapping, currency: str) -> None:
    """Show the price band of a match with both stated price limits; for the facilitator.

    Parameters
    ----------
    match : mapping
        One row of `matching.matches`.
    currency : str
        Display currency.
    """
    read, unit = reader(), str(match["unit"])
    asks = {"asked": float(match["supply_price"]), "offered": float(match["demand_price"])}
    band = assessment.of_matches(pd.DataFrame([match])).iloc[0]
    if match["blocked"]:
        st.markdown(_("**After the obstacles are removed**"))
    st.markdown(show.escaped(match_prices.of_match(band, **asks, currency=currency, unit=unit, reader=read)))
    if not band["outcome"]:
        st.caption(_("The price range needs the provider's disposal cost and the receiver's purchase cost."))
        return
    charts.draw(
        figure.price_band(
            {**band.to_dict(), **asks},
            charts.reader(),
            currency,
            unit,
            investment="before" if match["steps"] else "costs",
        ),
        alt=_(
            "Minimum price of the provider, maximum price of the receiver, equal-gain price, and the "
            "price limits of both"
        ),
    )


def show_worth(match: Mapping, currency: str) -> None:
    """Show the results of a match with a price band; parameters as for `show_prices`."""
    has_gain = pd.notna(match["quantity"]) and match["quantity"] > 0 and pd.notna(match["value"])
    if has_gain and assessment.of_matches(pd.DataFrame([match])).iloc[0]["outcome"]:
        _gain_if_unblocked(match, currency) if match["blocked"] else _sheet(match, currency)


def _gain_if_unblocked(match: Mapping, currency: str) -> None:
    """Show only the yearly gain of a blocked match, because the cost of removing its obstacles is unknown."""
    facts = {
        _("Gain per year if unblocked"): reader().money(float(match["value"]), currency),
        _("Transport cost per year, deducted"): transport_words(match, currency),
    }
    _facts(facts)
    st.caption(
        _("Investment, payback and NPV are not stated: the cost of removing the obstacles is unknown.")
    )


def transport_words(match: Mapping, currency: str) -> str:
    """Transport cost of a match per year, with cost per unit and distance: the gain is stated after it."""
    read, unit = reader(), str(match["unit"])
    # A difference of large numbers; 0 where nothing is carried.
    per_unit = abs(round(assessment.case_of(match).transport, 6))
    cost = read.money(per_unit * float(match["quantity"]), currency)
    rate = f"{read.money(per_unit, currency)}/{read.unit(unit)}"
    return read.noted(cost, read.listed([rate, presentation.distance(match, read)]))


def _facts(facts: Mapping[str, str]) -> None:
    show.table(pd.DataFrame({"what": list(facts), "text": list(facts.values())}), hide_header=True)


def _sheet(match: Mapping, currency: str) -> None:
    read = reader()
    made = derive(assessment.sheet, assessment.case_of(match), discount_rate=0.08)
    row, spread = made.appraisal, made.simulation.measures.iloc[0]
    ends = (payback.words(spread[name], read) for name in ("payback_p10", "payback_p90"))
    paybacks = {
        _("Payback [yr]"): payback.words(row["payback"], read),
        _("Payback, 80% range [yr]"): range_text(*ends, read),
    }
    # A match includes the investment of its treatment, but not of pipes and tanks: no stated cost does not mean no cost.
    investment = read.money(float(match["investment"]), currency)
    if not row["investment"]:
        investment = _("not stated") if match["steps"] else _("no treatment needed")
        paybacks = {_("Payback [yr]"): _("no investment declared")}
    facts = {
        _("Gain per year, both companies"): read.money(row["annual_saving"], currency),
        _("Transport cost per year, deducted"): transport_words(match, currency),
        _("Investment in treatment"): investment,
        **paybacks,
        _("NPV, 10 years at 8%"): read.money(row["npv"], currency),
    }
    _facts(facts)
    lines = [_("Investment excludes pipes, tanks and approvals; treatment costs are assumptions.")]
    if made.unknown:
        listed = read.listed(sheet_figure.part_words(name, read) for name in made.unknown)
        lines.append(show.escaped(_("Unknown, not included: {names}.", names=listed)))
    show.computed(read.sentences(lines))
