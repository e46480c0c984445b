"""Chart of costs alone and together."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import style
from isdata.output.figures.frame import framed, of_rows
from isdata.output.figures.rows import by_kind


def costs(firms: pd.DataFrame, reader: Reader, currency: str, *, is_large: bool = False) -> alt.Chart:
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
    code, rate = reader.stated_currency(currency)
    rows = rows.assign(
        words=[reader.money(cost, currency) for cost in rows["cost"]], cost=rows["cost"] * rate
    )
    order = list(words.values())
    chart = (
        alt.Chart(rows)
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            y=alt.Y("company:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, ticks=False)),
            yOffset=alt.YOffset("way:N", sort=order),
            x=alt.X(
                "cost:Q",
                title=reader.text(N_("Cost per year, {currency}"), currency=code),
                axis=alt.Axis(tickCount=8),
            ),
            color=alt.Color(
                "way:N",
                title=None,
                sort=order,
                scale=alt.Scale(domain=order, range=[style.MUTED, style.ACCENT]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=["company:N", "way:N", "words:N"],
        )
    )
    return framed(of_rows(chart, firms["company"].nunique(), 55 if is_large else 40), is_large=is_large)
