"""Comparison of the members of a network."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import bar_labels, channels, style
from isdata.output.figures.frame import combined, framed, of_rows

_BARS_IN_HALL = 345  # height of the bars, without their legend and the note below [px]
MOST_IN_HALL = 12  # number of members whose names fit in that height
_ROWS = 15.5, 40.0  # lowest and highest row on a working page [px]
_ABOVE = 436  # height of what is above the bars on a working page [px]
_LABEL, _LABEL_IN_HALL = 16, 29  # height of the label of a vertical line above the bars [px]
# Line in a legend, 24 px long and 3 px high if a symbol of 100 px² is 10 px wide, and start of its label [px].
DASH, DASH_ROOM = "M-1,-0.3H3.8V0.3H-1Z", 20
PALE = "#8db5b1"
_OF_MEMBER = {
    "name": N_("Member"),
    "result_words": N_("Saved of own baseline"),
    "target_words": N_("Own target"),
}


def comparison(
    members: pd.DataFrame,
    reader: Reader,
    *,
    marks: dict[str, float],
    window: int = 900,
    due: int = 0,
    is_expected: bool = False,
) -> alt.LayerChart:
    """Share of its baseline saved by each member, with labelled lines of the joint target and of other networks.

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
    is_expected : bool
        True if the year has not ended; the bars are then pale, as in the chart of years.
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
    bars = base.mark_bar(
        height={"band": 0.85}, cornerRadiusEnd=2, color=PALE if is_expected else style.ACCENT
    ).encode(x=x)
    aimed = base.transform_filter("isValid(datum.target)")
    ticks = aimed.mark_tick(
        thickness=max(3, 2 * style.rule(reader)), height={"band": 1}, color=style.PALETTE[1]
    ).encode(x=alt.X("target:Q"))
    stated = rows.loc[rows["target"].notna(), "target_words"]
    has_own = stated.nunique() > 1  # one target of all is a line
    amounts = bar_labels.begun(
        base, "result", "result_words", reader, inside=style.INK if is_expected else style.PAPER
    )
    own = _own_target(rows, reader, due) if len(stated) else {}
    lines = _lines(marks | own, reader, of_target=set() if has_own else set(own))
    fitting = min(max((window - _ABOVE) / len(rows), _ROWS[0]), _ROWS[1])
    step = _BARS_IN_HALL / MOST_IN_HALL if reader.is_large else fitting
    layers = [bars, *lines, *([ticks] if has_own else []), *amounts]
    return framed(of_rows(combined(*layers), len(rows), step), reader)


def _lines(marks: dict[str, float], reader: Reader, *, of_target: set[str]) -> list[alt.Chart]:
    """Vertical lines, each from its label above the bars: the farther right, the higher, so that no line crosses a label.

    Lines of the labels `of_target` look like the target path beside the chart.
    """
    step, scale = _LABEL_IN_HALL if reader.is_large else _LABEL, bar_labels.scale_in_hall(reader)
    layers = []
    for place, (words, share) in enumerate(sorted(marks.items(), key=lambda mark: mark[1])):
        at = alt.Chart(pd.DataFrame({"result": [share], "words": [words]})).encode(x=alt.X("result:Q"))
        top, middle = (alt.ExprRef(f"-{step * (place + part)} * {scale}") for part in (0.9, 0.5))
        bottom = alt.ExprRef("height")
        rule = (
            at.mark_rule(strokeWidth=max(3, 2 * style.rule(reader)), color=style.PALETTE[1])
            if words in of_target
            else at.mark_rule(strokeWidth=style.rule(reader), strokeDash=[4, 3], color=style.MUTED)
        )
        layers.append(rule.encode(y=alt.value(top), y2=alt.value(bottom)))
        layers.append(at.mark_text(align="right", dx=-5, y=middle).encode(text="words:N"))
    return layers


def targets(base: alt.Chart, rows: pd.DataFrame, kind: str) -> list[alt.Chart]:
    """Charts of the rows that have a target; empty if no row has one."""
    if rows["target"].isna().all():
        return []
    return [base.transform_filter("isValid(datum.target)").transform_calculate(kind=f"'{kind}'")]


def _own_target(rows: pd.DataFrame, reader: Reader, due: int) -> dict[str, float]:
    """Label of the members' shares of the joint target, with its year, and the share at the first bar."""
    stated = rows[rows["target"].notna()]
    shares = set(stated["target_words"])
    one = N_("Joint target by {year}: {share}") if due else N_("Joint target: {share}")
    message = one if len(shares) == 1 else N_("Share of the joint target")
    words = reader.text(message, year=str(due), share=shares.pop())
    return {words: float(stated["target"].iloc[0])}


def _shares(members: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Values and label texts of each member."""
    names = [member_words(row, reader) for row in members.to_dict("records")]
    return pd.DataFrame(
        {
            "name": names,
            "result": members["result"],
            "target": members["target"],
            "result_words": [reader.percent(share, digits=1) for share in members["result"]],
            "target_words": [reader.percent(share, digits=1) for share in members["target"]],
        }
    )


def member_words(row: dict, reader: Reader) -> str:
    """Name of a member, or "Member A" if it is undisclosed."""
    return reader.name(row["company_en"], row["company_zh"]) or reader.text(
        N_("Member {letter}"), letter=row["letter"]
    )
