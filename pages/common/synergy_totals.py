"""Totals of synergies: number, CO2, water and money of those in operation or in preparation."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_
from isdata.symbiosis import synergies
from isdata.symbiosis.synergies import sums
from isdata.symbiosis.synergies.sums import StateTotals, is_rounded
from pages.common import park_facts, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.once import once

# Money totals that are also shown with their expected value.
_MONEY = {"annual_saving": "weighted_saving", "investment": "weighted_investment"}
_LARGE = 10_000  # amount from which Chinese states multiples


def running(shown: pd.DataFrame) -> str:
    """Text of the number of given synergies in operation.

    Parameters
    ----------
    shown : DataFrame
        stage.
    """
    count, running = len(shown), int((shown["stage"] == "operation").sum())
    if running == count > 1:
        return _("All {count} synergies in operation", count=reader().number(count))
    if not running:
        return ngettext(
            "{count} synergy, not in operation yet", "{count} synergies, none in operation yet", count
        )
    return ngettext(
        "{running} of {count} synergy in operation",
        "{running} of {count} synergies in operation",
        count,
        running=reader().number(running),
    )


def in_operation(park: str, *, viewer: Viewer) -> StateTotals:
    """Totals of the synergies in operation in a park."""
    return of_state(park, "achieved", viewer=viewer)


def of_state(park: str, state: str, *, viewer: Viewer) -> StateTotals:
    """Totals of the synergies of a park in one state, with money in the currency of the park."""
    return once(_of_state, park, state, viewer=viewer)


def _of_state(park: str, state: str, *, viewer: Viewer) -> StateTotals:
    return sums.of_state(
        ask(synergies.totals, parks=[park], viewer=viewer),
        ask(synergies.money, parks=[park], viewer=viewer),
        state=state,
        currency=park_facts.currency(park),
    )


def co2_words(amount: float) -> str:
    """Amount of CO2 as text."""
    return "–" if pd.isna(amount) else _four_digits(amount, "t")


def _four_digits(amount: float, unit: str) -> str:
    """Amount as text with four digits, a large one in the multiples of the cards: 5.59万吨, not 55,900吨 beside 4.50万吨."""
    four, three = float(f"{amount:.4g}"), float(f"{amount:.3g}")
    if abs(four) < _LARGE:
        return reader().amount(four, unit)
    return reader().quantity(four, unit, significant=3 if four == three else 4)


def _alike(expected: float, amount: float) -> float:
    """Expected value with three digits beside an amount with three: 1.15万吨, not 1.145万吨 beside 2.26万吨."""
    is_alike = pd.notna(expected) and f"{amount:.4g}" == f"{amount:.3g}"
    return float(f"{expected:.3g}") if is_alike else expected


def money_words(amount: float, park: str) -> str:
    """Amount of money in the currency of a park, as text."""
    return "–" if pd.isna(amount) else reader().money(amount, park_facts.currency(park))


def in_words(totals: StateTotals, park: str) -> tuple[str, str]:
    """CO2 and gain as text, as ranges if they are rounded."""
    co2, gain = co2_words(totals.co2), money_words(totals.saving, park)
    return (
        _range(totals.co2, totals.co2_within, "t") if is_rounded(totals.co2, totals.co2_within) else co2,
        _money_range(totals.saving, totals.saving_within, park_facts.currency(park))
        if is_rounded(totals.saving, totals.saving_within)
        else gain,
    )


def yearly(value: float, unit: str) -> str:
    """Yearly amount as text; empty if unknown or zero."""
    if pd.isna(value) or value == 0:
        return ""
    return _("{amount} per year", amount=_four_digits(value, unit))


def _range(amount: float, within: float, unit: str) -> str:
    """Range that holds the true amount."""
    return reader().quantities(amount - within, amount + within, unit)


def _money_range(amount: float, within: float, currency: str) -> str:
    """Range that holds the true amount of money."""
    return reader().money_between(amount - within, amount + within, currency)


def gains(totals: Mapping, money: pd.DataFrame) -> pd.DataFrame:
    """Totals of synergies in one state as text: one row each, with expected values.

    Parameters
    ----------
    totals : mapping
        One row of `synergies.totals`.
    money : DataFrame
        Corresponding rows of `synergies.money`.

    Returns
    -------
    DataFrame
        what, amount, expected, currency (empty for other amounts than money).
    """
    read = reader()
    rows = []
    for column, expected, unit in (
        ("co2_saved", "weighted_co2", "t/yr"),
        ("water_saved", "weighted_water", "m³/yr"),
    ):
        if pd.notna(totals[column]) and totals[column]:
            within = totals[f"{column}_within"]
            both = (
                _range(totals[name], within, unit)
                if is_rounded(totals[name], within)
                else (_four_digits(value, unit) if pd.notna(value) and value else "")
                for name, value in (
                    (column, totals[column]),
                    (expected, _alike(totals[expected], totals[column])),
                )
            )
            rows.append((read.column("synergy", column), *both, ""))
    for row in money.to_dict("records"):
        years = sorted({int(row[end]) for end in sums.PRICE_YEARS if pd.notna(row[end])})
        year = "–".join(str(one) for one in years)
        for column, expected in _MONEY.items():
            if pd.notna(row[column]):
                within = row[f"{column}_within"]
                both = (
                    _money_range(row[name], within, row["currency"])
                    if is_rounded(row[name], within)
                    else read.money(row[name], row["currency"])
                    for name in (column, expected)
                )
                name = _("Gain per year") if column == "annual_saving" else read.column("synergy", column)
                rows.append((read.noted(name, year) if year else name, *both, row["currency"]))
    whole = [
        (what, *(words.replace(" ", "\u00a0") for words in both)) for what, *both in rows
    ]  # does not wrap
    return pd.DataFrame(whole, columns=["what", "amount", "expected", "currency"]).map(show.escaped)


def show_sums(totals: Mapping, money: pd.DataFrame, state: str) -> None:
    """Show the totals of the synergies in one state; those in preparation also weighted by probability.

    Parameters
    ----------
    totals : mapping
        Row of that state of `synergies.totals`.
    money : DataFrame
        As returned by `synergies.money`.
    state : str
        State, as in both tables.
    """
    show_gains(gains(totals, money.loc[money["state"] == state]), weighted=state == "pipeline")
    if words := left_out(totals, state):
        st.caption(words)


def show_both(totals: pd.DataFrame, money: pd.DataFrame, headings: Mapping[str, str]) -> None:
    """Show the totals of both states side by side, those in preparation also weighted by probability.

    Parameters
    ----------
    totals : DataFrame, index "achieved" and "pipeline"
        As from `synergies.totals`.
    money : DataFrame
        As from `synergies.money`.
    headings : mapping
        Name of each state.
    """
    done, ahead = (gains(totals.loc[state], money.loc[money["state"] == state]) for state in headings)
    columns = dict(zip(("amount", "amount_ahead"), headings.values(), strict=True))
    shown = (
        done.drop(columns="expected")
        .merge(ahead, on=["what", "currency"], how="outer", suffixes=("", "_ahead"))
        .set_index(["what", "currency"])
        .loc[
            list(
                dict.fromkeys(
                    zip(*(pd.concat([ahead, done])[name] for name in ("what", "currency")), strict=True)
                )
            )
        ]  # original order of the rows, since a merge sorts them
        .reset_index()
        .drop(columns="currency")
        .fillna("–")
        .rename(
            columns={
                "what": _("Benefits"),
                **columns,
                "expected": _("In preparation, weighted by probability"),
            }
        )
    )
    if len(shown):
        with st.container(key="numbers_totals"):
            st.table(shown, border="horizontal", hide_index=True)
    notes = [left_out(totals.loc[state], state) for state in headings]
    if any(notes):
        st.caption(reader().sentences(notes))


def left_out(totals: Mapping, state: str) -> str:
    """Sentence on synergies of one state left out of its totals or counted in part; empty if all are complete.

    Parameters
    ----------
    totals : mapping
        One row of `synergies.totals`.
    state : "achieved" or "pipeline"
    """
    words = {
        "without_gain": N_("gain unknown for {count}"),
        "partial_gain": N_("gain partly known for {count}"),
        "without_co2": N_("CO2 saving unknown for {count}"),
        "without_chance": N_("probability unknown for {count}, which the weighted total leaves out"),
    }
    read, whole = reader(), int(totals["synergies"])
    counts = {name: int(totals[name]) for name in words}
    # Without any amount there is no total from which it could be missing.
    parts = [
        _(words[name], count=read.number(count))
        for name, count in counts.items()
        if count and (count < whole or name == "partial_gain")
    ]
    return _of_state_sentence([*parts, *_foreign(totals)], whole, state)


def unconverted(park: str, state: str, *, viewer: Viewer) -> str:
    """Sentence on gains of one state that are not in its total for want of an exchange rate; empty if there are none."""
    totals = ask(synergies.totals, parks=[park], viewer=viewer).set_index("state")
    if state not in totals.index:
        return ""
    row = totals.loc[state]
    return _of_state_sentence(_foreign(row), int(row["synergies"]), state)


def _foreign(totals: Mapping) -> list[str]:
    """Clause on the synergies whose gain has no exchange rate; readers who see no single gain read no currency."""
    if not (count := int(totals["foreign_gain"])):
        return []
    read = reader()
    if not (currencies := totals["foreign_currencies"]):
        return [
            _(
                "gain of {count} not added, as there is no exchange rate from its currency",
                count=read.number(count),
            )
        ]
    return [
        _(
            "gain of {count} not added, as there is no exchange rate from {currencies}",
            count=read.number(count),
            currencies=read.listed(currencies),
        )
    ]


def _of_state_sentence(parts: list[str], whole: int, state: str) -> str:
    """Sentence on parts of the synergies of one state; empty without parts."""
    if not parts:
        return ""
    sentence = (
        N_("Of {count} synergies in operation: {parts}.")
        if state == "achieved"
        else N_("Of {count} synergies in preparation: {parts}.")
    )
    return _(sentence, count=reader().number(whole), parts=reader().clauses(parts))


def show_gains(gained: pd.DataFrame, *, weighted: bool) -> None:
    """Show totals as a table, optionally with the totals weighted by probability."""
    if gained.empty:
        return
    titled = gained.drop(columns="currency").rename(
        columns={
            "what": _("Benefits"),
            "amount": _("Total"),
            "expected": _("In preparation, weighted by probability"),
        }
    )
    st.table(
        titled if weighted else titled.iloc[:, :2],
        border="horizontal",
        hide_index=True,
        hide_header=not weighted,
    )
