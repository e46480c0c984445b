"""Reordering of the diagram's bars, stored by park, view and kind."""

from collections.abc import Hashable, Mapping

import streamlit as st

from isdata.data.i18n import N_
from isdata.engines import sankey
from isdata.output.figures import sankey_texts as words
from isdata.park import flows
from isdata.park.flows import ordering
from isdata.park.flows.views import View
from pages.common import pick, role
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, reader
from pages.common.once import once
from pages.park.parts import flow_layouts
from pages.park.parts.flow_state import state


def places(park_id: str, choice: flows.FlowSelection) -> ordering.Places:
    """Positions of nodes as set here, otherwise as stored."""
    stored = ask(ordering.places, park_id=park_id, look=choice.look, kind=choice.kind)
    return state().order.get(_view(park_id, choice), stored)


def _view(park_id: str, choice: flows.FlowSelection) -> tuple[str, str, str]:
    return park_id, choice.look, choice.kind


_DIRECTIONS: Mapping[ordering.Direction, tuple[str, str]] = {
    "up": (N_("Up"), ":material/arrow_upward:"),
    "down": (N_("Down"), ":material/arrow_downward:"),
    "left": (N_("To the left"), ":material/arrow_back:"),
    "right": (N_("To the right"), ":material/arrow_forward:"),
}


def arrange(park_id: str, choice: flows.FlowSelection, view: View, layout: sankey.Layout) -> None:
    """Let the facilitator move bars, and store or discard their order."""
    if not role.may_change():
        return
    names, now = once(_bars, view, layout)
    with st.popover(_("Arrange"), icon=":material/reorder:"):

        def named(node):
            return names.get(node, node)

        bar = pick.choice_input(
            _("Node"), list(now), words=named, key="flow_bar", default=next(iter(now), None)
        )
        with st.container(horizontal=True):
            for direction, (name, icon) in _DIRECTIONS.items():
                st.button(
                    _(name), key=f"flow_move_{direction}", icon=icon, on_click=_move,
                    args=(_view(park_id, choice), now, bar, direction), disabled=bar is None,
                )  # fmt: skip
        who = signing.signature(is_in_popover=True)
        with st.container(horizontal=True):
            keeps = st.button(_("Save this arrangement"), key="flow_keep_order", type="primary")
            forgets = st.button(_("Reset arrangement"), key="flow_forget_order")
        if signing.is_signed(keeps, who, key="flow_keep_order"):
            _keep(park_id, choice, now, who)
        if signing.is_signed(forgets, who, key="flow_forget_order"):
            _keep(park_id, choice, {}, who)
            flow_layouts.forget()
            st.rerun()


def _bars(view: View, layout: sankey.Layout) -> tuple[dict[Hashable, str], ordering.Places]:
    """Names of the bars, and their positions from left to right and from top to bottom, by node."""
    ordered = layout.nodes.sort_values(["layer", "order"])[["node", "layer", "order"]]
    places = {row["node"]: (row["layer"], float(row["order"])) for row in ordered.to_dict("records")}
    return words.node_names(view, reader()), places


def _move(view: tuple[str, str, str], now: ordering.Places, bar: str, direction: ordering.Direction) -> None:
    state().order[view] = ordering.moved(now, bar, direction)


def _keep(park_id: str, choice: flows.FlowSelection, wanted: ordering.Places, who: str) -> None:
    with saving.show_problems():
        ordering.keep_places(cursor(), park_id=park_id, choice=choice, wanted=wanted, who=who)
        state().order.pop(_view(park_id, choice), None)
        st.toast(_("Saved.") if wanted else _("Arrangement reset."))
