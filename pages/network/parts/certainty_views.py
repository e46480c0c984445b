"""Uncertainty of all measures together: key figures, and charts at a height that keeps all visible."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.energy.measures import DisclosedOutlook, presentation
from isdata.engines import uncertainty
from pages.common import cards, controls, role, screen
from pages.common.data import derive
from pages.common.language import _, defined, reader
from pages.common.once import once
from pages.common.presenting import headline, withholding
from pages.common.show import computed
from pages.network.parts import certainty_charts, certainty_measures, energy
from pages.network.parts.certainty_inputs import Inputs

_LOW = 860  # window height below which the second row of charts would not be visible [px]
_HIGH = 1000  # window height from which all charts are higher [px]


def show(inputs: Inputs) -> None:
    """Show the uncertainty of payback and NPV, of all measures and of each."""
    result = inputs.simulate()
    words = "" if result is None else _headline(result.total, inputs.hurdle)
    headline.state(words, is_on_page=True)
    if result is None:
        withholding.state()
        return
    tall = 0 if screen.is_phone() else screen.height()
    once(_all, inputs, result, is_low=0 < tall < _LOW, is_high=tall >= _HIGH)
    if controls.is_projected():  # one row of pictures when presented
        return
    certainty_measures.show(inputs, result)


def _all(inputs: Inputs, result: uncertainty.Simulation, *, is_low: bool, is_high: bool) -> None:
    """Draw figures and charts of all measures together, at a height that keeps all visible."""
    _figures(result.total, inputs.hurdle, inputs.found.currency)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Payback of all measures"), anchor=False)
        certainty_charts.payback(result, inputs.hurdle, is_low=is_low, is_high=is_high)
    with right:
        st.subheader(_("NPV of all measures"), anchor=False)
        certainty_charts.value(result, inputs.found.currency, is_low=is_low, is_high=is_high)
    if not controls.is_projected():
        _causes(inputs, result, left, right, is_low=is_low, is_high=is_high)
    computed(_counted(inputs))


def _causes(
    inputs: Inputs,
    result: uncertainty.Simulation,
    left: DeltaGenerator,
    right: DeltaGenerator,
    *,
    is_low: bool,
    is_high: bool,
) -> None:
    """Draw main drivers and price sensitivity below the distributions; in a low window, where one has room, as tabs."""
    meaning = _("change of the NPV if the value rises by one standard deviation")
    drivers = _("Main value drivers")
    titles = (drivers if screen.is_phone() else f"{drivers} · {meaning}", _("Price sensitivity"))
    places = st.tabs(titles) if is_low else (left, right)
    for place, title in zip(places, titles, strict=True) if not is_low else ():
        place.subheader(title, anchor=False)
    with places[0]:  # a phone has the drivers below the first distribution
        certainty_charts.drivers(result, inputs, is_high=is_high)
    with places[1]:
        certainty_charts.prices(inputs, is_low=is_low)


def _headline(total: pd.Series, hurdle: float) -> str:
    read = reader()
    return _(
        "{chance} probability of payback within {years} years, {gain} of a positive NPV",
        chance=read.chance(total["chance_hurdle"]),
        years=read.number(hurdle),
        gain=read.chance(total["chance_gain"]),
    )


def _figures(total: pd.Series, hurdle: float, currency: str) -> None:
    read = reader()
    money = {share: read.money(total[f"npv_p{share}"], currency) for share in (10, 50, 90)}
    payback = presentation.payback_between(total["payback_p10"], total["payback_p90"], read)
    value = presentation.range_text(money[10], money[90], read)
    known = [
        (
            _("Median payback"),
            energy.years_words(total["payback_p50"]),
            _("80% range {range}", range=payback),
            "median",
        ),
        (
            _("Required payback met"),
            read.chance(total["chance_hurdle"]),
            _("probability of payback within {years} years", years=read.number(hurdle)),
            "probability of meeting the required payback",
        ),
        (_("Median NPV"), money[50], _("80% range {range}", range=value), "median"),
        (
            _("Probability of NPV > 0"),
            read.chance(total["chance_gain"]),
            _("of 10,000 simulations"),
            "probability of a gain",
        ),
    ]
    with cards.row(4):
        for label, text, note, term in known:
            cards.metric(label, text, defined(term), note)


def _counted(inputs: Inputs) -> str:
    """Notes on the simulation, the lifetimes and the treatment of overlaps."""
    read, found, terms = reader(), inputs.found, inputs.found.terms
    lines = [
        _(
            "10,000 simulations with the same random numbers in every scenario. Investment and energy "
            "savings vary within the declared uncertainties; where none is declared, investment by −10 to "
            "+30% and savings by −40 to +10% (own assumption)."
        ),
        _(
            "Main value drivers: change of the NPV when one input rises by one standard deviation and the others "
            "stay the same, from a rank regression."
        ),
        _("80% range: 10% of the simulations are below it, and 10% above."),
        _("Each measure with its own lifetime.")
        if terms.horizon is None
        else _("Measures are replaced until year {years}.", years=str(terms.horizon)),
    ]
    if found.is_several:
        lines.append(presentation.correlation_words(inputs.correlation, read))
    if terms.tax_rate:
        lines.append(_("NPV is after tax, payback before tax."))
    both = derive(DisclosedOutlook.both, found) if found.is_less else None
    if both is not None:
        lines.append(
            presentation.reconciliation_words(both.reconciliation, found.currency, read, viewer=role.viewer())
        )
    return reader().sentences(lines)
