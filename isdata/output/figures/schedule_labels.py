"""Labels beside the bars of a schedule: end date, or that it is overdue, and delay."""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import style

PALE = 0.35  # opacity of the bar between the expected and the latest end [-]


def worded(shown: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Rows with label texts: end date, and days behind the agreed plan; a phone shows one of both.

    The labels are in `beside`, on a phone in `brief`. The axis states the years.
    """
    rows = shown[shown["is_worded"]]
    beside, brief = [], []
    for row in rows.to_dict("records"):
        delay = _delay(row, reader)
        end, last = (dt.date.fromisoformat(row[name][:10]) for name in ("ends", "latest"))
        is_late = row["is_overdue"] and not row["is_milestone"]
        day = reader.text(N_("overdue")) if is_late else reader.short_date(end)
        words = " · ".join(filter(None, [day, with_slack(delay, row["slack_words"], reader)]))
        is_range = last != end
        at_worst = N_("{end} (at worst {last})")
        beside.append(reader.text(at_worst, end=words, last=reader.short_date(last)) if is_range else words)
        brief.append(
            (is_range and delay) or reader.short_date(end)
        )  # after a range, a day would be mistaken for its end
    return rows.assign(beside=beside, brief=brief)


def _delay(row: Mapping[Hashable, Any], reader: Reader) -> str:
    """Days behind the agreed plan in words; empty for none."""
    days = row["slippage_words"]
    if days in ("–", "0"):
        return ""
    return reader.text(N_("{days} day late") if days == "1" else N_("{days} days late"), days=days)


def with_slack(delay: str, days: str, reader: Reader) -> str:
    """Words of a delay with the slack, for which it does not move the end; `days`: slack in words, “–” if unknown. [d]"""
    if not delay or days in ("–", "0"):
        return delay
    return reader.noted(delay, reader.text(N_("slack {days} d"), days=days))


def place() -> tuple[str, str]:
    """Text of a label behind its bar, brief on a phone, and its distance from the end of the bar, as Vega expressions. [px]"""
    distance = f"({style.NARROW} ? (datum.is_milestone ? 9 : 4) : 12)"
    return f"({style.NARROW} ? datum.brief : datum.beside)", distance


def pale(colours: Sequence[str]) -> str:
    """The first colour as it looks when pale on the background; the rule colour if there is none."""
    if not colours:
        return style.RULE
    parts = [int(colours[0][start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - PALE * (255 - part)):02x}" for part in parts)
