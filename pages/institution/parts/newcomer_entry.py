"""Entry of newcomers and their flows in two tables."""

import pandas as pd
import streamlit as st

from isdata.data import contracts, store
from isdata.data.entry import rows as entry
from isdata.data.i18n import N_
from isdata.institution.newcomers import service
from isdata.institution.newcomers.inventory import newcomers
from pages.common import pick
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.editing import table_grid
from pages.common.language import _, names, reader
from pages.common.selection import Line
from pages.common.show import info

_ABOUT = (
    "name_en",
    "name_zh",
    "sector",
    "feature_id",
    "area",
    "employees",
    "value_added",
    "investment",
    "currency",
    "price_year",
    "status",
    "note",
)
_LISTED = "newcomers_listed"  # ids in the table of companies before the last save
_NEEDED = ("sector", "feature_id")  # without them, little of a newcomer can be tested
_FLOWS = ("direction", "resource_id", "quantity", "unit", "hours", "temperature", "pressure", "current_route")

_OFFERS = (
    "offer_kind",
    "feature_id",
    "threshold_id",
    "service_id",
    "name_en",
    "name_zh",
    "quantity",
    "unit",
    "price",
    "currency",
    "price_per",
    "price_year",
    "available_from",
    "terms",
    "valid_until",
    "contact",
)


def show(line: Line) -> None:
    """Let the facilitator enter newcomers, or the flows of one, as chosen behind the button of the line."""
    parts = {"company": _("Companies"), "flows": _("Flows of one"), "offers": _("Offers of the park")}
    known = names(ask(newcomers, park_id=park_id()), "newcomer_id")
    with line.controls:
        part = pick.one_of(_("Type of entry"), parts, key="newcomer_part")
        chosen = (
            pick.from_dropdown(_("Newcomer"), known, key="newcomer", width=320) if part == "flows" else ""
        )
    if part == "company":
        line.state(parts[part])
        _enter_companies()
    elif part == "offers":
        line.state(parts[part])
        _enter_offers()
    elif chosen:
        line.state(_("flows of {name}", name=known[chosen]))
        _enter_flows(chosen)
    else:
        info(_("Enter the company first."))


def _enter_companies() -> None:
    rows = ask(entry.rows, table="newcomer", park_id=park_id())
    _choose_added(rows["newcomer_id"].tolist())
    table_grid.edit(
        contracts.tables()["newcomer"],
        rows,
        _ABOUT,
        park_id=park_id(),
        widths={"sector": 200, "feature_id": 116},
        alt=_("Companies that apply for settlement: one row each"),
    )
    bare = rows[rows[list(_NEEDED)].isna().any(axis=1)]
    if len(bare):
        read = reader()
        missing = [
            read.noted(
                name, read.listed(read.column("newcomer", each) for each in _NEEDED if pd.isna(row[each]))
            )
            for name, row in zip(read.names(bare), bare.to_dict("records"), strict=True)
        ]
        st.info(
            _(
                "Missing: {names}. Limits per area, distances and typical supplies and "
                "demands are unknown until both are entered.",
                names=read.clauses(missing),
            ),
            icon=":material/edit_location_alt:",
        )


def _choose_added(listed: list[str]) -> None:
    """Choose a company just added for the test and the other views."""
    former = st.session_state.get(_LISTED)
    st.session_state[_LISTED] = park_id(), listed
    if former and former[0] == park_id() and (added := [each for each in listed if each not in former[1]]):
        st.session_state.update(newcomer=added[-1], newcomer_kind=service.STORED)


def _enter_offers() -> None:
    """Let the facilitator enter price, terms, validity and contact of what the park offers."""
    table_grid.edit(
        contracts.tables()["offer"],
        ask(entry.rows, table="offer", park_id=park_id()),
        _OFFERS,
        park_id=park_id(),
        alt=_(
            "Plots, utilities and services offered: one row each. Free plots, limits and services are offered without a row too."
        ),
    )


def _enter_flows(newcomer_id: str) -> None:
    """Let the facilitator enter the flows of a newcomer, with a note on missing ones."""
    _state_missing(newcomer_id)
    rows = ask(entry.rows, table="newcomer_flow", park_id=park_id())
    table_grid.edit(
        contracts.tables()["newcomer_flow"],
        rows[rows["newcomer_id"] == newcomer_id].reset_index(drop=True),
        _FLOWS,
        park_id=park_id(),
        given={"newcomer_id": newcomer_id},
        part=newcomer_id,
        height="content",
        alt=_(
            "Resources it needs and would supply per year. Enter 0 for resources it does not need: a missing row means unknown."
        ),
    )


def _state_missing(newcomer_id: str) -> None:
    """Show the flows required by the limits of the park but missing for the newcomer."""
    flows = ask(service.missing_flows, park_id=park_id(), newcomer_id=newcomer_id)
    if not flows:
        return
    read, own = reader(), names(ask(store.ask, name="match_resources"), "resource_id")
    named = {"demand": [], "supply": []}
    for direction, column, value in flows:
        is_class = column == "resource_class"
        named[direction].append(read.choice("resource_class", value) if is_class else own[value])
    lines = {
        "demand": N_("Needed, not entered yet: {names}."),
        "supply": N_("Discharged, not entered yet: {names}."),
    }
    st.info(
        read.sentences(
            [
                *(_(lines[side], names=read.listed(each)) for side, each in named.items() if each),
                _("The park limits these; without them, the test stays unknown."),
            ]
        ),
        icon=":material/playlist_add:",
    )
