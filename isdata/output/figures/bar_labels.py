"""Labels of horizontal bars: beside them on a page, above them on a phone, and the space that they need."""

from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.engines.sankey.lettering import in_two_lines, text_width
from isdata.output.figures import channels, style
from isdata.output.figures.frame import HALL

TYPE, HALL_TYPE = 13, 24  # type size of the labels [px]
LINES = 2.0  # minimum row height for labels in two lines, in type sizes
_NARROWER = 0.9  # width of Latin letters of the pages' font relative to the font with known widths [-]
ROOM = "max(60, width - scale('x', datum.behind) - 8)"  # space for the label behind a bar [px]
_BEHIND = 16  # gaps of a label behind a bar [px]
_SHORT_LABEL = 2.9  # width of a share in percent with its gaps, in type sizes
_LIGHT = 0.25  # luminance of a bar from which a label on it is dark [-]
_BEFORE_LINE = 12  # gaps of a label between a bar and a vertical line [px]
# On a phone, name and label are on a line above the bar, which then has the whole width. [px]
LINE, BAR, _SMALL = 6, 6, 11.5
# Row with two lines above the bar, offsets of name and bar from its middle, and type size and line height [px].
STACKED, STACK, _STACKED_TYPE, _PITCH = 46, 14, 12.5, 15
WIDTH_ON_PHONE = 335  # width of a chart on a phone, without names beside the bars [px]
_WIDTH, _MOST = 190, 0.82  # width of bars and labels on a phone [px], and maximum share of the labels


def drawn_width(words: str, size: float) -> float:
    """Width of a label in the pages' font; Chinese characters are as wide as in any font. [px]"""
    square = "".join(each for each in words if ord(each) > 0x2E80)
    whole, full = text_width(words, size), text_width(square, size)
    return full + _NARROWER * (whole - full)


def scale_in_hall(reader: Reader) -> str:
    """Expression of the type size relative to a full screen: presented, it follows the window height, which a file does not have."""
    return f"min(windowSize()[1], 3 / 4 * windowSize()[0]) / {HALL}" if reader.is_large else "1"


def behind(base: alt.Chart, reader: Reader, row: float, line: float) -> list[alt.Chart]:
    """Labels behind the bars, except on a phone; in two lines if they are too long for one and the row has space.

    With a vertical line at an amount, a label stands at its own bar where it fits before the line, otherwise within its bar
    if that is long enough, since a label beyond the line would be read as more than its amount; else it interrupts the line.
    """
    at, size = base.encode(x=alt.X("behind:Q")), HALL_TYPE if reader.is_large else TYPE
    looks: dict[str, Any] = {"align": "left", "dx": 5, "limit": alt.ExprRef(ROOM)}
    scale = scale_in_hall(reader)
    wide = f"datum.wide * {size} * {scale}"
    words, within = "datum.words", []
    if "parted" in base.data and row >= LINES * size:
        is_long = f"{wide} > {ROOM}"
        words = f"{is_long} ? datum.parted : datum.words"
        high = min(1.2 * size, row / LINES)  # of a line
        up = alt.ExprRef(f"{is_long} ? {-high / 2} * {scale} : 0")
        looks |= {"lineBreak": "\n", "dy": up, "lineHeight": high}
    if line:
        free = "(scale('x', datum.behind) - scale('x', datum.amount))"
        fits = f"{free} > {wide} + {_BEFORE_LINE}"
        is_within = f"({free} > 0 && !({fits}) && scale('x', datum.amount) - scale('x', 0) > {wide} + 12)"
        looks |= {"dx": alt.ExprRef(f"5 - {free}"), "limit": alt.ExprRef(f"{ROOM} + {free}")}
        words = f"{is_within} ? '' : {words}"
        on_bar = base.transform_filter("datum.amount > 0").mark_text(
            align="right",
            dx=-5,
            color=alt.ExprRef(_on_bar(base)),
            text=alt.ExprRef(f"{style.NARROW} || !{is_within} ? '' : datum.words"),
        )
        within = [on_bar.encode(x=alt.X("amount:Q", stack=None))]
    return [*channels.legible(at, text=alt.ExprRef(f"{style.NARROW} ? '' : {words}"), **looks), *within]


def _on_bar(base: alt.Chart) -> str:
    """Expression of the colour of a label on its bar: dark on a light one."""
    if "state" not in base.data:
        return f"'{style.PAPER}'"
    return f"luminance(scale('color', datum.state)) > {_LIGHT} ? '{style.INK}' : '{style.PAPER}'"


def needs(rows: pd.DataFrame) -> tuple[tuple[float, float], ...]:
    """Amount at which a label begins (behind), and width of the label in type sizes; of labels that need the most space.

    Letters are as wide as in a file, whose font is wider than that of the pages.
    """
    found: list[tuple[float, float]] = []
    begins = rows["behind"] if "behind" in rows else rows["amount"].astype(float).fillna(0)
    each = (
        (float(begin), text_width(str(words), 1.0))
        for begin, words in zip(begins, rows["words"], strict=True)
    )
    for begin, wide in sorted(each, reverse=True):
        if not found or wide > found[-1][1]:
            found.append((begin, round(wide, 2)))
    return tuple(found)


def length(longest: float, room: float, needed: tuple[tuple[float, float], ...], reader: Reader) -> str:
    """Expression of the axis length that leaves space for the labels `needed`, at most `room` times the longest bar."""
    size = HALL_TYPE if reader.is_large else TYPE
    scale = scale_in_hall(reader)
    known = f"(isValid({scale}) ? {scale} : 1)" if reader.is_large else "1"
    terms = [
        f"{begin} / max(0.1, 1 - ({wide * size:.0f} * {known} + {_BEHIND}) / width)" for begin, wide in needed
    ]
    return f"clamp(max({', '.join(terms)}), {longest * 1.02}, {longest * room})"


