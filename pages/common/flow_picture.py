"""The picture of the flows page: its path, what a click does, the rows behind, and what can be taken away."""

import altair as alt
import pandas as pd
import streamlit as st

from isdata import flows
from isdata.figures import sankey, sankey_caption, sankey_export
from isdata.figures import sankey_words as words
from isdata.flows.views import GROUP, OTHERS
from isdata.sankey import Layout
from pages.common import flow_choice, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader


def forget() -> None:
    """Forget what was clicked."""
    st.session_state.flow_picked = None


def go_to(**places: object) -> None:
    """Go up or down the path: set `look`, `company`, `group` or `within`; what is picked is forgotten."""
    for place, value in places.items():
        st.session_state[f"flow_{place}"] = value
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
    ribbon = next(iter(selection.get("ribbon", [])), None)
    node = next(iter(selection.get("node", [])), None)
    read = reader()
    if ribbon:
        link = composed.view.links.iloc[ribbon["k"]].to_dict()
        st.session_state.flow_picked = (link["links"], words.resource_name(link, read))
    elif node:
        _open(composed, choice, nodes[node["k"]])
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


def behind(composed: flows.Composed, park_id: str) -> None:
    """Show the stored rows behind what was clicked, or behind all that is drawn."""
    picked = st.session_state.get("flow_picked")
    links = (
        picked[0] if picked else tuple(composed.view.links["links"].sum()) if len(composed.view.links) else ()
    )
    rows = ask(flows.rows, park_id=park_id, links=tuple(dict.fromkeys(links)), sees_all=role.sees_all())
    if picked:
        st.caption(_("Behind “{name}”", name=show.plain(picked[1])))
    else:
        st.caption(_("Behind the whole picture. Click a ribbon or a bar to see only what stands behind it."))
    st.dataframe(
        _rows(rows), hide_index=True, height="auto", alt=_("The stored flows, with source and uncertainty")
    )
    if not role.sees_all():
        st.caption(_("Rows of companies that are not named are not shown."))


def _rows(rows: pd.DataFrame) -> pd.DataFrame:
    read = reader()

    def named(what: str) -> list[str]:
        return [read.name(*pair) for pair in zip(rows[f"{what}_en"], rows[f"{what}_zh"], strict=True)]

    table = {
        read.column("flow", "provider_id"): named("provider"),
        read.column("flow", "receiver_id"): named("receiver"),
        read.column("flow", "resource_id"): named("resource"),
        read.column("flow", "year"): rows["year"].astype(str),
        read.column("flow", "quantity"): rows["quantity"],
        read.column("flow", "unit"): rows["unit"],
        read.column("flow", "uncertainty"): rows["uncertainty"],
        read.column("flow", "basis"): [read.choice("basis", basis) for basis in rows["basis"]],
        read.column("flow", "destination"): [read.choice("destination", use) for use in rows["destination"]],
        read.column("flow", "cost"): rows["cost"],
        read.column("flow", "source"): rows["source"],
        read.column("flow", "note"): rows["note"],
        read.column("flow", "flow_id"): rows["flow_id"],
    }
    return pd.DataFrame(table).dropna(axis="columns", how="all")


def offer(composed: flows.Composed, choice: flows.Choice, layout: Layout, park: dict[str, object]) -> None:
    """Offer the picture and its table as files."""
    read, format_ = reader(), flow_choice.format_()
    caption = sankey_caption.caption(composed, choice, park, read)
    for note in caption.notes:
        st.caption(show.plain(note))

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
