"""Matches of one stream in a few lines: feasible ones, and blocked ones with reason and remedy."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.contracts.results import Matches
from isdata.data.entry import direction_in_text
from isdata.symbiosis import matching
from isdata.symbiosis.matching import bundling, presentation
from pages.common import navigation, park_matches, role
from pages.common import show as shown
from pages.common.data import ask
from pages.common.language import _, names, reader

MOST = 4  # number of matches, and of blocked ones


def is_stored(stream_id: str) -> bool:
    """Return True if a stream is (still) stored; saving may have been undone."""
    return not ask(store.ask, name="entered_stream", stream_id=stream_id).empty


def show(park_id: str, stream_id: str, company: str = "", *, is_known: bool = False) -> str:
    """Show the matches of an entered stream, and a note if its company was added (`company` names a new one).

    Returns what was entered, in words. A stream that `is_known` was stored before with the same amount.
    """
    entered = _entered(_stream(stream_id))
    words = (
        _("Already stored, kept once: {entered}.", entered=shown.escaped(entered))
        if is_known
        else _(
            "Saved as provisional: {entered}. Confirm or correct it under Data, Tables.",
            entered=shown.escaped(entered),
        )
    )
    with st.container(key="declare_stored"):  # entry_keys.js then returns the cursor to the line
        st.success(words, icon=":material/check:")
    _show_matches(park_id, stream_id, company)
    return entered


def _show_matches(park_id: str, stream_id: str, company: str) -> None:
    if company:
        _state_new(company)
    found = park_matches.of_park(park_id, role.viewer())
    own = found.loc[(found["supply_stream_id"] == stream_id) | (found["demand_stream_id"] == stream_id)]
    if own.empty:
        st.info(_nothing(stream_id), icon=":material/search_off:")
        return
    free, blocked = own.loc[own["blocked"] == 0], own.loc[own["blocked"] > 0]
    for match in free.head(MOST).to_dict("records"):
        st.markdown(f":green[:material/check_circle:] {_line(match)}")
    for match in blocked.head(MOST).to_dict("records"):
        st.markdown(f":orange[:material/block:] {_line(match)}  \n{_reasons(match, found)}")
    navigation.link(
        "matches",
        _("All matches of the park"),
        icon=":material/join_inner:",
        view="possible" if len(free) else "held",
    )


def _line(match: dict) -> str:
    """Match in one line: provider, resource, receiver, amount, distance."""
    read = reader()
    parts = [
        presentation.pair(match, read),
        presentation.amount(match, read),
        presentation.temperatures(match, read),
        presentation.distance(match, read),
    ]
    return " · ".join(shown.escaped(part) for part in parts if part)


def _reasons(match: dict, found: Matches) -> str:
    """Obstacles of a match with remedies, one line each; below a minimum also possible partners to combine with."""
    lines = [
        f"**{shown.escaped(title)}** {shown.escaped(reader().sentences([reason, remedy]))}"
        for title, reason, remedy in matching.reasons(match, reader())
    ]
    return "  \n".join([*lines, *filter(None, [shown.escaped(bundling.words(match, found, reader()))])])


def _state_new(company: str) -> None:
    """Show that a company was added with the entry, with a link to its row; a presented page names no company."""
    if not role.may_change():
        st.info(_("A new company was added."), icon=":material/add_business:")
        return
    st.info(
        _(
            "{company} was added as a new company. Only its name is known; it shares category and range only.",
            company=shown.escaped(company),
        ),
        icon=":material/add_business:",
    )
    navigation.link(
        "tables",
        _("Complete {company}", company=shown.escaped(company)),
        icon=":material/edit:",
        edit_table="company",
        edit_filter=company,
    )


def _stream(stream_id: str) -> dict[str, Any]:
    """Company, direction, resource, amount, unit, period and temperature of a stream."""
    return ask(store.ask, name="entered_stream", stream_id=stream_id).iloc[0].to_dict()


def _resource(stream: Mapping[str, Any]) -> str:
    """Name of the resource of a stream."""
    return names(ask(store.ask, name="resource_names"), "resource_id").get(
        stream["resource_id"], stream["resource_id"]
    )


def _entered(stream: Mapping[str, Any]) -> str:
    """Entered company, direction, resource, amount and temperature; a presented page names no company."""
    read = reader()
    company = read.name(stream["name_en"], stream["name_zh"]) if role.may_change() else ""
    parts = [company] if company else []
    parts += [read.choice("direction", stream["direction"]), _resource(stream)]
    if pd.notna(stream["quantity"]):
        amount = read.amount(stream["quantity"], str(stream["unit"]))
        period = read.choice("period", stream["period"]).lower()
        is_once = stream["period"] == "once"
        parts.append(
            reader().noted(amount, period)
            if is_once
            else _("{amount} per {period}", amount=amount, period=period)
        )
    if pd.notna(stream["temperature"]):
        parts.append(read.amount(stream["temperature"], "°C"))
    return " · ".join(parts)


def _nothing(stream_id: str) -> str:
    """Reason why a stream has no matches."""
    if not role.may_change():
        return _("No match can be shown to guests. Leave the presentation to see all.")
    stream = _stream(stream_id)
    name = shown.escaped(_resource(stream))
    if stream["direction"] == direction_in_text.SUPPLY:
        return _(
            "No company in this park has declared a demand for {resource} or anything similar yet.",
            resource=name,
        )
    return _(
        "No company in this park has declared a supply of {resource} or anything similar yet.", resource=name
    )
