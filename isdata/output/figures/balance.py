"""Whether figures balance: a heat map of what each site leaves over."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.frame import framed, of_rows
from isdata.park.flows.balance import BEYOND, OPEN, UNKNOWN

STATES = {
    "closes": N_("closes within its uncertainty"),
    "beyond": N_("exceeds its uncertainty"),
    "open": N_("only one side is known"),
    "unknown": N_("a flow was never measured"),
}
_STRIKING = 3  # widths of its ±, beyond which every balance is as striking as the next


_TIPS = {
    "site": N_("Site"),
    "kind": N_("Kind"),
    "state": N_("Status"),
    "in": N_("Inputs"),
    "out": N_("Outputs"),
    "left": N_("Imbalance"),
}


def heat_map(
    balances: pd.DataFrame, names: dict[str, str], titles: dict[str, str], reader: Reader
) -> alt.LayerChart:
    """Return sites against kinds, coloured by what is left over in widths of its ±; what lies beyond is framed.

    Parameters
    ----------
    balances : DataFrame
        As `flows.balances` returns them.
    names : dict
        Name of each site.
    titles : dict
        Name of each kind, resource or substance that is balanced.
    reader : Reader
    """
    rows = _cells(balances, names, titles, reader)
    kinds = [title for title in titles.values() if title in set(rows["kind"])]
    base = alt.Chart(rows).encode(
        x=alt.X("kind:N", title=None, sort=kinds, axis=_top(len(kinds))),
        y=channels.down("site", sorted(rows["site"].unique()), labelLimit=220, labelBound=False),
        tooltip=channels.tooltip(_TIPS, reader),
    )
    cells = base.mark_rect(stroke=style.PAPER, strokeWidth=2, cornerRadius=3).encode(
        color=alt.condition("datum.is_shown", _left_over(reader), alt.value("#f7f8f8"))
    )
    texts = base.mark_text().encode(text="share:N", color=alt.Color("ink:N", scale=None))
    frames: Any = base.transform_filter("datum.is_beyond").mark_rect(
        filled=False, stroke=style.INK, strokeWidth=2, cornerRadius=3
    )
    picked = alt.selection_point(name="cell", fields=["balance_id"], empty=False)
    chart = alt.layer(cells.add_params(picked), frames, texts).resolve_scale(color="independent")
    return framed(of_rows(chart, rows["site"].nunique(), 26), reader)


def _cells(
    balances: pd.DataFrame, names: dict[str, str], titles: dict[str, str], reader: Reader
) -> pd.DataFrame:
    """Cells of the chart with their words, one per balance."""
    is_known = ~balances["state"].isin([OPEN, UNKNOWN])
    records = balances.to_dict("records")
    return pd.DataFrame(
        {
            "balance_id": balances["balance_id"],
            "site": balances["site_id"].map(names),
            "kind": balances["kind"].map(titles),
            "ratio": balances["ratio"].clip(-_STRIKING, _STRIKING),
            "is_shown": is_known,
            "is_beyond": balances["state"] == BEYOND,
            "share": [_share(row["share"], row["state"], reader) for row in records],
            "state": [reader.text(STATES[state]) for state in balances["state"]],
            "in": [reader.amount(row["inputs"], row["measure"]) for row in records],
            "out": [reader.amount(row["outputs"], row["measure"]) for row in records],
            "left": [_left(row, reader) for row in records],
            "ink": np.where(is_known & (balances["ratio"].abs() > 1.8), style.PAPER, style.INK),
        }
    )


def _left_over(reader: Reader) -> alt.Color:
    """The colour of what is left over: pale within the ±, deep beyond it, a hue for each sign."""
    steps = [-_STRIKING, -1, 0, 1, _STRIKING]
    colours = ["#7d2160", "#cf8fb6", "#eef3f1", "#efb568", "#b85708"]
    return alt.Color(
        "ratio:Q",
        scale=alt.Scale(domain=steps, range=colours, clamp=True, interpolate="rgb"),
        legend=alt.Legend(
            title=reader.text(N_("Imbalance relative to its uncertainty")),
            orient="bottom",
            gradientLength=200,
            titleLimit=300,
            values=steps,
        ),
    )


def _top(columns: int) -> alt.Axis:
    """The axis above the cells; the names of many columns stand upright."""
    angle = 0 if columns <= 4 else -60
    return alt.Axis(
        orient="top", labelAngle=angle, ticks=False, domain=False, labelLimit=150, labelFlush=False
    )


def _share(share: float, state: str, reader: Reader) -> str:
    if state in (OPEN, UNKNOWN):
        return "–"
    words = reader.percent(share, digits=1)
    return f"{words} !" if state == BEYOND else words


def _left(row: dict, reader: Reader) -> str:
    return f"{reader.number(row['residual'])} ± {reader.amount(row['spread'], row['measure'])}"
