"""Heat map of the imbalance of each site and kind."""

import altair as alt
import numpy as np
import pandas as pd

from isdata.data import uncertain
from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed, of_rows
from isdata.park.flows.balance import BEYOND, CLOSES, OPEN, UNKNOWN

STATES = {
    "closes": N_("within uncertainty"),
    "beyond": N_("exceeds its uncertainty"),
    "open": N_("only one side is known"),
    "unknown": N_("a flow was never measured"),
}
_MORE_IN, _MORE_OUT = "more_in", "more_out"
# Label and colour of the cells, in legend order; only cells that need attention are coloured.
_CELLS = {
    _MORE_IN: (N_("inputs exceed outputs"), "#e08a1e"),
    _MORE_OUT: (N_("outputs exceed inputs"), "#a2458a"),
    UNKNOWN: (STATES[UNKNOWN], "#f3dd8d"),
    CLOSES: (N_("complete, within uncertainty"), "#eef2f2"),
    OPEN: (STATES[OPEN], "#d3dadd"),
}
_ORDER = (BEYOND, UNKNOWN, CLOSES, OPEN)  # order of the sites: those to be checked first


_TIPS = {
    "site": N_("Site"),
    "kind": N_("Kind"),
    "state": N_("Status"),
    "in": N_("Inputs"),
    "out": N_("Outputs"),
    "left": N_("Imbalance"),
}


def heat_map(
    balances: pd.DataFrame,
    names: dict[str, str],
    titles: dict[str, str],
    reader: Reader,
    *,
    most: int | None = None,
    row: float = 26,
) -> alt.LayerChart:
    """Heat map of sites by kind; imbalances beyond their uncertainty and unmeasured ones are coloured and come first.

    Parameters
    ----------
    balances : DataFrame
        As `flows.balances` returns them.
    names : dict
        Name of each site.
    titles : dict
        Name of each balanced kind, resource or substance.
    reader : Reader
    most : int, optional
        Largest number of sites drawn; None for all. The legend is separate (`legend`), because its text would be cut
        beside the names.
    row : float
        Height of a site. [px]
    """
    words, ordered = _legend(_kinds(balances), reader), by_urgency(balances)
    sites = ordered["site_id"].map(names)
    rows = _cells(ordered[sites.isin(sites.unique()[:most])], names, titles, words, reader)
    kinds = [title for title in titles.values() if title in set(rows["kind"])]
    base = alt.Chart(rows).encode(
        x=alt.X("kind:N", title=None, sort=kinds, axis=_top(len(kinds))),
        y=channels.name_axis("site", rows["site"].unique(), labelLimit=220, labelBound=False),
        tooltip=channels.tooltip(_TIPS, reader),
    )
    colours = {words[cell]: colour for cell, (_words, colour) in _CELLS.items()}
    fill = channels.states("legend", colours, set(rows["legend"])).legend(None)
    cells = base.mark_rect(stroke=style.PAPER, strokeWidth=2, cornerRadius=3).encode(color=fill)
    texts = base.mark_text().encode(text="share:N", color=alt.Color("ink:N", scale=None))
    picked = alt.selection_point(name="cell", fields=["balance_id"], empty=False)
    chart = combined(cells.add_params(picked), texts, resolve={"scale": {"color": "independent"}})
    return framed(of_rows(chart, rows["site"].nunique(), row), reader)


def legend(balances: pd.DataFrame, reader: Reader) -> list[tuple[str, str]]:
    """Colour and label of each kind of cell that occurs, with its number of cells.

    Parameters
    ----------
    balances : DataFrame
        As `flows.balances` returns them.
    reader : Reader
    """
    cells = _kinds(balances)
    words, used = _legend(cells, reader), set(cells)
    return [(colour, words[cell]) for cell, (_words, colour) in _CELLS.items() if cell in used]


def by_urgency(balances: pd.DataFrame) -> pd.DataFrame:
    """Sort balances by urgency: beyond their uncertainty, then unmeasured, then the others.

    Parameters
    ----------
    balances : DataFrame
        As `flows.balances` returns them. Within a state, the largest ratio of imbalance to uncertainty comes first.
    """
    rank = balances["state"].map(_ORDER.index)
    striking = -balances["ratio"].abs()
    order = pd.DataFrame({"rank": rank, "striking": striking}).sort_values(
        ["rank", "striking"], kind="stable"
    )
    return balances.loc[order.index].reset_index(drop=True)


def _cells(
    balances: pd.DataFrame,
    names: dict[str, str],
    titles: dict[str, str],
    words: dict[str, str],
    reader: Reader,
) -> pd.DataFrame:
    """Cells of the chart, one per balance, with the legend text of each kind of cell."""
    records = balances.to_dict("records")
    cells = _kinds(balances)
    return pd.DataFrame(
        {
            "balance_id": balances["balance_id"],
            "site": balances["site_id"].map(names),
            "kind": balances["kind"].map(titles),
            "cell": cells,
            "share": [_share(row, reader) for row in records],
            "state": [reader.text(STATES[state]) for state in balances["state"]],
            "in": [reader.amount(row["inputs"], row["measure"]) for row in records],
            "out": [reader.amount(row["outputs"], row["measure"]) for row in records],
            "left": [_left(row, reader) for row in records],
            "ink": np.where(cells == _MORE_OUT, style.PAPER, style.INK),
            "legend": cells.map(words),
        }
    )


def _kinds(balances: pd.DataFrame) -> pd.Series:
    """Kind of each cell: its state, and the side that exceeds the other beyond the uncertainty."""
    sign = np.where(balances["residual"] > 0, _MORE_IN, _MORE_OUT)
    return balances["state"].where(balances["state"] != BEYOND, sign)


def _legend(cells: pd.Series, reader: Reader) -> dict[str, str]:
    """Meaning of the colour of each kind of cell, with its number of cells."""
    counts = cells.value_counts()
    return {
        cell: f"{reader.text(words)} · {reader.number(int(counts.get(cell, 0)))}"
        for cell, (words, _colour) in _CELLS.items()
    }


def _top(columns: int) -> alt.Axis:
    """Axis above the cells; with many columns the names are vertical."""
    angle = 0 if columns <= 4 else -60
    return alt.Axis(
        orient="top", labelAngle=angle, ticks=False, domain=False, labelLimit=150, labelFlush=False
    )


def _share(row: dict, reader: Reader) -> str:
    """Imbalance in per cent; for an unmeasured flow, the amount that would close the balance."""
    if row["state"] == OPEN:
        return "–"
    if row["state"] == UNKNOWN:
        return (
            "–"
            if pd.isna(row["residual"])
            else uncertain.amount(row["residual"], row["spread"], row["measure"], reader)
        )
    words = reader.percent(row["share"], digits=1)
    return f"{words} !" if row["state"] == BEYOND else words


def _left(row: dict, reader: Reader) -> str:
    return uncertain.with_uncertainty(row["residual"], row["spread"], row["measure"], reader)
