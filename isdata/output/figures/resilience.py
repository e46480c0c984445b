"""Chart of the loss with each company, before and after replacements."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import bar_labels, channels, labelled_bars, style
from isdata.output.figures.frame import combined, framed, of_rows

MOST, MOST_IN_HALL = 15, 12  # number of companies shown
_ROW = 23  # height of a row [px]
_HIGH, _FEW = 40, 300  # height of one of few rows at most, and height that these fill [px]
# Height of all rows when presented, with a legend and without, and of one of few rows. [px]
_IN_HALL, _WITHOUT_LEGEND, _TALLEST = 560, 640, 160
_WIDTH, _WIDTH_IN_HALL = 900, 1400  # width of bars and labels at least, beside the longest names [px]
_LEAST = 0.0005  # smallest stated share: less rounds to 0.0%
_ROOM = "max(60, width - scale('x', datum.first) - 8)"  # space for the label behind a bar [px]


def losses(rows: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """A bar for each company: permanent loss, followed by the loss that others can replace.

    Parameters
    ----------
    rows : DataFrame
        company (name), first and lasting [share of the total, -], words (the permanent loss as text); most critical first.
    reader : Reader
    """
    lasting, replaced = reader.text(N_("Permanent loss")), reader.text(N_("Replaceable"))
    shown = rows.head(MOST_IN_HALL if reader.is_large else MOST)
    behind_words = [worded(row, reader) for row in shown.to_dict("records")]
    shown = shown.assign(name=shown["company"], words=behind_words, short=behind_words)
    used = {lasting: style.WARNING, replaced: style.RULE}
    if not (shown["first"] - shown["lasting"] >= _LEAST).any():
        del used[replaced]
    names = channels.name_axis(
        "company", shown["company"], **channels.beside(420 if reader.is_large else 300)
    )
    parts = [
        shown.assign(part=lasting, begin=0.0, end=shown["lasting"]),
        shown.assign(part=replaced, begin=shown["lasting"], end=shown["first"]),
    ]
    tips = channels.tooltip({"company": N_("Company"), "words": N_("Permanent loss")}, reader)
    base = alt.Chart(pd.concat(parts)).encode(y=names, tooltip=tips)
    colour = channels.colour("part", used, used.values(), columns=2)
    bars = labelled_bars.thin(base).encode(
        x=alt.X(
            "begin:Q",
            title=None,
            axis=None,
            scale=alt.Scale(domainMin=0, domainMax=_end(shown, reader), nice=False),
        ),
        x2="end:Q",
        color=colour if len(used) > 1 else colour.legend(None),
    )
    once = alt.Chart(shown).encode(y=names)
    words = alt.ExprRef(f"{style.NARROW} ? '' : datum.words")
    behind = once.encode(x=alt.X("first:Q"))
    texts = channels.legible(behind, text=words, align="left", dx=5, limit=alt.ExprRef(_ROOM))
    layers = combined(bars, *texts, *bar_labels.above(once))
    fitting = min(_TALLEST, (_IN_HALL if len(used) > 1 else _WITHOUT_LEGEND) / max(1, len(shown)))
    row, on_phone = (
        (fitting, 0)
        if reader.is_large
        else (max(_ROW, min(_HIGH, _FEW // max(1, len(shown)))), labelled_bars.ON_PHONE)
    )
    return framed(of_rows(layers, len(shown), row, on_phone=on_phone), reader)


def worded(row: Mapping[str, Any], reader: Reader) -> str:
    """Label with both parts of a bar: permanent loss, and the share that others replace.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> worded({"first": 0.137, "lasting": 0.031, "words": "3.1% (907 t)"}, reader("en"))
    '3.1% (907 t) · replaceable 10.6%'
    >>> worded({"first": 0.031, "lasting": 0.031, "words": "3.1% (907 t)"}, reader("en"))
    '3.1% (907 t)'
    """
    replaced = row["first"] - row["lasting"]
    if replaced < _LEAST:
        return str(row["words"])
    share = reader.text(N_("replaceable {share}"), share=reader.percent(replaced, digits=1))
    return " · ".join(filter(None, [row["words"], share]))


def _end(shown: pd.DataFrame, reader: Reader) -> alt.ExprRef:
    """Upper limit of the axis, with space for the labels behind the bars, except on a phone."""
    longest = max([*shown["first"], 1e-9])
    size, width = (bar_labels.HALL_TYPE, _WIDTH_IN_HALL) if reader.is_large else (bar_labels.TYPE, _WIDTH)
    needs = (
        row["first"] * width / max(1.0, width - text_width(row["words"], size))
        for row in shown.to_dict("records")
    )
    return alt.ExprRef(f"{style.NARROW} ? {longest} : {max([1.1 * longest, *needs])}")
