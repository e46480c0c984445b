"""Notes on the totals of the energy network page: basis, sources, and measures left out."""

from collections.abc import Iterator

import streamlit as st

from isdata.energy import measures
from isdata.energy.measures import Terms, presentation
from pages.common import role, show
from pages.common.language import _, ngettext, reader
from pages.network.parts.energy_summary import Summary


def note(summary: Summary, terms: Terms) -> None:
    """Show years, prices and content of the totals, and on request their terms."""
    st.caption(reader().sentences(_years(summary)))
    show.computed(reader().sentences([*_counted(summary, terms), *_terms(terms)]))


def _years(summary: Summary) -> Iterator[str]:
    """Years of the measures and of the prices."""
    rows = summary.found.table
    years, money = rows["year"].dropna().astype(int), summary.found.price_years
    if len(years):
        yield _("Measures of {years}.", years=_span(years.tolist()))
    if money:
        yield _("{years} prices.", years=_span(money))
    reported = int(rows["status"].isin(measures.ACHIEVED).sum())
    if summary.is_several and reported:
        yield ngettext(
            "The source reports results of several parks together, without a period: {count} "
            "implemented measure is assigned to this park, with an annual saving.",
            "The source reports results of several parks together, without a period: all {count} "
            "implemented measures are assigned to this park, with annual savings.",
            reported,
        )


def _terms(terms: Terms) -> list[str]:
    """Discount rate, timing of the savings, and the terms that differ from the defaults."""
    return [
        _("Real discount rate {rate}.", rate=reader().percent(terms.discount_rate, digits=1)),
        _("Savings accrue yearly from the first year after investment, at stored prices."),
        *_unusual(terms),
    ]


def _unusual(terms: Terms) -> list[str]:
    """Sentences on the terms that differ from the defaults."""
    read = reader()

    def percent(share):
        return read.percent(share, digits=1)

    sentences = {
        _("Prices grow as in the price list."): terms.has_growth,
        _("{years}-year horizon with replacements.", years=str(terms.horizon)): terms.horizon,
        _(
            "Savings fall by {share} per year where no degradation is declared.",
            share=percent(terms.degradation),
        ): terms.degradation,
        _("After {share} income tax.", share=percent(terms.tax_rate)): terms.tax_rate,
        _(
            "Cash flows and rates of return are nominal at {rate} inflation; the discount rate is then "
            "{nominal}.",
            rate=percent(terms.inflation),
            nominal=percent(terms.stated_rate(terms.discount_rate)),
        ): terms.is_nominal,
    }
    return [sentence for sentence, holds in sentences.items() if holds]


def _span(years: list[int]) -> str:
    first, last = min(years), max(years)
    return str(first) if first == last else _("{first} to {last}", first=str(first), last=str(last))


def _counted(summary: Summary, terms: Terms) -> Iterator[str]:
    """Content of the totals, and what is excluded."""
    read, sums, both = reader(), summary.sums, summary.both
    if both is not None and summary.shows_both:
        yield presentation.reconciliation_words(
            both.reconciliation, summary.currency, read, viewer=role.viewer()
        )
    yield ngettext(
        "{count} of them is profitable (IRR above {rate}).",
        "{count} of them are profitable (IRR above {rate}).",
        int(sums["economic"]),
        rate=read.percent(terms.stated_rate(terms.hurdle_rate)),
    )
    if sums["unknown"]:
        yield not_valued(int(sums["unknown"]))
    if sums["never"]:
        yield ngettext(
            "{count} measure has no saving and no payback; its cost is included in the totals.",
            "{count} measures have no saving and no payback; their cost is included in the totals.",
            int(sums["never"]),
        )


def not_valued(count: int) -> str:
    """Sentence on measures that are not in totals of money."""
    return ngettext(
        "{count} measure cannot be valued (price, unit or exchange rate missing) and is not in the financial totals.",
        "{count} measures cannot be valued (price, unit or exchange rate missing) and are not in "
        "the financial totals.",
        count,
    )
