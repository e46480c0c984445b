"""Chart of stand-alone and shared costs."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import bar_labels, channels, style
from isdata.output.figures.chart_rows import by_kind, in_money
from isdata.output.figures.frame import combined, framed, money_axis, of_rows

_NAMES = 420  # longest name [px]
_FEW = 6  # number of companies with wide rows
_ROWS = (
    28.0,
    34.0,
    40.0,
)  # lowest and highest row of two bars on a working page, and that of a few companies [px]
_ABOVE = 408  # height of what is above the bars on a working page [px]


def most_rows(window: int) -> int:
    """Number of companies whose bars fit a window of this height on a working page, at least six. [px]

    Examples
    --------
    >>> most_rows(720), most_rows(500)
    (11, 6)
    """
    return max(_FEW, int((window - _ABOVE) // _ROWS[0]))


def costs(
    firms: pd.DataFrame,
    reader: Reader,
    currency: str,
    *,
    is_estimated: bool = False,
    longest: float = 0.0,
    window: int = 900,
) -> alt.LayerChart:
    """Bars for each firm with amounts: its yearly stand-alone cost, and its fair share of the joint cost.

    Parameters
    ----------
    firms : DataFrame
        company, alone and alone_words; share, saving, share_words and saving_words if sharing pays. [currency/yr]
    reader : Reader
    currency : str
    is_estimated : bool
        True if the stand-alone cost is estimated.
    longest : float
        Minimum upper limit of the axis, the same for firms shown in turn. [currency/yr]
    window : int
        Height of the window of a working page, which the rows fit. [px]
    """
    words = {"alone": reader.text(N_("Alone (estimated)") if is_estimated else N_("Alone"))}
    if "share" in firms:
        words["share"] = reader.text(N_("Fair share"))
    rows = by_kind(firms, "company", words, kind="way", amount="cost")
    axis = money_axis(max(longest, float(rows["cost"].abs().max())), currency, reader)
    rows = in_money(rows, "cost", axis, reader, currency)
    rows = rows.assign(amount=rows["money"], behind=rows["money"])
    rows["words"] = _words(rows, firms, words, reader)
    bars = _bars(
        rows, list(words.values()), bar_labels.end(rows, room=1.35, longest=max(1e-9, longest / axis.step))
    )
    count = max(1, firms["company"].nunique())
    # Taller bars for few companies when presented [px]
    fitting = min(max((window - _ABOVE) / count, _ROWS[0]), _ROWS[2 if count <= _FEW else 1])
    row = min(140, max(70, 480 / count)) if reader.is_large else fitting
    return framed(of_rows(combined(*bars), count, row), reader)


def _bars(rows: pd.DataFrame, order: list[str], end: alt.ExprRef) -> list[alt.Chart]:
    """Bars of each firm in the order of the kinds of cost, and their words; `end` of the axis."""
    base = alt.Chart(rows).encode(
        y=channels.name_axis("company", rows["company"].unique(), labelLimit=_NAMES),
        yOffset=alt.YOffset("way:N", sort=order, scale=alt.Scale(paddingInner=0.16)),
        tooltip=["company:N", "way:N", "words:N"],
    )
    x = alt.X("money:Q", title=None, axis=None, scale=alt.Scale(domainMin=0, domainMax=end, nice=False))
    bars = base.mark_bar(cornerRadiusEnd=2).encode(
        x=x, color=channels.colour("way", order, [style.MUTED, style.ACCENT][: len(order)], offset=2)
    )
    texts = channels.legible(
        base.encode(x=alt.X("behind:Q"), text="words:N"),
        align="left",
        dx=5,
        limit=alt.ExprRef(bar_labels.ROOM),
    )
    return [bars, *texts]


def _words(rows: pd.DataFrame, firms: pd.DataFrame, ways: Mapping[str, str], reader: Reader) -> list[str]:
    """Amount of each bar; when presented, that of the fair share with the yearly saving of the firm, if it saves anything.

    On a page a table states the saving.
    """
    found = {}
    for firm in firms.to_dict("records"):
        for kind, way in ways.items():
            saves = reader.is_large and kind == "share" and firm["saving"] > 0
            saving = reader.text(N_("saves {amount}"), amount=firm["saving_words"]) if saves else ""
            found[firm["company"], way] = " · ".join(filter(None, [firm[f"{kind}_words"], saving]))
    return [found[key] for key in zip(rows["company"], rows["way"], strict=True)]
