"""Chart of costs alone and together."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, ranked, style
from isdata.output.figures.chart_rows import by_kind, in_money
from isdata.output.figures.frame import framed, money_axis, of_rows, together


def costs(
    firms: pd.DataFrame, reader: Reader, currency: str, *, is_estimated: bool = False, longest: float = 0.0
) -> alt.LayerChart:
    """Return bars for each firm: its cost a year alone, and its fair share of the cost together, each with its amount.

    Parameters
    ----------
    firms : DataFrame
        company and alone; share and saving where sharing pays. [currency/yr]
    reader : Reader
    currency : str
    is_estimated : bool
        Whether the cost alone is estimated.
    longest : float
        Cost that the axis reaches at least, the same for firms that are drawn in turn. [currency/yr]
    """
    words = {"alone": reader.text(N_("Alone (estimated)") if is_estimated else N_("Alone"))}
    if "share" in firms:
        words["share"] = reader.text(N_("Fair share"))
    rows = by_kind(firms, "company", words, kind="way", amount="cost")
    axis = money_axis(max(longest, float(rows["cost"].abs().max())), currency, reader)
    rows = in_money(rows, "cost", axis, reader, currency)
    rows = rows.assign(amount=rows["money"], behind=rows["money"])
    if reader.is_large and "share" in firms:  # a table states it on a page
        saved = dict(zip(firms["company"], _saved(firms, reader, currency), strict=True))
        own = rows["company"].map(saved).where(rows["way"] == words["share"], "")
        rows["words"] = [" · ".join(filter(None, both)) for both in zip(rows["words"], own, strict=True)]
    order = list(words.values())
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "company:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelLimit=channels.name_room(260), ticks=False, domain=False),
        ),
        yOffset=alt.YOffset("way:N", sort=order, scale=alt.Scale(paddingInner=0.16)),
        tooltip=["company:N", "way:N", "words:N"],
    )
    x = alt.X(
        "money:Q",
        title=None,
        axis=None,
        scale=alt.Scale(
            domainMin=0,
            domainMax=ranked.end(rows, room=1.35, longest=max(1e-9, longest / axis.step)),
            nice=False,
        ),
    )
    bars = base.mark_bar(cornerRadiusEnd=2).encode(
        x=x, color=channels.colour("way", order, [style.MUTED, style.ACCENT][: len(order)])
    )
    texts = channels.legible(
        base.encode(x=alt.X("behind:Q"), text="words:N"), align="left", dx=5, limit=alt.ExprRef(ranked.ROOM)
    )
    chart = together(bars, *texts)
    count = max(1, firms["company"].nunique())
    row = min(140, max(70, 480 / count)) if reader.is_large else 40  # few companies fill a hall [px]
    return framed(of_rows(chart, count, row), reader)


def _saved(firms: pd.DataFrame, reader: Reader, currency: str) -> list[str]:
    """Yearly saving of each firm in words; nothing for one that saves nothing."""
    return [
        reader.text(N_("saves {amount}"), amount=reader.money(saving, currency)) if saving > 0 else ""
        for saving in firms["saving"]
    ]
