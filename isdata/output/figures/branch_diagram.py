"""Branch diagram: names left and right of a centre, such as causes and consequences, connected by curves."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import Reader
from isdata.engines.sankey.lettering import in_two_lines, text_width
from isdata.errors import N_
from isdata.output.figures import bar_labels, branch_labels, branch_room, channels, style
from isdata.output.figures.branch_labels import CENTRE, LEFT, PHONE_TYPE, RIGHT, TYPE
from isdata.output.figures.branch_rows import LARGE, End, Rows, rows_of
from isdata.output.figures.frame import LEAST_IN_HALL, combined, framed, of_rows

MOST = 14  # largest number of names on one side
_IN_HALL = 1.4 * LEAST_IN_HALL  # height of the picture when presented [px]
_LINE = 15  # height of a line of a name on a phone [px]
_THIN, _THICK = 3, 9  # width of a curve, and when presented in rows of the height below [px]
_HIGH = 100
_TOP = -0.5  # half a row above the first
# Columns of an end, also where a side has none.
_COLUMNS = (
    "name", "note", "detail", "state", "notes", "parted", "wide", "words", "lines", "up", "down", "end", "x", "y",
)  # fmt: skip


def branch_diagram(
    centre: str,
    left: Sequence[End],
    right: Sequence[End],
    reader: Reader,
    *,
    colours: Mapping[str, str],
    in_hall: float = _IN_HALL,
    width: float = 0.0,
) -> Any:
    """Curves from the names on the left through the centre to the names on the right.

    Parameters
    ----------
    centre : str
        Name above the curves; without names on the left it is left of the curves, or beside the centre above low rows.
    left, right : sequence of End
        Ends on each side; only the first ones are shown if there are too many.
    reader : Reader
    colours : mapping of str to str
        Colour by label of the state, in the order of the legend.
    in_hall : float
        Maximum height when presented. [px]
    width : float
        Width of the picture: on a working page with names on the right only, long names have their notes below; when
        presented, the curves take what the names leave. [px]
    """
    left, right = left[:MOST], right[:MOST]
    rows = rows_of(centre, left, right, is_large=reader.is_large, in_hall=in_hall, width=width)
    ends = _placed(left, right, rows.middle, reader, is_tall=rows.is_tall)
    is_fitted = bool(reader.is_large and width and not left)
    beside = branch_room.beside_centre(centre, rows, reader) / width if is_fitted else 0.0
    most = branch_room.largest_share(beside)
    if is_fitted:
        ends = branch_room.within(ends, most * width, is_tall=rows.is_tall)
    need = 0.0
    if rows.is_wide:
        need = branch_labels.need(ends, width)
        beside = branch_room.beside_in_columns(centre, reader) / width if need else beside
    elif reader.is_large:
        need = branch_room.need(ends, width, most, is_tall=rows.is_tall)
    ends["under"] = [branch_labels.fitting(notes, width) for notes in ends["notes"]]
    domain = branch_labels.reach(
        has_left=bool(left),
        has_right=bool(right),
        is_above=rows.is_above and not left,
        is_wide=rows.is_wide,
        is_tall=rows.is_tall,
        need=need,
        centre=beside,
    )
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=domain, nice=False))
    limits = [rows.count - 0.5, _TOP - rows.is_above]
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=limits, nice=False))
    centre_at = _TOP - 0.5 if rows.is_above and not left else rows.middle
    layers = _curved(ends, rows, centre_at, x, y, _colour(ends, colours, is_tall=rows.is_tall), reader)
    layers += _names(ends, domain, rows, x, y, width=width, has_left=bool(left))
    layers += _centre(centre, x, y, rows, centre_at, sides=(len(left), len(right)), reader=reader)
    return framed(of_rows(combined(*layers), rows.count + rows.is_above, rows.height), reader)


def _names(
    ends: pd.DataFrame,
    domain: Sequence[float],
    rows: Rows,
    x: alt.X,
    y: alt.Y,
    *,
    width: float,
    has_left: bool,
) -> list[alt.Chart]:
    """Names of both sides with their notes, beside the ends or in columns."""
    layers = []
    for place, edge in zip((LEFT, RIGHT), domain, strict=True):
        room = abs(edge - place) / (domain[1] - domain[0])
        if rows.is_stacked and has_left:  # on a phone, a side leaves too little for some names
            ends = branch_labels.parted(ends, place, room * width)
        names = alt.Chart(ends[ends["x"] == place]).encode(x=x, y=y)
        if not rows.is_wide:
            layers += _beside(names, place, room, rows)
        elif place == RIGHT:
            layers += _in_columns(names, room, branch_labels.columns(ends, room * width))
    return layers


def _colour(ends: pd.DataFrame, colours: Mapping[str, str], *, is_tall: bool) -> alt.Color:
    """Colour of the ends by state, with a legend unless the states are labelled otherwise."""
    colour = channels.states("state", colours, set(ends["state"]))
    is_named = is_tall and (ends["note"] == ends["state"]).all()
    return colour.legend(None) if is_named or ends["state"].nunique() < 2 else colour


def _curved(
    ends: pd.DataFrame, rows: Rows, centre_at: float, x: alt.X, y: alt.Y, colour: alt.Color, reader: Reader
) -> list[alt.Chart]:
    """Curves with a point at the end of each."""
    tips = channels.tooltip({"name": N_("Name"), "notes": N_("Value"), "state": N_("Kind")}, reader)
    lines = alt.Chart(_curves(ends, rows.middle, centre_at)).mark_line(
        interpolate="basis", strokeWidth=_thickness(rows), opacity=0.55
    )
    points = alt.Chart(ends).mark_circle(size=70, opacity=1)
    return [
        lines.encode(x=x, y=y, color=colour, detail="end:N", order="step:Q", tooltip=tips),
        points.encode(x=x, y=y, color=colour, tooltip=tips),
    ]


def _thickness(rows: Rows) -> int:
    """Width of a curve. [px]"""
    return _THIN if rows.height < _HIGH else _THICK


def _in_columns(ends: alt.Chart, room: float, begins: Mapping[str, float]) -> list[alt.Chart]:
    """Names, notes and details in adjacent columns; `room` is their total share of the width."""
    columns = []
    for (field, begin), end in zip(begins.items(), [*list(begins.values())[1:], 1.0], strict=True):
        limit = alt.ExprRef(f"{room * (end - begin):.3f} * width - 16")
        text = ends.mark_text(
            align="left", dx=8, limit=limit, xOffset=alt.ExprRef(f"{room * begin:.3f} * width")
        )
        columns.append(text.encode(text=f"{field}:N"))
    return columns


def _beside(ends: alt.Chart, place: float, room: float, rows: Rows) -> list[alt.Chart]:
    """Names on the outer side of the ends, within `room`, a share of the width.

    A longer name is cut with an ellipsis, so that a phone keeps space for the curves.
    """
    pixel = rows.pixel
    align, gap = ("right", -8) if place == LEFT else ("left", 8)
    limit = alt.ExprRef(f"{room:.3f} * width - 12")
    if rows.is_stacked:
        # A second line of a note moves name and note up by half of it.
        up = f"{_LINE / 2} * (length(split(datum.under, '\\n')) - 1)"
        look: dict[str, Any] = {
            "fontSize": PHONE_TYPE,
            "color": style.MUTED,
            "lineBreak": "\n",
            "lineHeight": _LINE,
        }
        notes = ends.mark_text(align=align, dx=gap, dy=alt.ExprRef(f"8 - {up}"), limit=limit, **look)
        raised = f"(datum.notes ? -8 - {up} : 0) - {_LINE} * (length(split(datum.lines, '\\n')) - 1)"
        names = ends.mark_text(
            align=align, dx=gap, dy=alt.ExprRef(raised), limit=limit, lineBreak="\n", lineHeight=_LINE
        )
        return [names.encode(text="lines:N"), notes.encode(text="under:N")]
    if not pixel:
        return [ends.mark_text(align=align, dx=gap, limit=limit).encode(text="words:N")]
    is_long = f"datum.wide * {pixel} > {limit.expr}"
    # Both move up by half a line of a note in two lines, which would else touch the next name.
    raised = f"({is_long} ? {bar_labels.HALL_TYPE / 2} : 0)"
    name: dict[str, Any] = {"fontSize": LARGE, "lineBreak": "\n"}
    name["dy"] = alt.ExprRef(f"(datum.up - {raised}) * {pixel}")
    names = ends.mark_text(align=align, dx=gap, limit=limit, **name)
    notes = ends.mark_text(
        align=align,
        dx=gap,
        dy=alt.ExprRef(f"(datum.down - {raised}) * {pixel}"),
        limit=limit,
        text=alt.ExprRef(f"{is_long} ? datum.parted : datum.notes"),
        lineBreak="\n",
    )
    return [names.encode(text="lines:N"), notes]


def _centre(
    name: str, x: alt.X, y: alt.Y, rows: Rows, centre_at: float, *, sides: tuple[int, int], reader: Reader
) -> list[alt.Chart]:
    """Point in the centre with its name above it; without a left side, the name is above the curves or left of it.

    `sides`: number of ends on the left and on the right
    """
    point = alt.Chart(pd.DataFrame([{"x": CENTRE, "y": centre_at}]))
    is_beside = not sides[0] and not rows.is_above
    size, scaled = (LARGE, rows.pixel) if rows.is_tall else (TYPE, "1")
    above = (
        _TOP - 0.5 if rows.is_above else rows.middle
    )  # beside the point several curves would cross the name
    lines = branch_room.broken(name, reader) if is_beside else [name]
    words = alt.Chart(pd.DataFrame([{"x": CENTRE, "y": above, "words": "\n".join(lines)}])).encode(
        x=x, y=y, text="words:N"
    )
    place: dict[str, Any] = {"align": "left", "dx": 14, "dy": 0}
    if sides[0]:
        place = {"align": "center", "dx": 0, "dy": 0, "fontSize": size}
    if sides[0] and not rows.is_above:
        side = {(True, True): "center", (True, False): "right"}.get((sides[0] == 1, sides[1] == 1), "left")
        gap = {"center": 0, "right": -10, "left": 10}[side]
        place = {
            "align": side,
            "dx": gap,
            "dy": alt.ExprRef(f"{-size * 0.7 - _thickness(rows) / 2} * {scaled}"),
            "fontSize": size,
        }
    if is_beside:
        up = alt.ExprRef(f"{-size / 2 * (len(lines) - 1)} * {scaled}")
        place = {"align": "right", "dx": -14, "dy": up, "fontSize": size}
    return [
        point.encode(x=x, y=y).mark_circle(size=160, opacity=1, color=style.INK),
        *channels.legible(words, fontWeight="bold", lineBreak="\n", **place),
    ]


def _placed(
    left: Sequence[End], right: Sequence[End], middle: float, reader: Reader, *, is_tall: bool
) -> pd.DataFrame:
    """Name, note, state, text and position (x, y) of each end; both sides are centred on the middle row.

    In the tall rows of a presentation a name is broken into `lines`; `up` and `down` are the offsets of its first line and
    of the note from the middle. [px]
    """
    rows = []
    for side, place in ((left, LEFT), (right, RIGHT)):
        for number, end in enumerate(side):
            lines = branch_room.broken(end.name, reader) if is_tall and left else [end.name]
            off, apart = LARGE / 2 * (len(lines) - 1), LARGE / 2 if end.notes else 0
            rows.append(
                {
                    **end._asdict(),
                    "notes": end.notes,
                    "parted": in_two_lines(end.notes),
                    "wide": text_width(end.notes, bar_labels.HALL_TYPE),
                    "words": end.words,
                    "lines": "\n".join(lines),
                    "up": -off - apart,
                    "down": off + apart,
                    "end": f"{place}-{number}",
                    "x": place,
                    "y": middle - (len(side) - 1) / 2 + number,
                }
            )
    return pd.DataFrame(rows, columns=_COLUMNS)


def _curves(ends: pd.DataFrame, middle: float, centre_at: float) -> pd.DataFrame:
    """Four points of a curve from each end to the centre, horizontal at both ends, or vertical at a centre above them."""
    inner = 0.4 * np.sign(CENTRE - ends["x"])
    is_beside = centre_at == middle
    course = (
        (ends["x"], ends["y"]),
        (ends["x"] + inner, ends["y"]),
        (CENTRE - inner, middle) if is_beside else (CENTRE, ends["y"]),
        (CENTRE, centre_at),
    )
    return pd.concat(
        [ends.assign(x=x, y=y, step=step) for step, (x, y) in enumerate(course)], ignore_index=True
    )
