"""Less frequent terms behind a button: prices, rates and taxes, CO2 factors and units."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures, presentation
from isdata.scenarios import Scenario
from pages.common import address, pick, scenario
from pages.common.data import ask, derive
from pages.common.language import _, ngettext, reader
from pages.common.once import once

PRICES = ["0.5", "0.75", "1", "1.25", "1.5", "1.75", "2", "2.5", "3"]
RATES = [str(percent) for percent in range(31)]
HORIZONS = ["life", "5", "10", "15", "20", "30"]
UNITS = ("MWh", "GJ", "tce")
ELECTRICITY = "electricity"
STORED = "stored"


@dataclass(frozen=True)
class _Share:
    """A share set by the user: its key in the address, label, options in per cent, and explanation."""

    key: str
    label: str
    options: list[str]
    explanation: str


# Keys are the names in `Terms`.
_SHARES = {
    "degradation": _Share(
        "loss",
        N_("Yearly degradation"),
        ["0", "0.5", "1", "2", "3", "5"],
        N_("Applies to measures without a declared degradation."),
    ),
    "tax_rate": _Share(
        "tax",
        N_("Income tax rate"),
        ["0", "5", "10", "15", "20", "25", "30", "35"],
        N_("After straight-line depreciation over the lifetime; losses are offset against other profits."),
    ),
    "inflation": _Share(
        "inflation",
        N_("Inflation"),
        ["0", "1", "2", "3", "4", "5", "6", "8", "10"],
        N_("Lowers the real value of depreciation and converts real to nominal values."),
    ),
}


def choose_rate(shown: Scenario | None, *, may_vary: bool = True) -> float:
    """Let the user choose the discount rate unless set by the scenario; the default for users who may not. [1/yr]"""
    if shown is not None and shown.discount_rate is not None:
        return shown.discount_rate
    if not may_vary:
        return int(scenario.USUAL_RATE) / 100
    rate = pick.on_slider(
        _("Discount rate"),
        RATES,
        key="rate",
        default=scenario.USUAL_RATE,
        words=lambda rate: reader().percent(int(rate) / 100),
        help=_("Real: at prices of the price year, without inflation."),
    )
    return int(rate) / 100


def with_factors(found: DisclosedMeasures) -> DisclosedMeasures:
    """Measures with the CO2 factors chosen behind the button."""
    chosen = {
        resource: str(address.remembered(f"co2_{resource}", [STORED, *rows["factor_id"]], STORED))
        for resource, rows in _several_factors(found).items()
    }
    chosen = {resource: factor_id for resource, factor_id in chosen.items() if factor_id != STORED}
    return found.with_factors(ask(measures.co2_factors), chosen) if chosen else found


def prices(found: DisclosedMeasures, *, may_vary: bool = True) -> dict[str, Any]:
    """Let the user choose price factors of all energy and of each carrier except electricity, and use of listed growth.

    Returns
    -------
    dict
        Arguments of `Terms`: price_factor, carrier_factors, has_growth.
    """
    with _section(_("Prices")):
        factor = choose_price(
            "price",
            _("Energy prices"),
            _("Multiplies the prices of all energy carriers; water and other savings are unchanged."),
        )
        factors = {}
        for resource, name in once(_carriers, found).items():
            factors[resource] = choose_price(
                f"price_{resource}",
                _("Price: {carrier}", carrier=name),
                _("Multiplies the price of this carrier, in addition to the factor on all energy."),
            )
        has_growth = may_vary and _choose_growth(found)
    return {
        "price_factor": factor,
        "carrier_factors": factors,
        "has_growth": has_growth,
    }


def rates(hurdle_rate: float, shown: Scenario | None, *, may_vary: bool = True) -> dict[str, Any]:
    """Let the user choose horizon, hurdle, degradation, tax and inflation, unless set by the scenario.

    Returns
    -------
    dict
        Arguments of `Terms`: horizon, hurdle_rate, degradation, tax_rate, inflation, is_nominal.
    """
    usual = f"{100 * hurdle_rate:g}"
    options = sorted({*(str(share) for share in range(41)), usual}, key=float)
    with _section(_("Rates and taxes")):
        horizon = _horizon(shown, may_vary=may_vary)
        hurdle = _percent(
            _("Profitability threshold (IRR)"),
            options,
            key="hurdle_rate",
            default=usual,
            help=_("Real IRR; default is the network's rule."),
        )
        shares = {name: _share(name, shown, may_vary=may_vary) for name in _SHARES}
        if not may_vary:
            st.caption(
                _(
                    "Discount rate, horizon and taxes are fixed, as results for several values would disclose lifetimes."
                )
            )
        is_nominal = pick.switch(
            _("Show cash flows and rates in nominal terms"),
            key="nominal",
            disabled=not shares["inflation"],
            help=_("NPV is the same in both."),
        )
    return {
        "horizon": horizon,
        "hurdle_rate": hurdle,
        **shares,
        "is_nominal": is_nominal and shares["inflation"] != 0,
    }


def _share(name: str, shown: Scenario | None, *, may_vary: bool) -> float:
    """Let the user choose one of the shares in `Terms`, unless set by the scenario. [-]"""
    own = None if shown is None else getattr(shown, name)
    if own is not None or not may_vary:
        return own or 0.0
    asked = _SHARES[name]
    return _percent(_(asked.label), asked.options, key=asked.key, default="0", help=_(asked.explanation))


def _percent(label: str, options: list[str], **about: str) -> float:
    """Let the user choose a share among options in per cent. [-]"""

    def words(share):
        return reader().percent(float(share) / 100, digits=1 if "." in share else 0)

    return float(pick.on_slider(label, options, words=words, **about)) / 100


def choose_basis(found: DisclosedMeasures) -> None:
    """Let the user choose CO2 factors, if several are stored, and the energy unit.

    `with_factors` and `unit` return the choices.
    """
    with st.container():
        for resource, options in once(_factor_words, found).items():
            words = {STORED: _("Nearest region"), **options}
            name = _name(found, resource)
            with _section(_("CO2 factor")):
                pick.from_dropdown(name, words, key=f"co2_{resource}")
    pick.one_of(_("Energy unit"), UNITS, key="unit")


def unit() -> str:
    """Unit of energy chosen by the reader."""
    return address.remembered("unit", UNITS, UNITS[0]) or UNITS[0]


def choose_price(key: str, label: str, explanation: str) -> float:
    """Let the user choose a factor on a price. [-]"""
    words = {price: presentation.factor_words(float(price), reader()) for price in PRICES}
    return float(pick.on_slider(label, words, key=key, default="1", help=explanation))


def _section(heading: str) -> Any:
    box = st.container(gap="small")
    box.markdown(f"**{heading}**")
    return box


def _name(found: DisclosedMeasures, resource: str) -> str:
    known = derive(DisclosedMeasures.resources, found)
    return reader().name(*known.loc[resource, ["resource_en", "resource_zh"]])


def _carriers(found: DisclosedMeasures) -> dict[str, str]:
    """Energy carriers saved by measures, except electricity, largest money saving first."""
    return {name: _name(found, name) for name in derive(_movable, found)}


def _movable(found: DisclosedMeasures) -> list[str]:
    """Ids of the carriers other than electricity whose price the viewer may change."""
    return [name for name in found.carriers if name != ELECTRICITY and found.may_move(name)]


def _factor_words(found: DisclosedMeasures) -> dict[str, dict[str, str]]:
    """Labels of the available factors by factor_id, for each resource with several."""
    read = reader()
    return {
        resource: {
            str(row["factor_id"]): presentation.co2_factor_words(row, read) for row in rows.to_dict("records")
        }
        for resource, rows in _several_factors(found).items()
    }


def _several_factors(found: DisclosedMeasures) -> dict[str, pd.DataFrame]:
    """CO2 factors of each resource with several that the viewer may change, from `measures.co2_factors`."""
    return derive(_of_movable, found, ask(measures.co2_factors))


def _of_movable(found: DisclosedMeasures, factors: pd.DataFrame) -> dict[str, pd.DataFrame]:
    known = factors[factors["resource_id"].isin(found.resources().index)]
    return {
        str(resource): rows
        for resource, rows in known.groupby("resource_id")
        if len(rows) > 1 and found.may_move(str(resource))
    }


def _choose_growth(found: DisclosedMeasures) -> bool:
    """Let the user choose whether prices grow as in the price list, if it states growth."""
    if not found.has_growth:
        return False
    return pick.switch(
        _("Prices grow as listed"),
        key="growth",
        help=_("Yearly real growth of each carrier from the price list."),
    )


def _horizon(shown: Scenario | None, *, may_vary: bool) -> int | None:
    """Let the user choose the horizon unless set by the scenario; None for each measure's own lifetime. [yr]"""
    if shown is not None and shown.horizon is not None:
        return shown.horizon or None
    if not may_vary:
        return None
    years = pick.from_dropdown(
        _("Horizon"),
        HORIZONS,
        key="horizon",
        words=lambda years: (
            _("Lifetime of each measure")
            if years == "life"
            else ngettext("{count} year", "{count} years", int(years))
        ),
        help=_(
            "Measures are replaced at the end of their lifetime until the end of the horizon; the "
            "remaining value counts as residual value."
        ),
    )
    return None if years == "life" else int(years)
