"""A network on the way to its target, and its members side by side."""

import altair as alt
import pandas as pd

from isdata.figures import style
from isdata.figures.frame import framed, per_year_of
from isdata.i18n import N_, Reader


def path(progress: pd.DataFrame, reader: Reader, *, is_large: bool = False) -> alt.LayerChart:
    """Return what the network saves in each year, against the target path.

    Parameters
    ----------
    progress : DataFrame
        As `measures.progress` returns.
    """
    rows = pd.DataFrame(
        {
            "year": progress["year"].astype(str),
            "result": progress["result"] / 1000,
            "target": progress["target"] / 1000,
            "result_words": [
                f"{reader.amount(value, per_year_of('MWh', reader))} · {reader.percent(share, digits=1)}"
                for value, share in zip(progress["result"], progress["result_share"], strict=True)
            ],
            "target_words": [
                f"{reader.amount(value, per_year_of('MWh', reader))} · {reader.percent(share, digits=1)}"
                for value, share in zip(progress["target"], progress["target_share"], strict=True)
            ],
            "label": [
                reader.percent(share, digits=1) if share > 0 else "" for share in progress["result_share"]
            ],
        }
    )
    tooltip = [
        alt.Tooltip("year:N", title=reader.text(N_("Year"))),
        alt.Tooltip("result_words:N", title=reader.text(N_("Saved"))),
        alt.Tooltip("target_words:N", title=reader.text(N_("Target"))),
    ]
    unit = per_year_of("GWh", reader)
    base = alt.Chart(rows).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, ticks=False)), tooltip=tooltip
    )
    kinds = (reader.text(N_("Saved by measures in use")), reader.text(N_("Target path")))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=list(kinds), range=[style.ACCENT, style.PALETTE[1]]),
        legend=alt.Legend(title=None, orient="top", columns=1),
    )
    bars = base.transform_calculate(kind=f"'{kinds[0]}'").mark_bar(cornerRadiusEnd=3, width={"band": 0.6})
    bars = bars.encode(y=alt.Y("result:Q", title=unit), color=colour)
    labels = base.mark_text(color="white", baseline="bottom", dy=-6).encode(y=alt.datum(0), text="label:N")
    line = (
        base.transform_filter("isValid(datum.target)")
        .transform_calculate(kind=f"'{kinds[1]}'")
        .mark_line(strokeWidth=3, point=alt.OverlayMarkDef(size=90, filled=True))
        .encode(y="target:Q", color=colour)
    )
    return framed(alt.layer(bars, line, labels).properties(height=380), is_large=is_large)


def comparison(
    members: pd.DataFrame, reader: Reader, *, marks: dict[str, float], is_large: bool = False
) -> alt.LayerChart:
    """Return the share of its own baseline that each member saves, with benchmark lines.

    Parameters
    ----------
    members : DataFrame
        As `measures.comparison` returns.
    marks : dict of str to float
        Words and share of each vertical line.
    """
    known = members[members["result"].notna()]
    rows = pd.DataFrame(
        {
            "name": [member_words(row, reader) for row in known.to_dict("records")],
            "result": known["result"],
            "target": known["target"],
            "result_words": [reader.percent(share, digits=1) for share in known["result"]],
            "target_words": [reader.percent(share, digits=1) for share in known["target"]],
        }
    )
    right = max(float(rows["result"].max()), *marks.values()) * 1.15
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=alt.Axis(ticks=False, domain=False)),
        tooltip=[
            alt.Tooltip("name:N", title=reader.text(N_("Member"))),
            alt.Tooltip("result_words:N", title=reader.text(N_("Saved of its baseline"))),
            alt.Tooltip("target_words:N", title=reader.text(N_("Its target"))),
        ],
    )
    x = alt.X(
        "result:Q",
        title=reader.text(N_("Energy saved, share of the member's baseline")),
        axis=alt.Axis(format="%", tickCount=6),
        scale=alt.Scale(domain=[0, right]),
    )
    bars = base.mark_bar(color=style.ACCENT, height={"band": 0.6}, cornerRadiusEnd=2).encode(x=x)
    ticks = base.mark_tick(color=style.INK, thickness=3, height={"band": 0.8}).encode(x="target:Q")
    # The words stand in the last rows, where the bars are shortest.
    places = (list(rows["name"])[-len(marks) :] * len(marks))[: len(marks)]
    table = pd.DataFrame({"words": list(marks), "result": list(marks.values()), "name": places})
    rules = alt.Chart(table).mark_rule(strokeDash=[5, 4], color=style.PALETTE[1], strokeWidth=1.5)
    told = alt.Chart(table).mark_text(align="right", dx=-6, color="#8a4f0c")
    return framed(
        alt.layer(
            bars,
            ticks,
            rules.encode(x="result:Q"),
            told.encode(x="result:Q", y=alt.Y("name:N", sort=list(rows["name"])), text="words:N"),
        ).properties(height=40 + len(rows) * (40 if is_large else 28)),
        is_large=is_large,
    )


def member_words(row: dict, reader: Reader) -> str:
    """Return a member's name, or "Member A" where it may not be named."""
    return reader.name(row["company_en"], row["company_zh"]) or reader.text(
        N_("Member {letter}"), letter=row["letter"]
    )
