"""Assumptions of a synergy's feasibility sheet, editable in place, and its years."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_, both
from isdata.output.figures import synergy_sheet as figure
from isdata.output.reports import synergy_co2
from isdata.symbiosis import assessment
from pages.common import number_field, park_facts, role, screen, show
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.tables import show_rows
from pages.synergies.parts import synergy_words

# Fits the longest name on one line, but small enough to stay pinned on a phone [px].
_LABELS = {"en": 186, "zh": 208}
_DIGITS = 100  # fits 0.000391304 [px]
_UNIT = 92  # fits CNY/(t·km) [px]
_ON_PHONE = (178, 76, 108)  # width of the three [px]
_CHANGED_BY = ("stored", "confirmed")  # origins of entered or confirmed values
_PROGRAM = "isdata"  # author of sample data, and prefix of the source of its estimates
LEAST_SHOWN = 0.0005  # numbers have three decimals by default
# Editable columns of an assumption.
_CHANGEABLE = ["value", "uncertainty", "price_year", "transport_mode", "basis", "source"]


def show_editor(dossier: assessment.Dossier, name: str) -> None:
    """Show every assumption with its source for editing, and the consequences of changes."""
    synergy, stated = str(dossier.facts["synergy_id"]), dossier.assumptions
    shown = once(_shown, dossier)
    now = whole_sources(_edited(shown, synergy), shown=shown["source"], stored=stated["source"])
    changed = _changed(stated, now, _CHANGEABLE)
    if len(changed):
        _warn(now, dossier.facts)
    _later_amount(synergy, name, str(dossier.facts["unit"]))
    rows = changed[["assumption", "from_year", *_CHANGEABLE]]
    store = partial(assessment.store_assumptions, synergy=synergy, rows=rows)
    saving.offer_to_store(name, store, key="assumptions", reason=N_("Sheet filled in"))


def _shown(dossier: assessment.Dossier) -> pd.DataFrame:
    """Assumptions as shown to the reader."""
    read, stated = reader(), dossier.assumptions
    return stated.assign(
        label=[_labelled(row) for row in stated[["assumption", "from_year"]].to_dict("records")],
        origin=_origins(stated, str(dossier.facts["synergy_id"])),
        unit_words=[read.unit(unit) for unit in stated["unit"]],
        source=[read.half(text) or None for text in stated["source"]],
    )


def _origins(stated: pd.DataFrame, synergy: str) -> list[str]:
    """Origin of each value; for a stored one also author and date, if entered by a person."""
    read, entries = reader(), ask(assessment.entries, synergy=synergy, viewer=role.viewer())
    who = {(row["assumption"], row["from_year"]): row for row in entries.to_dict("records")}

    def words(row: dict) -> str:
        entry = who.get((row["assumption"], row["from_year"]))
        if row["origin"] not in _CHANGED_BY or entry is None or entry["changed_by"] == _PROGRAM:
            return read.text(assessment.ORIGIN_WORDS[row["origin"]])
        if isinstance(row["source"], str) and row["source"].startswith(f"{_PROGRAM}, "):
            return _("Estimate of isdata")
        signed = {"who": entry["changed_by"], "day": read.date(entry["changed_at"])}
        if row["origin"] == "confirmed":
            return _("Published factor, confirmed by {who}, {day}", **signed)
        return _("Entered by {who}, {day}", **signed)

    return [words(row) for row in stated.to_dict("records")]


def _edited(shown: pd.DataFrame, synergy: str) -> pd.DataFrame:
    """Show assumptions in an editable table, and return the edited rows."""
    table = "synergy_assumption"
    label, digits, unit = _ON_PHONE if screen.is_phone() else (_LABELS[reader().language], _DIGITS, _UNIT)
    own_words = {
        "value": {"required": False, "format": _format(shown["value"]), "width": digits},
        "uncertainty": {"label": f"± [{'%'}]", "width": 72},
        "price_year": {"width": 98},
        "transport_mode": {"width": 98},
    }
    changeable = {
        column: edited_table.column(table, column, **own_words.get(column, {})) for column in _CHANGEABLE
    }
    return edited_table.edited(
        table,
        shown,
        {
            "label": st.column_config.TextColumn(label=_("Assumption"), pinned=True, width=label),
            "value": changeable.pop("value"),
            "unit_words": edited_table.column(table, "unit", width=unit),
            **changeable,
            "origin": st.column_config.TextColumn(label=_("Origin of the value")),
        },
        key=f"assumptions_{synergy}_{saving.save_count('assumptions')}_{reader().language}",
        fixed=["label", "unit_words", "origin"],
        alt=_("Enter better values; clear a value to return to the default."),
    )


def _format(values: pd.Series) -> str:
    """Number format: as in the reader's language, with significant digits where it would show 0."""
    is_hidden = (values != 0) & (values.abs() < LEAST_SHOWN)
    return "%.6g" if is_hidden.any() else "localized"


