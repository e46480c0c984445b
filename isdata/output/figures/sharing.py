"""Chart of costs alone and together."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.chart_rows import by_kind, in_money
from isdata.output.figures.frame import framed, money_axis, of_rows


def costs(firms: pd.DataFrame, reader: Reader, currency: str) -> alt.Chart:
    """Return a pair of bars for each firm: its cost alone, and its fair share of the cost together.

    Parameters
    ----------
    firms : DataFrame
        company, alone and share [currency/yr].
    reader : Reader
    currency : str
    """
    words = {"alone": reader.text(N_("Alone")), "share": reader.text(N_("Fair share"))}
    rows = by_kind(firms, "company", words, kind="way", amount="cost")
    axis = money_axis(float(rows["cost"].abs().max()), currency, reader)
    rows = in_money(rows, "cost", axis, reader, currency)
    order = list(words.values())
    chart = (
        alt.Chart(rows)
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            y=alt.Y(
                "company:N",
                sort=None,
                title=None,
                axis=alt.Axis(labelLimit=channels.name_room(260), ticks=False),
            ),
            yOffset=alt.YOffset("way:N", sort=order),
            x=alt.X(
                "money:Q",
                title=reader.text(N_("Cost per year [{unit}]"), unit=axis.title),
                axis=alt.Axis(tickCount=5),
            ),
            color=channels.colour("way", order, [style.MUTED, style.ACCENT]),
            tooltip=["company:N", "way:N", "words:N"],
        )
    )
    return framed(of_rows(chart, firms["company"].nunique(), 55 if reader.is_large else 40), reader)
