"""Named amounts as labelled horizontal bars; colours show a state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import Reader
from isdata.engines.sankey.lettering import in_two_lines, text_width
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import HALL, combined, framed, of_rows

_ROW, _FILLED = 26, 520  # height of a row, and of all rows of a presented chart with few rows [px]
TYPE, HALL_TYPE = 13, 24  # type size of the labels [px]
LINES = 2.0  # minimum row height for labels in two lines, in type sizes
NARROWER = 0.9  # width of the pages' font relative to the font with known widths [-]
# Between a name and its bar: stated, as another default would make charts with a name of full width narrower than those
# beside them; its space when presented, where it is not scaled. [px]
_GAP, _GAP_IN_HALL = 12, 26
_BEFORE_LINE = 12  # gaps of a label between a bar and a vertical line [px]
_LONG = 20  # number of characters that fit behind any bar
ROOM = "max(60, width - scale('x', datum.behind) - 8)"  # space for the label behind a bar [px]
# On a phone, name and label are on a line above the bar, which then has the whole width. [px]
_LINE, _BAR, _SMALL = 6, 6, 11.5
# Row with two lines above the bar, offsets of name and bar from its middle, and type size and line height [px].
STACKED, _STACK, _STACKED_TYPE, _PITCH = 46, 14, 12.5, 15
# Row with one line above the bar [px]: 8 px below each bar separate it from the next name.
ON_PHONE = 30
_LEGEND_ON_PHONE = 335  # width of a legend on a phone, without names beside the bars [px]


@dataclass(frozen=True)
class Looks:
    """Dimensions of bars shared by several charts side by side.

    Attributes
    ----------
    row : float
        Height of a row on a working page. [px]
    names : float, optional
        Width of the names, the same in each chart except on a phone; by default that of the longest. [px]
    longest : float
        Minimum upper limit of the axes.
    states : tuple of str
        States in the legend, including those of the other charts; None for no legend.
    is_stacked : bool
        True if a phone shows the labels on a separate line below the names when both do not fit into one; `row` is then
        at least STACKED.
    filled : float
        Total height of few rows when presented; less if notes surround the chart. [px]
    is_repeated : bool
        True if a neighbouring chart explains the colours and the line; here only their space is reserved.
    """

    row: float = _ROW
    names: float | None = None
    longest: float = 0.0
    states: tuple[str, ...] | None = ()
    is_stacked: bool = False
    filled: float = _FILLED
    is_repeated: bool = False


def bars(
    rows: pd.DataFrame,
    reader: Reader,
    *,
    colours: Mapping[str, str] | None = None,
    limit: tuple[str, float] | None = None,
    room: float = 1.22,
    title: str | None = None,
    tips: Mapping[str, str] | None = None,
    looks: Looks | None = None,
) -> Any:
    """Bars in the order of the rows; on a phone name and label are above each bar.

    Parameters
    ----------
    rows : DataFrame
        name, amount, words (the amount as text). Optional: state (a key of `colours`); note; part (filled part of the
        amount, the rest is pale); last and last_state (part at the end in the colour of another state); short (label on
        a phone).
    reader : Reader
    colours : mapping of str to str, optional
        Colour by label of the state, in the order of the legend.
    limit : (str, float), optional
        Label and amount of a vertical line, such as a limit.
    room : float
        Ratio of the axis length to the longest bar, leaving space for labels behind it. [-]
    title : str, optional
        Title of the axis; without it the axis is not drawn.
    tips : mapping of str to str, optional
        Message by column of the rows, for the tooltip; by default name and note.
    looks : Looks, optional
        Shared dimensions of bars in several charts.
    """
    at, looks = limit[1] if limit else 0.0, looks or Looks()
    rows = _completed(rows, at)
    rows, taller = _in_lines(rows) if looks.is_stacked else (rows, 0)
    looks = replace(looks, row=looks.row + taller)
    axis = alt.Axis(grid=False, tickCount=5) if title else None
    x = alt.X(
        "amount:Q", title=title, axis=axis, scale=_scale(rows, max(at, looks.longest), room), stack=None
    )
    base = alt.Chart(rows).encode(
        y=channels.name_axis("name", list(rows["name"]), **_names(looks, reader, rows["name"])),
        tooltip=channels.tooltip(tips or {"name": N_("Name"), "note": N_("Value")}, reader),
    )
    colour = _colour(rows, colours or {}, looks, reader)
    offset = _STACK + taller // 2 if looks.is_stacked else _LINE
    bar, has_parts = thin(base, offset), "part" in rows
    layers = [bar.encode(x=x, color=colour, opacity=alt.OpacityValue(0.3 if has_parts else 1))]
    if has_parts:
        layers.append(bar.encode(x=alt.X("part:Q", stack=None), color=colour))
    if "last" in rows:
        end = bar.transform_filter("datum.last > 0").transform_calculate(begin="datum.amount - datum.last")
        layers.append(end.encode(x=alt.X("begin:Q"), x2="amount:Q", color=alt.Color("last_state:N")))
    if limit:
        layers += [*_line(base, at, offset), _named(*limit, reader, looks)]
    row = _row_in_hall(len(rows), looks) if reader.is_large else looks.row
    on_bars = _stacked(base, taller // 2) if looks.is_stacked else above(base)
    layers += [*_behind(base, reader, row, at), *on_bars]
    on_phone = 0 if reader.is_large else ON_PHONE
    return framed(of_rows(combined(*layers), len(rows), row, on_phone=on_phone), reader)


def _row_in_hall(count: int, looks: Looks) -> float:
    """Height of a row when presented: few rows are taller, to fill the space below the title. [px]"""
    return float(np.clip(looks.filled / max(1, count), 1.6 * looks.row, 3.4 * looks.row))


def _colour(rows: pd.DataFrame, colours: Mapping[str, str], looks: Looks, reader: Reader) -> Any:
    """Colour by state, with the requested legend."""
    used = (set(rows.get("state", [])) | set(looks.states or ())) & set(colours)
    if not used:
        return alt.value(style.ACCENT)
    is_in_hall = looks.names is not None and reader.is_large
    legend: dict[str, Any] = {"orient": "none", "legendX": -looks.names, "legendY": -46} if is_in_hall else {}
    if looks.is_repeated:
        legend |= {"labelOpacity": 0, "symbolOpacity": 0}
    legend = {"symbolOpacity": 1, "on_phone": _LEGEND_ON_PHONE, **legend}
    colour = channels.states("state", colours, used, **legend)
    return colour if looks.states is not None else colour.legend(None)


def _names(looks: Looks, reader: Reader, names: Iterable[str]) -> dict[str, Any]:
    """Options of the axis with the names; a phone has them above the bars, and high rows have two lines for them."""
    if looks.names is not None and reader.is_large:
        room = looks.names + _GAP_IN_HALL
        return {"labelLimit": float(looks.names), "labelPadding": _GAP, "minExtent": room}
    if looks.names is not None:
        least = alt.ExprRef(f"{style.NARROW} ? 0 : {looks.names + _GAP + 2}")
        return {
            "labelLimit": float(looks.names),
            "labelPadding": _GAP,
            "minExtent": least,
            "labelExpr": f"{style.NARROW} ? '' : datum.label",
            "labelOffset": 0,
        }
    if reader.is_large:
        return channels.beside(700)
    return channels.beside(380, names if looks.row >= LINES * TYPE + 4 else ())


def thin(base: alt.Chart, offset: float = _LINE) -> Any:
    """Bars with space for labels above them on a phone; `offset`: from the middle of the row [px]."""
    height = alt.ExprRef(f"{style.NARROW} ? {_BAR} : 0.7 * bandwidth('y')")
    return base.mark_bar(height=height, yOffset=alt.ExprRef(f"{style.NARROW} ? {offset} : 0"))


def _completed(rows: pd.DataFrame, at: float) -> pd.DataFrame:
    """Rows completed with amount, label, note and label position, given a vertical line at an amount."""
    words, amount = rows["words"].astype(str), rows["amount"].astype(float).fillna(0)
    rows = rows.assign(
        words=words, amount=amount, note=rows.get("note", words), short=rows.get("short", words)
    )
    if "state" in rows and (amount != 0).any():
        # The legend only has colours that occur in the bars.
        rows = rows.assign(state=rows["state"].where(amount != 0, rows.loc[amount != 0, "state"].iloc[0]))
    is_long = words.str.len().gt(_LONG).any()
    if is_long or at:
        rows = rows.assign(wide=words.map(lambda text: text_width(text, 1.0)))
    if is_long:
        rows = rows.assign(parted=words.map(in_two_lines))
    return rows.assign(behind=amount.clip(lower=at))


def _behind(base: alt.Chart, reader: Reader, row: float, line: float) -> list[alt.Chart]:
    """Labels behind the bars, except on a phone; in two lines if they are too long for one and the row has space.

    A label stands between its bar and a vertical line at an amount, or beyond the line if there is no space.
    """
    at, size = base.encode(x=alt.X("behind:Q")), HALL_TYPE if reader.is_large else TYPE
    looks: dict[str, Any] = {"align": "left", "dx": 5, "limit": alt.ExprRef(ROOM)}
    # When presented, type size follows the window height, which a chart in a file does not have.
    scale = f"min(windowSize()[1], 3 / 4 * windowSize()[0]) / {HALL}" if reader.is_large else "1"
    wide = f"datum.wide * {NARROWER * size} * {scale}"
    if line:
        free = "(scale('x', datum.behind) - scale('x', datum.amount))"
        before = f"{free} > {wide} + {_BEFORE_LINE} ? {free} : 0"
        looks["dx"] = alt.ExprRef(f"5 - ({before})")
    if "parted" not in base.data or row < LINES * size:
        return channels.legible(at, text=alt.ExprRef(f"{style.NARROW} ? '' : datum.words"), **looks)
    is_long = f"{wide} > {ROOM}"
    words = f"{style.NARROW} ? '' : {is_long} ? datum.parted : datum.words"
    up = alt.ExprRef(f"{is_long} ? {-size / 2} * {scale} : 0")
    return channels.legible(at, text=alt.ExprRef(words), lineBreak="\n", dy=up, lineHeight=size, **looks)


def above(base: alt.Chart) -> list[alt.Chart]:
    """Names and labels (name, short) above the bars on a phone; long names are cut."""
    looks: dict[str, Any] = {"dy": -_LINE, "fontSize": _SMALL}
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


def _in_lines(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Rows with labels (short) in two lines if one does not fit on a phone, and the extra height of all rows [px]."""
    is_long = rows["short"].map(lambda words: NARROWER * text_width(words, _STACKED_TYPE) > _LEGEND_ON_PHONE)
    short = rows["short"].where(~is_long, rows["short"].map(in_two_lines))
    return rows.assign(short=short, more=_PITCH * is_long), _PITCH * int(is_long.any())


