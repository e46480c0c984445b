"""The picture of the flows page: its path, what a click does, the rows behind, and what can be taken away."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from isdata import flows
from isdata.figures import sankey, sankey_caption, sankey_export, sankey_room
from isdata.figures import sankey_words as words
from isdata.flows.views import GROUP, OTHERS
from pages.common import flow_choice, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

WIDE = 900  # px; on narrower screens two years stand below each other
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def draw(park_id: str, composed: flows.Composed, choice: flows.Choice) -> list[sankey_export.Part]:
    """Draw the picture, or two years side by side; nodes stay where they were when something else is chosen."""
    if choice.before is not None and flow_choice.is_apart():
        return _draw_years(park_id, choice)
    former = st.session_state.get("flow_layouts", {})
    layout = sankey_room.lay_out(
        composed.view, reader(), flow_choice.format_(), previous=former.get(choice.look)
    )
    st.session_state.flow_layouts = {**former, choice.look: layout}
    part = sankey_export.Part("", composed.view, layout)
    _chart(part, composed, choice)
    return [part]


def _draw_years(park_id: str, choice: flows.Choice) -> list[sankey_export.Part]:
    """Draw two years, each by itself, to one scale."""
    (first, one), (second, other) = ask(
        flows.compose_years, park_id=park_id, choice=choice, sees_all=role.sees_all()
    ).items()
    whole = flow_choice.format_()
    is_wide = whole.width > WIDE
    format_ = replace(whole, width=whole.width / 2 - 16) if is_wide else whole
    layouts = sankey_room.lay_out_pair(one.view, other.view, reader(), format_)
    parts = []
    places = st.columns(2) if is_wide else [st.container(), st.container()]
    for place, year, composed, layout in zip(places, (first, second), (one, other), layouts, strict=True):
        part = sankey_export.Part(str(year), composed.view, layout)
        with place:
            st.subheader(part.name, anchor=False)
            _chart(part, composed, replace(choice, year=year, before=None))
        parts.append(part)
    return parts


def _chart(part: sankey_export.Part, composed: flows.Composed, choice: flows.Choice) -> None:
    key = f"flow_picture{part.name}"
    st.session_state[f"{key}_shown"] = (composed, choice, part.layout.nodes["node"].tolist())
    st.vega_lite_chart(
        spec=sankey.draw(
            part.view, part.layout, reader(), flow_choice.format_(), shows_spread=flow_choice.shows_spread()
        ),
        width="content",
        key=key,
        on_select=partial(_clicked, key),
        selection_mode=["ribbon", "node"],
        alt=ngettext(
            "Sankey diagram of {count} flow", "Sankey diagram of {count} flows", len(part.view.links)
        ),
    )


def _clicked(key: str) -> None:
    """Open what was clicked: a company, a group, folded ones; of the rest, show the rows behind."""
    selection = st.session_state[key]["selection"]
    composed, choice, nodes = st.session_state[f"{key}_shown"]
    # A click on a bar leaves the ribbon of an earlier click selected: what is new counts.
    former = st.session_state.get("flow_selected", {})
    now = {
        name: next((one.get(place) for one in selection.get(name, [])), None)
        for name, place in sankey.PLACE.items()
    }
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


def offer(
    parts: list[sankey_export.Part],
    composed: flows.Composed,
    choice: flows.Choice,
    park: dict[str, object],
) -> None:
    """Tell what must be known to read the picture, and offer it and its table as files."""
    read, format_ = reader(), flow_choice.format_()
    caption = sankey_caption.caption(composed, choice, park, read)
    st.caption(show.plain(" ".join(caption.notes)))

    def picture() -> sankey.Spec:
        spread = flow_choice.shows_spread()
        return sankey_export.picture(parts, read, format_, caption, shows_spread=spread)

    def table() -> pd.DataFrame:
        return sankey_export.table(parts, read, caption)

    files = {
        "svg": ("image/svg+xml", lambda: sankey_export.svg(picture())),
        "png": ("image/png", lambda: sankey_export.png(picture())),
        "csv": ("text/csv", lambda: sankey_export.csv(table())),
        "xlsx": (WORKBOOK, lambda: sankey_export.xlsx(table(), read)),
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