def _warn(now: pd.DataFrame, facts: pd.Series) -> None:
    """Warn of the consequences of changed numbers."""
    made = assessment.sheet_of(now, unit=str(facts["unit"]))
    st.info(
        show.escaped(
            _(
                "With these values: payback {payback}, NPV {worth}, CO2 saved {co2}. Not saved yet.",
                payback=synergy_words.years(made.appraisal["payback"]),
                worth=synergy_words.money(
                    made.appraisal["npv"], str(facts["currency"] or park_facts.currency())
                ),
                co2=synergy_co2.by_part(made, reader())["co2"],
            )
        ),
        icon=":material/calculate:",
    )


def _labelled(row: dict) -> str:
    label = reader().choice("assumption", row["assumption"])
    return (
        label if row["from_year"] == 1 else _("{what}, from year {year}", what=label, year=row["from_year"])
    )


def whole_sources(now: pd.DataFrame, *, shown: pd.Series, stored: pd.Series) -> pd.DataFrame:
    """Rows with the stored bilingual source wherever the shown part is unchanged."""
    typed = now["source"].astype(object).where(now["source"].notna(), None)
    is_left = [one == other for one, other in zip(typed, shown, strict=True)]
    return now.assign(source=stored.astype(object).to_numpy()).assign(
        source=lambda rows: rows["source"].where(is_left, typed.to_numpy())
    )


def _changed(before: pd.DataFrame, after: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Rows that differ in one of the columns; two missing values do not differ."""
    one, other = (frame[list(columns)].reset_index(drop=True).astype(object) for frame in (before, after))
    is_other = one.ne(other) & ~(one.isna() & other.isna())
    return after.loc[is_other.any(axis=1).to_numpy()]


def _later_amount(synergy: str, name: str, unit: str) -> None:
    """Let the user enter the amount of a later year."""
    with st.popover(_("Different amount from a later year"), icon=":material/add:"):
        year = number_field.enter_number(
            _("From year"), minimum=2, maximum=100, value=2, is_whole=True, key="later_year"
        )
        amount = number_field.enter_number(
            f"{_('Amount per year')} [{reader().unit(unit)}]", minimum=0, unit=unit, key="later_amount"
        )
        is_asked = st.button(_("Add"), key="later_add", disabled=amount is None or year is None)
        if signing.is_signed(is_asked, name, key="later") and year is not None:
            rows = pd.DataFrame([{"assumption": "volume", "from_year": int(year), "value": amount}])
            with saving.stored():
                assessment.store_assumptions(
                    cursor(), synergy=synergy, rows=rows, who=name, reason=both(N_("Amount in later years"))
                )


def show_years(made: assessment.Sheet, currency: str, unit: str) -> None:
    """Show every number of the sheet, one row per year."""
    read = reader()
    money = read.currency(currency)
    tonnes = {name: read.text(words) for name, words in synergy_co2.PARTS.items() if name in made.years}
    effects = {name: read.choice("assumption", name) for name in ("water", "virgin", "landfill")}
    labels = {
        "year": _("Year"),
        "volume": f"{read.choice('assumption', 'volume')} [{unit}]",
        **{name: f"{figure.part_words(name, read)} [{money}]" for name in figure.PARTS if name in made.years},
        "net": f"{_('Joint')} [{money}]",
        "discounted": f"{_('Cumulative, discounted')} [{money}]",
        **{
            name: f"{words} [{'m³' if name == 'water' else 't'}]"
            for name, words in (tonnes | effects).items()
        },
    }
    named = made.years[list(labels)].dropna(axis="columns", how="all").rename(columns=labels)
    numeric = {name: st.column_config.NumberColumn(format="localized") for name in named.columns[1:]}
    show_rows(
        named.round(2),
        column_config=numeric,
        alt=_("All values of the sheet by year"),
    )
