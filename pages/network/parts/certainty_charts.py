"""Charts of a simulation: distributions of payback and NPV, main drivers, and price sensitivity."""

import numpy as np

from isdata.energy.measures import DisclosedMeasures, DisclosedOutlook, presentation
from isdata.engines import uncertainty
from isdata.output.figures import uncertainty_charts
from isdata.output.figures.frame import money_axis, npv_title
from pages.common import charts, screen
from pages.common.data import derive
from pages.common.language import _, reader
from pages.common.show import info
from pages.network.parts.certainty_inputs import Inputs

_FACTORS = np.array([0.5, 0.75, 1.0, 1.25, 1.5, 2.0])


def payback(
    result: uncertainty.Simulation, hurdle: float, *, is_low: bool = False, is_high: bool = False
) -> None:
    """Draw the simulated paybacks of all measures or of one, with the required payback. [yr]"""
    read = reader()
    finite = result.payback[np.isfinite(result.payback)]
    if len(finite) <= len(result.payback) // 10:
        info(_("No payback in most simulations."))
        return
    limits = tuple(result.total[[f"payback_p{share}" for share in (10, 50, 90)]])
    charts.draw(
        uncertainty_charts.spread(
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
    """Short payback with unit symbol for the chart of a phone; or "never", "immediate"."""
    words = presentation.words(years, reader())
    return reader().joined(words, "yr") if 0 < years < np.inf else words


def value(
    result: uncertainty.Simulation, currency: str, *, is_low: bool = False, is_high: bool = False
) -> None:
    """Draw the simulated NPV of all measures or of one. [currency]"""
    read = reader()
    axis = money_axis(float(np.abs(result.npv).max()), currency, read)
    limits = tuple(result.total[[f"npv_p{share}" for share in (10, 50, 90)]])
    charts.draw(
        uncertainty_charts.spread(
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


def drivers(result: uncertainty.Simulation, inputs: Inputs, *, is_high: bool = False) -> None:
    """Draw the change of the NPV when an uncertain input rises by one standard deviation, strongest first."""
    words = [_driver_words(driver, inputs.measures) for driver in result.tornado["driver"]]
    drivers = result.tornado.assign(name=words)
    if drivers.empty:
        info(_("No uncertain inputs."))
        return
    charts.draw(
        uncertainty_charts.tornado(
            drivers, float(np.std(result.npv)), charts.reader(), inputs.found.currency, is_high=is_high
        ),
        alt=_("Change of NPV when each uncertain input rises by one standard deviation, largest first"),
    )


def prices(inputs: Inputs, *, is_low: bool) -> None:
    """Draw the NPV by price factor, for each energy carrier and for all; nothing if it is withheld."""
    read, paths = reader(), derive(DisclosedOutlook.price_paths, inputs.found, _FACTORS)
    if paths is None:
        return
    paths = paths.assign(
        name=[_driver_words(name, inputs.measures) for name in paths["resource_id"]],
        payback_words=[presentation.words(years, read) for years in paths["payback"]],
    )
    charts.draw(
        uncertainty_charts.prices(paths, charts.reader(), inputs.found.currency, is_low=is_low),
        alt=_("NPV by price factor, for each carrier and for all"),
    )


def _driver_words(driver: str, measures: DisclosedMeasures) -> str:
    """Name of an uncertain input."""
    known = {
        "investment": _("Investment"),
        "saving": _("Energy saved"),
        "lifetime": _("Lifetime"),
        "all": _("All prices"),
    }
    return known.get(driver) or _("Price: {carrier}", carrier=_resource(measures, driver))


def _resource(measures: DisclosedMeasures, resource_id: str) -> str:
    """Name of a resource saved by measures."""
    known = derive(DisclosedMeasures.resources, measures)
    if resource_id not in known.index:
        return resource_id
    return reader().name(*known.loc[resource_id, ["resource_en", "resource_zh"]])
