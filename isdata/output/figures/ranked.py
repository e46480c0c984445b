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
_PHONE, _MOST = 190, 0.82  # room for bars and words on a phone [px], and the share of it that words may take
ROOM = "max(60, width - scale('x', datum.behind) - 8)"  # for the words behind a bar [px]


def bars(
    rows: pd.DataFrame,
    reader: Reader,
    *,
    colours: Mapping[str, str] | None = None,
    limit: tuple[str, float] | None = None,
    room: float = 1.22,
    title: str | None = None,
) -> Any:
    """Bars in the order of the rows.

    Parameters
    ----------
    rows : DataFrame
        name, amount, words (the amount as text); state (a key of `colours`) where there are states; note, optional;
        part, optional: how much of the amount is filled, the rest is pale.
    reader : Reader
    colours : mapping of str to str, optional
        Colour by state in words, in the order of the legend.
    limit : (str, float), optional
        Words and amount of an upright line, such as what is allowed.
    room : float
        Length of the axis by that of the longest bar: the words stand behind the bar. [-]
    title : str, optional
        Of the axis; without it the axis is not drawn.
    """
    at = limit[1] if limit else 0.0
    rows = _completed(rows, at)
    axis = alt.Axis(grid=False, tickCount=5) if title else None
    scale = alt.Scale(domainMin=0, domainMax=end(rows, at, room), nice=False)
    x = alt.X("amount:Q", title=title, axis=axis, scale=scale, stack=None)
    base = alt.Chart(rows).encode(
        y=channels.down("name", list(rows["name"]), labelLimit=420 if reader.is_large else 380),
        tooltip=channels.tooltip({"name": N_("Name"), "note": N_("Value")}, reader),
    )
    used = set(rows.get("state", [])) & set(colours or {})
    colour = channels.states("state", colours, used) if colours and used else alt.value(style.ACCENT)
    bar, has_parts = base.mark_bar(height={"band": 0.7}), "part" in rows
    layers = [bar.encode(x=x, color=colour, opacity=alt.OpacityValue(0.3 if has_parts else 1))]
    if has_parts:
        layers.append(bar.encode(x=alt.X("part:Q", stack=None), color=colour))
    if limit:
        layers += [channels.upright("amount", at, strokeDash=[4, 3]), _named(*limit)]
    words = base.encode(x=alt.X("behind:Q"), text="words:N")
    layers += channels.legible(words, align="left", dx=5, limit=alt.ExprRef(ROOM))
    return framed(of_rows(alt.layer(*layers), len(rows), 1.6 * _ROW if reader.is_large else _ROW), reader)


def _completed(rows: pd.DataFrame, at: float) -> pd.DataFrame:
    """Rows with an amount, words and a note each, and where the words stand, with an upright line at an amount."""
    words, amount = rows["words"].astype(str), rows["amount"].astype(float).fillna(0)
    rows = rows.assign(words=words, amount=amount, note=rows.get("note", words))
    return rows.assign(behind=amount.clip(lower=at))  # beside the line, not across it


def end(rows: pd.DataFrame, at: float = 0.0, room: float = 1.22) -> alt.ExprRef:
    """End of the axis, with room for the words behind the longest bar; a phone needs more of it.

    Parameters
    ----------
    rows : DataFrame
        amount, words.
    at : float
        Amount of an upright line.
    room : float
        Length of the axis by that of the longest bar. [-]
    """
    longest = max([*rows["amount"], at, 1e-9])
    on_phone = longest * max(room, _on_phone(rows["words"]))
    return alt.ExprRef(f"(containerSize()[0] || 1000) < 500 ? {on_phone} : {longest * room}")


def _named(words: str, at: float) -> alt.Chart:
    """Words above an upright line."""
    text = alt.Chart(pd.DataFrame({"amount": [at], "words": [words]})).mark_text(baseline="bottom", dy=-4)
    return text.encode(x=alt.X("amount:Q"), y=alt.YValue(0), text="words:N")


def _on_phone(words: pd.Series) -> float:
    """Length of the axis by that of the longest bar with which the longest words fit behind it on a phone. [-]"""
    widest = max((sum(13 if ord(each) > 0x2E80 else 6.6 for each in text) for text in words), default=0.0)
    return 1 / (1 - min(_MOST, widest / _PHONE))
