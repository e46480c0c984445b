"""Adding a proposal to the board: one click creates a synergy, and a link leads to its sheet."""

import pandas as pd
import streamlit as st

from isdata.symbiosis import assessment
from isdata.symbiosis.assessment import on_board, proposing
from pages.common import navigation, role, show
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, ngettext, reader


def offer(proposal: assessment.Proposal, *, key: str, stays: tuple[str, str] | None = None) -> None:
    """Let the facilitator add a proposal to the board, and link to similar synergies already there.

    Parameters
    ----------
    proposal : Proposal
    key : str
        Distinguishes several uses on a page.
    stays : tuple of (str, str), optional
        Key and value of the choice to keep when the list is redrawn in another order.
    """
    if not role.may_change():
        return
    sites = tuple(site for site, _role in proposal.partners)
    found = ask(on_board.of_sites, sites=sites, resources=proposal.resources, viewer=role.viewer())
    alike, others = found[found["is_alike"]], found[~found["is_alike"]]
    is_new = bool(st.session_state.pop(f"board_{key}_put", None))
    _on_board(alike, others, is_new=is_new, has_gain="annual_saving" in proposal.values)
    if not len(alike):
        _put(proposal, key=key, stays=stays)
        return
    # A repeated click for the first one has no effect here: a duplicate is only created on purpose.
    if st.toggle(_("Add another one to the board"), key=f"further_{key}_{len(alike)}"):
        _put(proposal, key=key, stays=stays, is_further=True)


def _on_board(alike: pd.DataFrame, others: pd.DataFrame, *, is_new: bool, has_gain: bool) -> None:
    """Show the synergies between the same sites on the board, one of which may be new."""
    if len(alike):
        st.info(
            _("A similar synergy between these sites is already on the board.")
            if not is_new
            else _(
                "Added to the board as an idea. Its gain counts in the totals as an estimate, to be confirmed in its sheet."
            )
            if has_gain
            else _("Added to the board as an idea. Its gain counts in the totals once its sheet states it."),
            icon=":material/view_kanban:",
        )
        _links(alike)
        navigation.link(
            "board", _("Open board"), icon=":material/view_kanban:", park=alike["park_id"].iloc[0]
        )
    if len(others):
        with st.expander(
            ngettext(
                "{count} other synergy between these sites is on the board",
                "{count} other synergies between these sites are on the board",
                len(others),
            )
        ):
            _links(others)


def _put(
    proposal: assessment.Proposal, *, key: str, stays: tuple[str, str] | None, is_further: bool = False
) -> None:
    """Show the button that stores the proposal, and confirm it at the next run."""
    button = f"board_{key}_further" if is_further else f"board_{key}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = signing.signature(width=260)
        is_asked = st.button(
            _("Add another") if is_further else _("Add to board"),
            icon=":material/add_task:",
            key=button,
            help=_(
                "Saved as an idea; companies, amount, prices, treatment and distance are assumptions to "
                "be confirmed."
            ),
        )
    if signing.is_signed(is_asked, who, key=button):
        with saving.show_problems():
            st.session_state[f"board_{key}_put"] = proposing.add_to_board(
                cursor(), proposal, who=who, is_further=is_further
            )
            if stays:
                st.session_state[stays[0]] = stays[1]
            st.rerun()


def _links(found: pd.DataFrame) -> None:
    """Show links to the sheet of each synergy."""
    read = reader()
    for row in found.to_dict("records"):
        name = show.escaped(read.name(row["name_en"], row["name_zh"]))
        navigation.link(
            "synergy",
            f"{name} · {read.choice('stage', row['stage'])}",
            icon=":material/account_tree:",
            synergy=row["synergy_id"],
            park=row["park_id"],
        )
