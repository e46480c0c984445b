"""Words beside the bars of a schedule: when each ends, and how late that is."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style

PALE = 0.35  # opacity of the time between the expected end and the latest one [-]


def worded(shown: pd.DataFrame, reader: Reader, today: dt.date, room: pd.Timedelta) -> pd.DataFrame:
    """Rows with their words: when they end, and by how many days they are behind the agreed plan; a phone has room for one of both.

    The words stand behind the end, which they state; behind the line of the present day where it would cross them, as they take
    the `room` of so many days.
    """
    rows = shown[shown["is_worded"]]
    late = [
        ""
        if days in ("–", "0")
        else reader.text(N_("{days} day late") if days == "1" else N_("{days} days late"), days=days)
        for days in rows["slippage_words"]
    ]
    latest, now = pd.to_datetime(rows["latest"]), pd.Timestamp(today)
    is_crossed = (latest < now) & (now < latest + room)
    beside, brief = [], []
    for row, delay in zip(rows.to_dict("records"), late, strict=True):
        end, last = (dt.date.fromisoformat(row[name][:10]) for name in ("ends", "latest"))
        words = " · ".join(filter(None, [reader.date(end), delay]))
        is_range = last != end
        at_worst = N_("{end} (at worst {last})")
        beside.append(reader.text(at_worst, end=words, last=reader.date(last)) if is_range else words)
        brief.append(
            (is_range and delay) or reader.short_date(end)
        )  # behind a range, a day would be read as its end
    place = rows["latest"].where(~is_crossed, channels.midnight(today))
    return rows.assign(beside=beside, brief=brief, place=place)


def pale(colours: Sequence[str]) -> str:
    """The first colour as it looks where it is pale on paper; that of a rule where there is none."""
    if not colours:
        return style.RULE
    parts = [int(colours[0][start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - PALE * (255 - part)):02x}" for part in parts)
