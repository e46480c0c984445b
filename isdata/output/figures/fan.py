"""What leads to something and what it leads to: names left and right of a centre, joined by curves."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import LEAST_IN_HALL, framed, of_rows

MOST = 14  # names on one side
_LEFT, _CENTRE, _RIGHT = 0.0, 1.0, 2.0  # places on the horizontal axis
_TALL_ROW = 90  # of the few names before an audience [px]
_TOP = -0.5  # half a row above the first


class End(NamedTuple):
    """A name at the end of a curve.

    Attributes
    ----------
    name, note : str
        What stands there, and what is said about it.
    state : str
        Decides the colour, by `colours`.
    """

    name: str
    note: str
    state: str


def fan(
    centre: str, left: Sequence[End], right: Sequence[End], reader: Reader, *, colours: Mapping[str, str]
) -> Any:
    """Curves from the names on the left to the centre, and from there to those on the right.

    Parameters
    ----------
    centre : str
        Name above the middle; at the top left where nothing leads to it.
    left, right : sequence of End
        The first of them are shown.
    reader : Reader
    colours : mapping of str to str
        Colour by state in words, in the order of the legend.
    """
    left, right = left[:MOST], right[:MOST]
    count = max(len(left), len(right), 3)
    middle = (count - 1) / 2
    ends = _placed(left, right, middle)
    colour = channels.states("state", colours, set(ends["state"]))
    if ends["state"].nunique() < 2:
        colour = colour.legend(None)  # what stands around the picture names the only one
    tips = channels.tooltip({"name": N_("Name"), "note": N_("Value"), "state": N_("Kind")}, reader)
    domain = _reach(has_left=bool(left), has_right=bool(right))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=domain, nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[count - 0.5, _TOP - (0 if left else 1)], nice=False))
    lines = alt.Chart(_curves(ends, middle)).mark_line(interpolate="basis", strokeWidth=3, opacity=0.55)
    layers = [lines.encode(x=x, y=y, color=colour, detail="end:N", order="step:Q", tooltip=tips)]
    for place, edge in zip((_LEFT, _RIGHT), domain, strict=True):
        base = alt.Chart(ends[ends["x"] == place]).encode(x=x, y=y, tooltip=tips)
        room = abs(edge - place) / (domain[1] - domain[0])
        layers += [base.mark_circle(size=70, opacity=1).encode(color=colour), _beside(base, place, room)]
    layers += _centre(centre, x, y, middle, has_left=bool(left))
    count += 0 if left else 1
    row = max(40.0, min(_TALL_ROW, 1.4 * LEAST_IN_HALL / count)) if reader.is_large else 26
    return framed(of_rows(alt.layer(*layers), count, row), reader)


def _reach(*, has_left: bool, has_right: bool) -> list[float]:
    """Ends of the horizontal axis, with room for the names on each side that has any.

    Without a left side the centre stands at the edge, its name in a row of its own above the curves.
    """
    return [
        _LEFT - 1.1 if has_left else _CENTRE - 0.1,
        _RIGHT + (1.5 if has_left else 2.6) if has_right else _CENTRE + 0.9,
    ]


def _beside(ends: alt.Chart, place: float, room: float) -> alt.Chart:
    """Names on the outer side of the ends, for which there is room, as a share of the width.

    A longer name ends in dots: the picture of a phone keeps its room for the curves.
    """
    align, gap = ("right", -8) if place == _LEFT else ("left", 8)
    limit = alt.ExprRef(f"{room:.3f} * width - 12")
    return ends.mark_text(align=align, dx=gap, limit=limit).encode(text="words:N")


def _centre(name: str, x: alt.X, y: alt.Y, middle: float, *, has_left: bool) -> list[alt.Chart]:
    """The point in the middle, and its name: above it, or in the row above the curves where nothing is on its left."""
    point = alt.Chart(pd.DataFrame([{"x": _CENTRE, "y": middle}]))
    above = middle if has_left else _TOP - 0.5
    words = alt.Chart(pd.DataFrame([{"x": _CENTRE, "y": above, "words": name}])).encode(
        x=x, y=y, text="words:N"
    )
    place: dict[str, Any] = (
        {"align": "center", "dx": 0, "dy": -18} if has_left else {"align": "left", "dx": -6, "dy": 0}
    )
    return [
        point.encode(x=x, y=y).mark_circle(size=160, opacity=1, color=style.INK),
        words.mark_text(fontWeight="bold", **place),
    ]


def _placed(left: Sequence[End], right: Sequence[End], middle: float) -> pd.DataFrame:
    """Name, note, state, words and place (x, y) of each end; both sides are centred on the middle row."""
    return pd.DataFrame(
        [
            {
                "name": end.name,
                "note": end.note,
                "state": end.state,
                "words": f"{end.name} · {end.note}" if end.note else end.name,
                "end": f"{place}-{number}",
                "x": place,
                "y": middle - (len(side) - 1) / 2 + number,
            }
            for side, place in ((left, _LEFT), (right, _RIGHT))
            for number, end in enumerate(side)
        ],
        columns=["name", "note", "state", "words", "end", "x", "y"],
    )


def _curves(ends: pd.DataFrame, middle: float) -> pd.DataFrame:
    """Four points of a curve from each end to the centre, level where it begins and ends."""
    inner = 0.4 * np.sign(_CENTRE - ends["x"])
    course = (
        (ends["x"], ends["y"]),
        (ends["x"] + inner, ends["y"]),
        (_CENTRE - inner, middle),
        (_CENTRE, middle),
    )
    return pd.concat(
        [ends.assign(x=x, y=y, step=step) for step, (x, y) in enumerate(course)], ignore_index=True
    )
