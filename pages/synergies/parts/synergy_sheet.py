"""Feasibility sheet of one synergy: results of its assumptions."""

import math

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.i18n import N_
from isdata.output.figures import synergy_sheet as figure
from isdata.output.reports import gain_differences, partner_terms, presentation, synergy_co2
from isdata.symbiosis import assessment
from pages.common import cards, charts, park_facts, popovers, screen, show
from pages.common import synergy_record as facts
from pages.common.language import _, defined, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.synergies.parts import (
    synergy_assumptions,
    synergy_certainty,
    synergy_partners,
    synergy_presented,
    synergy_price,
    synergy_record,
    synergy_words,
)

_UNITS = {"water": "m³", "virgin": "t", "landfill": "t"}  # of the benefits besides CO2 and jobs, a year
_PARTNERS = 200  # height of the picture of the partners [px]
_LOW = 800  # window height below which the chart is lower [px]


def show_sheet(dossier: assessment.Dossier, name: str, top: DeltaGenerator) -> None:
    """Show the sheet of a synergy and its assumptions, with the answer in `top`; `name` signs changes."""
    made = dossier.sheet
    assert made is not None
    currency = str(dossier.facts["currency"] or park_facts.currency())
    is_unknown = bool(made.appraisal[["investment", "annual_gain"]].isna().all())
    if is_unknown:
        _show_unappraised(dossier, top)
    else:
        _show_results(dossier, made, name, currency, top)
    if is_unknown and park_facts.is_published():
        with popovers.lazy_content(_("Enter assumptions"), key="synergy_of_source") as is_drawn:
            if is_drawn:
                _show_assumptions(dossier, name)
    else:
        _show_assumptions(dossier, name)
    with popovers.lazy_content(_("By year"), key="synergy_by_year") as is_drawn:
        if is_drawn:
            synergy_assumptions.show_years(made, currency, str(dossier.facts["unit"] or ""))


def _show_unappraised(dossier: assessment.Dossier, top: DeltaGenerator) -> None:
    """Show what is known of a synergy without costs and gains: who gives what to whom, how much, and the record."""
    synergy = dossier.facts.to_dict()
    words = _("No cost or gain of this synergy is known; enter them below to appraise it.")
    if is_published := park_facts.is_published():
        words = synergy_presented.headline(synergy, dossier.partners)
    with top:
        headline.state(words, is_on_page=True)
    if is_published:
        st.markdown(_("The published source states no cost or gain of this synergy."))
    synergy_presented.draw_partners(synergy, dossier.partners, width=screen.width(), height=_PARTNERS)
    facts.show_record(synergy, dossier.partners, has_head=True)


def _show_results(
    dossier: assessment.Dossier, made: assessment.Sheet, name: str, currency: str, top: DeltaGenerator
) -> None:
    """Show key figures, costs and gains by year, price, benefits, partners and uncertainty."""
    year = dossier.facts["price_year"]
    recorded = gain_differences.recorded(dossier.facts.to_dict(), made, reader())
    prices = show.price_years([] if pd.isna(year) else [int(year)])
    with top:
        headline.state(_answer(made, currency), is_on_page=True)
    once(_metrics, made, dossier.assumptions, currency, prices=prices, recorded=recorded)
    most = partner_terms.maximum_investment(made, dossier.assumptions, currency, reader())
    if most:
        st.info(show.escaped(most), icon=":material/savings:")
    _left_out(made)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Costs and gains by year"), anchor=False)
        once(_years, made.years, currency, is_low=screen.is_phone() or 0 < screen.height() < _LOW)
    with right:
        st.subheader(_("Price"), anchor=False)
        unit = str(dossier.facts["unit"] or "")
        once(synergy_price.show_price, made, dossier.assumptions, dossier.partners, currency, unit)
        st.subheader(_("Benefits"), anchor=False)
        once(_effects, made, dossier.assumptions)
    _show_method(dossier, made, currency)
    synergy_partners.show_partners(dossier, name)
    once(synergy_certainty.show_certainty, made, currency)


def _answer(made: assessment.Sheet, currency: str) -> str:
    """Sentence on the net present value with its range, and on the payback of a profitable synergy; empty if unknown."""
    row = made.appraisal
    if pd.isna(row["npv"]):
        return ""
    money, payback = synergy_words.money(row["npv"], currency), row["payback"]
    if within := synergy_certainty.within(made, currency):
        money = reader().noted(money, within)
    if row["npv"] <= 0:
        return _("Not profitable for all partners together: NPV {money}", money=money)
    if not 0 < payback < math.inf:
        return _("Profitable for all partners together: NPV {money}", money=money)
    return _(
        "Profitable for all partners together: NPV {money}, payback {years}",
        money=money,
        years=synergy_words.years(payback),
    )


def _show_assumptions(dossier: assessment.Dossier, name: str) -> None:
    """Let the facilitator enter the assumptions, and compare them with the record."""
    st.subheader(_("Assumptions"), anchor=False)
    synergy_assumptions.show_editor(dossier, name)
    synergy_record.offer(dossier, name)


def _years(years: pd.DataFrame, currency: str, *, is_low: bool) -> None:
    drawn = figure.by_year(years, charts.reader(), currency, is_low=is_low)
    if drawn is None:
        show.info(_("No costs are known yet. Fill in the assumptions below."))
        return
    charts.draw(
        drawn, alt=_("Costs and gains by year and item, with the discounted cumulative sum as a line")
    )


