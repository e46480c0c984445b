"""One answer of an interview: station of the process line, question, and fields."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import contracts, store
from isdata.data.entry import declaration, typed_numbers
from isdata.data.entry import names as entry_names
from isdata.data.naming import phrases
from isdata.output.reports.visit_brief import QUESTIONS
from isdata.programme.visits.interviews import MEASURE
from pages.common import number_field, pick, resource_choice
from pages.common.data import ask
from pages.common.language import _, names, reader

_PER_YEAR = {"year": 1, "month": 12}
_UNITS = ("t", "kg", "m3", "MWh", "GJ", "pcs")


def resources() -> dict[str, str]:
    """Names of the resources by id."""
    return names(ask(_resources), "resource_id")


def _resources(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return store.ask(con, "resource_names")


def form(key: str, topics: pd.Series) -> dict[str, Any] | None:
    """Show the form for an answer at a station; return the answer once submitted.

    Parameters
    ----------
    key : str
        Key of the form; a new key gives an empty form.
    topics : Series of str
        Stations of the answers so far.
    """
    language = reader().language
    counts = topics.value_counts()
    stations = {
        topic: f"{words[language]} · {counts[topic]}" if topic in counts else words[language]
        for topic, words in contracts.choices("interview_topic").items()
    }
    topic = pick.one_of(_("Station"), stations, key="interview_topic", label_visibility="collapsed")
    st.markdown(f"**{_(QUESTIONS[topic])}**")
    field = f"answer_{key}_{topic}"
    with st.form(field):
        values = _fields(field, is_measure=topic == MEASURE)
        below = st.container()
        is_sent = st.form_submit_button(
            _("Add the answer"), type="primary", icon=":material/add:", on_click=_propose, args=(field,)
        )
        if is_sent and _is_held_back(values, field, below):
            return None
    is_stated = any(value is not None for value in values.values())
    return {"topic": topic, **values} if is_sent and is_stated else None


def _is_held_back(values: Mapping[str, Any], field: str, below: DeltaGenerator) -> bool:
    """Return True, with the reason below the form, for proposals not confirmed yet and for an amount of nothing."""
    if st.session_state.pop(f"{field}_is_proposed", False):
        below.info(
            _(
                "Recognised in the words: resource and amount per year as filled in. Correct them, or clear them for a note, and "
                "add the answer again."
            ),
            icon=":material/edit_note:",
        )
        return True
    if not _is_amount_of_nothing(values):
        return False
    below.error(
        _(
            "“{field}” is missing: choose what the amount is of, or leave the numbers empty for a note in words.",
            field=_label("resource_id"),
        ),
        icon=":material/error:",
    )
    return True


def _propose(field: str) -> None:
    """Fill in resource and amount that the words name, once and only where nothing else is entered."""
    state = st.session_state
    words = state[f"{field}_words"].strip()
    is_filled = any(state[f"{field}_{name}"] for name in ("resource", "quantity", "unit"))
    if not words or is_filled or state.get(f"{field}_read") == words:
        return
    state[f"{field}_read"] = words
    found = declaration.recognise(
        words, {}, ask(store.ask, name="match_resources"), confirmed=ask(phrases.confirmed)
    )
    if found.resource_id is None:
        return
    state[f"{field}_is_proposed"] = True
    state[f"{field}_resource"] = found.resource_id
    per_year = _PER_YEAR.get(found.period or "year")
    if found.quantity is not None and found.unit and per_year:
        state[f"{field}_quantity"] = typed_numbers.field_text(found.quantity * per_year)
        state[f"{field}_unit"] = found.unit


def _is_amount_of_nothing(values: Mapping[str, Any]) -> bool:
    """Return True if numbers are entered without a resource."""
    is_number = any(
        value is not None for name, value in values.items() if name not in ("words", "resource_id")
    )
    return is_number and values["resource_id"] is None


def _fields(key: str, *, is_measure: bool) -> dict[str, Any]:
    """Show the fields of an answer; return the values, None if empty."""
    words = st.text_input(_label("words"), key=f"{key}_words").strip()
    about = ask(_resources).set_index("resource_id")
    known = resource_choice.with_synonyms(resources())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _label("resource_id"), list(known), index=None, format_func=known.__getitem__,
            placeholder=_("Choose"), key=f"{key}_resource", width=240,
        )  # fmt: skip
        resource = entry_names.id_of_choice(chosen) if chosen else None
        quantity = _number(key, "quantity")
        unit = st.selectbox(
            _label("unit"), _UNITS, index=None, accept_new_options=True, placeholder=_("Choose"),
            key=f"{key}_unit", width=130,
        )  # fmt: skip
        uncertainty = _number(key, "uncertainty")
        more = {name: _number(key, name) for name in ("investment", "lifetime") if is_measure}
    if unit is None and quantity is not None and resource:
        unit = about.loc[resource, "unit"]
    values = {"words": words or None, "resource_id": resource, "quantity": quantity, "unit": unit}
    return {**values, "uncertainty": uncertainty, **more}


def _number(key: str, name: str) -> float | None:
    column = contracts.tables()["interview_answer"][name]
    return number_field.enter_number(_label(name), column=column, key=f"{key}_{name}", width=170)


def _label(name: str) -> str:
    return reader().column("interview_answer", name)
