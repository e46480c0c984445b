"""Pareto chart of the saving by group: largest first, with cumulative share."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import channels, style
from isdata.output.figures.frame import layered

_GAP, _UP = 10, 0.5  # distance before labels [px], and their height above the line, in type sizes [-]


def pareto(categories: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Share of each group in the yearly saving, the rest last, with the cumulative share.

    Parameters
    ----------
    categories : DataFrame
        As `measures.by_group` returns, with name (text) and is_rest: remaining groups come last, in grey.
    """
    is_rest = categories["is_rest"]
    groups = pd.concat([categories[~is_rest], categories[is_rest]])
    groups = groups.assign(cumulative_share=groups["share"].cumsum())
    rows = _labelled(groups, reader)
    y = channels.name_axis("name", rows["name"], labelOverlap=False)
    x = alt.Scale(domain=[0, 1.1])
    tooltip = channels.tooltip(
        {"name": N_("Group"), "share_words": N_("Share of the saving"), "running_words": N_("Cumulative")},
        reader,
    )
    size = 24 if reader.is_large else 13
    rows["words_width"] = [round(text_width(words, size)) for words in rows["share_words"]]
    base = alt.Chart(rows).encode(y=y, tooltip=tooltip)
    bars = base.mark_bar(cornerRadiusEnd=2, height={"band": 0.62}).encode(
        x=alt.X("share:Q", scale=x, title=None, axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])),
        color=alt.Color("colour:N", scale=None),
    )
    # Beside the bar, or beyond a close dot of the cumulative share, above the line that continues from it.
    ahead = "(scale('x', datum.running) - scale('x', datum.share))"
    is_beyond = f"{ahead} < datum.words_width + {2 * _GAP}"
    labels = base.mark_text(
        align="left",
        dx=alt.ExprRef(f"{is_beyond} ? {ahead} + {_GAP} : {_GAP}"),
        dy=alt.ExprRef(f"{is_beyond} ? {-_UP * size} : 0"),
    ).encode(x=alt.X("share:Q", scale=x), text="share_words:N")
    named = channels.colour("line", rows["line"].unique(), [style.PALETTE[1]], symbolType="stroke")
    line = base.mark_line(strokeWidth=2).encode(x="running:Q", order=alt.Order("running:Q"), color=named)
    dots = base.mark_circle(color=style.PALETTE[1], size=70, opacity=1).encode(x="running:Q")
    return layered(
        bars, line, dots, labels, height=len(rows) * (48 if reader.is_large else 36), reader=reader
    )


def _labelled(groups: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Groups with their label texts."""
    return pd.DataFrame(
        {
            "name": groups["name"].to_numpy(),
            "share": groups["share"].to_numpy(),
            "running": groups["cumulative_share"].to_numpy(),
            "line": reader.text(N_("Cumulative share")),
            "share_words": [reader.percent(share, digits=1) for share in groups["share"]],
            "running_words": [reader.percent(share) for share in groups["cumulative_share"]],
            "colour": ["#c4ccd0" if grey else style.ACCENT for grey in groups["is_rest"]],
        }
    )
