"""How good each company's figures are, and how much energy it needs for what it earns, as charts."""

import altair as alt
import pandas as pd

from isdata.figures import style
from isdata.figures.frame import framed
from isdata.i18n import N_, Reader


def quality_bars(scores: pd.DataFrame, names: dict[str, str], reader: Reader) -> alt.LayerChart:
    """Return the score of each company's figures, and what one better measurement would add.

    Parameters
    ----------
    scores : DataFrame
        As `quality.quality` returns them.
    names : dict
        Name of each company.
    """
    rows = pd.DataFrame(
        {
            "company": scores["company_id"].map(names),
            "score": scores["score"],
            "after": scores["score"] + scores["gain"],
            "told": [reader.percent(score) for score in scores["score"]],
            "gain": [f"+{reader.percent(gain)}" for gain in scores["gain"]],
        }
    )
    axis = alt.Axis(format="%", grid=True, tickCount=5)
    base = alt.Chart(rows).encode(
        y=alt.Y("company:N", title=None, sort=None, axis=alt.Axis(labelLimit=220, ticks=False, domain=False)),
        tooltip=[
            alt.Tooltip("company:N", title=reader.text(N_("Company"))),
            alt.Tooltip("told:N", title=reader.text(N_("Score"))),
            alt.Tooltip("gain:N", title=reader.text(N_("With one better figure"))),
        ],
    )
    scale = alt.Scale(domain=[0, 1])
    now = base.mark_bar(color=style.ACCENT, cornerRadiusEnd=2).encode(
        x=alt.X("score:Q", title=reader.text(N_("Score")), scale=scale, axis=axis)
    )
    more = base.mark_bar(color=style.ACCENT, opacity=0.3).encode(
        x=alt.X("score:Q", scale=scale), x2="after:Q"
    )
    return framed((now + more).properties(height=alt.Step(22)))


BANDS = ("#dcece9", "#f6efd2", "#f5dfdb", "#ead7e3")  # from the leanest; pale, since marks stand on them


def intensity_bars(
    found: pd.DataFrame, names: dict[str, str], park: float, limits: pd.DataFrame, reader: Reader
) -> alt.LayerChart:
    """Return energy per value added of each company on a logarithmic axis, with the park's as a line.

    Parameters
    ----------
    found : DataFrame
        As `intensity.intensities` returns them.
    names : dict
        Name of each company.
    park : float
        Of the park. [tce per 10,000]
    limits : DataFrame
        Benchmark bands as `intensity.bands` returns them; they stand behind the marks.
    """
    told = found[found["intensity"] > 0]
    rows = pd.DataFrame(
        {
            "company": told["company_id"].map(names),
            "intensity": told["intensity"],
            "told": [reader.number(value) for value in told["intensity"]],
            "energy": [reader.amount(value, "tce") for value in told["energy"]],
        }
    )
    title = reader.text(N_("tce per 10,000 of value added"))
    scale = alt.Scale(type="log", nice=False)
    base = alt.Chart(rows).encode(
        y=alt.Y("company:N", title=None, sort=None, axis=alt.Axis(labelLimit=220, ticks=False, domain=False)),
        tooltip=[
            alt.Tooltip("company:N", title=reader.text(N_("Company"))),
            alt.Tooltip("told:N", title=title),
            alt.Tooltip("energy:N", title=reader.text(N_("Energy used"))),
        ],
    )
    axis = alt.Axis(tickCount=5, grid=limits.empty)
    points = base.mark_circle(size=130, opacity=1, color=style.ACCENT).encode(
        x=alt.X("intensity:Q", title=title, scale=scale, axis=axis)
    )
    labels = base.mark_text(align="left", dx=11).encode(x="intensity:Q", text="told:N")
    line = (
        alt.Chart(pd.DataFrame({"park": [park], "said": [reader.text(N_("Park"))]}))
        .mark_rule(color=style.INK, strokeDash=[5, 4])
        .encode(
            x="park:Q",
            tooltip=[alt.Tooltip("said:N", title=" "), alt.Tooltip("park:Q", format=".3f", title=title)],
        )
    )
    behind = [] if limits.empty else [_bands(limits, rows["intensity"], scale, reader)]
    chart = alt.layer(*behind, line, points, labels).resolve_scale(color="independent")
    return framed(chart.properties(height=alt.Step(22)))


def _bands(limits: pd.DataFrame, shown: pd.Series, scale: alt.Scale, reader: Reader) -> alt.Chart:
    """The bands behind the marks, reaching a little beyond the least and the greatest of them."""
    reach = pd.concat([shown, limits["minimum"], limits["maximum"]]).dropna()
    reach = reach[reach > 0]
    low, high = reach.min() / 1.5, reach.max() * 1.5
    rows = pd.DataFrame(
        {
            "low": limits["minimum"].where(limits["minimum"] > 0).fillna(low),
            "high": limits["maximum"].fillna(high),
            "band": [
                reader.name(en, zh) for en, zh in zip(limits["name_en"], limits["name_zh"], strict=True)
            ],
        }
    )
    colour = alt.Scale(domain=rows["band"].tolist(), range=list(BANDS[: len(rows)]))
    legend = alt.Legend(title=reader.text(N_("Benchmark bands")), orient="bottom")
    return (
        alt.Chart(rows)
        .mark_rect()
        .encode(
            x=alt.X("low:Q", scale=scale),
            x2="high:Q",
            color=alt.Color("band:N", scale=colour, legend=legend),
            tooltip=[alt.Tooltip("band:N", title=reader.text(N_("Benchmark band")))],
        )
    )
