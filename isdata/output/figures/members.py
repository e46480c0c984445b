"""Progress of a network towards its target, and comparison of its members."""

import json
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import bar_labels, channels, style
from isdata.output.figures.frame import combined, framed, of_rows

_IN_HALL = 620  # height of a chart below a row of key figures [px]
_BARS_IN_HALL = 345  # height of the bars, without their legend and the note below [px]
MOST_IN_HALL = 12  # number of members whose names fit in that height
_ROWS = 15.5, 26.0  # lowest and highest row on a working page [px]
_ABOVE = 436  # height of what is above the bars on a working page [px]
_IN_BAR = 10  # type size of an amount in a bar of a phone, which is narrower than it otherwise [px]
_GAP = "\N{EN SPACE}"  # line without text
_SHORT = "#dfa39c"  # WARNING at half strength: a member below its share of the target
# Line in a legend, 24 px long and 3 px high if a symbol of 100 px² is 10 px wide, and start of its label [px].
_DASH, _DASH_ROOM = "M-1,-0.3H3.8V0.3H-1Z", 20
_SAVED, _EXPECTED, _MISSED = N_("Saved by measures in operation"), N_("Expected"), N_("Below the target")
_PALE = "#8db5b1"
_LOW = 0.2  # share of the largest amount below which a bar has no space for its amount [-]
_OF_MEMBER = {
    "name": N_("Member"),
    "result_words": N_("Saved of own baseline"),
    "target_words": N_("Own target"),
}


def path(
    progress: pd.DataFrame, reader: Reader, *, this_year: int, metered: pd.DataFrame | None = None
) -> alt.LayerChart:
    """Saving of the network by year against the target path; years not yet completed show expected savings.

    Years below their target have a colour of their own; below each year are result, target and metered saving.

    Parameters
    ----------
    progress : DataFrame
        As `measures.progress` returns.
    this_year : int
        First year not yet completed.
    metered : DataFrame, optional
        year, saving [MWh/yr] and sites: metered saving of the covered members.
    """
    has_meters = metered is not None and not metered.empty
    rows = _years(progress, reader, this_year, metered if has_meters else None)
    heads = [N_("Result"), N_("Target"), *([N_("Metered")] if has_meters else [])]
    first = "|".join([_GAP, *map(reader.text, heads)])  # heads of the rows below the years
    order = [first, *rows["label"]]
    base = alt.Chart(rows).encode(
        x=alt.X(
            "label:O",
            sort=order,
            scale=alt.Scale(domain=order),
            title=None,
            axis=alt.Axis(labelAngle=0, ticks=False, labelOverlap=False, labelExpr="split(datum.value, '|')"),
        ),
        tooltip=channels.tooltip(
            {"year": N_("Year"), "result_words": N_("Saved"), "target_words": N_("Target")}, reader
        ),
    )
    measured = [_metered(metered, rows, reader)] if has_meters else []
    colours = _path_colours(rows, reader, has_meters=has_meters)
    looks = {"columns": 2, "symbolSize": 110, "labelLimit": 0, "labelOffset": _DASH_ROOM}
    colour = channels.colour("kind", colours, colours.values(), **looks)
    bars = base.mark_bar(cornerRadiusEnd=3, width={"band": 0.7})
    least = min(0.0, *rows[["result", "target"]].min().dropna())
    scale = alt.Scale(domainMin=least)  # rounding would begin the axis below zero
    bars = bars.encode(y=alt.Y("result:Q", title=reader.unit("GWh/yr"), scale=scale), color=colour)
    lines = [
        targets.mark_line(strokeWidth=3, point=alt.OverlayMarkDef(size=90, filled=True))
        .encode(y=alt.Y("target:Q"), color=colour)
        for targets in _targets(base, rows, reader.text(N_("Target path")))
    ]  # fmt: skip
    measured = [layer.encode(color=colour) for layer in measured]
    in_hall = _IN_HALL - 45 * bool(rows["result"].isna().any())  # for the note on withheld values
    height = in_hall if reader.is_large else 380
    signs = _as_drawn(list(colours), colour, reader)
    amounts = _amounts(base, rows, reader)
    return framed(combined(bars, *lines, *measured, *amounts, signs, height=height), reader)


