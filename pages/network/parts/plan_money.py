"""Amounts of money typed in: a budget, that of each year, and that of each company."""

import pandas as pd
import streamlit as st

from isdata.energy.measures import Register
from pages.common import address, pick
from pages.common.language import _, reader

STEP = 100_000.0


def amount(key: str, label: str, placeholder: str) -> float | None:
    """Let the reader type an amount of money; None where nothing is typed. [currency]

    The amount stands in the address under `key`; the widget has a key of its own, as it holds a number.
    """
    text = address.remembered_text(key)
    widget, written = f"{key}_typed", f"{key}_typed_last"
    if text != st.session_state.get(written, ""):
        st.session_state[widget] = _number(text)
    typed = pick.number(
        label, key=widget, default=None, min_value=0.0, step=STEP, format="%.0f", placeholder=placeholder
    )
    st.session_state[key] = st.session_state[written] = "" if typed is None else f"{typed:.0f}"
    address.keep(key)
    return typed


def by_year(years: int, money: float, currency: str) -> tuple[float, ...]:
    """Let the reader say what may be spent in each year; at first as much in each. [currency]"""
    equal = round(money / years, 2)
    names = [_("Year {number}", number=number) for number in range(1, years + 1)]
    asked = _kept("year_money", [str(year) for year in range(years)])
    title = _("Available [{currency}]", currency=currency)
    table = pd.DataFrame({_("Year"): names, title: [asked.get(str(year), equal) for year in range(years)]})
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=[_("Year")],
        column_config={
            title: st.column_config.NumberColumn(min_value=0.0, required=True, format="localized")
        },
        key=f"year_money_{years}_{equal:.0f}",
        width="content",
    )
    amounts = edited[title].fillna(0.0).astype(float).tolist()
    is_equal = all(abs(each - equal) < 0.01 for each in amounts)
    _keep("year_money", {} if is_equal else {str(year): each for year, each in enumerate(amounts)})
    return tuple(amounts)


def by_company(register: Register) -> dict[str, float]:
    """Let the facilitator say what single companies may spend. [currency]"""
    rows = register.measures.dropna(subset=["company_id"])
    cost = (rows["investment"] - rows["incentive"]).clip(lower=0).groupby(rows["company_id"]).sum()
    names = rows.groupby("company_id")[["company_en", "company_zh"]].first()
    asked = _kept("company_money", list(cost.index))
    most = _("Limit [{currency}]", currency=register.currency)
    needed = _("Cost of its measures")
    table = pd.DataFrame(
        {
            _("Company"): [reader().name(*pair) for pair in names.itertuples(index=False)],
            needed: [reader().money(each, register.currency) for each in cost],
            most: [asked.get(str(company)) for company in cost.index],
        },
        index=cost.index,
    ).astype({most: float})
    edited = st.data_editor(
        table,
        hide_index=True,
        height=min(240, 38 + 35 * len(table)),
        disabled=[_("Company"), needed],
        column_config={most: st.column_config.NumberColumn(min_value=0.0, format="localized")},
        placeholder="",
        key="company_money_table",
    )
    chosen = {str(company): float(each) for company, each in edited[most].dropna().items()}
    _keep("company_money", chosen)
    return chosen


def _kept(key: str, names: list[str]) -> dict[str, float]:
    """Return the amounts that the address told when the page was opened: what is typed since, the table holds."""
    base = f"{key}_base"
    text = address.remembered_text(key)
    if text != st.session_state.get(f"{key}_written", ""):
        pairs = (part.rpartition(":") for part in text.split(","))
        found = {name: _number(words) for name, _colon, words in pairs}
        st.session_state[base] = {name: each for name, each in found.items() if each is not None}
    return {name: each for name, each in st.session_state.get(base, {}).items() if name in names}


def _keep(key: str, amounts: dict[str, float]) -> None:
    text = ",".join(f"{name}:{each:.0f}" for name, each in amounts.items())
    st.session_state[key] = st.session_state[f"{key}_written"] = text
    address.keep(key)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < 1e15 else None
