"""Money and CO2 side by side: which measures no other beats in both, and what the tonnes cost."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures.presentation import measure_words
from isdata.output.figures import channels, style
from isdata.output.figures.frame import framed, layered, money_axis, npv_title

_SHOWN = {1: style.ACCENT, 2: style.PALETTE[1], 3: style.PALETTE[2]}
_LATER = "#b8c1c0"
_OF_MEASURE = {
    "name": N_("Measure"),
    "npv_words": N_("Net present value"),
    "co2_words": N_("CO2 saved [t/yr]"),
    "front": N_("Pareto front"),
}


def fronts(appraised: pd.DataFrame, front: pd.Series, reader: Reader, currency: str) -> alt.LayerChart:
    """Return net present value against CO2 saved, the first three Pareto fronts as lines.

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` returns; names may be missing.
    front : Series
        As `measures.fronts` returns.
    """
    known, levels = appraised[front.notna()], front[front.notna()].astype(int)
    axis = money_axis(known["npv"].abs().max(), currency, reader)
    words = [reader.text(N_("front {number}"), number=level) for level in _SHOWN]
    later = reader.text(N_("later fronts"))
    rows = _labelled(known, reader, currency).assign(
        money=known["npv"].to_numpy() / axis.step,
        front=[words[level - 1] if level in _SHOWN else later for level in levels],
        level=levels.to_numpy(),
    )
    colour = channels.colour(
        "front", [*words, later], [*_SHOWN.values(), _LATER], columns=2, symbolType="circle"
    )
    x = alt.X("co2:Q", title=reader.text(N_("CO2 saved [t/yr]")), axis=alt.Axis(grid=False))
    y = alt.Y("money:Q", title=npv_title(axis, reader))
    lines = (
        alt.Chart(rows[rows["level"] <= max(_SHOWN)])
        .mark_line(strokeWidth=1.5, interpolate="step-before", opacity=0.6)
        .encode(x=x, y=y, color=colour, order=alt.Order("co2:Q"))
    )
    points = (
        alt.Chart(rows.sort_values("level", ascending=False))
        .mark_circle(size=160 if reader.is_large else 90, opacity=0.9)
        .encode(x=x, y=y, color=colour, tooltip=channels.tooltip(_OF_MEASURE, reader))
    )
    layers = alt.layer(channels.zero(color=style.RULE), lines, points)
    return framed(layers.properties(height=430), reader)


def _labelled(known: pd.DataFrame, reader: Reader, currency: str) -> pd.DataFrame:
    """Positions of the measures, with their words."""
    return pd.DataFrame(
        {
            "name": [measure_words(row, reader) for row in known.to_dict("records")],
            "co2": known["co2_saving"].to_numpy(),
            "npv_words": [reader.money(value, currency) for value in known["npv"]],
            "co2_words": [reader.amount(value, "t/yr") for value in known["co2_saving"]],
        }
    )


def tonne_costs(appraised: pd.DataFrame, reader: Reader, currency: str) -> alt.LayerChart:
    """Cost per tonne of CO2 of each measure without a gain, cheapest first.

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` returns; only measures whose abatement_cost_annual is above 0, where it does rank.
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
        y=channels.down("name", rows["name"]),
        x=alt.X("cost:Q", axis=None, scale=alt.Scale(domainMax=1.6 * float(rows["cost"].max()))),
        tooltip=channels.tooltip({"name": N_("Measure"), "words": N_("Cost per tonne")}, reader),
    )
    bars = base.mark_bar(color=style.PALETTE[1], height={"band": 0.6}, cornerRadiusEnd=2).encode()
    labels = base.mark_text(align="left", dx=6).encode(text=alt.Text("words:N"))
    height = 20 + len(rows) * (44 if reader.is_large else 34)
    return layered(bars, labels, height=height, reader=reader)
