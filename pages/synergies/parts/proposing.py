"""From what was found to the board: one click writes a synergy down, and a link leads to its sheet."""

import pandas as pd
import streamlit as st

from isdata import judging
from isdata.judging import proposing
from pages.common import editing, navigation, role, show
from pages.common.data import ask, cursor
from pages.common.language import _, ngettext, reader


def offer(proposal: judging.Proposal, *, key: str) -> None:
    """Let the facilitator put a proposal on the board, and lead to what is there already.

    Parameters
    ----------
    proposal : Proposal
    key : str
        Tells the places of a page apart.
    """
    if not role.sees_all():
        return
    sites = tuple(site for site, _role in proposal.partners)
    found = ask(proposing.on_board, sites=sites, resources=proposal.resources)
    alike, others = found[found["is_alike"]], found[~found["is_alike"]]
    if len(alike):
        st.caption(_("On the board already, of a like resource between these sites: this may be it."))
        _links(alike)
    if len(others):
        with st.expander(
            ngettext(
                "These sites already have {count} other synergy on the board",
                "These sites already have {count} other synergies on the board",
                len(others),
            )
        ):
            _links(others)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = editing.who(width=260)
        is_asked = st.button(
            _("Put on the board"),
            icon=":material/add_task:",
            key=f"board_{key}",
            help=_(
                "Writes down an idea with its companies, amount, prices, treatment and distance as assumptions to be confirmed."
            ),
        )
    if editing.is_signed(is_asked, who, key=f"board_{key}"):
        with editing.worded():
            proposing.put_on_board(cursor(), proposal, who=who)
            st.rerun()


def _links(found: pd.DataFrame) -> None:
    """Lead to the sheet of each synergy."""
    read = reader()
    for row in found.to_dict("records"):
        name = show.plain(read.name(row["name_en"], row["name_zh"]))
        st.page_link(
            navigation.page("synergy"),
            label=f"{name} · {read.choice('stage', row['stage'])}",
            icon=":material/account_tree:",
            query_params={"synergy": row["synergy_id"], "park": row["park_id"]},
        )
