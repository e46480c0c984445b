"""Chart of due dates: a point for each action, with today marked."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import LEAST_IN_HALL, combined, framed, of_rows

_TICKS = alt.ExprRef(f"{style.NARROW} ? 3 : 6")  # few dates fit on a phone
# A phone has the owner below the name: width of a line of a name [px], its share of the chart, its gap to the
# points, and width of a legend beside it [px].
_LINE, _SHARE, _GAP, _LEGEND = 215, 0.55, 10, 185
# Width of a letter of a label, and of the chart: of a narrow working page, and when presented on a full screen [px].
_LETTER, _LETTER_IN_HALL, _CHART, _CHART_IN_HALL = 7, 11.5, 880, 1200
_MOST = 0.3  # share of the chart that a label may take at most [-]
_POINT, _POINT_IN_HALL = 130, 330  # area of a point [px²]
_DESK_ROW, _TALLEST = 29, 200  # height of a row of a working page, and the largest of a presented one [px]
_HEADING = 110  # height of title and heading above a presented chart [px]
STATES = {
    "overdue": (N_("Overdue"), style.WARNING),
    "open": (N_("Not due yet"), style.PALETTE[2]),  # an overdue action is not done either
    "done": (N_("Done"), style.MUTED),
    "ended": (N_("Cancelled"), style.RULE),
}
_ENDED = ("dropped", "declined")  # statuses of abandoned actions, which are neither done nor late


def state(row: dict[str, Any], today: dt.date) -> str:
    """State of an action: "done", "ended" without being done, "overdue" or "open"."""
    if row["status"] in _ENDED:
        return "ended"
    if row["status"] == "done" or pd.notna(row["done_on"]):
        return "done"
    return "overdue" if pd.notna(row["due_date"]) and row["due_date"].date() < today else "open"


def dates(
    rows: pd.DataFrame,
    reader: Reader,
    today: dt.date,
    *,
    scale: float = 1,
    states: Mapping[str, str] | None = None,
    row: float = _DESK_ROW,
) -> Any:
    """Due dates, earliest first; each point is labelled with the owner and its date.

    On a phone this label is below the name, because the line of the present day would cross a label beside the point.

    Parameters
    ----------
    rows : DataFrame
        name, owner (text), status, due_date, done_on; rows without a due date are left out.
    reader : Reader
    today : date
    scale : float
        Scale factor of a presented chart.
    states : mapping of str, optional
        Labels of the states of `STATES`, if the page uses its own.
    row : float
        Height of a row on a working page. [px]
    """
    named = {name: reader.text(text) for name, (text, _colour) in STATES.items()} | dict(states or {})
    rows = rows[rows["due_date"].notna()].sort_values("due_date")
    shown = _shown(rows, reader, today, named)
    colours = {named[name]: colour for name, (_words, colour) in STATES.items()}
    tips = channels.tooltip(
        {"name": N_("Action"), "owner": N_("Owner"), "words": N_("Due"), "state": N_("Status")}, reader
    )
    x = _axis(shown, today, reader)
    names, below = list(shown["name"]), 0 if reader.is_large else 1
    lines: dict[str, Any] = {"lines": 3, "room": _LINE, "below": below}
    room_for_names = channels.name_room(640 if reader.is_large else 340, share=_SHARE)
    y = channels.name_axis("name", names, **lines, labelLimit=room_for_names, labelPadding=_GAP)
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tips)
    size = _POINT_IN_HALL * scale**2 if reader.is_large else _POINT
    points = base.mark_circle(size=size, opacity=1)
    points = points.encode(
        color=channels.states(
            "state", colours, set(shown["state"]), on_phone=_LEGEND, **channels.above_today(reader)
        )
    )
    layers = combined(
        *channels.today(today, reader),
        *([_below(base)] if below else []),
        points,
        *_words(base, reader, today, scale),
    )
    if reader.is_large:
        row = max(40, min(_TALLEST, (LEAST_IN_HALL - _HEADING) / max(1, len(shown))))
    on_phone = channels.row_on_phone(names, **lines) if below else 0
    return framed(of_rows(layers, len(shown), row, on_phone=on_phone), reader)


def _axis(shown: pd.DataFrame, today: dt.date, reader: Reader) -> alt.X:
    """Axis of time with room for points at the edge, and for the words before the first and behind the last one."""
    days, now = pd.to_datetime(shown["day"]), pd.Timestamp(today)
    first, last = (limit([*days, now]) for limit in (min, max))
    room = (last - first) * 0.04 + pd.Timedelta(days=4)
    plain = first - room, last + 4 * room
    letter = _LETTER_IN_HALL / _CHART_IN_HALL if reader.is_large else _LETTER / _CHART
    shares = shown["beside"].map(lambda text: min(_MOST, letter * (_letters(text) + 2)))
    wide = _with_words(days, shares, now, *plain)
    ends = [
        alt.ExprRef(
            f"toDate({style.NARROW} ? '{channels.midnight(bare)}' : '{channels.midnight(worded)}')"
        )  # a phone has the words below the names
        for bare, worded in zip(plain, wide, strict=True)
    ]
    return alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(domainMin=ends[0], domainMax=ends[1]),
        axis=channels.days(reader, labelOverlap="greedy", tickCount=_TICKS),
    )


def _with_words(days: pd.Series, shares: pd.Series, now: Any, first: Any, last: Any) -> tuple[Any, Any]:
    """Ends of the axis at which no label, of a share of it, has to move to the other side of the present day."""
    for day, share in [*zip(days, shares, strict=True)] * 2:  # one end moves the place of the other
        if day >= now:
            last = max(last, first + (day - first) / (1 - share))
        elif now < day + share * (last - first):
            first = min(first, last - (last - day) / (1 - share))
    return first, last


def _letters(text: str) -> int:
    """Length of a text in Latin letters; a Chinese character counts as two."""
    return len(text) + sum(not " " <= letter <= "~" for letter in text)


def _words(base: alt.Chart, reader: Reader, today: dt.date, scale: float) -> list[alt.Chart]:
    """Words of each point, on the side of it where they have room and cross no line."""
    gap = 16 * scale if reader.is_large else 9  # between the middle of a point and its label [px]
    # Label behind its point, or before it if it does not fit, as on a phone; shortened if it fits on neither side.
    letter = _LETTER_IN_HALL * scale if reader.is_large else _LETTER
    taken = f"({letter} * length(datum.beside) + {letter} * length(replace(datum.beside, /[ -~]/g, '')))"
    at, now = "scale('x', datum.day)", f"scale('x', toDate('{channels.midnight(today)}'))"
    is_late = f"({at} > 0.5 * width && {at} + {gap + 3} + {taken} > width)"
    # Also before its point if the line of the present day would cross it and it fits.
    meets = f"{at} < {now} && {at} + {gap + 3} + {taken} > {now}"
    is_late = f"({is_late} || ({meets} && {at} - {gap + 3} - {taken} > 0))"
    # Behind that line if it fits on neither side of it.
    is_behind = f"(!{is_late} && {meets})"
    # Before the line of the present day if that would cross a label before its point.
    is_over = f"({at} > {now} && {at} - {gap} - {taken} < {now} && {now} - 6 - {taken} > 0)"
    return channels.legible(
        base,
        text=alt.ExprRef("datum.beside" if reader.is_large else f"{style.NARROW} ? '' : datum.beside"),
        align=alt.ExprRef(f"{is_late} ? 'right' : 'left'"),
        dx=alt.ExprRef(
            f"{is_late} ? ({is_over} ? {now} - {at} - 6 : {-gap}) : {is_behind} ? {now} - {at} + 6 : {gap}"
        ),
        limit=alt.ExprRef(f"({is_late} ? {at} : width - ({is_behind} ? {now} : {at})) - {gap + 3}"),
        edge_width=9,  # width of the gap between the dashes of the present-day line
    )


def _below(base: alt.Chart) -> alt.Chart:
    """Owner and date on a phone, on the line below the name."""
    mark = base.mark_text(
        align="right",
        color=style.MUTED,
        fontSize=channels.SMALL,
        limit=alt.ExprRef(f"{_SHARE} * (containerSize()[0] || 1000)"),
        text=alt.ExprRef(f"{style.NARROW} ? datum.beside : ''"),
        dy=alt.ExprRef(f"(datum.lines * {channels.PITCH} + {channels.LEADING}) / 2"),
    )
    return mark.encode(x=alt.value(-_GAP))


def _shown(rows: pd.DataFrame, reader: Reader, today: dt.date, named: Mapping[str, str]) -> pd.DataFrame:
    """Actions with their label texts."""
    days = [reader.short_date(day) for day in pd.to_datetime(rows["due_date"])]
    return pd.DataFrame(
        {
            "name": rows["name"],
            "lines": [len(channels.in_lines(name, _LINE, 3)) for name in rows["name"]],
            "owner": rows["owner"],
            "beside": rows["owner"] + pd.Series([f" · {day}" for day in days], index=rows.index),
            "day": [channels.midnight(day) for day in rows["due_date"]],
            "words": [reader.date(day) for day in pd.to_datetime(rows["due_date"])],
            "state": [named[state(row, today)] for row in rows.to_dict("records")],
        }
    )
