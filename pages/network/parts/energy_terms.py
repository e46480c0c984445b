"""The terms that move less often, behind a button: prices, rates and taxes, CO2 factors, and what money is told in."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from isdata import measures
from isdata.measures import Register
from isdata.measures import words as wording
from isdata.scenarios import Scenario
from pages.common import address
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

PRICES = ["0.5", "0.75", "1", "1.25", "1.5", "1.75", "2", "2.5", "3"]
HORIZONS = ["life", "5", "10", "15", "20", "30"]
UNITS = ("MWh", "GJ", "tce")
ELECTRICITY = "electricity"
# In per cent. [1/yr], [1/yr], [-]
INFLATIONS = ["0", "1", "2", "3", "4", "5", "6", "8", "10"]
LOSSES = ["0", "0.5", "1", "2", "3", "5"]
TAXES = ["0", "5", "10", "15", "20", "25", "30", "35"]
STORED = "stored"


def with_factors(register: Register) -> Register:
    """Return the measures with the CO2 factors that the reader chose behind the button."""
    chosen = {
        resource: str(address.remembered(f"co2_{resource}", [STORED, *options.index], STORED))
        for resource, options in _factor_options(register).items()
    }
    chosen = {resource: factor_id for resource, factor_id in chosen.items() if factor_id != STORED}
    return measures.with_factors(register, ask(measures.co2_factors), chosen) if chosen else register


def money_rate(park_id: str) -> float:
    """Return what one unit of the park's currency is in the one that the reader chose in `told_in`."""
    return _rates(park_id)[str(st.session_state.currency)]


def in_money(register: Register, park_id: str) -> Register:
    """Return the measures, whose money is the park's, in the currency that the reader chose in `told_in`."""
    currency = str(st.session_state.currency)
    if currency == register.currency:
        return register
    return measures.in_currency(register, currency, money_rate(park_id))


def _rates(park_id: str) -> dict[str, float]:
    own = ask(measures.currency_of, park_id=park_id)
    found = ask(measures.rates_from, currency=own)
    return {name: found[name] for name in (own, "CNY", "EUR") if name in found}


def prices(register: Register) -> dict[str, Any]:
    """Let the reader choose the prices of all energy, of each carrier but electricity, and whether they grow as listed.

    Returns
    -------
    dict
        What `Terms` takes: price_factor, carrier_factors, has_growth.
    """
    with _section(_("Prices")):
        choose_price(
            "price",
            _("Energy prices"),
            _("Factor on the prices of all energy carriers; water and other savings stay as they are."),
        )
        factors = {}
        for resource, name in _carriers(register).items():
            choose_price(
                f"price_{resource}",
                _("Price: {carrier}", carrier=name),
                _("Factor on the price of this carrier alone, on top of that on all energy."),
            )
            factors[resource] = float(st.session_state[f"price_{resource}"])
        has_growth = _choose_growth(register)
    return {
        "price_factor": float(st.session_state.price),
        "carrier_factors": factors,
        "has_growth": has_growth,
    }


def rates(hurdle_rate: float, shown: Scenario | None) -> dict[str, Any]:
    """Let the reader choose horizon, hurdle, loss of savings, tax and inflation, where the scenario sets none.

    Returns
    -------
    dict
        What `Terms` takes: horizon, hurdle_rate, degradation, tax_rate, inflation, is_nominal.
    """
    percent = lambda share: reader().percent(float(share) / 100, digits=1 if "." in share else 0)  # noqa: E731
    usual = f"{100 * hurdle_rate:g}"
    with _section(_("Rates and taxes")):
        horizon = _horizon(shown)
        options = sorted({*(str(share) for share in range(41)), usual}, key=float)
        hurdle = _slider(
            "hurdle_rate",
            options,
            usual,
            _("Counts as economic above"),
            percent,
            _("Internal rate of return, real; at first the network's own rule."),
        )
        loss = _own(shown, "degradation") or _slider(
            "loss",
            LOSSES,
            "0",
            _("Savings lost each year"),
            percent,
            _("Of a measure that declares no loss of its own."),
        )
        tax = _own(shown, "tax_rate") or _slider(
            "tax",
            TAXES,
            "0",
            _("Tax on gains"),
            percent,
            _("After straight-line depreciation over the life; a loss is set against other gains."),
        )
        inflation = _own(shown, "inflation") or _slider(
            "inflation",
            INFLATIONS,
            "0",
            _("Inflation"),
            percent,
            _("Lowers what is written off before tax, and turns real money into nominal."),
        )
        address.remembered_flag("nominal")
        st.toggle(
            _("Tell cash flows and rates in nominal money"),
            key="nominal",
            persist_state="session",
            disabled=inflation == "0",
            help=_("Net present values are the same in both."),
        )
        address.keep("nominal")
    return {
        "horizon": horizon,
        "hurdle_rate": float(hurdle) / 100,
        "degradation": float(loss) / 100,
        "tax_rate": float(tax) / 100,
        "inflation": float(inflation) / 100,
        "is_nominal": bool(st.session_state.nominal) and inflation != "0",
    }


