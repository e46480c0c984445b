"""Park map on a page: deck.gl layers that can be panned, hovered and clicked, without internet access."""

import functools
import json
from typing import Any

import pydeck
from pydeck.bindings import deck as pydeck_deck
from pydeck.bindings.json_tools import default_serialize

from isdata.data.rows import records
from isdata.output.figures import style
from isdata.output.figures.parkmap import connections, layers
from isdata.output.figures.parkmap.drawing import Drawing
from isdata.output.figures.parkmap.layers import escaped

SITES = "marks"  # first part of the id of the layer of circles

# Streamlit escapes inserted values; a browser test checks this.
_TOOLTIP = {
    "html": "<b>{title}</b><div style='white-space:pre-line;margin-top:2px'>{text}</div>",
    "style": {
        "backgroundColor": style.PAPER,
        "color": style.INK,
        "border": f"1px solid {style.RULE}",
        "borderRadius": "6px",
        "boxShadow": "0 2px 8px rgba(0,0,0,0.15)",
        "fontFamily": style.FONT,
        "fontSize": "13px",
        "width": "max-content",
        "maxWidth": "360px",
        "padding": "8px 10px",
        "translate": "-50% 14px",
        "zIndex": "5",
    },
}

# pydeck searches for Jupyter at every map, many times.
pydeck_deck.has_jupyter_extra = functools.cache(  # ty: ignore[invalid-assignment]
    pydeck_deck.has_jupyter_extra
)


class _Written(pydeck.Deck):
    """A deck serialised as JSON, so that it can be cached and sent again.

    The text is compact, unlike pydeck's own, which saves a third of the bytes and of the time.
    """

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._text = json.dumps(self, default=default_serialize, separators=(",", ":"), ensure_ascii=False)
        self.layers = []

    def to_json(self) -> str:
        return self._text


def deck(drawing: Drawing, *, turn: int = 0) -> pydeck.Deck:
    """Deck of a drawn map for a page.

    Parameters
    ----------
    drawing : Drawing
    turn : int
        Number of clicks so far. Streamlit fades everything but the one object that was clicked,
        base map included; layers under a new name make it forget, and the drawing itself shows
        what is picked.
    """
    longitude, latitude = drawing.land.middle
    return _Written(
        layers=[
            *layers.ground(drawing),
            *connections.synergies(drawing, turn),
            _marks(drawing, turn),
            *connections.fans(drawing, turn),
            layers.leaders(drawing),
            layers.names(drawing),
            *layers.scale_bar(drawing),
        ],
        initial_view_state=pydeck.ViewState(
            longitude=round(longitude, 6),
            latitude=round(latitude, 6),
            zoom=round(drawing.zoom, 3),
            pitch=0,
            bearing=0,
        ),
        views=[pydeck.View(type="MapView", controller=True)],
        map_provider=None,
        tooltip=_TOOLTIP,
    )


def _marks(drawing: Drawing, turn: int) -> pydeck.Layer:
    """Layer of circles: filled ones with a pale edge, hollow ones as rings."""
    data = [
        {
            "mark": mark["mark"],
            "layer": mark["layer"],
            "place": [round(mark["longitude"], 6), round(mark["latitude"], 6)],
            "radius": round(mark["radius"], 1),
            "fill": style.rgb(mark["fill"]) if mark["fill"] else style.rgb(style.PAPER, 30),
            "line": style.rgb(mark["line"]),
            "edge": (1.5 if mark["fill"] else 3.0) * drawing.scale,
            "title": escaped(mark["title"]),
            "text": escaped(mark["text"]),
        }
        for mark in records(drawing.marks)
    ]
    return pydeck.Layer(
        "ScatterplotLayer",
        id=f"{SITES}-{turn}",
        data=data,
        get_position="place",
        get_radius="radius",
        radius_units="'pixels'",
        get_fill_color="fill",
        get_line_color="line",
        get_line_width="edge",
        line_width_units="'pixels'",
        stroked=True,
        pickable=True,
        auto_highlight=True,
    )
