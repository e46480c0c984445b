"""Whether figures balance: a heat map of what each site leaves over."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.figures import style
from isdata.figures.frame import framed
from isdata.flows.balance import BEYOND, OPEN, UNKNOWN
from isdata.i18n import N_, Reader

STATES = {
    "closes": N_("closes within its ±"),
    "beyond": N_("beyond its ±"),
    "open": N_("only one side is known"),
    "unknown": N_("a flow was never measured"),
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
    is_told = ~balances["state"].isin([OPEN, UNKNOWN])
    rows = pd.DataFrame(
        {
            "balance_id": balances["balance_id"],
            "site": balances["site_id"].map(names),
            "kind": balances["kind"].map(titles),
            # Beyond three widths every balance is as striking as the next.
            "ratio": balances["ratio"].clip(-3, 3),
            "is_told": is_told,
            "is_beyond": balances["state"] == BEYOND,
            "share": [
                _share(share, state, reader)
                for share, state in zip(balances["share"], balances["state"], strict=True)
            ],
            "state": [reader.text(STATES[state]) for state in balances["state"]],
            "in": [_amount(row, "inputs", reader) for row in balances.to_dict("records")],
            "out": [_amount(row, "outputs", reader) for row in balances.to_dict("records")],
            "left": [_left(row, reader) for row in balances.to_dict("records")],
            "ink": np.where(is_told & (balances["ratio"].abs() > 1.8), style.PAPER, style.INK),
        }
    )
    order = sorted(rows["site"].unique())
    base = alt.Chart(rows).encode(
        x=alt.X(
            "kind:N",
            title=None,
            sort=[title for title in titles.values() if title in set(rows["kind"])],
            axis=_top(len(set(rows["kind"]))),
        ),
        y=alt.Y(
            "site:N",
            title=None,
            sort=order,
            axis=alt.Axis(labelLimit=220, ticks=False, domain=False, labelFlush=False, labelBound=False),
        ),
        tooltip=[
            alt.Tooltip("site:N", title=reader.text(N_("Site"))),
            alt.Tooltip("kind:N", title=reader.text(N_("Kind"))),
            alt.Tooltip("state:N", title=reader.text(N_("State"))),
            alt.Tooltip("in:N", title=reader.text(N_("Goes in"))),
            alt.Tooltip("out:N", title=reader.text(N_("Comes out"))),
            alt.Tooltip("left:N", title=reader.text(N_("Left over"))),
        ],
    )
    cells = base.mark_rect(stroke=style.PAPER, strokeWidth=2, cornerRadius=3).encode(
        color=alt.condition(
            "datum.is_told",
            alt.Color(
                "ratio:Q",
                scale=alt.Scale(
                    domain=[-3, -1, 0, 1, 3],
                    range=["#7d2160", "#cf8fb6", "#eef3f1", "#efb568", "#b85708"],
                    clamp=True,
                    interpolate="rgb",
                ),
                legend=alt.Legend(
                    title=reader.text(N_("Left over, in widths of its ±")),
                    orient="bottom",
                    gradientLength=200,
                    titleLimit=300,
                    values=[-3, -1, 0, 1, 3],
                ),
            ),
            alt.value("#f7f8f8"),
        )
    )
    texts = base.mark_text().encode(text="share:N", color=alt.Color("ink:N", scale=None))
    frames: Any = base.transform_filter("datum.is_beyond").mark_rect(
        filled=False, stroke=style.INK, strokeWidth=2, cornerRadius=3
    )
    picked = alt.selection_point(name="cell", fields=["balance_id"], empty=False)
    chart = alt.layer(cells.add_params(picked), frames, texts).resolve_scale(color="independent")
    return framed(chart.properties(height=alt.Step(26)))


def _top(columns: int) -> alt.Axis:
    """The axis above the cells; the names of many columns stand upright."""
    angle = 0 if columns <= 4 else -60
    return alt.Axis(
        orient="top", labelAngle=angle, ticks=False, domain=False, labelLimit=150, labelFlush=False
    )


def _share(share: float, state: str, reader: Reader) -> str:
    if state in (OPEN, UNKNOWN):
        return "–"
    told = reader.percent(share, digits=1)
    return f"{told} !" if state == BEYOND else told


def _amount(row: dict, side: str, reader: Reader) -> str:
    return reader.amount(row[side], row["measure"])


def _left(row: dict, reader: Reader) -> str:
    return f"{reader.number(row['residual'])} ± {reader.amount(row['spread'], row['measure'])}"
