"""All measures in a list, filtered by what they are, whose, how far they have come, and how hard they are."""

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.energy.measures.presentation import measure_words
from pages.common import pick, show
from pages.common.language import _, names, reader
from pages.network.parts import energy, energy_tables


def show_list(appraised: pd.DataFrame, currency: str, relations: pd.DataFrame) -> None:
    """Show the measures that the reader asks for, each as if it were done alone."""
    known = energy.disclosed(appraised)
    shown = _filtered(known)
    st.caption(_("Each measure on its own; overlaps are deducted in totals only."))
    energy_tables.measure_table(
        shown, currency, str(st.session_state.unit), _needed(relations, shown.index, known)
    )


def _filtered(shown: pd.DataFrame) -> pd.DataFrame:
    """Let the reader choose which measures are listed."""
    with st.expander(_("Filter"), icon=":material/filter_list:"), st.grid(3, min_column_width=200):
        for column, (label, words) in _filters(shown).items():
            chosen = pick.some_of(
                label,
                list(words),
                words=lambda name, words=words: show.plain(words[name]),
                placeholder=_("All"),
                key=f"measures_by_{column}",
            )
            if chosen:
                shown = shown[_as_ids(shown[column]).isin(chosen)]
        if pick.switch(_("Only measures that affect a stream"), key="measures_with_stream"):
            shown = shown[shown["stream_id"].notna()]
    return shown


def _as_ids(values: pd.Series) -> pd.Series:
    """Return values as the texts that a choice holds."""
    is_number = pd.api.types.is_numeric_dtype(values)
    return (values.astype("Int64") if is_number else values).astype("string")


def _filters(shown: pd.DataFrame) -> dict[str, tuple[str, dict]]:
    """Filters of the measures: label of each column, and words of its values."""
    read = reader()
    named = shown[shown["is_named"]]
    companies = named.dropna(subset=["company_id"]).drop_duplicates("company_id")

    def present(column: str, choices: str) -> dict[str, str]:
        there = set(shown[column])
        return {name: read.choice(choices, name) for name in contracts.choices(choices) if name in there}

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


def _needed(relations: pd.DataFrame, ids: pd.Index, known: pd.DataFrame) -> dict[str, str]:
    """Return in words what each measure needs."""
    needs = relations[(relations["relation"] == "needs") & relations["measure_id"].isin(ids)]
    return {
        str(measure_id): "; ".join(
            measure_words(known.loc[name].to_dict(), reader()) if name in known.index else name
            for name in group["other_id"]
        )
        for measure_id, group in needs.groupby("measure_id")
    }
