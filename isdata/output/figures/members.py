"""Progress of a network towards its target, and comparison of its members."""

from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed, of_rows

_IN_HALL = 620  # height of a chart below a row of key figures [px]
_BARS_IN_HALL = 345  # height of the bars, without their legend and the note below [px]
MOST_IN_HALL = 11  # number of members whose names fit in that height
_ROW = 15.5  # row height that keeps a large network's members above the fold [px]
_GAP = "\N{EN SPACE}"  # between a name and its amount
# Line in a legend, 24 px long and 3 px high if a symbol of 100 px² is 10 px wide, and start of its label [px].
_DASH, _DASH_ROOM = "M-1,-0.3H3.8V0.3H-1Z", 20
_SAVED, _EXPECTED = N_("Saved by measures in operation"), N_("Expected of measures in operation")
_OF_MEMBER = {
    "name": N_("Member"),
    "result_words": N_("Saved of own baseline"),
    "target_words": N_("Own target"),
}


def path(
    progress: pd.DataFrame, reader: Reader, *, this_year: int, metered: pd.DataFrame | None = None
) -> alt.LayerChart:
    """Saving of the network by year against the target path; years not yet completed show expected savings.

    Parameters
    ----------
    progress : DataFrame
        As `measures.progress` returns.
    this_year : int
        First year not yet completed.
    metered : DataFrame, optional
        year, saving [MWh/yr] and sites: metered saving of the covered members.
    """
    rows = _years(progress, reader, this_year)
    # A phone and a presentation have no space for the unit, which the axis states too.
    unit = reader.amount(1.0, "GWh").removeprefix(reader.number(1.0))
    is_short = "true" if reader.is_large else style.NARROW
    words = f"{is_short} ? replace(datum.value, '{unit}', '') : datum.value"
    base = alt.Chart(rows).encode(
        x=alt.X(
            "label:O",
            sort=list(rows["label"]),
            title=None,
            axis=alt.Axis(labelAngle=0, ticks=False, labelExpr=f"split({words}, '|')"),
        ),
        tooltip=channels.tooltip(
            {"year": N_("Year"), "result_words": N_("Saved"), "target_words": N_("Target")}, reader
        ),
    )
    measured = [] if metered is None or metered.empty else [_metered(metered, rows, reader)]
    colours = _path_colours(rows, reader, has_meters=bool(measured))
    looks = {"columns": 2, "symbolSize": 110, "labelLimit": 0, "labelOffset": _DASH_ROOM}
    colour = channels.colour("kind", colours, colours.values(), **looks)
    bars = base.mark_bar(cornerRadiusEnd=3, width={"band": 0.6})
    bars = bars.encode(y=alt.Y("result:Q", title=reader.unit("GWh/yr")), color=colour)
    lines = [
        targets.mark_line(strokeWidth=3, point=alt.OverlayMarkDef(size=90, filled=True))
        .encode(y=alt.Y("target:Q"), color=colour)
        for targets in _targets(base, rows, reader.text(N_("Target path")))
    ]  # fmt: skip
    measured = [layer.encode(color=colour) for layer in measured]
    # A note on withheld values is below the chart.
    in_hall = _IN_HALL - 45 * bool(rows["result"].isna().any())
    height = in_hall if reader.is_large else 380
    signs = _as_drawn(list(colours), colour, reader)
    return framed(combined(bars, *lines, *measured, signs, height=height), reader)


def _path_colours(rows: pd.DataFrame, reader: Reader, *, has_meters: bool) -> dict[str, str]:
    """Colour of the target path and of each kind of saving that is drawn, in the order of the legend."""
    colours = {
        reader.text(_SAVED): style.ACCENT,
        reader.text(_EXPECTED): "#9cc3c0",
        reader.text(N_("Target path")): style.PALETTE[1],
        _metered_words(reader): style.INK,
    }
    drawn = {*rows["kind"], reader.text(N_("Target path"))}
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