def _amounts(base: alt.Chart, rows: pd.DataFrame, reader: Reader) -> list[alt.Chart]:
    """Amount of each bar, off the target path: above it, or inside its upper end if the path is above."""
    is_pale = f"datum.kind === {json.dumps(reader.text(_EXPECTED))}"
    ink = alt.condition(is_pale, alt.value(style.INK), alt.value(style.PAPER))
    at = base.transform_filter("datum.result > 0").encode(y=alt.Y("top:Q"), text="amount:N")
    is_inside = (
        f"datum.target > datum.result && datum.result > {_LOW * rows[['result', 'target']].max().max()}"
    )
    inside: dict[str, Any] = {"baseline": "top", "dy": 5}
    if not reader.is_large:
        inside["fontSize"] = alt.ExprRef(f"{style.NARROW} ? {_IN_BAR} : {bar_labels.TYPE}")
    above = at.transform_filter(f"!({is_inside})")
    within = at.transform_filter(is_inside)
    return [
        *channels.legible(above, baseline="bottom", dy=-6),
        within.encode(y=alt.Y("result:Q"), color=ink).mark_text(**inside),
    ]


def _path_colours(rows: pd.DataFrame, reader: Reader, *, has_meters: bool) -> dict[str, str]:
    """Colour of the target path and of each kind of saving that is drawn, in the order of the legend."""
    colours = {
        reader.text(_SAVED): style.ACCENT,
        reader.text(_MISSED): style.WARNING,
        reader.text(_EXPECTED): _PALE,
        _metered_words(reader): style.INK,
        reader.text(N_("Target path")): style.PALETTE[1],
    }
    drawn = {*rows.loc[rows["result"] > 0, "kind"], reader.text(N_("Target path"))}
    if has_meters:
        drawn.add(_metered_words(reader))
    return {kind: colour for kind, colour in colours.items() if kind in drawn}


def _as_drawn(kinds: list[str], colour: alt.Color, reader: Reader) -> alt.Chart:
    """Layer without marks that gives each legend entry the shape of its mark."""
    shapes = {reader.text(N_("Target path")): _DASH, _metered_words(reader): "diamond"}
    shape = alt.Shape(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=[shapes.get(kind, "square") for kind in kinds]),
        legend=colour["legend"],
    )
    return (
        alt.Chart(pd.DataFrame({"kind": []}))
        .mark_point(filled=True, opacity=1)
        .encode(color=colour, shape=shape)
    )


def _targets(base: alt.Chart, rows: pd.DataFrame, kind: str) -> list[alt.Chart]:
    """Charts of the rows that have a target; empty if no row has one."""
    if rows["target"].isna().all():
        return []
    return [base.transform_filter("isValid(datum.target)").transform_calculate(kind=f"'{kind}'")]


def _years(
    progress: pd.DataFrame, reader: Reader, this_year: int, metered: pd.DataFrame | None
) -> pd.DataFrame:
    """Values, label texts and kind of each year. [GWh/yr]"""
    unit = reader.unit("MWh/yr")
    words = {
        f"{what}_words": [
            f"{reader.amount(amount, unit)} · {reader.percent(share, digits=1)}"
            for amount, share in zip(progress[what], progress[f"{what}_share"], strict=True)
        ]
        for what in ("result", "target")
    }
    drawn = {
        "year": progress["year"].astype(str),
        "result": progress["result"] / 1000,
        "target": progress["target"] / 1000,
        "kind": [_kind(row, this_year, reader) for row in progress.to_dict("records")],
        "top": progress[["result", "target"]].max(axis=1) / 1000,
        "amount": [reader.number(amount / 1000, digits=1) for amount in progress["result"]],
    }
    return pd.DataFrame(drawn | words | {"label": _labels(progress, reader, metered)})


