"""What the feasibility sheet of one synergy rests on: its assumptions, to be changed in place, and its years."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from isdata import judging
from isdata.figures import synergy_sheet as figure
from isdata.i18n import N_, both
from pages.common import editing, show
from pages.common.data import cursor
from pages.common.language import _, reader
from pages.synergies.parts import synergy_words

_LABEL = 210  # the longest name in one line, and little enough that a phone keeps it pinned [px]


def show_editor(dossier: judging.Dossier, name: str) -> None:
    """Show every assumption with its source, to be changed in place, and what the changes would lead to."""
    read, synergy = reader(), str(dossier.facts["synergy_id"])
    told = dossier.assumptions
    rows = told.assign(
        label=[_labelled(row) for row in told[["assumption", "from_year"]].to_dict("records")],
        origin=[read.text(judging.ORIGIN_WORDS[origin]) for origin in told["origin"]],
        unit_words=[figure.unit_words(unit, read) for unit in told["unit"]],
        source=[read.half(text) or None for text in told["source"]],
    )
    table = "synergy_assumption"
    now = editing.edited(
        table,
        rows,
        {
            "label": st.column_config.TextColumn(label=_("Assumption"), pinned=True, width=_LABEL),
            "value": editing.column(table, "value", required=False, format="localized"),
            "unit_words": editing.column(table, "unit"),
            "uncertainty": editing.column(table, "uncertainty", label=f"± [{'%'}]"),
            "price_year": editing.column(table, "price_year"),
            "transport_mode": editing.column(table, "transport_mode"),
            "basis": editing.column(table, "basis"),
            "source": editing.column(table, "source"),
            "origin": st.column_config.TextColumn(label=_("Where it comes from")),
        },
        key=f"assumptions_{synergy}_{editing.turn('assumptions')}_{read.language}",
        fixed=["label", "unit_words", "origin"],
        height="content",
        alt=_("Change what you know better; empty a value to forget what was written down here."),
    )
    now = whole_sources(now, shown=rows["source"], stored=told["source"])
    changed = _changed(
        rows.assign(source=told["source"]),
        now,
        ["value", "uncertainty", "price_year", "transport_mode", "basis", "source"],
    )
    if len(changed):
        shown = judging.sheet_of(now, unit=str(dossier.facts["unit"]))
        st.info(
            show.plain(
                _(
                    "With these numbers: payback {payback}, net present value {worth}. Not stored yet.",
                    payback=synergy_words.years(shown.appraisal["payback"]),
                    worth=synergy_words.money(
                        shown.appraisal["npv"], str(dossier.facts["currency"] or "CNY")
                    ),
                )
            ),
            icon=":material/calculate:",
        )
    _later_amount(synergy, name)
    columns = [
        "assumption",
        "from_year",
        "value",
        "uncertainty",
        "price_year",
        "transport_mode",
        "basis",
        "source",
    ]
    editing.offer_to_store(
        name,
        key="assumptions",
        reason=N_("Sheet filled in"),
        store=lambda why: judging.write_down(
            cursor(), synergy=synergy, rows=changed[columns], who=name, reason=why
        ),
    )


def _labelled(row: dict) -> str:
    label = reader().choice("assumption", row["assumption"])
    return (
        label if row["from_year"] == 1 else _("{what}, from year {year}", what=label, year=row["from_year"])
    )


def whole_sources(now: pd.DataFrame, *, shown: pd.Series, stored: pd.Series) -> pd.DataFrame:
    """Return rows with the stored source, in both languages, wherever the half that is shown was left as it was."""
    typed = now["source"].astype(object).where(now["source"].notna(), None)
    is_left = [one == other for one, other in zip(typed, shown, strict=True)]
    return now.assign(source=stored.astype(object).to_numpy()).assign(
        source=lambda rows: rows["source"].where(is_left, typed.to_numpy())
    )


def _changed(before: pd.DataFrame, after: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    one, other = (
        frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None)
        for frame in (before, after)
    )
    is_other = (one.reset_index(drop=True) != other.reset_index(drop=True)) & ~(
        one.reset_index(drop=True).isna() & other.reset_index(drop=True).isna()
    )
    return after.loc[is_other.any(axis=1).to_numpy()]


def _later_amount(synergy: str, name: str) -> None:
    """Let the amount of a later year be told."""
    with st.popover(_("Another amount from a later year"), icon=":material/add:"):
        year = st.number_input(_("From year"), min_value=2, max_value=100, value=2, key="later_year")
        amount = st.number_input(_("Amount a year"), min_value=0.0, value=None, key="later_amount")
        is_asked = st.button(_("Add"), key="later_add", disabled=amount is None)
        if editing.is_signed(is_asked, name, key="later"):
            rows = pd.DataFrame([{"assumption": "volume", "from_year": int(year), "value": amount}])
            with editing.worded():
                judging.write_down(
                    cursor(), synergy=synergy, rows=rows, who=name, reason=both(N_("Amount of a later year"))
                )
                st.rerun()


def show_years(made: judging.Sheet, currency: str, unit: str) -> None:
    """Show every number of the sheet, a row a year."""
    read = reader()
    labels = {
        "year": _("Year"),
        "volume": f"{read.choice('assumption', 'volume')} [{unit}]",
        "net": f"{_('Together')} [{currency}]",
        "discounted": f"{_('Added up, discounted')} [{currency}]",
        **{
            name: f"{read.choice('assumption', name)} [{size}]"
            for name, size in {"co2": "t", "water": "m³", "virgin": "t", "landfill": "t"}.items()
        },
    }
    parts = {
        name: f"{figure.part_words(name, read)} [{currency}]" for name in figure.PARTS if name in made.years
    }
    order = ["year", "volume", *parts, "net", "discounted", "co2", "water", "virgin", "landfill"]
    named = made.years[order].dropna(axis="columns", how="all").rename(columns=labels | parts)
    numeric = {name: st.column_config.NumberColumn(format="localized") for name in named.columns[1:]}
    st.dataframe(
        named.round(2),
        hide_index=True,
        column_config=numeric,
        placeholder="–",
        alt=_("Every number of the sheet, a row a year"),
    )
