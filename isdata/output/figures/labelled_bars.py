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
from isdata.output.figures import bar_labels, channels, style
from isdata.output.figures.frame import combined, framed, of_rows

_ROW, _FILLED = 26, 520  # height of a row, and of all rows of a presented chart with few rows [px]
# Between a name and its bar: stated, as another default would make charts with a name of full width narrower than those
# beside them; its space when presented, where it is not scaled. [px]
_GAP, _GAP_IN_HALL = 12, 26
_NO_WIDTH = "\u200b"
_LONG = 20  # number of characters that fit behind any bar
# Row with one line above the bar [px]: 8 px below each bar separate it from the next name.
ON_PHONE = 30


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
        at least `bar_labels.STACKED`.
    filled : float
        Total height of few rows when presented; less if notes surround the chart. [px]
    is_repeated : bool
        True if a neighbouring chart explains the colours; here only the space of the legend is reserved.
    needs : tuple of (float, float)
        As from `bar_labels.needs` for the rows of all charts, so that they have one scale.
    """

    row: float = _ROW
    names: float | None = None
    longest: float = 0.0
    states: tuple[str, ...] | None = ()
    is_stacked: bool = False
    filled: float = _FILLED
    is_repeated: bool = False
    needs: tuple[tuple[float, float], ...] = ()


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
        amount, the rest is pale), with reached (label at its end, not on a phone); last and last_state (part at the end in the colour of another state); short (label on
        a phone).
    reader : Reader
    colours : mapping of str to str, optional
        Colour by label of the state, in the order of the legend.
    limit : (str, float), optional
        Label and amount of a vertical line, such as a limit.
    room : float
        Maximum ratio of the axis length to the longest bar, leaving space for labels behind it; short labels need less. [-]
    title : str, optional
        Title of the axis; without it the axis is not drawn.
    tips : mapping of str to str, optional
        Message by column of the rows, for the tooltip; by default name and note.
    looks : Looks, optional
        Shared dimensions of bars in several charts.
    """
    at, looks = limit[1] if limit else 0.0, looks or Looks()
    rows = _completed(rows, at)
    rows, taller = bar_labels.in_lines(rows) if looks.is_stacked else (rows, 0)
    looks = replace(looks, row=looks.row + taller)
    axis = alt.Axis(grid=False, tickCount=5) if title else None
    x = alt.X(
        "amount:Q",
        title=title,
        axis=axis,
        scale=_scale(rows, max(at, looks.longest), room, looks, reader),
        stack=None,
    )
    base = alt.Chart(rows).encode(
        y=channels.name_axis("name", list(rows["name"]), **_names(looks, reader, rows["name"])),
        tooltip=channels.tooltip(tips or {"name": N_("Name"), "note": N_("Value")}, reader),
    )
    colour = _colour(rows, colours or {}, looks, reader)
    offset = bar_labels.STACK + taller // 2 if looks.is_stacked else bar_labels.LINE
    layers = _with_parts(thin(base, offset), rows, x, colour)
    if limit:
        layers += [*_line(base, at, offset), _named(*limit, reader)]
    row = _row_in_hall(len(rows), looks) if reader.is_large else looks.row
    on_bars = bar_labels.stacked(base, taller // 2) if looks.is_stacked else bar_labels.above(base)
    layers += [*bar_labels.behind(base, reader, row, at), *on_bars]
    if "reached" in rows:
        layers += bar_labels.within(base, reader)
    on_phone = 0 if reader.is_large else ON_PHONE
    return framed(of_rows(combined(*layers), len(rows), row, on_phone=on_phone), reader)


def _with_parts(bar: Any, rows: pd.DataFrame, x: Any, colour: Any) -> list[Any]:
    """Bars, pale beyond their filled part, and their ends in the colour of another state."""
    has_parts = "part" in rows
    layers = [bar.encode(x=x, color=colour, opacity=alt.OpacityValue(0.3 if has_parts else 1))]
    if has_parts:
        layers.append(bar.encode(x=alt.X("part:Q", stack=None), color=colour))
    if "last" in rows:
        end = bar.transform_filter("datum.last > 0").transform_calculate(begin="datum.amount - datum.last")
        layers.append(end.encode(x=alt.X("begin:Q"), x2="amount:Q", color=alt.Color("last_state:N")))
    return layers


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
    legend = {"symbolOpacity": 1, "on_phone": bar_labels.WIDTH_ON_PHONE, **legend}
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
    return channels.beside(380, names if looks.row >= bar_labels.LINES * bar_labels.TYPE + 4 else ())


def thin(base: alt.Chart, offset: float = bar_labels.LINE) -> Any:
    """Bars with space for labels above them on a phone; `offset`: from the middle of the row [px]."""
    height = alt.ExprRef(f"{style.NARROW} ? {bar_labels.BAR} : 0.7 * bandwidth('y')")
    return base.mark_bar(height=height, yOffset=alt.ExprRef(f"{style.NARROW} ? {offset} : 0"))


def _completed(rows: pd.DataFrame, at: float) -> pd.DataFrame:
    """Rows completed with amount, label, note and label position, given a vertical line at an amount."""
    words, amount = rows["words"].astype(str), rows["amount"].astype(float).fillna(0)
    # Vega draws rows of the same name in one place: characters without width distinguish them.
    same = rows.groupby("name").cumcount()
    rows = rows.assign(
        name=[f"{name}{_NO_WIDTH * place}" for name, place in zip(rows["name"], same, strict=True)]
    )
    rows = rows.assign(
        words=words, amount=amount, note=rows.get("note", words), short=rows.get("short", words)
    )
    if "state" in rows and (amount != 0).any():
        # The legend only has colours that occur in the bars.
        rows = rows.assign(state=rows["state"].where(amount != 0, rows.loc[amount != 0, "state"].iloc[0]))
    if "reached" in rows:
        rows = rows.assign(reached_wide=rows["reached"].map(lambda text: bar_labels.drawn_width(text, 1.0)))
    is_long = words.str.len().gt(_LONG).any()
    if is_long or at:
        rows = rows.assign(wide=words.map(lambda text: bar_labels.drawn_width(text, 1.0)))
    if is_long:
        rows = rows.assign(parted=words.map(in_two_lines))
    return rows.assign(behind=amount.clip(lower=at))


def _scale(rows: pd.DataFrame, least: float, room: float, looks: Looks, reader: Reader) -> alt.Scale:
    """Scale from zero, as long as the labels allow; a phone needs no space behind the bars."""
    longest = max([*rows["amount"], least, 1e-9])
    is_alone = not looks.longest and looks.names is None
    needs = looks.needs or (bar_labels.needs(rows) if is_alone else ())
    full = bar_labels.length(longest, room, needs, reader) if needs else f"{longest * room}"
    domain = alt.ExprRef(f"{style.NARROW} ? {longest} : {full}")
    return alt.Scale(domainMin=0, domainMax=domain, nice=False)


def _line(base: alt.Chart, at: float, offset: float) -> list[Any]:
    """Vertical line; on a phone only across the bars, as the names are between them."""
    across = alt.ExprRef(f"{style.NARROW} ? 0 : 1")
    x = alt.ExprRef(f"scale('x', {at})")
    short = base.mark_tick(
        orient="vertical", color=style.INK, thickness=1.5, size=bar_labels.BAR + 2, x=x, yOffset=alt.ExprRef(f"{style.NARROW} ? {offset} : 0"),
        opacity=alt.ExprRef(f"{style.NARROW} ? 1 : 0"),
    )  # fmt: skip
    return [channels.vertical_line("amount", at, strokeDash=[4, 3], opacity=across), short]


def _named(words: str, at: float, reader: Reader) -> Any:
    """Label above a vertical line, as near to it as the picture edges allow."""
    half = 0.5 * text_width(words, 24 if reader.is_large else 13)
    x = alt.ExprRef(f"clamp(scale('x', {at}), min({half}, width - {half}), width - {half})")
    return alt.Chart(pd.DataFrame({"words": [words]})).mark_text(
        baseline="bottom",
        dy=alt.ExprRef(f"{style.NARROW} ? -10 : -4"),
        x=x,
        y=0,
        text=words,
    )
