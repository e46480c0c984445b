"""Labels beside the bars of a schedule: end date, or that it is overdue, and delay."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import style

PALE = 0.35  # opacity of the bar between the expected and the latest end [-]


def worded(shown: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Rows with label texts: end date, and days behind the agreed plan; a phone shows one of both.

    The labels are in `beside`, behind the line of the present day in `until`, on a phone in `brief`.
    """
    rows = shown[shown["is_worded"]]
    late = [
        ""
        if days in ("–", "0")
        else reader.text(N_("{days} day late") if days == "1" else N_("{days} days late"), days=days)
        for days in rows["slippage_words"]
    ]
    beside, until, brief = [], [], []
    for row, delay in zip(rows.to_dict("records"), late, strict=True):
        end, last = (dt.date.fromisoformat(row[name][:10]) for name in ("ends", "latest"))
        is_late = row["is_overdue"] and not row["is_milestone"]
        day = reader.text(N_("overdue")) if is_late else reader.date(end)
        words = " · ".join(filter(None, [day, delay]))
        is_range = last != end
        at_worst = N_("{end} (at worst {last})")
        beside.append(reader.text(at_worst, end=words, last=reader.date(last)) if is_range else words)
        past = day if is_late else reader.text(N_("until {day}"), day=day)
        until.append(" · ".join(filter(None, [past, delay])))
        brief.append(
            (is_range and delay) or reader.short_date(end)
        )  # after a range, a day would be mistaken for its end
    return rows.assign(beside=beside, until=until, brief=brief)


def place(letter: float) -> tuple[str, str, str]:
    """Text of a label beside its bar, its distance from the end of the bar, and its alignment.

    The text is brief on a phone. Where the line of the present day would cross a label behind a bar of the past, it stands
    before the bar, or without room there behind the line, with a word that separates it from a start and from a day to come.

    Parameters
    ----------
    letter : float
        Width of a letter. [px]

    Returns
    -------
    (str, str, str)
        Vega expressions: text, distance [px], alignment.
    """
    usual = f"({style.NARROW} ? (datum.is_milestone ? 9 : 4) : 12)"
    first, end, now = (f"scale('x', toDate(datum.{name}))" for name in ("begins", "latest", "now"))
    wide = f"{letter} * (length(datum.until) + length(replace(datum.until, /[ -~]/g, '')))"
    is_crossed = f"(!{style.NARROW} && datum.now && {end} <= {now} && {end} + {usual} + {wide} > {now})"
    is_before = f"({is_crossed} && {first} - {usual} > {wide})"
    behind = f"({is_crossed} ? {now} - {end} + {usual} : {usual})"
    distance = f"({is_before} ? {first} - {end} - {usual} : {behind})"
    words = f"({is_crossed} ? datum.until : datum.beside)"
    return f"({style.NARROW} ? datum.brief : {words})", distance, f"{is_before} ? 'right' : 'left'"


def pale(colours: Sequence[str]) -> str:
    """The first colour as it looks when pale on the background; the rule colour if there is none."""
    if not colours:
        return style.RULE
    parts = [int(colours[0][start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - PALE * (255 - part)):02x}" for part in parts)
