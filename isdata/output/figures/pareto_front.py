"""Money and CO2: Pareto-best measures, and the cost per tonne."""

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures.presentation import measure_words
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed, layered, money_axis, npv_title

_OTHER = "#b8c1c0"
_NAMED = 8  # number of best measures whose names fit the picture
_HEIGHT = 340  # px
_OF_MEASURE = {
    "name": N_("Measure"),
    "npv_words": N_("Net present value"),
    "co2_words": N_("CO2 saved [t/yr]"),
    "kind": N_("Comparison"),
}


def fronts(appraised: pd.DataFrame, front: pd.Series, reader: Reader, currency: str) -> alt.LayerChart:
    """Net present value against CO2 saved; a line connects the named Pareto-best measures.

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` returns; names may be missing.
    front : Series
        As `measures.fronts` returns.
    """
    known, is_best = appraised[front.notna()], (front[front.notna()] == 1).to_numpy()
    axis = money_axis(known["npv"].abs().max(), currency, reader)
    best, other = reader.text(N_("Best in NPV and CO2")), reader.text(N_("Other measures"))
    rows = _labelled(known, reader, currency).assign(
        money=known["npv"].to_numpy() / axis.step, kind=np.where(is_best, best, other)
    )
    colour = channels.colour("kind", [best, other], [style.ACCENT, _OTHER], symbolType="circle")
    x = alt.X("co2:Q", title=reader.text(N_("CO2 saved [t/yr]")), axis=alt.Axis(grid=False, tickCount=8))
    y = alt.Y("money:Q", title=npv_title(axis, reader), axis=alt.Axis(tickCount=6))
    lines = (
        alt.Chart(rows[is_best])
        .mark_line(strokeWidth=1.5, interpolate="step-before", opacity=0.6)
        .encode(x=x, y=y, color=colour, order=alt.Order("co2:Q"))
    )
    points = (
        alt.Chart(rows.assign(is_best=is_best).sort_values("is_best"))
        .mark_circle(size=160 if reader.is_large else 90, opacity=0.9)
        .encode(x=x, y=y, color=colour, tooltip=channels.tooltip(_OF_MEASURE, reader))
    )
    names = _names(rows[is_best], x, y)
    return framed(
        combined(channels.zero_line(color=style.RULE), lines, points, *names, height=_HEIGHT), reader
    )


def _names(best: pd.DataFrame, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Names of the best measures by value, each on the side of its point with more room."""
    shown = best.nlargest(_NAMED, "money")
    is_right = shown["co2"] > shown["co2"].max() / 2
    layers: list[alt.Chart] = []
    # Alternately above and below the line, since names of neighbours would overlap on a phone.
    for rows, align, dx, dy in ((shown[is_right], "right", -9, -10), (shown[~is_right], "left", 9, 16)):
        base = alt.Chart(rows).encode(x=x, y=y, text="name:N")
        layers += channels.legible(base, align=align, dx=dx, dy=dy, limit=430)
    return layers


def _labelled(known: pd.DataFrame, reader: Reader, currency: str) -> pd.DataFrame:
    """Positions of the measures with their label texts."""
    return pd.DataFrame(
        {
            "name": [measure_words(row, reader) for row in known.to_dict("records")],
            "co2": known["co2_saving"].to_numpy(),
            "npv_words": [reader.money(value, currency) for value in known["npv"]],
            "co2_words": [reader.amount(value, "t/yr") for value in known["co2_saving"]],
        }
    )


def tonne_costs(appraised: pd.DataFrame, reader: Reader, currency: str) -> alt.LayerChart:
    """CO2 abatement cost of each measure with a net cost, cheapest first.

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` returns. Only measures with abatement_cost_annual above 0 are shown, where it ranks them
        correctly.
    """
    costly = appraised.sort_values("abatement_cost_annual").head(20)
    rows = pd.DataFrame(
        {
            "name": [measure_words(row, reader) for row in costly.to_dict("records")],
            "cost": costly["abatement_cost_annual"].to_numpy(),
            "words": [
                f"{reader.money(cost, f'{currency}/t')} · {reader.amount(tonnes, 't/yr')}"
                for cost, tonnes in zip(costly["abatement_cost_annual"], costly["co2_saving"], strict=True)
            ],
        }
    )
    base = alt.Chart(rows).encode(
        y=channels.name_axis("name", rows["name"]),
        x=alt.X("cost:Q", axis=None, scale=alt.Scale(domainMax=1.6 * float(rows["cost"].max()))),
        tooltip=channels.tooltip({"name": N_("Measure"), "words": N_("Cost per tonne")}, reader),
    )
    bars = base.mark_bar(color=style.PALETTE[1], height={"band": 0.6}, cornerRadiusEnd=2).encode()
    labels = base.mark_text(align="left", dx=6).encode(text=alt.Text("words:N"))
    height = 20 + len(rows) * (44 if reader.is_large else 34)
    return layered(bars, labels, height=height, reader=reader)