def within(base: alt.Chart, reader: Reader) -> list[alt.Chart]:
    """Labels (reached) at the end of the filled part of bars: on the pale rest where they fit, else on the part itself."""
    size = HALL_TYPE if reader.is_large else TYPE
    scale = scale_in_hall(reader)
    fits = f"scale('x', datum.amount) - scale('x', datum.part) > datum.reached_wide * {size} * {scale} + {_BEFORE_LINE}"
    at = base.encode(x=alt.X("part:Q"))
    return [
        at.mark_text(
            align=side,
            dx=dx,
            color=colour,
            text=alt.ExprRef(f"{style.NARROW} ? '' : ({fits}) == {is_beside} ? datum.reached : ''"),
        )
        for side, dx, colour, is_beside in (
            ("left", 5, style.INK, "true"),
            ("right", -5, alt.ExprRef(_on_bar(base)), "false"),
        )
    ]


def begun(base: alt.Chart, amount: str, words: str, reader: Reader, *, inside: str) -> list[alt.Chart]:
    """Short labels at the beginning of the bars, in the colour `inside`, or behind a bar that is too short."""
    size = HALL_TYPE if reader.is_large else TYPE
    fits = f"scale('x', datum.{amount}) > {_SHORT_LABEL * size} * {scale_in_hall(reader)}"
    return [
        base.encode(x=at).mark_text(
            align="left", dx=5, color=ink, text=alt.ExprRef(f"({fits}) == {is_inside} ? datum.{words} : ''")
        )
        for at, is_inside, ink in (
            (alt.value(0), "true", inside),
            (alt.X(f"{amount}:Q"), "false", style.INK),
        )
    ]


def above(base: alt.Chart) -> list[alt.Chart]:
    """Names and labels (name, short) above the bars on a phone; long names are cut."""
    looks: dict[str, Any] = {"dy": -LINE, "fontSize": _SMALL}
    taken = "(5.9 * length(datum.short) + 5.6 * length(replace(datum.short, /[ -~]/g, '')))"
    left = alt.ExprRef(f"max(0.35 * width, width - {taken} - 8)")
    return [
        layer
        for at, column, align, limit in (
            (0, "name", "left", left),
            ("width", "short", "right", alt.ExprRef("0.65 * width")),
        )
        for layer in channels.legible(
            base.encode(x=alt.XValue(at)),
            text=alt.ExprRef(f"{style.NARROW} ? datum.{column} : ''"),
            align=align,
            limit=limit,
            **looks,
        )
    ]


def in_lines(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Rows with labels (short) in two lines if one does not fit on a phone, and the extra height of all rows [px].

    The end of a name that is too long (head: its beginning) stands before its label.
    """
    rows = _continued(rows)
    is_long = rows["short"].map(lambda words: drawn_width(words, _STACKED_TYPE) > WIDTH_ON_PHONE)
    short = rows["short"].where(~is_long, rows["short"].map(in_two_lines))
    return rows.assign(short=short, more=_PITCH * is_long), _PITCH * int(is_long.any())


def _continued(rows: pd.DataFrame) -> pd.DataFrame:
    parts = [
        in_two_lines(name).partition("\n")
        if drawn_width(name, _STACKED_TYPE) > WIDTH_ON_PHONE
        else (name, "", "")
        for name in rows["name"]
    ]
    short = [
        f"{end} · {words}" if end else words for (_, _, end), words in zip(parts, rows["short"], strict=True)
    ]
    return rows.assign(head=[head for head, *_ in parts], short=short)


def stacked(base: alt.Chart, below: float) -> list[alt.Chart]:
    """Names with labels below them, above the bars on a phone; `below`: from the middle of the row to the last line [px]."""
    lines: dict[str, Any] = {"lineBreak": "\n", "lineHeight": _PITCH} if below else {}
    return [
        layer
        for column, dy in (("head", -STACK), ("short", 0))
        for layer in channels.legible(
            base.encode(x=alt.XValue(0)),
            text=alt.ExprRef(f"{style.NARROW} ? datum.{column} : ''"),
            align="left",
            limit=alt.ExprRef("width"),
            dy=alt.ExprRef(f"{dy + below} - datum.more") if below else dy,
            fontSize=_STACKED_TYPE,
            **lines,
        )
    ]


def end(rows: pd.DataFrame, room: float = 1.22, longest: float = 1e-9) -> alt.ExprRef:
    """Upper limit of an axis, with space for the label behind the longest bar; a phone needs more space.

    Parameters
    ----------
    rows : DataFrame
        amount, words.
    room : float
        Ratio of the axis length to the longest bar. [-]
    longest : float
        Minimum upper amount, such as that of a bar in another chart.
    """
    longest = max([*rows["amount"], longest])
    on_phone = longest * max(room, _on_phone(rows["words"]))
    return alt.ExprRef(f"{style.NARROW} ? {on_phone} : {longest * room}")


def _on_phone(words: pd.Series) -> float:
    """Ratio of the axis length to the longest bar at which the longest label fits behind it on a phone. [-]"""
    widest = max((sum(13 if ord(each) > 0x2E80 else 6.6 for each in text) for text in words), default=0.0)
    return 1 / (1 - min(_MOST, widest / _WIDTH))
