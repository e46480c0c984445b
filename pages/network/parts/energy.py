"""Shared parts of the energy network pages: scope, network and terms of the measures, and their texts."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata import scenarios
from isdata.data import units
from isdata.energy.measures import DisclosedMeasures, Terms, presentation, sums_presentation
from isdata.scenarios import Scenario
from pages.common import (
    address,
    empty_view,
    exchange_rows,
    navigation,
    park_facts,
    pick,
    role,
    scenario,
    show,
)
from pages.common.data import derive
from pages.common.language import _, defined, names, ngettext, reader
from pages.common.once import once
from pages.network.parts import energy_exchanges, energy_terms
from pages.network.parts.energy_terms import ELECTRICITY

SCOPES = ("achieved", "ahead", "all")
CORRELATIONS = ["0", "25", "50", "75", "100"]  # [%]
HURDLES = [str(years) for years in (1, 1.5, 2, 3, 4, 5, 7, 10)]


def stored(park_id: str, shown: Scenario | None = None, *, content: Sequence[str] = ()) -> DisclosedMeasures:
    """Measures of a park in the scenario; the page ends with a note if there are none.

    Parameters
    ----------
    park_id : str
    shown : Scenario, optional
    content : sequence of str
        What the page shows with measures; a page without it shows the energy exchanges of the park, if any.
    """
    found = scenario.disclosed_measures(park_id, shown)
    if not len(found):
        exchanges = exchange_rows.found("energy")
        if content or exchanges.empty:
            steps = empty_view.state(
                _("No efficiency measures are recorded for this park"),
                _(
                    "Fill in the sheets “Measures” and “Saved energy” of the workbook template, or add a measure in the form."
                ),
                content=content,
                related="energy",
            )
        else:
            energy_exchanges.view(exchanges)
            steps = st.container()
        show.end_of_presented()
        with steps:
            if not (content or exchanges.empty):
                empty_view.offer_contents("")
            if content or exchanges.empty or not park_facts.is_published():
                navigation.link("measure", _("Add a measure"), icon=":material/edit_note:")
            if not park_facts.is_published():
                navigation.link("data", _("Import data: workbook or folder"), icon=":material/upload:")
        show.end()
    return found


def scope_words() -> dict[str, str]:
    """Words of each scope of measures."""
    return {
        "achieved": _("Implemented"),
        "ahead": _("Planned"),
        "all": _("All except rejected"),
    }


def terms_words(found: DisclosedMeasures, terms: Terms) -> tuple[str, ...]:
    """Number of measures, terms and price years, for the selection line."""
    read = reader()
    factor = terms.carrier_factors.get(ELECTRICITY, 1.0)
    excluded = derive(DisclosedMeasures.outlook, found, terms).excluded
    total = len(found)
    counted = ngettext("{count} measure", "{count} measures", total)
    if excluded:  # of mutually exclusive measures, the total includes the more valuable one
        counted = ngettext(
            "{measures}, {count} excludes another",
            "{measures}, {count} exclude others",
            excluded,
            measures=counted,
        )
    return (
        counted,
        _("discount rate {rate}", rate=read.percent(terms.discount_rate)),
        _("electricity price × {factor}", factor=read.number(factor))
        if factor != 1.0
        else _kept_price(found),
        show.price_years(found.price_years),
    )


def _kept_price(found: DisclosedMeasures) -> str:
    """Sentence that a changed electricity price is not applied for readers to whom it would disclose a company."""
    if found.viewer.sees_all or address.remembered(ELECTRICITY, energy_terms.PRICES, "1") == "1":
        return ""
    return _("electricity price unchanged: a change would disclose single companies")


def implemented_text(done: DisclosedMeasures) -> tuple[str, ...]:
    """Scope, number and price years of implemented measures, for the selection line."""
    count = ngettext("{count} measure", "{count} measures", len(done))
    return scope_words()["achieved"], count, show.price_years(done.price_years)


def choose_scope(
    found: DisclosedMeasures,
    *,
    key: str = "scope",
    shown: Scenario | None = None,
    place: DeltaGenerator | None = None,
) -> tuple[str, DisclosedMeasures]:
    """Let the user choose the scope of the measures, by default planned ones; return scope and measures.

    `key` is the name of the choice, also in the address; `place` is its container. A scope set by the scenario cannot be
    chosen.
    """
    if shown is not None and shown.scope is not None:
        return shown.scope, derive(DisclosedMeasures.in_scope, found, shown.scope)
    words = scope_words()
    options = [scope for scope in SCOPES if derive(DisclosedMeasures.is_any_in_scope, found, scope)] or [
        "all"
    ]
    scope = pick.one_of(
        _("Measures"),
        options,
        key=key,
        default="ahead",
        words=words.__getitem__,
        place=place,
        label_visibility="visible" if place is None else "collapsed",
        width="content",
        help=_(
            "Implemented and verified measures count as achieved. Ideas, planned and decided measures "
            "count as planned."
        ),
    )
    return scope, derive(DisclosedMeasures.in_scope, found, scope)


def choose_terms(
    found: DisclosedMeasures,
    hurdle_rate: float,
    *,
    shown: Scenario | None = None,
    has_basis: bool = False,
) -> Terms:
    """Let the user choose discount rate and electricity price, and less frequent terms in a closed part.

    A discount rate or horizon set by the scenario cannot be chosen; the scenario's prices are applied in addition to those
    chosen here. With `has_basis` the CO2 factors and the energy unit are offered too, which `energy_terms` applies. Terms
    that weight years are not offered to readers to whom they would disclose lifetimes; the presenter chooses for them.
    """
    may_vary = role.may_enter() or derive(DisclosedMeasures.may_vary_years, found)
    if shown is not None:
        st.caption(_("What the scenario sets is not offered here; “Back to today” leaves the scenario."))
    rate = energy_terms.choose_rate(shown, may_vary=may_vary)
    factors = {}
    with st.container():  # in a separate container, so that an appearing control does not move the others
        if derive(DisclosedMeasures.may_move, found, ELECTRICITY):
            factors[ELECTRICITY] = energy_terms.choose_price(
                ELECTRICITY,
                _("Electricity price"),
                _("Multiplies the electricity price, in addition to the factor on all energy."),
            )
    with st.expander(_("More terms"), icon=":material/tune:"):
        with st.container():
            prices = energy_terms.prices(found, may_vary=may_vary)
        rates = energy_terms.rates(hurdle_rate, shown, may_vary=may_vary)
        if has_basis:
            energy_terms.choose_basis(found)
    moved = {name: factor for name, factor in (factors | prices["carrier_factors"]).items() if factor != 1.0}
    prices["carrier_factors"] = moved  # the same as for readers who may change other carriers but did not
    return Terms(discount_rate=rate, **prices, **rates)


def choose_hurdle() -> float:
    """Let the user choose the required payback. [yr]"""
    years = pick.on_slider(
        _("Required payback"),
        HURDLES,
        key="hurdle",
        default="3",
        words=lambda years: _("{years} years", years=reader().number(float(years))),
    )
    return float(years)


def choose_correlation() -> float:
    """Let the user choose the correlation of the errors of different measures in simulations. [-]"""
    share = pick.on_slider(
        _("Correlation of errors between measures"),
        CORRELATIONS,
        key="errors",
        default="0",
        words=lambda percent: presentation.correlation_share(int(percent) / 100, reader()),
        help=_(
            "0: each measure errs by itself, and errors partly cancel out in the total. 1: all measures turn out too "
            "optimistic or too cautious together."
        ),
    )
    return int(share) / 100


def in_scenario(given: Terms, found: DisclosedMeasures, shown: Scenario | None) -> Terms:
    """Chosen terms combined with those of the scenario."""
    return given if shown is None else scenarios.terms(shown, given, found.carriers)


def at_todays_prices(terms: Terms) -> Terms | None:
    """Terms with present prices; None if they use present prices already."""
    today = replace(terms, price_factor=1.0, carrier_factors={}, carrier_growth={})
    is_moved = terms.price_factor != 1 or any(factor != 1 for factor in terms.carrier_factors.values())
    return today if is_moved or terms.carrier_growth else None


def choose_counting(has_relations: bool) -> bool:
    """Let the user choose if overlaps are deducted from sums; return True if they are."""
    if not has_relations:
        return False
    return (
        pick.one_of(
            _("Totals"),
            {"package": _("Combined"), "alone": _("Separate")},
            key="counted",
            help=_(
                "“Combined” deducts overlaps and, of measures that exclude each other, counts the more "
                "valuable one; “Separate” is the plain sum."
            ),
        )
        == "package"
    )


def by_category() -> str:
    """Sentence on the names of measures of undisclosed companies."""
    return presentation.by_category_words(reader())


def choose_network(found: DisclosedMeasures, networks: pd.DataFrame) -> DisclosedMeasures:
    """Let the user choose one of several networks to which measures are reported; return its measures."""
    if len(networks) < 2:
        return found
    present = networks[networks["network_id"].isin(found.table["network_id"])]
    if len(present) < 2:
        return found
    options = {"all": _("All networks")} | names(present, "network_id")
    chosen = pick.from_dropdown(_("Network"), options, key="network", width=300)
    if chosen == "all":
        return found
    return derive(DisclosedMeasures.only, found, found.table.index[found.table["network_id"] == chosen])


def measure_names(rows: pd.DataFrame) -> dict[str, str]:
    """Name and company of measures, by id."""
    read = reader()
    return {
        str(row["measure_id"]): " · ".join(
            [presentation.measure_words(row, read), read.name(row["company_en"], row["company_zh"])]
        )
        for row in rows.reset_index().to_dict("records")
    }


def years_words(years: float, *, digits: int | None = None) -> str:
    """Payback with its unit, or "never", "immediate", "unknown"."""
    return sums_presentation.years_words(years, reader(), digits=digits)


def energy_words(amount: float, unit: str) -> str:
    """Text of an amount of energy [MWh] in a unit."""
    return reader().amount(amount * units.factor("MWh", unit), unit)


def energy_number(amount: float, unit: str) -> str:
    """Text of an amount of energy [MWh] converted to a unit, without the unit."""
    return reader().number(amount * units.factor("MWh", unit))


def co2_definition(found: DisclosedMeasures) -> str:
    """Definition of the CO2 saved, with the factors used for the measures."""
    return once(_co2_definition, found)


def _co2_definition(found: DisclosedMeasures) -> str:
    factors = derive(DisclosedMeasures.factors, found)
    return reader().sentences([defined("CO2 saved"), presentation.factors_used(factors, reader())])
