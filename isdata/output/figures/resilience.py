"""Chart of the loss with each company, before and after replacements."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.frame import framed, of_rows

MOST = 15  # companies shown


def losses(rows: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Return a bar for each company: what is lost for good, and behind it what is lost before others step in.

    Parameters
    ----------
    rows : DataFrame
        company (name), first and lasting [share of the total, -], words; the most critical first.
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
    chart = (
        alt.Chart(long)
        .mark_bar(height={"band": 0.7})
        .encode(
            y=alt.Y("company:N", sort=list(shown["company"]), title=None, axis=alt.Axis(labelLimit=channels.name_room(300), ticks=False)),
            x=alt.X("begin:Q", title=reader.text(N_("Share of the whole network")), axis=alt.Axis(format="%", tickCount=6)),
            x2="end:Q",
            color=channels.colour("part", [lasting, replaced], [style.WARNING, style.RULE], columns=1),
            tooltip=[alt.Tooltip("company:N", title=reader.text(N_("Company"))), alt.Tooltip("words:N", title=lasting)],
        )
    )  # fmt: skip
    return framed(of_rows(alt.layer(chart), len(shown), 42 if reader.is_large else 22), reader)
