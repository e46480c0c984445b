"""The parts of the page “How certain”: figures, spreads, what drives them, and each measure with its own drivers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from isdata.energy import measures
from isdata.energy.measures import Outlook, Register, Terms, table
from isdata.energy.measures import presentation as wording
from isdata.engines import uncertainty
from isdata.output.figures import certainty
from isdata.output.figures.frame import money_axis
from pages.common import cards, charts, controls, role, tables
from pages.common import show as showing
from pages.common.data import derive
from pages.common.language import _, defined, reader
from pages.common.once import once
from pages.common.show import computed
from pages.network.parts import disclosed_totals, energy

FACTORS = np.array([0.5, 0.75, 1.0, 1.25, 1.5, 2.0])


@dataclass(frozen=True)
class Doubts:
    """What is looked at, and how uncertain it is.

    Attributes
    ----------
    found : Outlook
        The measures at the terms.
    terms : Terms
        Prices and rates.
    hurdle : float
        Required payback. [yr]
    price_share : float
        How far prices may be from what is stored. [-]
    correlation : float
        Between the errors of any two measures. [-]
    """

    found: Outlook
    terms: Terms
    hurdle: float
    price_share: float
    correlation: float

    @property
    def register(self) -> Register:
        """The measures as they are counted."""
        return self.found.counted

    def simulate(self, register: Register) -> uncertainty.Simulation:
        """Simulations of these measures."""
        return derive(
            measures.simulate,
            register,
            self.terms,
            hurdle=self.hurdle,
            price_share=self.price_share,
            measure_correlation=self.correlation,
        )


def show(doubts: Doubts) -> None:
    """Show how certain payback and value are, together and one by one."""
    once(_all, doubts)
    st.subheader(_("By measure"), anchor=False)
    chosen = _table(doubts)
    if chosen is not None:
        once(_one, doubts, chosen)


def _all(doubts: Doubts) -> None:
    """Draw figures and charts of all measures together."""
    result = doubts.simulate(doubts.register)
    _figures(result.total, doubts.hurdle, doubts.register.currency)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Payback of all measures"), anchor=False)
        _payback(result, doubts.hurdle)
    with right:
        st.subheader(_("NPV of all measures"), anchor=False)
        _value(result, doubts.register.currency)
    computed(_counted(doubts))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Main value drivers"), anchor=False)
        _drivers(result, doubts.register)
    with right:
        st.subheader(_("Price sensitivity"), anchor=False)
        _prices(doubts)


def _figures(total: pd.Series, hurdle: float, currency: str) -> None:
    read = reader()
    money = lambda amount: read.money_number(amount, currency)  # noqa: E731
    with cards.row(4):
        cards.card(
            _("Median payback [yr]"),
            energy.years_words(total["payback_p50"]),
            _(
                "80 % range {range}",
                range=wording.between(
                    *(wording.words(total[f"payback_p{share}"], read) for share in (10, 90)), read
                ),
            ),
            defined("median"),
        )
        cards.card(
            _("Probability of payback in time"),
            read.percent(total["chance_hurdle"]),
            _("within {years} years", years=read.number(hurdle)),
            defined("probability of payback in time"),
        )
        cards.card(
            _("Median NPV"),
            money(total["npv_p50"]),
            _(
                "80 %: {range}",
                range=wording.between(*(money(total[f"npv_p{share}"]) for share in (10, 90)), read),
            ),
            defined("median"),
        )
        cards.card(
            _("Probability of a positive NPV"),
            read.percent(total["chance_gain"]),
            _("positive NPV"),
            defined("probability of a gain"),
        )


def _counted(doubts: Doubts) -> str:
    """Notes on the simulation, the lifetimes and the treatment of overlaps."""
    read, found, terms = reader(), doubts.found, doubts.terms
    lines = [
        _(
            "10,000 simulations with the same random numbers in every scenario. Investment and energy "
            "savings vary within the declared uncertainties; where none is declared, investment by −10 to "
            "+30 % and savings by −40 to +10 % (own assumption)."
        ),
        _("Each measure with its own lifetime.")
        if terms.horizon is None
        else _("Measures are replaced until year {years}.", years=str(terms.horizon)),
    ]
    if len(found.counted.measures) > 1:
        lines.append(wording.correlation_words(doubts.correlation, read))
    if terms.tax_rate:
        lines.append(_("NPV is after tax, payback before tax."))
    if found.is_less and disclosed_totals.may_show_both(found):
        lines.append(wording.reconciliation_words(found, read, viewer=role.viewer()))
    return reader().sentences(lines)


def _payback(result: uncertainty.Simulation, hurdle: float) -> None:
    read = reader()
    finite = result.payback[np.isfinite(result.payback)]
    if len(finite) <= len(result.payback) // 10:
        st.info(_("No payback in most simulations."), icon=":material/info:")
        return
    limits = tuple(result.total[[f"payback_p{share}" for share in (10, 50, 90)]])
    charts.draw(
        certainty.spread(
            finite,
            read,
            title=_("Payback [yr]"),
            percentiles=limits,
            words=tuple(wording.words(years, read) for years in limits),
            limit=(_("required {years}", years=read.number(hurdle)), hurdle),
            is_large=controls.is_projected(),
        ),
        alt=_("Distribution of simulated payback, with the middle 80 % marked"),
    )


def _value(result: uncertainty.Simulation, currency: str) -> None:
    read = reader()
    axis = money_axis(float(np.abs(result.npv).max()), currency, read)
    limits = tuple(result.total[[f"npv_p{share}" for share in (10, 50, 90)]])
    charts.draw(
        certainty.spread(
            result.npv / axis.step,
            read,
            title=axis.title,
            percentiles=tuple(value / axis.step for value in limits),
            words=tuple(read.money_number(value, currency) for value in limits),
            is_large=controls.is_projected(),
        ),
        alt=_("Distribution of simulated NPV, with the middle 80 % marked"),
    )


def _drivers(result: uncertainty.Simulation, register: Register) -> None:
    words = [driver_words(driver, register) for driver in result.tornado["driver"]]
    drivers = result.tornado.assign(name=words)
    if drivers.empty:
        st.info(_("No uncertain inputs."), icon=":material/info:")
        return
    charts.draw(
        certainty.tornado(drivers, reader(), is_large=controls.is_projected()),
        alt=_("Correlation of NPV with each uncertain input, strongest first"),
    )


def _prices(doubts: Doubts) -> None:
    read = reader()
    paths = measures.price_paths(doubts.register, doubts.terms, FACTORS)
    paths = paths.assign(
        name=[driver_words(name, doubts.register) for name in paths["resource_id"]],
        payback_words=[wording.words(years, read) for years in paths["payback"]],
    )
    charts.draw(
        certainty.prices(paths, read, doubts.register.currency, is_large=controls.is_projected()),
        alt=_("NPV by price factor, for each carrier and for all"),
    )


def _one(doubts: Doubts, measure_id: str) -> None:
    """Show the main drivers of a single measure; its draws are the same as among all."""
    alone = doubts.register.only(pd.Index([measure_id]))
    row = energy.disclosed(alone.measures).iloc[0].to_dict()
    name = showing.plain(wording.measure_words(row, reader()))
    st.subheader(_("Main drivers of “{measure}”", measure=name), anchor=False)
    result = doubts.simulate(alone)
    left, right = st.columns(2, gap="large")
    with left:
        _drivers(result, alone)
    with right:
        if row["has_money"] and np.isfinite(result.npv).all():
            _value(result, alone.currency)
        else:
            _payback(result, doubts.hurdle)


def driver_words(driver: str, register: Register) -> str:
    """Return the words of what is uncertain."""
    known = {
        "investment": _("Investment"),
        "saving": _("Energy saved"),
        "lifetime": _("Lifetime"),
        "all": _("All prices"),
    }
    return known.get(driver) or _("Price: {carrier}", carrier=energy.resource_words(register, driver))


def _table(doubts: Doubts) -> str | None:
    """Show how certain payback and value of each measure are, the least sure first; return the measure of the chosen row."""
    shown = once(_rows, doubts)
    ids = [str(name) for name in shown.index]
    picked = tables.picked_row(
        table.certainty(shown, reader(), doubts.register.currency),
        ids,
        key="certainty_measure",
        placeholder=_("unknown"),
        height=min(420, 38 + 35 * max(1, len(shown))),
        column_config={_("Measure"): st.column_config.Column(width=240)},
        alt=_("Payback of each measure (10th, 50th and 90th percentile) and probabilities"),
    )
    return None if picked is None else ids[picked]


def _rows(doubts: Doubts) -> pd.DataFrame:
    """Measures with the results of their simulations, the least certain first."""
    results = doubts.simulate(doubts.register).measures
    return energy.disclosed(doubts.register.measures).join(results).sort_values("chance_hurdle")
