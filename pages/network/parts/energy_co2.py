"""Energy and CO2 by energy carrier, as published and recalculated with the factors of wider regions."""

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data import units
from isdata.energy.measures import DisclosedOutlook, presentation
from isdata.output.figures import style
from pages.common import charts, role, show
from pages.common.controls import is_projected
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.presenting import room, withholding
from pages.common.tables import show_rows
from pages.network.parts import energy
from pages.network.parts.energy_published import claim_words
from pages.network.parts.energy_state import State


def view(state: State) -> str:
    """Show energy and CO2 by carrier, on a working page also CO2 with factors of wider regions; return the title."""
    title = _title(state.found)
    st.subheader(_("CO2, energy and cost saved per year by energy carrier"), anchor=False)
    _carrier_bars(state.found, state.unit, room.below(title) - room.HEADING - room.NOTE)
    if is_projected():  # one picture when presented
        return title
    carriers(state.found, state.unit)
    if state.shown is None:
        _recalculated(state)
    return title


def _title(found: DisclosedOutlook) -> str:
    """Title with the disclosed carrier that avoids most CO2, and the total."""
    table, read = found.carriers(), reader()
    known, sums = table[table["co2"] > 0], found.sums
    if known.empty or sums is None:
        return ""
    first = known.sort_values("co2", ascending=False, kind="stable").iloc[0]
    return _(
        "{total} of CO2 saved per year, {amount} of it with {carrier}",
        total=read.amount(sums["co2_saving"], "t"),
        amount=read.amount(first["co2"], "t"),
        carrier=read.name(first["resource_en"], first["resource_zh"]).lower()
        if read.language == "en"
        else read.name(first["resource_en"], first["resource_zh"]),
    )


def _recalculated(state: State) -> None:
    """CO2 of one scope of measures with the factors of each region; of implemented measures if results are published."""
    claimed = state.claims[state.claims["subject"] == "co2_saving"]
    claimed = claimed if state.whole.is_any_in_scope("achieved") else claimed.iloc[:0]
    scope = state.scope if claimed.empty else "achieved"
    heading = _("CO2 recalculated with the factors of wider regions")
    st.subheader(f"{heading} · {energy.scope_words()[scope]}", anchor=False)
    rows = ask(scenarios.co2_by_region, park_id=state.park_id, scope=scope, viewer=role.viewer())
    if rows is None:
        withholding.state(is_part=True)
        return
    _restated_bars(rows, claimed, state.own.currency)
    read = reader()
    for claim in claimed.to_dict("records"):
        scope_of_claim = show.escaped(read.name(claim["scope_en"], claim["scope_zh"]))
        source = show.escaped(read.half(claim["source"]))
        st.caption(_("Published: {scope}. Source: {source}", scope=scope_of_claim, source=source))


def _carrier_bars(found: DisclosedOutlook, unit: str, height: float) -> None:
    """Bars of CO2 saved by carrier with energy and money, with individually withheld carriers as one bar."""
    read, table = reader(), found.carriers().sort_values("co2", ascending=False)
    hidden = table[~table["is_shown"]]
    table = table[table["co2"].notna()]
    if table.empty:
        return
    factor = units.factor("GJ", unit)
    words = [
        " · ".join(
            (
                read.amount(row["co2"], "t"),
                *([] if pd.isna(row["energy"]) else [read.amount(row["energy"] * factor, unit)]),
                *([] if pd.isna(row["money"]) else [read.money(row["money"], found.currency)]),
            )
        )
        for row in table.to_dict("records")
    ]
    bars = {"name": read.names(table, "resource"), "amount": table["co2"].tolist(), "words": words}
    rest = _rest(found, table)
    if rest > 0 and len(hidden):
        bars["name"] = [*bars["name"], _("Other carriers together")]
        bars["amount"].append(rest)
        bars["words"].append(read.amount(rest, "t"))
    alt = _("CO2 saved by each energy carrier, with energy and money per year")
    charts.bars(bars, room=1.5, height=height, alt=alt)
    if is_projected() and len(hidden):
        st.caption(_("Withheld one by one: {carriers}", carriers=read.listed(read.names(hidden, "resource"))))


def _rest(found: DisclosedOutlook, shown: pd.DataFrame) -> float:
    """CO2 saved by all carriers not shown: total minus those shown; 0 if the total is withheld. [t/yr]"""
    sums = found.sums
    return 0.0 if sums is None else float(sums["co2_saving"] - shown["co2"].sum())


def carriers(found: DisclosedOutlook, unit: str) -> None:
    """List the saving of each carrier in its own unit, as energy in `unit`, as money and as CO2."""
    read, table = reader(), found.carriers()
    rows = table.to_dict("records")
    factor = units.factor("GJ", unit)

    def known(value, words):
        return "–" if pd.isna(value) else words

    columns = {
        _("Resource"): read.names(table, "resource"),
        _("Saved per year"): [known(row["saved"], read.amount(row["saved"], row["unit"])) for row in rows],
        _("Energy saved [{unit}/yr]", unit=unit): [read.number(row["energy"] * factor) for row in rows],
        _("Annual saving"): [known(row["money"], read.money(row["money"], found.currency)) for row in rows],
        _("Price"): [presentation.listed_price_words(row, read, has_origin=False) for row in rows],
        _("CO2 saved [t/yr]"): [read.number(row["co2"]) for row in rows],
        _("CO2 factor"): [presentation.co2_factor_words(row, read, has_origin=False) for row in rows],
    }
    show_rows(columns, alt=_("Savings by carrier with price and CO2 factor"))
    prices = presentation.origins(table, "price", read)
    if prices:
        st.caption(_("Prices: {origins}", origins=show.escaped(prices)))
    factors = presentation.origins(table, "factor", read)
    if factors:
        st.caption(_("CO2 factors: {origins}", origins=show.escaped(factors)))
    if not table["is_shown"].all():
        show.computed(_("–: withheld, as it would reveal a single company."))


def _restated_bars(rows: pd.DataFrame, claimed: pd.DataFrame, currency: str) -> None:
    """Bars of CO2 saved as published, then with the factors of the park's region and of each wider one."""
    read = reader()
    published, recalculated = _("As published"), _("Recalculated")
    names = [_("With the factors of {region}", region=name) for name in read.names(rows)]
    words = [
        f"{read.amount(value, 't/yr', significant=5)} · {presentation.co2_factor_words(row, read)}"
        for value, row in zip(rows["co2_saving"], rows.to_dict("records"), strict=True)
    ]
    claims = claimed.to_dict("records")
    table = {
        "name": [*([published] * len(claims)), *names],
        "amount": [*claimed["value"], *rows["co2_saving"]],
        "words": [*(claim_words(claim, "value", currency) for claim in claims), *words],
        "state": [*([published] * len(claims)), *([recalculated] * len(names))],
    }
    charts.bars(
        table,
        colours={published: style.CHANGES["same"], recalculated: style.ACCENT},
        room=3,
        alt=_("CO2 saved, recalculated with the factors of the park's regions"),
    )
