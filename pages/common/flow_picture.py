"""The picture of the flows page: its path, what a click does, the rows behind, and what can be taken away."""

import altair as alt
import pandas as pd
import streamlit as st

from isdata import flows
from isdata.figures import sankey, sankey_caption, sankey_export
from isdata.figures import sankey_words as words
from isdata.flows.views import GROUP, OTHERS
from isdata.sankey import Layout
from pages.common import flow_choice, show
from pages.common.language import _, ngettext, reader


def forget() -> None:
    """Forget what was clicked."""
    st.session_state.flow_picked = None


def go_to(**places: object) -> None:
    """Go up or down the path: set `look`, `company`, `group` or `within`; what is picked is forgotten."""
    for place, value in places.items():
        st.session_state[f"flow_{place}"] = value
    st.session_state.flow_selected = {}
    forget()


def path(choice: flows.Choice, park: str, names: dict[str, str]) -> None:
    """Show the way from the park to what is seen; each step leads back."""
    steps = [(park, {"look": _upper_look(choice), "group": "", "within": ()})]
    if choice.open_group:
        steps.append((words.group_name(choice.open_group, reader()), {"within": ()}))
    if choice.within:
        steps.append((_("Other"), {}))
    if choice.look == "company":
        steps.append((names.get(choice.company_id, choice.company_id), {}))
    picked = st.session_state.get("flow_picked")
    if picked:
        steps.append((picked[1], {}))
    if len(steps) == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for number, (name, places) in enumerate(steps):
            is_last = number == len(steps) - 1
            st.button(
                show.plain(name),
                key=f"flow_step_{number}",
                type="tertiary",
                icon=":material/chevron_right:" if number else ":material/home_work:",
                disabled=is_last,
                on_click=go_to,
                kwargs=places,
            )


def _upper_look(choice: flows.Choice) -> str:
    return st.session_state.get("flow_upper", "network") if choice.look == "company" else choice.look


def draw(composed: flows.Composed, choice: flows.Choice) -> Layout:
    """Draw the picture; nodes stay where they were when something else is chosen."""
    format_ = flow_choice.format_()
    former = st.session_state.get("flow_layouts", {})
    layout = sankey.lay_out(composed.view, reader(), format_, previous=former.get(choice.look))
    st.session_state.flow_layouts = {**former, choice.look: layout}
    st.session_state.flow_shown = (composed, choice, layout.nodes["node"].tolist())
    st.altair_chart(
        sankey.draw(composed.view, layout, reader(), format_),
        key="flow_picture",
        on_select=_clicked,
        selection_mode=["ribbon", "node"],
        alt=ngettext(
            "Sankey diagram of {count} flow", "Sankey diagram of {count} flows", len(composed.view.links)
        ),
    )
    return layout


def _clicked() -> None:
    """Open what was clicked: a company, a group, folded ones; of the rest, show the rows behind."""
    selection = st.session_state.flow_picture["selection"]
    composed, choice, nodes = st.session_state.flow_shown
    # A click on a bar leaves the ribbon of an earlier click selected: what is new counts.
    former = st.session_state.get("flow_selected", {})
    now = {name: next((one["k"] for one in selection.get(name, [])), None) for name in ("ribbon", "node")}
    st.session_state.flow_selected = now
    new = {name: k for name, k in now.items() if k is not None and k != former.get(name)}
    if "node" in new:
        _open(composed, choice, nodes[new["node"]])
    elif "ribbon" in new:
        link = composed.view.links.iloc[new["ribbon"]].to_dict()
        st.session_state.flow_picked = (link["links"], words.resource_name(link, reader()))
    else:
        forget()


def _open(composed: flows.Composed, choice: flows.Choice, node: str) -> None:
    row = composed.view.nodes.set_index("node", drop=False).loc[node].to_dict()
    if row["role"] == GROUP:
        go_to(group=row["ref"], within=())
    elif row["role"] == OTHERS:
        go_to(within=tuple(flows.members(composed.whole, composed.small, node)))
    elif flows.is_company(row["role"], row["ref"]) and row["ref"] != choice.company_id:
        st.session_state.flow_upper = _upper_look(choice)
        go_to(look="company", company=row["ref"])
    else:
        links = composed.view.links
        touching = links[(links["source"] == node) | (links["target"] == node)]
        st.session_state.flow_picked = (tuple(touching["links"].sum()), words.node_name(row, reader()))


def offer(composed: flows.Composed, choice: flows.Choice, layout: Layout, park: dict[str, object]) -> None:
    """Offer the picture and its table as files."""
    read, format_ = reader(), flow_choice.format_()
    caption = sankey_caption.caption(composed, choice, park, read)
    st.caption(show.plain(" ".join(caption.notes)))

    def picture() -> alt.LayerChart:
        return sankey_export.picture(composed.view, layout, read, format_, caption)

    def table() -> pd.DataFrame:
        return sankey_export.table(composed.view, read, caption)

    files = {
        "svg": ("image/svg+xml", lambda: sankey_export.svg(picture())),
        "png": ("image/png", lambda: sankey_export.png(picture())),
        "csv": ("text/csv", lambda: sankey_export.csv(table())),
        "xlsx": (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: sankey_export.xlsx(table(), read),
        ),
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("Take away"))
        for ending, (mime, made) in files.items():
            st.download_button(
                ending.upper(),
                made,
                file_name=f"flows-{st.session_state.park}-{choice.year}.{ending}",
                mime=mime,
                key=f"flow_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )
