"""Labels beside the bars of a schedule: end date and delay."""

import datetime as dt
from collections.abc import Sequence

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import channels, style

_TYPE, _IN_HALL = 13, 24  # type size, and type size when presented [px]
_FREE = 6  # distance between labels and the line of the present day [px]
PALE = 0.35  # opacity of the bar between the expected and the latest end [-]


def worded(shown: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Rows with label texts: end date, and days behind the agreed plan; a phone shows one of both.

    The labels are in `beside`, on a phone in `brief`; `beside_width` and `brief_width` are their widths [px].
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
        )  # after a range, a day would be mistaken for its end
    size = _IN_HALL if reader.is_large else _TYPE
    widths = {
        f"{name}_width": [round(text_width(each, size)) for each in words]
        for name, words in (("beside", beside), ("brief", brief))
    }
    return rows.assign(beside=beside, brief=brief, **widths)


def beside(today: dt.date | None, scale: float = 1) -> dict[str, alt.ExprRef]:
    """Alignment of a label, and its distance from the end of its bar [px], as Vega expressions.

    A label that the line of `today` would cross is before its bar or, without room there, behind the line.

    Parameters
    ----------
    today : date, optional
        None if the chart has no such line.
    scale : float
        Type scale when presented; label widths refer to a full screen. [-]
    """
    gap = f"({style.NARROW} ? (datum.is_milestone ? 9 : 4) : 12)"
    if today is None:
        return {"align": alt.ExprRef("'left'"), "dx": alt.ExprRef(gap)}
    width = f"({style.NARROW} ? datum.brief_width : {scale:.3g} * datum.beside_width)"
    begin, end = (f"scale('x', toDate(datum.{name}))" for name in ("begins", "latest"))
    ahead = f"(scale('x', toDate('{channels.midnight(today)}')) - {end})"
    is_crossed = f"({ahead} > 0 && {ahead} < {gap} + {width} + {_FREE})"
    is_before = f"({is_crossed} && {begin} > {gap} + {width})"
    behind = f"{is_crossed} ? {ahead} + max({gap}, {_FREE}) : {gap}"
    return {
        "align": alt.ExprRef(f"{is_before} ? 'right' : 'left'"),
        "dx": alt.ExprRef(f"{is_before} ? {begin} - {end} - {gap} : {behind}"),
    }


def pale(colours: Sequence[str]) -> str:
    """The first colour as it looks when pale on the background; the rule colour if there is none."""
    if not colours:
        return style.RULE
    parts = [int(colours[0][start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - PALE * (255 - part)):02x}" for part in parts)
