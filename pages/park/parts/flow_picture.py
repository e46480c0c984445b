"""Diagram of the flows page, and its downloads."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.output import drawing
from isdata.output.figures import sankey, sankey_caption, sankey_export, sankey_notes, sankey_size
from isdata.park import flows
from pages.common import controls, role, show
from pages.common.data import ask, derive
from pages.common.file_button import file_button
from pages.common.language import _, ngettext, reader
from pages.park.parts import (
    flow_arrange,
    flow_choice,
    flow_layouts,
    flow_loops,
    flow_path,
    flow_room,
    flow_state,
)

_WAITING = """<style>
@keyframes waiting {from, to {visibility: hidden}}
.st-key-flows_waiting {animation: waiting 0.5s; position: absolute}
</style>"""  # hidden at first, since the size of the window is usually known within half a second, and without a row of its own


def waiting() -> None:
    """Show that the picture will follow, until the size of the window is known."""
    with st.container(key="flows_waiting"):
        st.html(_WAITING)
        st.caption(_("Diagram is being drawn …"))


def draw(
    park_id: str, composed: flows.Composed, choice: flows.FlowSelection, format_: sankey_size.Format
) -> tuple[flows.Composed, list[sankey_export.Part]]:
    """Draw the picture, or two years side by side; node positions are kept when the selection changes.

    Returns the composed flows as drawn: when presented with as many nodes as names fit.
    """
    if choice.is_compared and flow_choice.is_apart():
        return composed, _draw_apart(park_id, choice, format_)
    format_ = flow_room.above_legend(format_, [composed.view])
    inputs = composed, choice, reader(), format_, flow_arrange.places(park_id, choice)
    choice, composed, layout = flow_layouts.lay_out(flow_choice.picture(park_id, choice), *inputs)
    part = sankey_export.Part("", composed.view, layout, composed.full)
    _chart(part, composed, choice, format_)
    return composed, [part]


def _draw_apart(
    park_id: str, choice: flows.FlowSelection, whole: sankey_size.Format
) -> list[sankey_export.Part]:
    """Draw both sides of a comparison as separate pictures on one scale."""
    format_ = sankey_size.apart(whole)
    is_wide = format_.width < whole.width
    choice = replace(choice, most=format_.most, limit=format_.limit)
    sides = ask(flows.compose_apart, park_id=park_id, choice=choice, viewer=role.viewer())
    format_ = flow_room.above_legend(format_, [composed.view for _side, composed in sides])
    sides, parts = drawing.side_by_side(
        sides,
        choice,
        reader(),
        format_,
        refold=partial(derive, flows.refolded_apart),
        lay_out=partial(derive, sankey_size.lay_out_pair),
    )
    places = st.columns(2) if is_wide else [st.container(), st.container()]
    for place, (side, composed), part in zip(places, sides, parts, strict=True):
        with place:
            st.subheader(part.name, anchor=False)
            if part.view.links.empty:
                nothing()
            else:
                _chart(part, composed, side, format_)
    return [part for part in parts if not part.view.links.empty]


def nothing() -> None:
    """Show that nothing can be drawn, and what to choose instead."""
    show.info(_("No flows of this type can be shown. Choose another type, unit or year."))


def _chart(
    part: sankey_export.Part,
    composed: flows.Composed,
    choice: flows.FlowSelection,
    format_: sankey_size.Format,
) -> None:
    key = f"flow_picture{part.name}"
    flow_state.state().shown[key] = (composed, choice, part.layout.nodes["node"].tolist())
    st.vega_lite_chart(
        spec=derive(
            sankey.draw,
            part.view,
            part.layout,
            reader(),
            format_,
            shows_spread=flow_choice.shows_spread(),
            shining=flow_loops.shining(composed, choice) or flow_path.traced(composed),
        ),
        width="content",
        key=key,
        on_select=partial(flow_path.clicked, key),
        selection_mode=["ribbon", "node"],
        alt=ngettext(
            "Sankey diagram with {count} flow", "Sankey diagram with {count} flows", len(part.view.links)
        ),
    )


def offer(
    parts: list[sankey_export.Part],
    composed: flows.Composed,
    choice: flows.FlowSelection,
    park: dict[str, object],
    format_: sankey_size.Format,
) -> DeltaGenerator:
    """Show the notes needed to read the diagram, and offer it and its table as files; return the line of buttons."""
    read, is_apart = reader(), flow_choice.is_apart()
    is_thin = any(sankey_notes.is_thin(part.view, part.layout) for part in parts)
    caption = derive(sankey_caption.caption, composed, choice, park, read, is_thin=is_thin, is_apart=is_apart)
    if controls.is_projected():
        notes = sankey_notes.presented(composed, choice, park, read, is_thin=is_thin, is_apart=is_apart)
    else:
        notes = list(caption.notes)
    st.caption(show.escaped(read.sentences(notes)))
    line = st.container(horizontal=True, vertical_alignment="center")
    with line:
        # The buttons are hidden in a presentation until the controls are shown.
        if not controls.is_projected():
            st.markdown(_("Download"))
        listed = partial(
            sankey_caption.caption, composed, choice, park, read, is_table=True, is_apart=is_apart
        )
        for ending, made in _files(parts, format_, caption, listed).items():
            file_button(
                ending.upper(),
                made,
                f"flows-{st.session_state.park}-{choice.year}.{ending}",
                key=f"flow_{ending}",
            )
    return line


def _files(
    parts: list[sankey_export.Part],
    format_: sankey_size.Format,
    caption: sankey_caption.Caption,
    listed: Callable[[], sankey_caption.Caption],
) -> dict[str, Callable[[], bytes]]:
    """Functions that write the diagram with its caption, or its table with the caption `listed`, by ending of the file."""
    read, spread = reader(), flow_choice.shows_spread()

    def picture() -> sankey.Spec:
        return sankey_export.picture(parts, read, format_, caption, shows_spread=spread)

    return {
        "svg": lambda: sankey_export.svg(picture()),
        "png": lambda: sankey_export.png(picture()),
        "csv": lambda: sankey_export.csv(sankey_export.table(parts, read), listed()),
        "xlsx": lambda: sankey_export.xlsx(sankey_export.table(parts, read), read, listed()),
    }
