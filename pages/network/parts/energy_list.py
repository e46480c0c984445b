"""List of all measures, filtered by category, company, status and difficulty."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data.contracts.results import Relations
from isdata.energy.measures import table
from isdata.energy.measures.presentation import factors_by_measure, measure_words
from pages.common import controls, navigation, pick, role, show, tables
from pages.common.language import _, names, reader
from pages.common.once import once
from pages.network.parts import energy_saved
from pages.network.parts.energy_state import State


def view(state: State) -> str:
    """Show the filtered measures, each valued on its own."""
    known = state.found.table
    with st.container(key="desk_filter"):
        shown = _filtered(known)
    is_drawn = once(energy_saved.picture, shown, 0.0)
    if controls.is_projected() and is_drawn:  # one picture in a hall
        return ""
    links = st.container(horizontal=True, vertical_alignment="center", gap="small")
    show.computed(_("Each measure on its own; overlaps are deducted in totals only."))
    chosen = _measure_table(shown, state, _needed(state.own.relations, shown.index, known))
    with links:
        _link(shown, chosen)
    return ""


def _link(shown: pd.DataFrame, chosen: str | None) -> None:
    """Links to the form: for the measure chosen in the table, and for a new one."""
    if chosen is not None:
        name = show.escaped(measure_words(shown.loc[chosen].to_dict(), reader()))
        words = _("Edit “{measure}”", measure=name)
        navigation.link("measure", words, icon=":material/edit:", measure_chosen=chosen)
    navigation.link("measure", _("Add a measure"), icon=":material/edit_note:", measure_chosen="")
    if chosen is None and role.may_change() and len(shown):
        st.caption(_("Choose a row to edit its measure."), width="content")


def _measure_table(appraised: pd.DataFrame, state: State, needs: Mapping[str, str]) -> str | None:
    """Show the measures as a table with formatted, numerically sortable cells and a download; return the chosen one."""
    read = reader()
    has_money = bool(appraised["has_money"].all())
    shown = table.measures(appraised, read, state.own.currency, state.unit, needs=needs)
    about: dict[str, Any] = {
        "most": 560,
        "column_config": {_("Measure"): st.column_config.Column(width=280)},
        "placeholder": _("unknown") if has_money else "–",
        "key": "measures_table",
        "alt": _("Measures by payback, those without payback last"),
    }
    ids, chosen = table.ordered(appraised).index.astype(str).to_list(), None
    if role.may_change() and ids and not controls.is_projected():
        place = tables.picked_row(shown, ids, **about)
        chosen = None if place is None else ids[place]
    else:
        tables.show_rows(shown, **about)
    if not has_money:
        show.computed(
            _(
                "Costs of single measures are shown to the facilitator only. Company names and amounts "
                "are shown where the company agreed."
            )
        )
        return chosen
    factors = state.own.measure_factors
    tables.show_csv(
        lambda: table.csv(appraised, state.own.currency, factors_by_measure(factors, read)), "measures.csv"
    )
    return chosen


def _filtered(shown: pd.DataFrame) -> pd.DataFrame:
    """Let the user filter the listed measures."""
    with st.expander(_("Filter"), icon=":material/filter_list:"), st.grid(3, min_column_width=200):
        for column, (label, words) in _filters(shown).items():
            chosen = pick.some_of(
                label,
                list(words),
                words=lambda name, words=words: show.escaped(words[name]),
                placeholder=_("All"),
                key=f"measures_by_{column}",
            )
            if chosen:
                shown = shown[_as_ids(shown[column]).isin(chosen)]
        if pick.switch(_("Only measures that affect a stream"), key="measures_with_stream"):
            shown = shown[shown["stream_id"].notna()]
    return shown


def _as_ids(values: pd.Series) -> pd.Series:
    """Values as the option ids of a choice."""
    is_number = pd.api.types.is_numeric_dtype(values)
    return (values.astype("Int64") if is_number else values).astype("string")


def _filters(shown: pd.DataFrame) -> dict[str, tuple[str, dict]]:
    """Filters of the measures: label of each column, and labels of its values."""
    read = reader()
    named = shown[shown["is_named"]]
    companies = named.dropna(subset=["company_id"]).drop_duplicates("company_id")

    def present(column: str, choices: str) -> dict[str, str]:
        there = set(shown[column])
        return {name: words for name, words in read.choices(choices).items() if name in there}

    return {
        "category": (_("Categories"), present("category", "measure_category")),
        "company_id": (_("Companies"), names(companies, "company_id", "company")),
        "status": (
            _("Status"),
            {name: read.choice("measure_status", name) for name in sorted(shown["status"].unique())},
        ),
        "year": (
            _("Year"),
            {str(year): str(year) for year in sorted(shown["year"].dropna().astype(int).unique())},
        ),
        "effort": (_("Effort"), present("effort", "effort")),
        "owner": (_("Owner"), {name: read.half(name) for name in sorted(named["owner"].dropna().unique())}),
    }


def _needed(relations: Relations, ids: pd.Index, known: pd.DataFrame) -> dict[str, str]:
    """Texts of the measures required by each measure."""
    needs = relations[(relations["relation"] == "needs") & relations["measure_id"].isin(ids)]
    return {
        str(measure_id): reader().clauses(
            measure_words(known.loc[name].to_dict(), reader()) if name in known.index else name
            for name in group["other_id"]
        )
        for measure_id, group in needs.groupby("measure_id")
    }
