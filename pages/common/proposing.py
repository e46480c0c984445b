"""From what was found to the board: one click writes a synergy down, and a link leads to its sheet."""

import streamlit as st

from isdata import judging
from isdata.judging import proposing
from pages.common import editing, navigation, role, show
from pages.common.data import ask, cursor
from pages.common.language import _, reader


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
    for row in ask(proposing.on_board, sites=sites).to_dict("records"):
        st.page_link(
            navigation.page("synergy"),
            label=_(
                "On the board: {name} · {stage}",
                name=show.plain(reader().name(row["name_en"], row["name_zh"])),
                stage=reader().choice("stage", row["stage"]),
            ),
            icon=":material/account_tree:",
            query_params={"synergy": row["synergy_id"], "park": row["park_id"]},
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = editing.who(width=260)
        is_clicked = st.button(
            _("Put on the board"),
            icon=":material/add_task:",
            key=f"board_{key}",
            disabled=not who,
            help=_(
                "Writes down an idea with its companies, amount, prices, treatment and distance as assumptions to be confirmed."
            ),
        )
    if is_clicked:
        with editing.worded():
            proposing.put_on_board(cursor(), proposal, who=who)
            st.rerun()
