"""Named amounts as horizontal bars, each with its amount in words; colours show a state."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import framed, of_rows

_ROW = 26  # px
_PHONE, _MOST = 190, 0.7  # room for bars and words on a phone [px], and the share of it that words may take
_ROOM = "max(60, width - scale('x', datum.amount) - 8)"  # for the words behind a bar [px]


def bars(
    rows: pd.DataFrame,
    reader: Reader,
    *,
    colours: Mapping[str, str] | None = None,
    limit: float | None = None,
    room: float = 1.22,
    title: str | None = None,
    is_large: bool = False,
) -> Any:
    """Bars in the order of the rows.

    Parameters
    ----------
    rows : DataFrame
        name, amount, words (the amount as text); state (a key of `colours`) where there are states; note, optional.
    reader : Reader
    colours : mapping of str to str, optional
        Colour by state in words, in the order of the legend.
    limit : float, optional
        Amount marked by an upright line, such as what is allowed.
    room : float
        Length of the axis by that of the longest bar: the words stand behind the bar. [-]
    title : str, optional
        Of the axis; without it the axis is not drawn.
    is_large : bool
        Whether it is projected in a hall.
    """
    rows = rows.assign(words=rows["words"].astype(str), amount=rows["amount"].astype(float).fillna(0))
    if "note" not in rows:
        rows = rows.assign(note=rows["words"])
    longest = max([*rows["amount"], limit or 0.0, 1e-9])
    tips = channels.tooltip({"name": N_("Name"), "note": N_("Value")}, reader)
    axis = alt.Axis(grid=False, tickCount=5) if title else None
    end = f"(containerSize()[0] || 1000) < 500 ? {longest * max(room, _on_phone(rows['words']))} : {longest * room}"
    scale = alt.Scale(domainMin=0, domainMax=alt.ExprRef(end), nice=False)
    x = alt.X("amount:Q", title=title, axis=axis, scale=scale, stack=None)
    y = channels.down("name", list(rows["name"]), labelLimit=channels.name_room(420 if is_large else 380))
    used = {state: colour for state, colour in (colours or {}).items() if state in set(rows.get("state", []))}
    colour = channels.colour("state", used, used.values()) if used else alt.value(style.ACCENT)
    base = alt.Chart(rows).encode(y=y, tooltip=tips)
    layers = [base.mark_bar(height={"band": 0.7}).encode(x=x, color=colour)]
    if limit is not None:
        layers.append(channels.upright("amount", limit, strokeDash=[4, 3]))
    words = base.encode(x=alt.X("amount:Q"), text="words:N")
    layers += channels.legible(words, align="left", dx=5, limit=alt.ExprRef(_ROOM))
    return framed(of_rows(alt.layer(*layers), len(rows), 1.6 * _ROW if is_large else _ROW), is_large=is_large)


def _on_phone(words: pd.Series) -> float:
    """Length of the axis by that of the longest bar with which the longest words fit behind it on a phone. [-]"""
    widest = max((sum(13 if ord(each) > 0x2E80 else 6.6 for each in text) for text in words), default=0.0)
    return 1 / (1 - min(_MOST, widest / _PHONE))