def _own(shown: Scenario | None, name: str) -> str:
    """Return a share that the scenario sets, in per cent as the sliders say it; empty where it sets none."""
    share = None if shown is None else getattr(shown, name)
    return "" if share is None else f"{100 * share:.10g}"


def told_in(register: Register, park_id: str) -> None:
    """Let the reader choose CO2 factors, where several are stored, and what money and energy are told in.

    `with_factors`, `in_money` and `st.session_state.unit` say what was chosen.
    """
    read = reader()
    for resource, options in _factor_options(register).items():
        address.remembered(f"co2_{resource}", [STORED, *options.index], STORED)
        words = {STORED: _("The nearest region's"), **options.to_dict()}
        name = read.name(*_names(register).loc[resource])
        with _section(_("CO2 factor")):
            st.selectbox(
                name,
                list(words),
                format_func=lambda factor_id, words=words: words.get(factor_id, factor_id),
                key=f"co2_{resource}",
                persist_state="session",
            )
        address.keep(f"co2_{resource}")
    with _section(_("Told in")):
        rates = _rates(park_id)
        address.remembered("currency", rates, next(iter(rates)))
        st.segmented_control(
            _("Money in"),
            list(rates),
            format_func=lambda name: read.choice("currency", name),
            required=True,
            key="currency",
            persist_state="session",
            help=_("At the newest exchange rate stored, whatever the price year."),
        )
        address.keep("currency")
        address.remembered("unit", UNITS, "MWh")
        st.segmented_control(_("Energy in"), UNITS, required=True, key="unit", persist_state="session")
        address.keep("unit")


def choose_price(key: str, label: str, explanation: str) -> None:
    """Let the reader choose a factor on a price."""
    _slider(key, PRICES, "1", label, lambda price: wording.factor_words(float(price), reader()), explanation)


def _slider(
    key: str,
    options: Sequence[str],
    default: str,
    label: str,
    words: Callable[[str], str],
    explanation: str,
) -> str:
    address.remembered(key, options, default)
    st.select_slider(label, options, format_func=words, key=key, persist_state="session", help=explanation)
    address.keep(key)
    return str(st.session_state[key])


def _section(heading: str) -> Any:
    box = st.container(gap="small")
    box.markdown(f"**{heading}**")
    return box


def _names(register: Register) -> pd.DataFrame:
    """Return the names of the resources that measures save, index resource_id."""
    rows = register.savings.drop_duplicates("resource_id").set_index("resource_id")
    return rows[["resource_en", "resource_zh"]]


def _carriers(register: Register) -> dict[str, str]:
    """Return the energy carriers that measures save, other than electricity, the most money first."""
    rows = register.savings[register.savings["kind"] == "energy"]
    worth = rows.groupby("resource_id")["money"].sum().abs().sort_values(ascending=False)
    names = _names(register)
    return {str(name): reader().name(*names.loc[name]) for name in worth.index if str(name) != ELECTRICITY}


def _factor_options(register: Register) -> dict[str, pd.Series]:
    """Return the factors to choose from, words by factor_id, of each resource that has several."""
    read, stored = reader(), ask(measures.co2_factors)
    saved = set(register.savings["resource_id"])
    options = {}
    for resource, rows in stored[stored["resource_id"].isin(saved)].groupby("resource_id"):
        if len(rows) > 1:
            words = [
                " · ".join(
                    part
                    for part in (
                        read.name(row["region_en"], row["region_zh"]) or _("everywhere"),
                        "" if pd.isna(row["factor_year"]) else str(int(row["factor_year"])),
                        read.choice("factor_method", row["factor_method"]),
                        read.amount(row["factor"], row["factor_unit"], significant=4),
                    )
                    if part
                )
                for row in rows.to_dict("records")
            ]
            options[str(resource)] = pd.Series(words, index=rows["factor_id"].astype(str))
    return options


def _choose_growth(register: Register) -> bool:
    """Let the reader choose whether prices change by the price list's own growth, where it tells any."""
    if not register.savings["growth"].fillna(0).any():
        return False
    address.remembered_flag("growth")
    st.toggle(
        _("Prices change as listed"),
        key="growth",
        persist_state="session",
        help=_("By the yearly growth, beyond inflation, that the price list tells of each carrier."),
    )
    address.keep("growth")
    return bool(st.session_state.growth)


def _horizon(shown: Scenario | None) -> int | None:
    """Let the reader choose how many years count, where the scenario sets none; None for each measure's own life."""
    if shown is not None and shown.horizon is not None:
        return shown.horizon or None
    address.remembered("horizon", HORIZONS, "life")
    st.selectbox(
        _("Horizon"),
        HORIZONS,
        format_func=lambda years: (
            _("Each measure's own life")
            if years == "life"
            else ngettext("{count} year", "{count} years", int(years))
        ),
        key="horizon",
        persist_state="session",
        help=_(
            "With a horizon, measures are bought again at the end of their lives until its last year; what is not "
            "worn out by then counts as rest value."
        ),
    )
    address.keep("horizon")
    return None if st.session_state.horizon == "life" else int(st.session_state.horizon)
