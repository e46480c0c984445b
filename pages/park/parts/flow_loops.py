"""Loops of the company network: named below the diagram, highlighted in it, and listed."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from isdata.data import disclosure
from isdata.output.figures import sankey_texts as words
from isdata.park import flows
from pages.common import address, controls, pick, role, show, undisclosed
from pages.common.data import ask, derive
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.tables import show_rows
from pages.park.parts import flow_path, flow_state

AT_ONCE = 50  # number of loops in the table
FEW = 12  # maximum number of loops with which a park opens on them
ALL = "all"


def open_on(park_id: str, year: int) -> None:
    """Open a park of few loops on all its flows by resource: in its network, flows of unknown amount have no names."""
    asked = ("flow_look", "flow_kind", "flow_preset")
    if any(key in st.session_state or key in st.query_params for key in asked):
        return
    if 0 < len(_loops(park_id, year)) <= FEW:
        st.session_state.flow_look = "chain"
        st.session_state.flow_kind = ALL
        st.session_state.flow_preset = flows.OWN


def line(park_id: str, year: int) -> None:
    """Show the loops of named companies below the diagram, with one click to highlight the first.

    When presented the picture takes the space, and only a highlighted loop is stated.
    """
    found = once(_named, park_id, year)
    if found.first is None or (controls.is_projected() and not lit()):
        return
    sentence, kind, nodes = found.words, found.kind, found.first
    without = disclosure.clause(undisclosed.count({"park_id": controls.park_id()}), reader())
    sentence = reader().clauses([sentence, without])
    is_lit = lit() == nodes
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/cycle: {sentence}", width="content")
        st.button(
            _("Show all again") if is_lit else _("Show it"),
            key="flow_show_loop",
            type="tertiary",
            on_click=_light,
            args=((), "") if is_lit else (nodes, kind),
        )


@dataclass(frozen=True)
class _Named:
    """Text of the loops of named companies, and the shortest loop with the kind that shows it; None if there is none."""

    words: str = ""
    first: tuple[str, ...] | None = None
    kind: str = ALL


def _named(park_id: str, year: int) -> _Named:
    network = ask(flows.whole_network, park_id=park_id, year=year, viewer=role.viewer())
    found = _loops(park_id, year)
    unnamed = set(network.nodes.loc[network.nodes["ref"] == flows.UNNAMED, "node"])
    is_complete = found.attrs["complete"]
    found = found[[unnamed.isdisjoint(nodes) for nodes in found["nodes"]]]
    if found.empty:
        return _Named()
    first = found.sort_values("length", kind="stable").iloc[0]
    way = show.escaped(_loop_words(first["nodes"], words.node_names(network, reader())))
    if len(found) == 1:
        sentence = _("1 loop in all flows of the park: {way}", way=way)
    elif is_complete:
        sentence = _("{count} loops in all flows of the park, such as {way}", count=len(found), way=way)
    else:
        sentence = _(
            "At least {count} loops in all flows of the park, such as {way}", count=len(found), way=way
        )
    return _Named(sentence, first["nodes"], ALL if len(found) <= FEW else first["kind"] or ALL)


def _loops(park_id: str, year: int) -> pd.DataFrame:
    """Loops of all flows of a year, largest first."""
    network = ask(flows.whole_network, park_id=park_id, year=year, viewer=role.viewer())
    return derive(flows.loops, network, limit=AT_ONCE)


def lit() -> tuple[str, ...]:
    """Companies of the highlighted loop; empty if there is none."""
    nodes = address.remembered_text("flow_loop")
    return tuple(nodes.split(flow_path.BETWEEN)) if nodes else ()


def shining(composed: flows.Composed, choice: flows.FlowSelection) -> list[int]:
    """Positions of the ribbons of the highlighted loop."""
    found = lit()
    address.keep("flow_loop")
    return flows.on_loop(composed.view, found, composed.small) if found and choice.look == "network" else []


def _light(nodes: tuple[str, ...], kind: str) -> None:
    st.session_state.flow_loop = flow_path.BETWEEN.join(nodes)
    if nodes:
        flow_path.go_to(look="network", preset=flows.OWN, kind=kind, within="", group="")
        st.session_state.flow_table = "loops"


def _loop_words(nodes: tuple[str, ...], names: dict) -> str:
    return " → ".join(names.get(node, node) for node in (*nodes, nodes[0]))


def table(park_id: str, choice: flows.FlowSelection) -> None:
    """List the loops of the selection, with their circulating resources; a click highlights one in the picture."""
    network = ask(flows.network, park_id=park_id, choice=choice, viewer=role.viewer())
    limit = AT_ONCE * flow_state.state().loops
    found = flows.loops(network, limit=limit)
    if found.empty:
        st.info(
            _("No loops of this type."),
            icon=":material/conversion_path:",
        )
        return
    show.computed(
        ngettext("{count} loop, with the smallest amount along it.",
                 "{count} loops, each with the smallest amount along it.", len(found))
        if found.attrs["complete"]
        else _("The {count} largest loops; there are more.", count=len(found))
    )  # fmt: skip
    listed = [flow_path.BETWEEN.join(nodes) for nodes in found["nodes"]]
    key = pick.widget_key("flow_loops", listed)
    show_rows(
        pd.DataFrame(_columns(network, found)),
        alt=_("Loops of the company network, largest first"),
        key=key,
        on_select=partial(_chosen, key, listed),
        selection_mode="single-row",
    )
    if not found.attrs["complete"]:
        st.button(_("More"), key="flow_more_loops", icon=":material/add:", on_click=_more)


def _circulating(loop: dict) -> str:
    """Text of a loop's amount, or its range."""
    if not loop["amount"] > 0:
        return _("unknown")
    if loop["most"] > loop["least"]:
        return reader().quantities(loop["least"], loop["most"], "")
    return reader().number(loop["amount"])


def _columns(network: flows.View, found: pd.DataFrame) -> dict[str, object]:
    """Table columns of each loop, by heading."""
    read = reader()
    unit = read.unit(network.unit)
    names = words.node_names(network, read)
    resources = {
        row["resource_id"]: words.resource_name(row, read)
        for row in network.links.drop_duplicates("resource_id").to_dict("records")
    }
    amounts = [_circulating(row) for row in found.to_dict("records")]
    return {
        _("Loop"): [_loop_words(nodes, names) for nodes in found["nodes"]],
        _("Circulating amount ({unit}/yr)", unit=unit): amounts,
        _("Companies"): found["length"],
        _("Resources"): [
            " → ".join(reader().listed(resources[one] for one in step) for step in way)
            for way in found["resources"]
        ],
    }


def _chosen(key: str, listed: list[str]) -> None:
    """Highlight the loop of the clicked row."""
    rows = st.session_state[key]["selection"]["rows"]
    st.session_state.flow_loop = listed[rows[0]] if rows else ""
    if rows:
        st.session_state.flow_look = "network"


def _more() -> None:
    flow_state.state().loops += 1
