"""The parts of the page “How certain”: figures, spreads, what drives them, and each measure with its own drivers."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from isdata.energy.measures import DisclosedOutlook, presentation, table
from isdata.engines import uncertainty
from isdata.output.figures import certainty
from isdata.output.figures.frame import money_axis, npv_title
from pages.common import cards, charts, controls, role, screen, tables
from pages.common import show as showing
from pages.common.data import derive
from pages.common.language import _, defined, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.show import computed, info
from pages.network.parts import disclosed_totals, energy

_IN_SIGHT = 10  # measures that the table shows at once; a phone shows fewer
_LOW = 860  # height of a window in which the second row of charts would be out of sight [px]
_HIGH = 1000  # height of a window in which all charts may be higher [px]
FACTORS = np.array([0.5, 0.75, 1.0, 1.25, 1.5, 2.0])


@dataclass(frozen=True)
class Doubts:
    """Measures and assumptions of an uncertainty analysis.

    Attributes
    ----------
    found : DisclosedOutlook
        The measures at the terms.
    hurdle : float
        Required payback. [yr]
    price_share : float
        How far prices may be from what is stored. [-]
    correlation : float
        Between the errors of any two measures. [-]
    """

    found: DisclosedOutlook
    hurdle: float
    price_share: float
    correlation: float

    def simulate(self, measure: str | None = None) -> uncertainty.Simulation | None:
        """Simulations of all measures or of one; None where they are withheld."""
        return derive(
            DisclosedOutlook.simulate,
            self.found,
            measure=measure,
            hurdle=self.hurdle,
            price_share=self.price_share,
            measure_correlation=self.correlation,
        )


def show(doubts: Doubts) -> None:
    """Show the uncertainty of payback and NPV, of all measures and of each."""
    result = doubts.simulate()
    headline.state("" if result is None else _headline(result.total, doubts.hurdle))
    if result is None:
        disclosed_totals.withheld()
        return
    tall = 0 if screen.is_phone() else screen.height()
    once(_all, doubts, result, is_low=0 < tall < _LOW, is_high=tall >= _HIGH)
    if controls.is_projected():  # one row of pictures in a hall
        return
    st.subheader(_("By measure: probabilities and 80% ranges"), anchor=False)
    chosen = _table(result.measures, doubts.found.currency)
    if chosen is not None:
        once(_one, doubts, chosen)


def _all(doubts: Doubts, result: uncertainty.Simulation, *, is_low: bool, is_high: bool) -> None:
    """Draw figures and charts of all measures together, in the height that leaves all in sight."""
    _figures(result.total, doubts.hurdle, doubts.found.currency)
    left, right = st.columns(2, gap="large")
    with left:  # a phone has the drivers below the first distribution
        st.subheader(_("Payback of all measures"), anchor=False)
        _payback(result, doubts.hurdle, is_low=is_low, is_high=is_high)
        if not controls.is_projected():
            st.subheader(_("Main value drivers, each on its own"), anchor=False)
            _drivers(result, doubts.found, is_high=is_high)
    with right:
        st.subheader(_("NPV of all measures"), anchor=False)
        _value(result, doubts.found.currency, is_low=is_low, is_high=is_high)
        if not controls.is_projected():
            st.subheader(_("Price sensitivity"), anchor=False)
            _prices(doubts, is_low=is_low)
    computed(_counted(doubts))


def _headline(total: pd.Series, hurdle: float) -> str:
    read = reader()
    return _(
        "{chance} probability of payback within {years} years, {gain} of a positive NPV",
        chance=read.percent(total["chance_hurdle"]),
        years=read.number(hurdle),
        gain=read.percent(total["chance_gain"]),
    )


def _figures(total: pd.Series, hurdle: float, currency: str) -> None:
    read = reader()
    money = {share: read.money(total[f"npv_p{share}"], currency) for share in (10, 50, 90)}
    payback = presentation.payback_between(total["payback_p10"], total["payback_p90"], read)
    value = presentation.between(money[10], money[90], read)
    known = [
        (
            _("Median payback"),
            energy.years_words(total["payback_p50"]),
            _("80% range {range}", range=payback),
            "median",
        ),
        (
            _("Probability of payback in time"),
            read.percent(total["chance_hurdle"]),
            _("within {years} years", years=read.number(hurdle)),
            "probability of payback in time",
        ),
        (_("Median NPV"), money[50], _("80% range {range}", range=value), "median"),
        (
            _("Probability of NPV > 0"),
            read.percent(total["chance_gain"]),
            _("of 10,000 simulations"),
            "probability of a gain",
        ),
    ]
    with cards.row(4):
        for label, text, note, term in known:
            cards.metric(label, text, defined(term), note)


def _counted(doubts: Doubts) -> str:
    """Notes on the simulation, the lifetimes and the treatment of overlaps."""
    read, found, terms = reader(), doubts.found, doubts.found.terms
    lines = [
        _(
            "10,000 simulations with the same random numbers in every scenario. Investment and energy "
            "savings vary within the declared uncertainties; where none is declared, investment by −10 to "
            "+30% and savings by −40 to +10% (own assumption)."
        ),
        _(
            "Own effect: by how much of its spread NPV moves when one input moves by its own spread and all others "
            "stay; 1 means that NPV follows this input alone."
        ),
        _("80% range: 10% of the simulations are below it, and 10% above."),
        _("Each measure with its own lifetime.")
        if terms.horizon is None
        else _("Measures are replaced until year {years}.", years=str(terms.horizon)),
    ]
    if found.is_several:
        lines.append(presentation.correlation_words(doubts.correlation, read))
    if terms.tax_rate:
        lines.append(_("NPV is after tax, payback before tax."))
    if found.is_less and found.both is not None:
        lines.append(
            presentation.reconciliation_words(
                found.both.reconciliation, found.currency, read, viewer=role.viewer()
            )
        )
    return reader().sentences(lines)


def _payback(
    result: uncertainty.Simulation, hurdle: float, *, is_low: bool = False, is_high: bool = False
) -> None:
    read = reader()
    finite = result.payback[np.isfinite(result.payback)]
    if len(finite) <= len(result.payback) // 10:
        info(_("No payback in most simulations."))
        return
    limits = tuple(result.total[[f"payback_p{share}" for share in (10, 50, 90)]])
    charts.draw(
        certainty.spread(
            finite,
            charts.reader(),
            title=_("Payback [yr]"),
            percentiles=limits,
            words=tuple(_in_short(years) for years in limits),
            limit=(_("required {years}", years=read.joined(read.number(hurdle), "yr")), hurdle),
            is_low=is_low,
            is_phone=screen.is_phone(),
            is_high=is_high,
        ),
        alt=_("Distribution of simulated payback, with the middle 80% marked"),
    )


def _in_short(years: float) -> str:
    """A payback with the sign of its unit, for which the chart of a phone has room; or "never", "immediate"."""
    words = presentation.words(years, reader())
    return reader().joined(words, "yr") if 0 < years < np.inf else words


def _value(
    result: uncertainty.Simulation, currency: str, *, is_low: bool = False, is_high: bool = False
) -> None:
    read = reader()
    axis = money_axis(float(np.abs(result.npv).max()), currency, read)
    limits = tuple(result.total[[f"npv_p{share}" for share in (10, 50, 90)]])
    charts.draw(
        certainty.spread(
            result.npv / axis.step,
            charts.reader(),
            title=npv_title(axis, read),
            percentiles=tuple(value / axis.step for value in limits),
            words=tuple(read.money(value, currency) for value in limits),
            is_low=is_low,
            is_high=is_high,
        ),
        alt=_("Distribution of simulated NPV, with the middle 80% marked"),
    )


def _drivers(result: uncertainty.Simulation, found: DisclosedOutlook, *, is_high: bool = False) -> None:
    words = [driver_words(driver, found) for driver in result.tornado["driver"]]
    drivers = result.tornado.assign(name=words)
    if drivers.empty:
        info(_("No uncertain inputs."))
        return
    charts.draw(
        certainty.tornado(drivers, charts.reader(), is_high=is_high),
        alt=_("Own effect of each uncertain input on NPV, strongest first"),
    )


def _prices(doubts: Doubts, *, is_low: bool) -> None:
    read, paths = reader(), doubts.found.price_paths(FACTORS)
    if paths is None:
        return
    paths = paths.assign(
        name=[driver_words(name, doubts.found) for name in paths["resource_id"]],
        payback_words=[presentation.words(years, read) for years in paths["payback"]],
    )
    charts.draw(
        certainty.prices(paths, charts.reader(), doubts.found.currency, is_low=is_low),
        alt=_("NPV by price factor, for each carrier and for all"),
    )


def _one(doubts: Doubts, measure_id: str) -> None:
    """Show the main drivers of a single measure; its draws are the same as among all."""
    result = doubts.simulate(measure_id)
    if result is None:
        return
    row = result.measures.loc[measure_id].to_dict()
    name = showing.plain(presentation.measure_words(row, reader()))
    st.subheader(_("Main drivers of the NPV of “{measure}”, each on its own", measure=name), anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        _drivers(result, doubts.found)
    with right:
        if row["has_money"] and np.isfinite(result.npv).all():
            _value(result, doubts.found.currency)
        else:
            _payback(result, doubts.hurdle)


def driver_words(driver: str, found: DisclosedOutlook) -> str:
    """Return the words of what is uncertain."""
    known = {
        "investment": _("Investment"),
        "saving": _("Energy saved"),
        "lifetime": _("Lifetime"),
        "all": _("All prices"),
    }
    return known.get(driver) or _("Price: {carrier}", carrier=energy.resource_words(found.measures, driver))


def _table(results: pd.DataFrame, currency: str) -> str | None:
    """List payback and NPV of each measure with their uncertainty, the least certain first; return the selected measure."""
    shown = results.sort_values("chance_hurdle")
    ids = [str(name) for name in shown.index]
    picked = tables.picked_row(
        table.certainty(shown, reader(), currency),
        ids,
        key="certainty_measure",
        placeholder=_("unknown"),
        most=620 if screen.is_phone() else 420,
        lines=(3 if reader().language == "zh" else 4) if screen.is_phone() else None,
        # The probabilities matter more than the category, which other views have.
        column_config=_columns(),
        alt=_("Payback and NPV of each measure with their 80% ranges, and probabilities"),
    )
    if len(ids) > _IN_SIGHT:
        st.caption(
            _("{count} measures; scroll in the table for the others.", count=reader().number(len(ids)))
        )
    return None if picked is None else ids[picked]


def _columns() -> dict[str, Any]:
    """Columns of the table of measures; a phone has the figures right behind the names."""
    column = st.column_config.Column
    if screen.is_phone():
        figures = {_("Payback in time"): 104, _("Positive NPV"): 112}
        return {_("Category"): None, _("Company"): None, _("Measure"): column(width=116)} | {
            name: column(width=width) for name, width in figures.items()
        }
    return {_("Category"): None, _("Measure"): column(width=350), _("Company"): column(width=152)}