def _kind(row: dict, this_year: int, reader: Reader) -> str:
    """Kind of the saving of a year: expected, below its target, or neither."""
    if row["year"] >= this_year:
        return reader.text(_EXPECTED)
    is_missed = round(row["result_share"], 3) < round(row["target_share"], 3)  # as in the stated percentages
    return reader.text(_MISSED if is_missed else _SAVED)


def _labels(progress: pd.DataFrame, reader: Reader, metered: pd.DataFrame | None) -> list[str]:
    """Year, and shares saved, aimed at and metered of the network's baseline, in lines below the axis."""
    withheld = reader.text(N_("withheld"))  # a result is missing only if it is withheld
    lines = [
        progress["year"].astype(str),
        [
            withheld if pd.isna(share) else reader.percent(share, digits=1)
            for share in progress["result_share"]
        ],
        [reader.percent(share, digits=1) for share in progress["target_share"]],
    ]
    if metered is not None:
        baseline = (progress["target"] / progress["target_share"]).dropna().iloc[-1:].sum()
        known = metered.set_index("year")["saving"].astype(float) / (baseline or float("nan"))
        shares = progress["year"].map(known)
        lines.append([reader.percent(share, digits=1) for share in shares])
    return ["|".join(parts) for parts in zip(*lines, strict=True)]


def _metered_words(reader: Reader) -> str:
    # Presented, two columns of the legend share half a window.
    return reader.text(N_("Metered") if reader.is_large else N_("Metered (members with meters)"))


def _metered(metered: pd.DataFrame, years: pd.DataFrame, reader: Reader) -> alt.Chart:
    year = metered["year"].astype(str)
    rows = pd.DataFrame(
        {
            "year": year,
            "label": year.map(years.set_index("year")["label"]),
            "amount": metered["saving"] / 1000,
            "kind": _metered_words(reader),
            "words": [reader.amount(amount, "MWh/yr") for amount in metered["saving"].astype(float)],
            "sites": metered["sites"].astype(int),
        }
    ).dropna(subset=["label"])
    return (
        alt.Chart(rows)
        .mark_point(filled=True, size=130, shape="diamond", opacity=1, stroke="white", strokeWidth=1.5)
        .encode(
            x=alt.X("label:O", sort=list(years["label"])),
            y=alt.Y("amount:Q"),
            tooltip=channels.tooltip(
                {"year": N_("Year"), "words": N_("Metered"), "sites:Q": N_("Members with meters")}, reader
            ),
        )
    )


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
    looks = {"columns": 1 if reader.is_large else 2, "labelLimit": 0, "labelOffset": _DASH_ROOM}
    colour = channels.colour("kind", kinds, kinds.values(), symbolType=_DASH, **looks)
    bars = [
        base.transform_filter(f"datum.is_behind === {is_behind}")
        .mark_bar(height={"band": 0.85}, cornerRadiusEnd=2, color=shade)
        .encode(x=x)
        for is_behind, shade in (("false", _PALE), ("true", _SHORT))
    ]
    ticks = [
        targets.mark_tick(thickness=3, height={"band": 0.8}).encode(x=alt.X("target:Q"), color=colour)
        for targets in _targets(base, rows, own)
    ]
    others = pd.DataFrame({"kind": list(marks), "result": list(marks.values())})
    rules = alt.Chart(others).mark_rule(strokeDash=[5, 4], strokeWidth=2).encode(x="result:Q", color=colour)
    amounts = bar_labels.begun(base, "result", "result_words", reader)
    fitting = min(max((window - _ABOVE) / len(rows), _ROWS[0]), _ROWS[1])
    step = _BARS_IN_HALL / MOST_IN_HALL if reader.is_large else fitting
    return framed(of_rows(combined(*bars, *ticks, rules, *amounts), len(rows), step), reader)


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