def _stacked(base: alt.Chart, below: float) -> list[alt.Chart]:
    """Names with labels below them, above the bars on a phone; `below`: from the middle of the row to the last line [px]."""
    lines: dict[str, Any] = {"lineBreak": "\n", "lineHeight": _PITCH} if below else {}
    return [
        layer
        for column, dy in (("name", -_STACK), ("short", 0))
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


def _scale(rows: pd.DataFrame, least: float, room: float) -> alt.Scale:
    """Scale from zero; a phone needs no space behind the bars."""
    longest = max([*rows["amount"], least, 1e-9])
    domain = alt.ExprRef(f"{style.NARROW} ? {longest} : {longest * room}")
    return alt.Scale(domainMin=0, domainMax=domain, nice=False)


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


_PHONE, _MOST = 190, 0.82  # width of bars and labels on a phone [px], and maximum share of the labels


def _on_phone(words: pd.Series) -> float:
    """Ratio of the axis length to the longest bar at which the longest label fits behind it on a phone. [-]"""
    widest = max((sum(13 if ord(each) > 0x2E80 else 6.6 for each in text) for text in words), default=0.0)
    return 1 / (1 - min(_MOST, widest / _PHONE))


def _line(base: alt.Chart, at: float, offset: float) -> list[Any]:
    """Vertical line; on a phone only across the bars, as the names are between them."""
    across = alt.ExprRef(f"{style.NARROW} ? 0 : 1")
    x = alt.ExprRef(f"scale('x', {at})")
    short = base.mark_tick(
        orient="vertical", color=style.INK, thickness=1.5, size=_BAR + 2, x=x, yOffset=alt.ExprRef(f"{style.NARROW} ? {offset} : 0"),
        opacity=alt.ExprRef(f"{style.NARROW} ? 1 : 0"),
    )  # fmt: skip
    return [channels.vertical_line("amount", at, strokeDash=[4, 3], opacity=across), short]


def _named(words: str, at: float, reader: Reader, looks: Looks) -> Any:
    """Label above a vertical line, as near to it as the picture edges allow."""
    half = 0.5 * text_width(words, 24 if reader.is_large else 13)
    x = alt.ExprRef(f"clamp(scale('x', {at}), min({half}, width - {half}), width - {half})")
    return alt.Chart(pd.DataFrame({"words": [words]})).mark_text(
        opacity=0 if looks.is_repeated else 1,
        baseline="bottom",
        dy=alt.ExprRef(f"{style.NARROW} ? -10 : -4"),
        x=x,
        y=0,
        text=words,
    )
