"""Position of the user between the park and a single flow: the path beside the diagram, and the effect of a click.

It is stored in the address: opened group, grouped nodes, company and flow.
"""

import re
from dataclasses import replace

import pandas as pd
import streamlit as st

from isdata.output.figures import sankey
from isdata.output.figures import sankey_texts as words
from isdata.park import flows
from isdata.park.flows.views import GROUP, OTHERS, RESOURCE
from pages.common import address, role, show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.park.parts import flow_choice, flow_state

BETWEEN = "~"
LEFT = "*"  # separator of opened grouped nodes and the number of others whose names fitted
Picked = tuple[tuple[str, ...], str]
Step = tuple[str, dict[str, str]]  # its name, and its target as arguments of `go_to`


def go_to(**places: str) -> None:
    """Move along the path: set `look`, `company`, `group`, `within` or `picked`; others are unchanged."""
    for place, value in places.items():
        st.session_state[f"flow_{place}"] = value
    if "picked" not in places:
        st.session_state.flow_picked = ""
    flow_state.state().selected = {}


def narrowed(park_id: str, choice: flows.FlowSelection) -> flows.FlowSelection:
    """Choice restricted to the opened grouped nodes, applied one after the other."""
    opened = address.remembered_text("flow_within")
    if choice.look == "company":
        return choice
    for item in filter(None, opened.split(BETWEEN)):
        node, _sign, left = item.partition(LEFT)
        is_count = re.fullmatch(r"[1-9]\d{0,3}", left, re.ASCII)
        asked = flows.with_nodes(choice, node, int(left)) if is_count else choice
        composed = ask(flows.compose, park_id=park_id, choice=asked, viewer=role.viewer())
        members = flows.members(composed.small, node)
        choice = replace(choice, within=tuple(members)) if members else choice
    return choice


def path(
    composed: flows.Composed, choice: flows.FlowSelection, park: str, names: dict[str, str]
) -> tuple[list[Step], Picked | None]:
    """Path from the park to the current view, with each step as a link back, and the picked flow."""
    group, within = address.remembered_text("flow_group"), address.remembered_text("flow_within")
    upper = _upper_look(choice)
    steps: list[Step] = [(park, {"look": upper, "group": "", "within": ""})]
    if group:
        steps.append((words.group_name(group, reader()), {"look": upper, "within": ""}))
    if within:
        steps.append((_("Other"), {"look": upper}))
    if choice.look == "company":
        steps.append((names.get(choice.company_id, choice.company_id), {}))
    picked = _picked(composed)
    if picked:
        steps.append((picked[1], {}))
    for key in ("flow_group", "flow_within", "flow_picked", "flow_upper"):
        address.keep(key)
    return steps, picked


def draw(steps: list[Step]) -> None:
    """Show the path if it has several steps."""
    if len(steps) < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for number, (name, places) in enumerate(steps):
            st.button(
                show.escaped(name),
                key=f"flow_step_{number}",
                type="tertiary",
                icon=":material/chevron_right:" if number else ":material/home_work:",
                disabled=number == len(steps) - 1,
                on_click=go_to,
                kwargs=places,
            )


def _upper_look(choice: flows.FlowSelection) -> str:
    upper = address.remembered_text("flow_upper")
    return (upper if upper in flows.LOOKS else "network") if choice.look == "company" else choice.look


def _picked(composed: flows.Composed) -> Picked | None:
    """Flow links traced by a click, with their name; None if not in the picture."""
    nodes = composed.view.nodes.set_index("node", drop=False)
    picked = address.remembered_text("flow_picked")
    on_way = (
        composed.view.links.loc[flows.links_on_path(composed.view, picked, between=BETWEEN)] if picked else ()
    )
    if not len(on_way):
        return None
    ends = picked.split(BETWEEN)
    if len(ends) == 3:
        return tuple(on_way["links"].sum()), _of_ribbon(
            on_way, [nodes.loc[end].to_dict() for end in ends[:2]]
        )
    return tuple(on_way["links"].sum()), words.node_name(nodes.loc[ends[0]].to_dict(), reader())


def _of_ribbon(on_way: pd.DataFrame, ends: list[dict]) -> str:
    """Name of the flow traced by a click on a ribbon: a resource on its whole path, or a ribbon between two nodes."""
    read = reader()
    resource = words.resource_name(on_way.iloc[0].to_dict(), read)
    if len(on_way) > 1:
        return _("{resource}, from source to destination", resource=resource)
    name = " → ".join(words.node_name(end, read) for end in ends)
    return name if any(end["role"] == RESOURCE for end in ends) else read.noted(name, resource)


def traced(composed: flows.Composed) -> list[int]:
    """Positions of the ribbons on the path of the clicked item, from source to destination; empty without a click."""
    picked = st.session_state.get("flow_picked", "")
    return flows.links_on_path(composed.view, picked, between=BETWEEN) if picked else []


def clicked(key: str) -> None:
    """Open the clicked item: a company, a group, or grouped nodes; for others, show the underlying rows."""
    selection = st.session_state[key]["selection"]
    composed, choice, nodes = flow_state.state().shown[key]
    # A click on a bar leaves the formerly clicked ribbon selected: only the new selection counts.
    former = flow_state.state().selected
    now = {
        name: next((one.get(place) for one in selection.get(name, [])), None)
        for name, place in sankey.PLACE.items()
    }
    new = {name: k for name, k in now.items() if k is not None and k != former.get(name)}
    if "node" in new:
        _open(composed, choice, nodes[new["node"]])
    elif "ribbon" in new:
        link = composed.view.links.iloc[new["ribbon"]]
        go_to(picked=BETWEEN.join((link["source"], link["target"], link["resource_id"])))
    else:
        go_to()
    flow_state.state().selected = now


def _open(composed: flows.Composed, choice: flows.FlowSelection, node: str) -> None:
    row = composed.view.nodes.set_index("node", drop=False).loc[node].to_dict()
    if row["role"] == GROUP:
        go_to(group=row["ref"], within="")
    elif row["role"] == OTHERS:
        opened = st.session_state.get("flow_within", "")
        is_fitted = choice.named or choice.limit != flow_choice.format_().limit
        left = flows.nodes_left(choice, node) if is_fitted else None
        node = f"{node}{LEFT}{left}" if left else node
        go_to(within=f"{opened}{BETWEEN}{node}" if opened else node)
    elif flows.is_company(row["role"], row["ref"]) and row["ref"] != choice.company_id:
        st.session_state.flow_upper = _upper_look(choice)
        go_to(look="company", company=row["ref"])
    else:
        go_to(picked=node)
