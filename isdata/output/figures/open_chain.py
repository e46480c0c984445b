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
    high = max(0.0, 2.0 * (len(companies) - 1)) + _BOX
    y: dict[str, Any] = {"scale": alt.Scale(domain=[-_BOX, high], reverse=True, nice=False), "axis": None}
    x: dict[str, Any] = {"scale": alt.Scale(domain=[0, _WIDE], nice=False), "axis": None}
    layers = [*_boxes(companies, x, y, reader), *_arrows(exchanges, x, y, reader)]
    rows = 2 * len(companies) - 1
    return framed(of_rows(combined(*layers), rows, 62 if reader.is_large else 36), reader)


def _size(reader: Reader) -> int:
    """Type size. [px]"""
    return 24 if reader.is_large else 13


def _boxes(companies: list[str], x: dict[str, Any], y: dict[str, Any], reader: Reader) -> list[alt.Chart]:
    """Box and name of each company."""
    rows = pd.DataFrame({"name": companies, "y": [2.0 * place for place in range(len(companies))]})
    rows = rows.assign(top=rows["y"] - _BOX, bottom=rows["y"] + _BOX, left=0.0, right=_WIDE)
    base = alt.Chart(rows).encode(x=alt.X("left:Q", **x))
    words = base.encode(y=alt.Y("y:Q", **y), text="name:N")
    return [
        base.encode(y=alt.Y("top:Q", **y), y2="bottom", x2="right").mark_rect(
            color=style.PALE, cornerRadius=4
        ),
        words.mark_text(align="left", dx=12, fontWeight="bold", fontSize=_size(reader), color=style.INK),
    ]


def _arrows(exchanges: pd.DataFrame, x: dict[str, Any], y: dict[str, Any], reader: Reader) -> list[alt.Chart]:
    """Arrow from each company to the next one, with two lines of text beside it."""
    states = [reader.text(N_("Limiting step")), reader.text(N_("Other steps"))]
    rows = exchanges.assign(
        y=[2.0 * place + 1 for place in range(len(exchanges))],
        state=[states[0] if each else states[1] for each in exchanges["is_limiting"]],
        left=1.0,
        at=1.6,
    )
    rows = rows.assign(top=rows["y"] - 1 + _BOX, bottom=rows["y"] + 1 - _BOX)
    colour = alt.Color(
        "state:N",
        scale=alt.Scale(domain=states, range=[style.WARNING, style.MUTED]),
        legend=alt.Legend(title=None, orient="top"),
    )
    base = alt.Chart(rows).encode(color=colour, x=alt.X("left:Q", **x))
    size = _size(reader)
    head: dict[str, Any] = {"shape": "triangle-down", "filled": True, "size": 90, "opacity": 1}
    words = base.encode(x=alt.X("at:Q", **x), y=alt.Y("y:Q", **y))
    text: dict[str, Any] = {"align": "left", "fontSize": size, "limit": alt.ExprRef("width * 0.9")}
    return [
        base.mark_rule(strokeWidth=2).encode(y=alt.Y("top:Q", **y), y2="bottom"),
        base.mark_point(**head).encode(y=alt.Y("bottom:Q", **y)),
        *(
            words.encode(text=f"{column}:N").mark_text(dy=side * 0.62 * size, **text)
            for column, side in (("carried", -1), ("worth", 1))
        ),
    ]
