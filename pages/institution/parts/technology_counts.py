"""Numbers of technologies that fit a park."""

import pandas as pd
import streamlit as st

from isdata.institution.technologies import Technologies, providers
from isdata.institution.technology_partners import are_joined, are_used
from pages.common import cards, show
from pages.common.language import _, ngettext, reader
from pages.institution.parts import technology_receivers


def words(found: Technologies) -> str:
    """Number of technologies that fit the park, and of those with supplier and receiver; empty without any."""
    fitting, joined = counts(found)
    if not fitting:
        return ""
    offers = found.offers.drop_duplicates("treatment_id")
    receivers = technology_receivers.taking(found)
    used = offers.loc[are_used(offers, receivers), "input_id"]
    if len(used):
        return _used_already(fitting, list(used), receivers)
    if not joined:
        return ngettext(
            "{count} technology fits this park, without a receiver there",
            "{count} technologies fit this park, none with a receiver there",
            fitting,
        )
    fit = ngettext(
        "{count} technology fits this park; with supplier and receiver: {joined}",
        "{count} technologies fit this park; with supplier and receiver: {joined}",
        fitting,
        joined=reader().number(joined),
    )
    return reader().clauses([fit, _none_paying(offers.loc[are_joined(offers), "npv"])])


def _none_paying(gains: pd.Series) -> str:
    """Statement that no technology pays back, or how many do not and of how many it is unknown; empty if one does."""
    failing, unknown = int((gains <= 0).sum()), int(gains.isna().sum())
    if not failing or (gains > 0).any():
        return ""
    if not unknown:
        return _("none pays back")
    numbers = {"failing": reader().number(failing), "unknown": reader().number(unknown)}
    return _("{failing} without a payback, {unknown} unknown", **numbers)


def _used_already(fitting: int, used: list[str], receivers: dict[str, str]) -> str:
    """Number of technologies that fit the park, whose inputs are all or in part `used` already."""
    if len(used) == fitting:
        return ngettext(
            "{count} technology fits this park; its input is used already by {companies}",
            "{count} technologies fit this park; their inputs are used already by {companies}",
            fitting,
            companies=reader().listed(dict.fromkeys(receivers[each] for each in used)),
        )
    fit = ngettext("{count} technology fits this park", "{count} technologies fit this park", fitting)
    rest = ngettext(
        "the input of {count} is used already, the others have no receiver here",
        "the inputs of {count} are used already, the others have no receiver here",
        len(used),
    )
    return reader().clauses([fit, rest])


def counts(found: Technologies) -> tuple[int, int]:
    """Number of technologies that fit the park, and of those with supplier and receiver there."""
    offers = found.offers.drop_duplicates("treatment_id")
    return int((offers["score"] > 0).sum()), int(are_joined(offers).sum())


def _paying(offers: pd.DataFrame) -> str:
    """Number of technologies between two companies of the park that pay back; empty if no gain is known."""
    gains = offers.loc[are_joined(offers), "npv"]
    known = gains.dropna()
    if known.empty:
        return ""
    if len(known) < len(gains) and (words := _none_paying(gains)):
        return words
    return ngettext("{count} pays back", "{count} pay back", int((known > 0).sum()))


def price_years(found: Technologies) -> str:
    """Price years of the gains and losses as text; empty where no money is shown."""
    columns = ["supply_price_year", "demand_price_year"]
    return show.price_years(found.exchanges.reindex(columns=columns).stack().dropna())


def figures(found: Technologies) -> None:
    """Show the numbers of technologies (all, fitting, with both partners in the park) and of fitting providers."""
    read, offers = reader(), found.offers.drop_duplicates("treatment_id")
    fitting, joined = counts(found)
    used = int(are_used(offers, technology_receivers.taking(found)).sum())
    known = providers(found.offers)
    steps = _("of {total}", total=read.number(len(offers)))
    companies = _("of {total} providers", total=read.number(len(known)))
    with st.grid(4, min_column_width=150):
        for label, count, note, definition in (
            (
                _("Technologies in the library"),
                len(offers),
                _("treatment steps"),
                _("Treatment steps in the library."),
            ),
            (
                _("Fit this park"),
                fitting,
                steps,
                _("A supply of the park can be their input."),
            ),
            (
                _("Input used already"),
                used,
                _("of {total} that fit", total=read.number(fitting)),
                _("A synergy in operation takes their input to another company."),
            )
            if used
            else (
                _("With supplier and receiver"),
                joined,
                read.clauses([_("of {total} that fit", total=read.number(fitting)), _paying(offers)]),
                _("A supply of the park can be their input, and their output is wanted there."),
            ),
            (
                _("Providers that fit"),
                int((known["score"] > 0).sum()),
                companies,
                _("Recorded providers with a technology that fits this park."),
            ),
        ):
            cards.metric(label, read.number(count), definition, note)
