"""Chart of the loss with each company, before and after replacements."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, ranked, style
from isdata.output.figures.frame import framed, of_rows

MOST = 15  # companies shown


def losses(rows: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Return a bar for each company: what is lost for good, and behind it what is lost before others step in.

    Parameters
    ----------
    rows : DataFrame
        company (name), first and lasting [share of the total, -], words (the amounts as text); the most critical first.
    reader : Reader
    """
    lasting, replaced = reader.text(N_("Permanent loss")), reader.text(N_("Replaceable"))
    shown = rows.head(MOST)
    long = pd.concat(
        [
            shown.assign(part=lasting, begin=0.0, end=shown["lasting"]),
            shown.assign(part=replaced, begin=shown["lasting"], end=shown["first"]),
        ]
    )
    base = alt.Chart(long).encode(
        y=channels.down("company", shown["company"], labelLimit=300),
        tooltip=[
            alt.Tooltip("company:N", title=reader.text(N_("Company"))),
            alt.Tooltip("words:N", title=lasting),
        ],
    )
    bars = base.mark_bar(height={"band": 0.7}).encode(
        x=alt.X(
            "begin:Q", title=None, axis=None, scale=alt.Scale(domainMin=0, domainMax=_end(shown), nice=False)
        ),
        x2="end:Q",
        color=channels.colour("part", [lasting, replaced], [style.WARNING, style.RULE], columns=1),
    )
    behind = alt.Chart(shown.assign(behind=shown["first"])).encode(
        y=channels.down("company", shown["company"], labelLimit=300), x=alt.X("behind:Q"), text="words:N"
    )
    texts = channels.legible(behind, align="left", dx=5, limit=alt.ExprRef(ranked.ROOM))
    return framed(of_rows(alt.layer(bars, *texts), len(shown), 42 if reader.is_large else 22), reader)


def _end(shown: pd.DataFrame) -> alt.ExprRef:
    return ranked.end(shown.assign(amount=shown["first"]), room=1.45)
