"""Newcomers and their flows, entered in two tables."""

import streamlit as st

from isdata.data import contracts
from isdata.data.entry import rows as entry
from isdata.institution.inventory import newcomers
from pages.common import pick, table_grid
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, names, reader

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
_FLOWS = ("direction", "resource_id", "quantity", "unit", "hours", "temperature", "pressure", "current_route")


def show() -> None:
    """Let the facilitator enter newcomers, or the flows of one."""
    parts = {"company": _("Companies"), "flows": _("Flows of one")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        part = pick.one_of(_("What is entered"), parts, key="newcomer_part", label_visibility="collapsed")
        known = names(ask(newcomers, park_id=park_id()), "newcomer_id")
        chosen = (
            pick.from_list(_("Newcomer"), known, key="newcomer", width=320)
            if part == "flows" and known
            else ""
        )
    tables = contracts.tables()
    if part == "company":
        rows = ask(entry.rows, table="newcomer", park_id=park_id())
        table_grid.edit(
            tables["newcomer"],
            rows,
            _ABOUT,
            park_id=park_id(),
            alt=_("Companies that want to settle: one row each"),
        )
        bare = rows[rows["sector"].isna() | rows["feature_id"].isna()]
        if len(bare):
            st.info(
                _(
                    "Without sector or plot: {names}. Limits per area, distances and typical streams stay unknown until both are "
                    "entered.",
                    names=reader().listed(reader().names(bare)),
                ),
                icon=":material/edit_location_alt:",
            )
    elif not chosen:
        st.info(_("Enter the company first."), icon=":material/info:")
    else:
        rows = ask(entry.rows, table="newcomer_flow", park_id=park_id())
        own = rows[rows["newcomer_id"] == chosen].reset_index(drop=True)
        table_grid.edit(
            tables["newcomer_flow"],
            own,
            _FLOWS,
            park_id=park_id(),
            given={"newcomer_id": chosen},
            height="content",
            alt=_(
                "What it needs and would supply per year. Enter 0 for what it does not need: a missing row is unknown."
            ),
        )