def _years(progress: pd.DataFrame, reader: Reader, this_year: int) -> pd.DataFrame:
    """Values, label texts and kind of each year. [GWh/yr]"""
    unit = reader.unit("MWh/yr")
    words = {
        f"{what}_words": [
            f"{reader.amount(amount, unit)} · {reader.percent(share, digits=1)}"
            for amount, share in zip(progress[what], progress[f"{what}_share"], strict=True)
        ]
        for what in ("result", "target")
    }
    # Below the year, clear of lines and marks; a result is missing only if it is withheld.
    withheld = reader.text(N_("withheld"))
    labels = [
        f"{year}|{withheld}"
        if pd.isna(amount)
        else f"{year}|{reader.amount(amount / 1000, 'GWh')}|{reader.percent(share, digits=1)}"
        for year, amount, share in zip(
            progress["year"], progress["result"], progress["result_share"], strict=True
        )
    ]
    drawn = {
        "year": progress["year"].astype(str),
        "result": progress["result"] / 1000,
        "target": progress["target"] / 1000,
        "kind": [reader.text(_SAVED if year < this_year else _EXPECTED) for year in progress["year"]],
    }
    return pd.DataFrame(drawn | words | {"label": labels})


def _metered_words(reader: Reader) -> str:
    return reader.text(N_("Metered (members with meters)"))


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


def comparison(members: pd.DataFrame, reader: Reader, *, marks: dict[str, float]) -> alt.LayerChart:
    """Share of its baseline saved by each member, with benchmark lines in the legend.

    Parameters
    ----------
    members : DataFrame
        As `measures.comparison` returns.
    marks : dict of str to float
        Label and share of each vertical line.
    """
    rows = _shares(members[members["result"].notna()], reader)
    right = max(float(rows["result"].max()), float(rows["target"].max()), 0.01, *marks.values()) * 1.02
    # Amounts are beside the names: behind a bar they could appear beyond a benchmark that the bar does not reach.
    beside: dict[str, Any] = {"labelOverlap": False, "labelExpr": "datum.label", "labelOffset": 0}
    base = alt.Chart(rows).encode(
        y=channels.name_axis(
            "label", rows["label"], labelLimit=440.0 if reader.is_large else 240.0, **beside
        ),
        tooltip=channels.tooltip(_OF_MEMBER, reader),
    )
    x = alt.X(
        "result:Q",
        title=None,
        axis=None,
        scale=alt.Scale(domain=[0, right], nice=False),
    )
    kinds = [reader.text(N_("Share of the joint target")), *marks]
    colours = [style.INK, style.PALETTE[1], style.PALETTE[3], style.PALETTE[2]]
    colour = channels.colour(
        "kind", kinds, colours, columns=1, labelLimit=0, symbolType=_DASH, labelOffset=_DASH_ROOM
    )
    bars = base.mark_bar(color="#9cc3c0", height={"band": 0.6}, cornerRadiusEnd=2).encode(x=x)
    ticks = [
        targets.mark_tick(thickness=3, height={"band": 0.8}).encode(x=alt.X("target:Q"), color=colour)
        for targets in _targets(base, rows, kinds[0])
    ]
    table = pd.DataFrame({"kind": list(marks), "result": list(marks.values())})
    rules = alt.Chart(table).mark_rule(strokeDash=[5, 4], strokeWidth=2).encode(x="result:Q", color=colour)
    step = _BARS_IN_HALL / MOST_IN_HALL if reader.is_large else _ROW
    return framed(of_rows(combined(bars, *ticks, rules), len(rows), step), reader)


def _shares(members: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Values and label texts of each member."""
    names = [member_words(row, reader) for row in members.to_dict("records")]
    return pd.DataFrame(
        {
            "name": names,
            "label": [
                f"{name}{_GAP}{reader.percent(share, digits=1)}"
                for name, share in zip(names, members["result"], strict=True)
            ],
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
