"""Picture of an open chain: companies one below the other, and what passes between them."""

from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import style
from isdata.output.figures.frame import combined, framed, of_rows

_BOX = 0.5  # height of a box, as a share of a row
_WIDE = 20.0  # width of the picture in its own units


def chain(companies: list[str], exchanges: pd.DataFrame, reader: Reader) -> Any:
    """Companies as boxes; below each, an arrow with the exchange to the next one, in red where it limits the chain.

    Parameters
    ----------
    companies : list of str
        Names in the order of the chain.
    exchanges : DataFrame
        carried and worth (two lines of text; the second may be empty) and is_limiting, one row fewer than companies.
    """
    states = [reader.text(N_("Limiting step")), reader.text(N_("Other steps"))]
    boxes = pd.DataFrame({"name": companies, "y": [2.0 * place for place in range(len(companies))]})
    boxes = boxes.assign(top=boxes["y"] - _BOX, bottom=boxes["y"] + _BOX, left=0.0, right=_WIDE)
    links = exchanges.assign(
        y=[2.0 * place + 1 for place in range(len(exchanges))],
        state=[states[0] if each else states[1] for each in exchanges["is_limiting"]],
        left=1.0,
        at=1.6,
    )
    links = links.assign(top=links["y"] - 1 + _BOX, bottom=links["y"] + 1 - _BOX)
    last = max(0.0, boxes["y"].max()) + _BOX
    y: dict[str, Any] = {"scale": alt.Scale(domain=[-_BOX, last], reverse=True, nice=False), "axis": None}
    x: dict[str, Any] = {"scale": alt.Scale(domain=[0, _WIDE], nice=False), "axis": None}
    colour = alt.Color(
        "state:N",
        scale=alt.Scale(domain=states, range=[style.WARNING, style.MUTED]),
        legend=alt.Legend(title=None, orient="top"),
    )
    box = alt.Chart(boxes).encode(y=alt.Y("top:Q", **y), y2="bottom", x=alt.X("left:Q", **x), x2="right")
    names = alt.Chart(boxes).encode(y=alt.Y("y:Q", **y), x=alt.X("left:Q", **x), text="name:N")
    link = alt.Chart(links).encode(color=colour, x=alt.X("left:Q", **x))
    size = 24 if reader.is_large else 13
    layers = (
        box.mark_rect(color=style.PALE, cornerRadius=4),
        names.mark_text(align="left", dx=12, fontWeight="bold", fontSize=size, color=style.INK),
        link.mark_rule(strokeWidth=2).encode(y=alt.Y("top:Q", **y), y2="bottom"),
        link.mark_point(shape="triangle-down", filled=True, size=90, opacity=1).encode(
            y=alt.Y("bottom:Q", **y)
        ),
        *(
            link.mark_text(
                align="left", fontSize=size, dy=side * 0.62 * size, limit=alt.ExprRef("width * 0.9")
            ).encode(x=alt.X("at:Q", **x), y=alt.Y("y:Q", **y), text=f"{column}:N")
            for column, side in (("carried", -1), ("worth", 1))
        ),
    )
    rows = 2 * len(companies) - 1
    return framed(of_rows(combined(*layers), rows, 62 if reader.is_large else 36), reader)
