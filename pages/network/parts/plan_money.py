"""Typed amounts of money: total budget, yearly budgets, and budgets by company."""

import pandas as pd
import streamlit as st

from isdata.energy.measures import DisclosedMeasures
from pages.common import address, number_field
from pages.common.editing import table_input
from pages.common.language import _, reader
from pages.common.once import once


def typed_amount(key: str) -> float | None:
    """Typed amount of money, available before its field is drawn; None if empty. [currency]

    It is stored in the address under `key`; the widget has a separate key, because it contains a number.
    """
    text = address.remembered_text(key)
    if text != st.session_state.get(f"{key}_typed_last", ""):
        st.session_state[f"{key}_typed"] = table_input.number(text)
        st.session_state[f"{key}_typed_last"] = text
    return st.session_state.get(f"{key}_typed")


def amount(key: str, label: str, placeholder: str, currency: str) -> None:
    """Show a field for an amount of money in a currency, which `typed_amount` returns."""
    typed_amount(key)
    value = number_field.chosen(
        label,
        key=f"{key}_typed",
        default=None,
        minimum=0,
        currency=currency,
        placeholder=placeholder,
    )
    st.session_state[key] = st.session_state[f"{key}_typed_last"] = "" if value is None else f"{value:.15g}"
    address.keep(key)


def by_year(years: int, money: float, currency: str) -> tuple[float, ...]:
    """Let the user set the budget of each year; by default equal amounts. [currency]"""
    names = [_("Year {number}", number=number) for number in range(1, years + 1)]
    proposed = pd.DataFrame({"year": names, "money": round(money / years, 2)})
    title = _("Available [{currency}]", currency=reader().currency(currency))
    amounts = table_input.edited(
        "year_money",
        proposed,
        ["money"],
        column_config={
            "year": _("Year"),
            "money": st.column_config.NumberColumn(title, min_value=0.0, required=True, format="localized"),
        },
        width="content",
    )["money"]
    # Always drawn, so that nothing moves once an amount is typed.
    st.button(
        _("Same amount in each year"),
        key="same_years",
        icon=":material/undo:",
        disabled=not has_years(),
        on_click=_forget_years,
    )
    return tuple(amounts.fillna(0.0).astype(float))


def has_years() -> bool:
    """Return True if the user has changed a yearly budget."""
    return bool(address.remembered_list("year_money"))


def _forget_years() -> None:
    st.session_state["year_money"] = []


def _companies(found: DisclosedMeasures) -> pd.DataFrame:
    """Companies with the cost of their measures, initially without limits."""
    rows, read = found.by_company(), reader()
    names = read.names(rows, "company")
    cost = [read.money(each, found.currency) for each in rows["cost"]]
    return pd.DataFrame({"company": names, "cost": cost, "limit": float("nan")}, index=rows.index)


def by_company(found: DisclosedMeasures) -> dict[str, float]:
    """Let the facilitator set budgets of individual companies. [currency]"""
    proposed = once(_companies, found)
    title = _("Limit [{currency}]", currency=reader().currency(found.currency))
    limits = table_input.edited(
        "company_money",
        proposed,
        ["limit"],
        keeps=True,
        height=min(240, 38 + 35 * len(proposed)),
        column_config={
            "company": _("Company"),
            "cost": _("Cost of its measures"),
            "limit": st.column_config.NumberColumn(title, min_value=0.0, format="localized"),
        },
        placeholder="",
    )["limit"]
    return {str(company): float(each) for company, each in limits.dropna().items()}