# Yearly gains differ: investment divided by one of them would be another figure.
_PAYBACK = N_(
    "Time in which the gains, added up year by year, repay the investment; linear within a year. “Never” where they do "
    "not within the lifetime."
)


def _metrics(
    made: assessment.Sheet, stated: pd.DataFrame, currency: str, *, prices: str, recorded: str
) -> None:
    """Show the key figures; `recorded`: gain of the record beside that of the sheet."""
    row = made.appraisal
    rates = stated.drop_duplicates("assumption").set_index("assumption")["value"]
    discounted = _("discounted at {rate}", rate=reader().percent(rates["discount_rate"]))
    all_discounted = _("all partners, {rate}", rate=discounted)

    def money(name):
        return synergy_words.money(row[name], currency)

    def years(name):
        return synergy_words.years(row[name])

    gain, note = _("Gain per year"), _gain_note(made, currency, recorded)
    known = [
        (_("Investment"), money("investment"), prices, defined("investment")),
        (gain, money("annual_gain"), note or prices, defined("gain per year")),
        (_("Payback"), years("payback"), _("all partners, undiscounted"), _(_PAYBACK)),
        (_("Discounted payback"), years("discounted_payback"), all_discounted, defined("discounted payback")),
        (_("Net present value"), money("npv"), discounted, defined("NPV")),
        (_("Internal rate of return"), _irr_words(row), _("per year, real"), defined("IRR")),
    ]
    with cards.row(6, brief="synergy"):
        for label, text, about, definition in known:
            cards.metric(label, text, definition, about)
    if note and screen.is_phone():  # whose cards have no notes
        with st.container(key="small_gain"):
            st.caption(show.escaped(_("{a}: {b}", a=gain, b=note)))


def _gain_note(made: assessment.Sheet, currency: str, recorded: str) -> str:
    """That the gain is an average where years differ, and the recorded gain where it differs; otherwise empty."""
    is_even = made.years["net"].iloc[1:].map(lambda net: synergy_words.money(net, currency)).nunique() < 2
    average = "" if is_even else _("discounted mean")
    return " · ".join(filter(None, [average, recorded]))


def _irr_words(row: pd.Series) -> str:
    """Internal rate of return, or why there is none."""
    words = {"none": _("none"), "several": _("several"), "": _("unknown")}
    status = str(row["irr_status"])
    return reader().percent(row["irr"], digits=1) if status == "one" else words[status]


def _left_out(made: assessment.Sheet) -> None:
    """Warn of the costs and gains without an amount."""
    if made.unknown:
        listed = reader().listed(figure.part_words(name, reader()) for name in made.unknown)
        st.warning(
            show.escaped(_("Unknown, not included: {names}.", names=listed)),
            icon=":material/help:",
        )


def _show_method(dossier: assessment.Dossier, made: assessment.Sheet, currency: str) -> None:
    """Offer the basis of the yearly gain and of the CO2 saved, and how a gain entered as a total is computed instead."""
    read, stated = reader(), dossier.assumptions
    whole = stated.drop_duplicates("assumption").set_index("assumption").loc["annual_saving"]
    total = ""
    if pd.notna(whole["value"]):
        total = (
            _("The annual gain is entered as a total below. Clear it to compute it from its parts.")
            if whole["origin"] == "stored"
            else _(
                "The annual gain is entered as a total in the record. Enter the avoided disposal or purchase "
                "cost to compute it from its parts."
            )
        )
    sentences = [
        partner_terms.gain_by_year(made, stated, currency, read),
        gain_differences.of_record(dossier.facts.to_dict(), made, read),
        total,
        *synergy_co2.advice(made, stated, read),
    ]
    if any(sentences):
        show.computed(show.escaped(read.sentences(filter(None, sentences))))


def _effects(made: assessment.Sheet, stated: pd.DataFrame) -> None:
    """Show the benefits with an amount as a table, and name those without effect and the unknown ones."""
    read = reader()
    jobs = stated.set_index("assumption").loc["jobs", "value"]
    saves_none = bool((made.years["co2"].iloc[1:] == 0).all())
    co2 = {} if saves_none else synergy_co2.by_part(made, read)
    rows = {read.text(synergy_co2.PARTS[name]): text for name, text in co2.items()}
    years = {name: made.years[name].iloc[1:] for name in _UNITS}
    unknown = [name for name in _UNITS if years[name].isna().any()] + (["jobs"] if pd.isna(jobs) else [])
    zero = [name for name in _UNITS if (years[name] == 0).all()] + (["jobs"] if jobs == 0 else [])
    rows |= {
        read.choice("assumption", name): presentation.over_years(
            made.years[name], unit, read, aside=presentation.estimate(stated, name, read)
        )
        for name, unit in _UNITS.items()
        if name not in (*unknown, *zero)
    }
    if jobs > 0:
        rows[read.choice("assumption", "jobs")] = facts.job_words(float(jobs))
    if rows:
        show.table(pd.DataFrame({"what": list(rows), "text": list(rows.values())}), hide_header=True)
    unchanged = [*([read.text(synergy_co2.PARTS["co2"])] if saves_none else []), *_named(zero)]
    lines = [
        _("No change: {names}.", names=read.listed(unchanged)) if unchanged else "",
        _("Unknown: {names}.", names=read.listed(_named(unknown))) if unknown else "",
    ]
    if any(lines):
        st.caption("  \n".join(show.escaped(line) for line in lines if line))


def _named(assumptions: list[str]) -> list[str]:
    """Names of assumptions."""
    return [reader().choice("assumption", name) for name in assumptions]
