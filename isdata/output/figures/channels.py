"""Channels shared by charts: tooltips, colours with legend, names on the vertical axis."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.engines.sankey import lettering
from isdata.engines.sankey.lettering import kept_amounts, shortened, text_width
from isdata.output.figures import style

_BESIDE_NAMES = 225  # width of a one-row legend that fits to the right of names on a phone [px]
_SYMBOL = 25  # width of a symbol of a legend, with the gaps around it [px]
_PAIR = 262  # width of the text of a two-column legend that fits on a phone [px]
_TYPE = 13  # height of letters [px]
SMALL = 11.5  # the same on the vertical axis of a phone, so that two lines fit into a row [px]
_LINE_ON_PHONE = 135  # width of a line of a name on the vertical axis [px]
PITCH = SMALL + 0.5  # height of one of several lines of a name [px]
LEADING = 3  # extra space between a name and the text below it [px]
# Distance from the last line of a name to the next name, and from grey text below a name of several lines [px].
_BETWEEN, _CLOSER = 8, 7


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


def days(reader: Reader, **axis: Any) -> alt.Axis:
    """Time axis in days; `axis` adds options.

    On a phone the year is omitted; it is on a second line below the first date and below dates in January.
    """
    day = f"timeFormat(datum.value, '{reader.short_day_pattern}')"
    year = f"timeFormat(datum.value, '{reader.year_pattern}')"
    short = f"datum.index == 0 || month(datum.value) == 0 ? [{day}, {year}] : {day}"
    label = f"{style.NARROW} ? ({short}) : datum.label"
    return alt.Axis(format=reader.day_pattern, labelExpr=label, labelFlush=False, **axis)


def colour(
    field: str,
    words: Iterable[str],
    colours: Iterable[str],
    *,
    on_phone: float = _BESIDE_NAMES,
    **legend: Any,
) -> alt.Color:
    """Colour scale for labels, with the legend above the chart.

    Parameters
    ----------
    field : str
        Field with the labels.
    words : iterable of str
        Labels in the order of the legend.
    colours : iterable of str
        Colours of the labels.
    on_phone : float
        Width of the legend on a phone. [px]
    legend
        Further properties of the legend, such as its columns.
    """
    words = list(words)
    columns = legend.get("columns", 0)  # 0: all in one row
    if columns != 1:
        offset = legend.get("labelOffset", 0)
        pair = _PAIR - 2 * offset if on_phone >= _BESIDE_NAMES else on_phone - 2 * (_SYMBOL + offset)
        few = _columns_on_phone(words, on_phone - len(words) * (_SYMBOL + offset), pair)
        legend.setdefault("columnPadding", alt.ExprRef(f"{style.NARROW} ? 4 : 10"))
        legend["columns"] = alt.ExprRef(f"{style.NARROW} ? {few} : {columns}")
    # Labels in the large type of a presentation exceed Vega's limit of 160 px; two columns are measured to fit.
    limit = alt.ExprRef(f"{style.NARROW} ? 300 : 640")
    legend.setdefault("labelLimit", limit)
    return alt.Color(
        f"{field}:N",
        scale=alt.Scale(domain=words, range=list(colours)),
        legend=alt.Legend(title=None, orient=legend.pop("orient", "top"), **legend),
    )


def signs(field: str, shapes: Mapping[str, str], colour: alt.Color) -> alt.Chart:
    """Layer without marks that gives each legend entry of a colour scale the shape of its mark; shapes by label."""
    scale = alt.Scale(domain=list(shapes), range=list(shapes.values()))
    shape = alt.Shape(f"{field}:N", scale=scale, legend=colour["legend"])
    return (
        alt.Chart(pd.DataFrame({field: []}))
        .mark_point(filled=True, opacity=1)
        .encode(color=colour, shape=shape)
    )


def states(field: str, colours: Mapping[str, str], used: Collection[str], **legend: Any) -> alt.Color:
    """Colour scale of the states that occur, in the order of `colours`; other parameters as for `colour`."""
    shown = {words: colour for words, colour in colours.items() if words in used}
    return colour(field, shown, shown.values(), **legend)


def _columns_on_phone(words: list[str], room: float, of_pair: float) -> int:
    """Number of legend columns: all labels in one row if they fit, else two columns, else one; `room` and `of_pair` in px."""
    widths = [text_width(word, _TYPE) for word in words]
    if sum(widths) <= room:
        return max(1, len(words))
    return 2 if sum(max(widths[side::2], default=0.0) for side in (0, 1)) <= of_pair else 1


def in_two_lines(text: str, room: float) -> list[str]:
    """Break text into at most two lines of a width [px].

    The break is at a space, or near the middle but not within a word. The second line is cut with an ellipsis."""
    if text_width(text, _TYPE) <= room:
        return [text]
    end = next(end for end in range(len(text), 0, -1) if end == 1 or text_width(text[:end], _TYPE) <= room)
    space, even = kept_amounts(text).rfind(" ", 0, end + 1), -(-len(text) // 2)
    breaks = [space] if space > 0.4 * end else []
    breaks += [even] if even <= end and not _is_within_word(text, even) else []
    fits = (each for each in breaks if text_width(text[each:].lstrip(), _TYPE) <= room)
    first = next(fits, space if space > end / 2 and _is_within_word(text, end) else end)
    return [text[:first].rstrip(), shortened(text[first:].lstrip(), _TYPE, room)]


def in_lines(text: str, room: float, most: int = 2) -> list[str]:
    """Break text as `in_two_lines`, or into three lines if it would be cut and `most` allows it; `room` in px."""
    lines = in_two_lines(text, room)
    if most < 3 or not lines[-1].endswith("…"):
        return lines
    end = next(end for end in range(len(text), 0, -1) if end == 1 or text_width(text[:end], _TYPE) <= room)
    space = kept_amounts(text).rfind(" ", 0, end + 1)
    first = space if space > end / 2 else end
    return [text[:first].rstrip(), *in_two_lines(text[first:].lstrip(), room)]


def _is_within_word(text: str, place: int) -> bool:
    """Return True if a position is between two letters of a Latin word."""
    around = text[place - 1 : place + 1]
    return len(around) == 2 and around.isascii() and around.isalpha()


def name_axis(
    field: str,
    order: Iterable[str] | None,
    *,
    lines: int = 2,
    room: float = _LINE_ON_PHONE,
    below: int = 0,
    **axis: Any,
) -> alt.Y:
    """Names on the vertical axis in a given order (None: the order of the rows); `axis` adds options.

    On a phone, names wider than `room` [px] are broken into up to `lines` lines; the row reserves space for `below` further
    lines under the name.
    """
    if isinstance(most := axis.get("labelLimit"), int):
        axis["labelLimit"] = name_room(most)
    sort = None if order is None else list(order)
    return alt.Y(
        f"{field}:N",
        sort=sort,
        title=None,
        axis=alt.Axis(ticks=False, domain=False, **_in_lines(sort or [], lines, room, below) | axis),
    )


def row_on_phone(
    names: Iterable[str], *, lines: int = 2, room: float = _LINE_ON_PHONE, below: int = 0
) -> float:
    """Smallest row height at which names do not overlap on a phone; parameters as for `name_axis`. [px]"""
    most = max((len(in_lines(name, room, lines)) for name in names), default=1)
    return (most + below) * PITCH + below * LEADING + (_CLOSER if below and most > 1 else _BETWEEN)


def _in_lines(names: list[str], most: int, room: float, below: int) -> dict[str, Any]:
    """Axis options that break long names into several lines on a phone, above `below` further lines."""
    lines = {name: each for name in names if len(each := in_lines(name, room, most)) > 1}
    if not lines and not below:
        return {}
    of_name = f"{json.dumps(lines, ensure_ascii=False)}[datum.value]"
    is_narrow, up = style.NARROW, below * (PITCH + LEADING) / 2
    # Vega positions the first line; this centres all lines in the row.
    of_count = [
        {
            "test": f"{is_narrow} && isArray({of_name}) && length({of_name}) == {count}",
            "value": -SMALL * (count - 1) / 2 - up,
        }
        for count in sorted({len(each) for each in lines.values()})
    ]
    if below:
        of_count.append({"test": is_narrow, "value": -up})
    middle = {"condition": of_count, "value": 0}
    label = f"{is_narrow} && isArray({of_name}) ? {of_name} : datum.label"
    return {"labelExpr": label, "labelOffset": middle, "labelLineHeight": PITCH, "labelOverlap": False}


def beside(most: int, names: Iterable[str] = ()) -> dict[str, Any]:
    """Options of an axis with names of at most a width, which a phone has above the bars. [px]

    Those of `names` that are longer than `name_room` stand in two lines.
    """
    label = "datum.label"
    options: dict[str, Any] = {"labelLimit": most, "labelOffset": 0}
    lines = {name: each for name in names if len(each := lettering.in_two_lines(name).split("\n")) > 1}
    if lines:
        widths = {name: round(text_width(name, _TYPE)) for name in lines}
        of_name, wide = (f"{json.dumps(each, ensure_ascii=False)}[datum.value]" for each in (lines, widths))
        is_long = f"!({style.NARROW}) && {wide} > {name_room(most).expr}"
        label = f"{is_long} ? {of_name} : {label}"
        # Vega places the first line.
        options["labelOffset"] = {"condition": {"test": is_long, "value": -_TYPE / 2}, "value": 0}
        options["labelLineHeight"] = _TYPE
    return options | {"labelExpr": f"{style.NARROW} ? '' : {label}"}


def name_room(most: int, *, share: float = 0.4) -> alt.ExprRef:
    """Maximum width of a name on the vertical axis: `most` pixels, or a share of a narrow chart, as on a phone."""
    return alt.ExprRef(f"max(110, min({most}, {share} * (containerSize()[0] || 1000)))")


def curve(
    rows: pd.DataFrame,
    x: alt.X,
    y: alt.Y,
    tips: list[alt.Tooltip],
    reader: Reader,
    *,
    is_stepped: bool = False,
) -> list[alt.Chart]:
    """Line through the rows, level up to the next one if `is_stepped`, with the tooltip of the nearest row."""
    base = alt.Chart(rows).encode(x=x, y=y)
    looks: dict[str, Any] = {"interpolate": "step-after"} if is_stepped else {}
    line = base.mark_line(color=style.ACCENT, strokeWidth=style.stroke(reader), **looks)
    return [line, base.mark_point(opacity=0, size=300).encode(tooltip=tips)]


def legible(base: alt.Chart, *, edge_width: float | alt.ExprRef = 4, **text: Any) -> list[alt.Chart]:
    """Text that stays readable across lines: drawn once with a wide edge in the background colour, once without.

    Parameters
    ----------
    base : Chart
    edge_width : float or ExprRef
        Width of the edge; half of it is outside the letters. [px]
    **text : object
        Further properties of the text.
    """
    edge: dict[str, Any] = {"stroke": style.PAPER, "strokeWidth": edge_width, "strokeJoin": "round"}
    return [base.mark_text(**text, **edge), base.mark_text(**text)]


def zero_line(*, color: str = style.INK) -> alt.Chart:
    """Line at zero, where money is neither gained nor lost."""
    return alt.Chart(pd.DataFrame({"money": [0.0]})).mark_rule(color=color).encode(y=alt.Y("money:Q"))


def vertical_line(field: str, value: float, *, color: str = style.INK, **looks: Any) -> alt.Chart:
    """Vertical line at a value of a field; `looks` are properties of the line."""
    line = alt.Chart(pd.DataFrame({field: [value]})).mark_rule(color=color, **looks)
    return line.encode(x=alt.X(f"{field}:Q"))


def today(value: dt.date, reader: Reader) -> list[alt.Chart]:
    """Dashed upright line at the present day, and its word above."""
    at = alt.Chart(pd.DataFrame({"day": [midnight(value)]})).encode(x=alt.X("day:T"))
    words = at.mark_text(text=reader.text(N_("today")), baseline="bottom", dy=-4).encode(y=alt.YValue(0))
    wide: dict[str, Any] = {"strokeWidth": 2} if reader.is_large else {}
    return [at.mark_rule(color=style.INK, strokeDash=[4, 3], **wide), words]


def above_today(reader: Reader) -> dict[str, float]:
    """Property of a legend above the word of `today`, which it would touch in the large type of a presentation."""
    return {"offset": 38 if reader.is_large else 22}


def midnight(day: Any) -> str | None:
    """A day for a chart: midnight in the reader's time zone."""
    return None if pd.isna(day) else f"{pd.Timestamp(day):%Y-%m-%d}T00:00:00"
