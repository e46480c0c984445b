"""Words beside the bars of a schedule: when each ends, and how late that is."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import channels, style

_TYPE, _IN_HALL = 13, 24  # height of letters, and before an audience [px]
_FREE = 6  # between words and the line of the present day [px]
PALE = 0.35  # opacity of the time between the expected end and the latest one [-]


def worded(shown: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Rows with their words: when they end, and by how many days they are behind the agreed plan; a phone has room for one of both.

    The words are `beside` and on a phone `brief`; `beside_width` and `brief_width` are their widths [px].
    """
    rows = shown[shown["is_worded"]]
    late = [
        ""
        if days in ("–", "0")
        else reader.text(N_("{days} day late") if days == "1" else N_("{days} days late"), days=days)
        for days in rows["slippage_words"]
    ]
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
    size = _IN_HALL if reader.is_large else _TYPE
    widths = {
        f"{name}_width": [round(text_width(each, size)) for each in words]
        for name, words in (("beside", beside), ("brief", brief))
    }
    return rows.assign(beside=beside, brief=brief, **widths)


def offset(today: dt.date | None, scale: float = 1) -> str:
    """Expression for the distance of words from the end that they state: behind the line of `today` where that would cross them. [px]

    Parameters
    ----------
    today : date, optional
        None where the chart has no such line.
    scale : float
        Size of the type before an audience; the widths of words are those of a full screen. [-]
    """
    gap = f"({style.NARROW} ? (datum.is_milestone ? 9 : 4) : 12)"
    if today is None:
        return gap
    width = f"({style.NARROW} ? datum.brief_width : {scale:.3g} * datum.beside_width)"
    ahead = f"(scale('x', toDate('{channels.midnight(today)}')) - scale('x', toDate(datum.latest)))"
    is_crossed = f"{ahead} > 0 && {ahead} < {gap} + {width} + {_FREE}"
    return f"{is_crossed} ? {ahead} + max({gap}, {_FREE}) : {gap}"


def pale(colours: Sequence[str]) -> str:
    """The first colour as it looks where it is pale on paper; that of a rule where there is none."""
    if not colours:
        return style.RULE
    parts = [int(colours[0][start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - PALE * (255 - part)):02x}" for part in parts)
