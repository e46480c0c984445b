"""Grid of synergy ranks under several criteria: darker is better."""

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed, of_rows

CRITERIA = {
    "by_mass": N_("by mass"),
    "by_value": N_("by value"),
    "by_co2": N_("by CO2"),
    "by_water": N_("by water"),
    "by_innovation": N_("by innovation"),
}
MOST = 12  # number of synergies shown


def grid(ranked: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Rank of each of the first synergies under each criterion.

    Parameters
    ----------
    ranked : DataFrame
        name_en, name_zh and a rank for each of `CRITERIA`, in drawing order.
    reader : Reader
    """
    shown = ranked.head(MOST)
    words = {name: reader.text(text) for name, text in CRITERIA.items()}
    rows = shown.assign(name=reader.names(shown)).melt(
        "name", list(CRITERIA), var_name="criterion", value_name="place"
    )
    rows = rows.dropna(subset="place")
    rows = rows.assign(
        criterion=rows["criterion"].map(words), words=[reader.number(place) for place in rows["place"]]
    )
    order, last = list(words.values()), max(2, len(ranked))
    axis = alt.Axis(
        # on a phone the criteria are vertical, as they do not fit side by side
        labelAngle=alt.ExprRef(f"{style.NARROW} ? -60 : 0"),
        labelAlign=alt.ExprRef(f"{style.NARROW} ? 'left' : 'center'"),
        labelOverlap=False,
        orient="top",
        ticks=False,
        domain=False,
    )
    base = alt.Chart(rows).encode(
        x=alt.X("criterion:N", sort=order, title=None, axis=axis),
        y=channels.name_axis("name", reader.names(shown), labelLimit=560 if reader.is_large else 450),
        tooltip=channels.tooltip(
            {"name": N_("Synergy"), "criterion": N_("Criterion"), "words": N_("Rank")}, reader
        ),
    )
    scale = alt.Scale(domain=[1, last], range=[style.ACCENT, "#edf3f1"])
    cells = base.mark_rect(stroke=style.PAPER, strokeWidth=2).encode(
        color=alt.Color("place:Q", scale=scale, legend=None)
    )
    numbers = base.mark_text().encode(
        text="words:N",
        color=alt.condition(alt.datum.place <= last / 3, alt.value(style.PAPER), alt.value(style.INK)),
    )
    return framed(of_rows(combined(cells, numbers), len(shown), 40 if reader.is_large else 24), reader)
