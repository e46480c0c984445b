"""Note below the picture: proven quality of the order of its bars. Shown once everything else is drawn."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.engines import sankey
from isdata.output.figures import sankey_export, sankey_size
from isdata.park.flows.views import View
from pages.common.data import derive
from pages.common.language import _, reader
from pages.park.parts import flow_choice, flow_layouts

NODES, LINKS = 40, 100  # maximum size of a picture; larger ones cannot be proved within a second
TELLING = 0.5  # a bound with a larger gap is not meaningful
SAME = 1e-6
LEAST = 5e-4  # smaller values are rounded to 0.0%


def show(place: DeltaGenerator, part: sankey_export.Part, picture: tuple[object, ...]) -> None:
    """Show the quality of the order in the picture, and offer a better one if found."""
    layout = part.layout
    if len(layout.nodes) > NODES or len(layout.ribbons) > LINKS:
        return
    best = derive(sankey_size.proof, part.view, sankey_size.layers_of(layout))
    crossing, known = layout.crossings.weighted, best.crossings.weighted
    open_ = (crossing - best.optimal.bound) / crossing if crossing > 0 else 0.0
    with place.container():
        if crossing - known >= crossing * LEAST > 0:
            less = reader().percent(1 - known / crossing, digits=1)
            st.button(
                _("Show an arrangement with {share} fewer crossings", share=less),
                key="flow_better",
                type="tertiary",
                on_click=_show,
                args=(picture, part.view, layout),
            )
        elif open_ <= SAME:
            st.caption(_("Proven optimum: no arrangement has fewer crossings."))
        elif LEAST <= open_ <= TELLING:
            share = reader().percent(open_, digits=1)
            st.caption(_("Another arrangement could reduce crossings by at most {share}.", share=share))


def _show(picture: tuple[object, ...], view: View, layout: sankey.Layout) -> None:
    layers, format_ = sankey_size.layers_of(layout), flow_choice.format_()
    flow_layouts.start_from(picture, derive(sankey_size.proved, view, layers, reader(), format_))
