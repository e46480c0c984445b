"""How the sums of the energy network page are to be read, where they come from, and what is in none of them."""

import streamlit as st

from isdata.energy import measures
from isdata.energy.measures import Terms
from pages.common.language import _, ngettext, reader
from pages.network.parts.energy_summary import Told


def show(told: Told, terms: Terms) -> None:
    """Say how the sums are to be read, where they come from, and which measures are in none of them."""
    for line in (_scope(told, terms), _counted(told, terms)):
        st.caption(line)


def _scope(told: Told, terms: Terms) -> str:
    """Return which measures, years, prices and rate the sums are of."""
    read, rows = reader(), told.found.appraised
    years, money = rows["year"].dropna().astype(int), measures.price_years(told.found.counted)
    lines = [
        _("Measures of {years}.", years=_span(years.tolist())) if len(years) else "",
        _("Money of {years}.", years=_span(money)) if money else "",
        _("Discount rate {rate}, real.", rate=read.percent(terms.discount_rate, digits=1)),
        _("Savings are taken as yearly, from the first year after the investment, at the stored price list."),
        *_unusual(terms),
    ]
    reported = int(rows["status"].isin(measures.ACHIEVED).sum())
    if told.is_several and reported:
        lines.append(
            ngettext(
                "The source reports its results for several parks together and states no period: here {count} measure "
                "that is done stands in this park, and its saving is taken as yearly.",
                "The source reports its results for several parks together and states no period: here all {count} "
                "measures that are done are placed in this park, and their saving is taken as yearly.",
                reported,
            )
        )
    return " ".join(line for line in lines if line)


def _unusual(terms: Terms) -> list[str]:
    """Return the terms that are not as usual, each as a sentence."""
    read = reader()
    percent = lambda share: read.percent(share, digits=1)  # noqa: E731
    told = {
        _("Prices change by the growth of the price list."): terms.has_growth,
        _("Horizon {years} years, with replacement until then.", years=str(terms.horizon)): terms.horizon,
        _(
            "Savings fall by {share} a year where a measure declares no loss.",
            share=percent(terms.degradation),
        ): terms.degradation,
        _("After a tax of {share} on gains.", share=percent(terms.tax_rate)): terms.tax_rate,
        _(
            "Cash flows and rates of return in nominal money at an inflation of {rate}; the discount rate is then {told}.",
            rate=percent(terms.inflation),
            told=percent(terms.told_rate(terms.discount_rate)),
        ): terms.is_nominal,
    }
    return [sentence for sentence, holds in told.items() if holds]


def _span(years: list[int]) -> str:
    first, last = min(years), max(years)
    return str(first) if first == last else _("{first} to {last}", first=str(first), last=str(last))


def _counted(told: Told, terms: Terms) -> str:
    """Return what is in the sums and what is not."""
    read, sums = reader(), told.sums
    lines = []
    if told.tells_alone:
        lines.append(
            _(
                "Done together, measures take from each other, and these overlaps are taken off. Each alone, added up, "
                "they come to a saving of {saving} a year, a net present value of {npv} and {co2} of CO2 a year.",
                saving=read.money(told.found.alone["annual_saving"], told.currency),
                npv=read.money(told.found.alone["npv"], told.currency),
                co2=read.amount(told.found.alone["co2_saving"], "t"),
            )
        )
    lines.append(
        ngettext(
            "{count} of them is economic: its internal rate of return is above {rate}.",
            "{count} of them are economic: their internal rate of return is above {rate}.",
            int(sums["economic"]),
            rate=read.percent(terms.told_rate(terms.hurdle_rate)),
        )
    )
    if sums["unknown"]:
        lines.append(
            ngettext(
                "{count} measure cannot be valued, because a price, a unit or an exchange rate is missing; it is in no sum of money.",
                "{count} measures cannot be valued, because a price, a unit or an exchange rate is missing; they are in no sum of money.",
                int(sums["unknown"]),
            )
        )
    if sums["never"]:
        lines.append(
            ngettext(
                "{count} measure saves no money and never pays back; its cost is in the sums.",
                "{count} measures save no money and never pay back; their cost is in the sums.",
                int(sums["never"]),
            )
        )
    return " ".join(lines)
