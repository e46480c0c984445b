"""Whether figures balance: a heat map of what is left over, quality by company, energy per value added."""

import altair as alt
import numpy as np
import pandas as pd

from isdata.figures import style
from isdata.figures.frame import framed
from isdata.flows.balance import OPEN, UNKNOWN
from isdata.i18n import N_, Reader

STATES = {
    "closes": N_("closes within its ±"),
    "beyond": N_("beyond its ±"),
    "open": N_("only one side is known"),
    "unknown": N_("a flow was never measured"),
}


def heat_map(balances: pd.DataFrame, names: dict[str, str], reader: Reader) -> alt.LayerChart:
    """Return sites against kinds, coloured by what is left over in widths of its ±.

    Parameters
    ----------
    balances : DataFrame
        As `flows.balances` returns them.
    names : dict
        Name of each site.
    reader : Reader
    """
    rows = pd.DataFrame(
        {
            "balance_id": balances["balance_id"],
            "site": balances["site_id"].map(names),
            "kind": [reader.choice("kind", kind) for kind in balances["kind"]],
            # Beyond three widths every balance is as striking as the next.
            "ratio": balances["ratio"].clip(-3, 3),
            "is_told": ~balances["state"].isin([OPEN, UNKNOWN]),
            "share": [
                reader.percent(share, digits=1) if state not in (OPEN, UNKNOWN) else "–"
                for share, state in zip(balances["share"], balances["state"], strict=True)
            ],
            "state": [reader.text(STATES[state]) for state in balances["state"]],
            "in": [_amount(row, "inputs", reader) for row in balances.to_dict("records")],
            "out": [_amount(row, "outputs", reader) for row in balances.to_dict("records")],
            "left": [_left(row, reader) for row in balances.to_dict("records")],
            "ink": np.where(balances["ratio"].abs() > 2, style.PAPER, style.INK),
        }
    )
    order = sorted(rows["site"].unique())
    base = alt.Chart(rows).encode(
        x=alt.X("kind:N", title=None, axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False)),
        y=alt.Y("site:N", title=None, sort=order, axis=alt.Axis(labelLimit=220, ticks=False, domain=False)),
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
                    range=["#8c2f6b", "#d9b3cb", "#eef3f1", "#f3d3a8", "#c4660c"],
                    clamp=True,
                    interpolate="rgb",
                ),
                legend=alt.Legend(
                    title=reader.text(N_("Left over, in widths of its ±")),
                    orient="bottom",
                    gradientLength=240,
                    values=[-3, -1, 0, 1, 3],
                ),
            ),
            alt.value("#f7f8f8"),
        )
    )
    texts = base.mark_text().encode(text="share:N", color=alt.Color("ink:N", scale=None))
    picked = alt.selection_point(name="cell", fields=["balance_id"], empty=False)
    chart = alt.layer(cells.add_params(picked), texts).resolve_scale(color="independent")
    return framed(chart.properties(height=alt.Step(26)))


def _amount(row: dict, side: str, reader: Reader) -> str:
    return reader.amount(row[side], row["measure"])


def _left(row: dict, reader: Reader) -> str:
    return f"{reader.number(row['residual'])} ± {reader.amount(row['spread'], row['measure'])}"


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


def intensity_bars(found: pd.DataFrame, names: dict[str, str], park: float, reader: Reader) -> alt.LayerChart:
    """Return energy per value added of each company on a logarithmic axis, with the park's as a line.

    Parameters
    ----------
    found : DataFrame
        As `intensity.intensities` returns them.
    names : dict
        Name of each company.
    park : float
        Of the park. [tce per 10,000]
    """
    told = found[found["intensity"] > 0]
    rows = pd.DataFrame(
        {
            "company": told["company_id"].map(names),
            "intensity": told["intensity"],
            "ratio": told["intensity"] / park,
            "told": [reader.number(value) for value in told["intensity"]],
            "energy": [reader.amount(value, "tce") for value in told["energy"]],
        }
    )
    title = reader.text(N_("tce per 10,000 of value added"))
    base = alt.Chart(rows).encode(
        y=alt.Y("company:N", title=None, sort=None, axis=alt.Axis(labelLimit=220, ticks=False, domain=False)),
        tooltip=[
            alt.Tooltip("company:N", title=reader.text(N_("Company"))),
            alt.Tooltip("told:N", title=title),
            alt.Tooltip("energy:N", title=reader.text(N_("Energy used"))),
        ],
    )
    axis = alt.Axis(tickCount=5, grid=True)
    points = base.mark_circle(size=130, opacity=1).encode(
        x=alt.X("intensity:Q", title=title, scale=alt.Scale(type="log", nice=True), axis=axis),
        # At most half, up to one and a half, and more than that of the park's.
        color=alt.Color(
            "ratio:Q",
            scale=alt.Scale(type="threshold", domain=[0.5, 1.5], range=["#0b6e69", "#c2a227", "#b5473c"]),
            legend=None,
        ),
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
    return framed((line + points + labels).properties(height=alt.Step(22)))
