"""Path of an indicator: reached values, targets and vision by year."""

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import layered

KINDS = {
    "reached": N_("Actual"),
    "target": N_("Target"),
    "vision": N_("Vision"),
    "planned": N_("Including decided measures"),
}
_COLOURS = {
    "reached": style.ACCENT,
    "target": style.PALETTE[1],
    "vision": style.PALETTE[2],
    "planned": style.PALETTE[4],
}


def path(values: pd.DataFrame, reader: Reader, *, unit: str) -> alt.LayerChart:
    """Values of one indicator by year, the future path dashed.

    Parameters
    ----------
    values : DataFrame
        year, value_kind (a key of `KINDS`), value [unit].
    unit : str
        Unit of the values.
    """
    rows = values.assign(
        kind=[reader.text(KINDS[kind]) for kind in values["value_kind"]],
        words=[reader.amount(value, unit) for value in values["value"]],
        year=values["year"].astype(int).astype(str),
    ).sort_values("year")
    colours = {reader.text(words): _COLOURS[kind] for kind, words in KINDS.items()}
    colour = channels.states("kind", colours, set(rows["kind"]))
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0))
    y = alt.Y("value:Q", title=reader.unit(unit), scale=alt.Scale(zero=False))
    tips = channels.tooltip({"year": N_("Year"), "kind": N_("Kind"), "words": N_("Value")}, reader)
    reached = rows[rows["value_kind"] == "reached"]
    ahead = pd.concat([reached.tail(1), rows[rows["value_kind"].isin(["target", "vision"])]])
    line = alt.Chart(reached).mark_line(color=style.ACCENT, strokeWidth=3).encode(x=x, y=y)
    dashed = alt.Chart(ahead).mark_line(color=style.MUTED, strokeDash=[5, 4]).encode(x=x, y=y)
    points = alt.Chart(rows).mark_circle(size=110, opacity=1).encode(x=x, y=y, color=colour, tooltip=tips)
    return layered(dashed, line, points, height=360 if reader.is_large else 220, reader=reader)
