"""Comparison of the members of a network."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import bar_labels, channels, style
from isdata.output.figures.frame import combined, framed, of_rows

_BARS_IN_HALL = 345  # height of the bars, without their legend and the note below [px]
MOST_IN_HALL = 12  # number of members whose names fit in that height
_ROWS = 15.5, 26.0  # lowest and highest row on a working page [px]
_ABOVE = 436  # height of what is above the bars on a working page [px]
_SHORT = "#dfa39c"  # WARNING at half strength: a member below its share of the target
# Line in a legend, 24 px long and 3 px high if a symbol of 100 px² is 10 px wide, and start of its label [px].
DASH, DASH_ROOM = "M-1,-0.3H3.8V0.3H-1Z", 20
PALE = "#8db5b1"
_OF_MEMBER = {
    "name": N_("Member"),
    "result_words": N_("Saved of own baseline"),
    "target_words": N_("Own target"),
}


def comparison(
    members: pd.DataFrame, reader: Reader, *, marks: dict[str, float], window: int = 900, due: int = 0
) -> alt.LayerChart:
    """Share of its baseline saved by each member, with benchmark lines in the legend.

    Parameters
    ----------
    members : DataFrame
        As `measures.comparison` returns, in the order of the bars.
    marks : dict of str to float
        Label and share of each vertical line.
    window : int
        Height of the window of a working page, which the rows fill. [px]
    due : int
        Year of the joint target; 0 if none is stated.
    """
    rows = _shares(members[members["result"].notna()], reader)
    right = max(float(rows["result"].max()), float(rows["target"].max()), 0.01, *marks.values()) * 1.06
    base = alt.Chart(rows).encode(
        y=channels.name_axis(
            "name", rows["name"], labelLimit=440.0 if reader.is_large else 240.0, labelOverlap=False
        ),
        tooltip=channels.tooltip(_OF_MEMBER, reader),
    )
    x = alt.X("result:Q", title=None, axis=None, scale=alt.Scale(domain=[0, right], nice=False))
    own = _own_target(rows, reader, due)
    kinds = {} if rows["target"].isna().all() else {own: style.INK}
    kinds |= dict(zip(marks, style.PALETTE[1:4:2], strict=False))
    looks = {"columns": 1 if reader.is_large else 2, "labelLimit": 0, "labelOffset": DASH_ROOM}
    colour = channels.colour("kind", kinds, kinds.values(), symbolType=DASH, **looks)
    bars = [
        base.transform_filter(f"datum.is_behind === {is_behind}")
        .mark_bar(height={"band": 0.85}, cornerRadiusEnd=2, color=shade)
        .encode(x=x)
        for is_behind, shade in (("false", PALE), ("true", _SHORT))
    ]
    ticks = [
        aimed.mark_tick(thickness=3, height={"band": 0.8}).encode(x=alt.X("target:Q"), color=colour)
        for aimed in targets(base, rows, own)
    ]
    others = pd.DataFrame({"kind": list(marks), "result": list(marks.values())})
    rules = alt.Chart(others).mark_rule(strokeWidth=2).encode(x="result:Q", color=colour)
    amounts = bar_labels.begun(base, "result", "result_words", reader)
    fitting = min(max((window - _ABOVE) / len(rows), _ROWS[0]), _ROWS[1])
    step = _BARS_IN_HALL / MOST_IN_HALL if reader.is_large else fitting
    return framed(of_rows(combined(*bars, *ticks, rules, *amounts), len(rows), step), reader)


def targets(base: alt.Chart, rows: pd.DataFrame, kind: str) -> list[alt.Chart]:
    """Charts of the rows that have a target; empty if no row has one."""
    if rows["target"].isna().all():
        return []
    return [base.transform_filter("isValid(datum.target)").transform_calculate(kind=f"'{kind}'")]


def _own_target(rows: pd.DataFrame, reader: Reader, due: int) -> str:
    """Name of the marks of the members' shares of the target, with its year, and the share if it is the same for all."""
    stated = set(rows["target_words"][rows["target"].notna()])
    own = N_("Share of the joint target by {year}") if due else N_("Share of the joint target")
    words = reader.text(own, year=str(due))
    return f"{words} {stated.pop()}" if len(stated) == 1 else words


def _shares(members: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Values and label texts of each member."""
    names = [member_words(row, reader) for row in members.to_dict("records")]
    is_behind = members["result"] < members["target"]
    return pd.DataFrame(
        {
            "name": names,
            "result": members["result"],
            "target": members["target"],
            "kind": [
                reader.text(N_("Not reached") if behind else N_("Share of the joint target reached"))
                for behind in is_behind
            ],
            "is_behind": is_behind,
            "result_words": [reader.percent(share, digits=1) for share in members["result"]],
            "target_words": [reader.percent(share, digits=1) for share in members["target"]],
        }
    )


def member_words(row: dict, reader: Reader) -> str:
    """Name of a member, or "Member A" if it is undisclosed."""
    return reader.name(row["company_en"], row["company_zh"]) or reader.text(
        N_("Member {letter}"), letter=row["letter"]
    )
