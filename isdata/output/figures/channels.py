"""Channels shared by charts: tooltips, colours with legend, names on the vertical axis."""

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.output.figures import style


def tooltip(titles: Mapping[str, str], reader: Reader) -> list[alt.Tooltip]:
    """Tooltip of a mark.

    Parameters
    ----------
    titles : mapping of str to str
        Message by field; a field is text unless it states its type, as in "measures:Q".
    """
    return [
        alt.Tooltip(field if ":" in field else f"{field}:N", title=reader.text(title))
        for field, title in titles.items()
    ]


def colour(field: str, words: Iterable[str], colours: Iterable[str], **legend: Any) -> alt.Color:
    """Colour scale for some words, with the legend above the chart.

    Parameters
    ----------
    field : str
        Holds the words.
    words : iterable of str
        In the order of the legend.
    colours : iterable of str
        Of the words.
    legend
        Further properties of the legend, such as its columns.
    """
    columns = legend.get("columns", 0)  # 0: all in one row
    if columns != 1:  # a phone has room for two short words, or for one long one
        legend["columns"] = alt.ExprRef(
            f"(containerSize()[0] || 1000) < 500 ? {1 if columns else 2} : {columns}"
        )
    return alt.Color(
        f"{field}:N",
        scale=alt.Scale(domain=list(words), range=list(colours)),
        legend=alt.Legend(title=None, orient="top", **legend),
    )


def down(field: str, order: Iterable[str] | None, **axis: Any) -> alt.Y:
    """Names on the vertical axis in a given order, None for the order of the rows; `axis` adds options."""
    if isinstance(most := axis.get("labelLimit"), int):
        axis["labelLimit"] = name_room(most)
    sort = None if order is None else list(order)
    return alt.Y(f"{field}:N", sort=sort, title=None, axis=alt.Axis(ticks=False, domain=False, **axis))


def name_room(most: int) -> alt.ExprRef:
    """Longest name on the vertical axis: `most` pixels, and two fifths of the chart where it is narrow, as on a phone."""
    return alt.ExprRef(f"max(110, min({most}, 0.4 * (containerSize()[0] || 1000)))")


def zero(*, color: str = style.INK) -> alt.Chart:
    """Return the line where money is neither gained nor lost."""
    return alt.Chart(pd.DataFrame({"money": [0.0]})).mark_rule(color=color).encode(y=alt.Y("money:Q"))


def upright(field: str, value: float, *, color: str = style.INK, **looks: Any) -> alt.Chart:
    """Return an upright line at a value of a field; `looks` are properties of the line."""
    line = alt.Chart(pd.DataFrame({field: [value]})).mark_rule(color=color, **looks)
    return line.encode(x=alt.X(f"{field}:Q"))
