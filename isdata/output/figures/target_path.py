"""Progress of a network towards its target: saving and target by year."""

import json
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import bar_labels, channels, style
from isdata.output.figures.frame import combined, framed
from isdata.output.figures.members import DASH, DASH_ROOM, PALE, targets

_IN_HALL = 620  # height of a chart below a row of key figures [px]
_IN_BAR = 10  # type size of an amount in a bar of a phone, which is narrower than it otherwise [px]
# Width of a row of the legend, and of a symbol with its gaps, on a page and presented [px]; entries in each of two rows.
_ROW, _ROW_IN_HALL, _COLUMNS = (530, 52), (640, 62), 3
_GAP = "\N{EN SPACE}"  # line without text
_SAVED, _EXPECTED, _MISSED = N_("Saved"), N_("Expected"), N_("Below target")
_WITHHELD = N_("withheld")
_LOW = 0.2  # share of the largest amount below which a bar has no space for its amount [-]


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
    metered = None if metered is None or metered.empty else metered
    rows = _years(progress, reader, this_year, metered)
    base = alt.Chart(rows).encode(
        x=_year_axis(rows, reader, has_meters=metered is not None),
        tooltip=channels.tooltip(
            {"year": N_("Year"), "result_words": N_("Saved"), "target_words": N_("Target")}, reader
        ),
    )
    colours = _path_colours(rows, reader, has_meters=metered is not None)
    size, room, beside = (
        (bar_labels.HALL_TYPE, *_ROW_IN_HALL) if reader.is_large else (bar_labels.TYPE, *_ROW)
    )
    wide = sum(beside + bar_labels.drawn_width(kind, size) for kind in colours)
    columns = _COLUMNS if wide > room else 0  # 0: all in one row
    looks = {"columns": columns, "symbolSize": 110, "labelLimit": 0, "labelOffset": DASH_ROOM}
    colour = channels.colour("kind", colours, colours.values(), **looks)
    least = min(0.0, *rows[["result", "target"]].min().dropna())
    scale = alt.Scale(domainMin=least)  # rounding would begin the axis below zero
    kinds = [
        base.mark_bar(cornerRadiusEnd=3, width={"band": 0.7}).encode(
            y=alt.Y("result:Q", title=reader.unit("GWh/yr"), scale=scale)
        ),
        *(
            aimed.mark_line(
                strokeWidth=max(3, style.stroke(reader)),
                point=alt.OverlayMarkDef(size=style.area(90, reader), filled=True),
            ).encode(y=alt.Y("target:Q"))
            for aimed in targets(base, rows, reader.text(N_("Target path")))
        ),
        *([] if metered is None else [_metered(metered, rows, reader)]),
    ]
    in_hall = _IN_HALL - 45 * bool(rows["result"].isna().any())  # for the note on withheld values
    shapes = {reader.text(N_("Target path")): DASH, _metered_words(reader): "diamond"}
    signs = channels.signs("kind", {kind: shapes.get(kind, "square") for kind in colours}, colour)
    layers = [*(layer.encode(color=colour) for layer in kinds), *_amounts(base, rows, reader), signs]
    return framed(combined(*layers, height=in_hall if reader.is_large else 368), reader)


def _year_axis(rows: pd.DataFrame, reader: Reader, *, has_meters: bool) -> alt.X:
    """Axis of the years, with the amounts of each in rows below it, which begin with their heads."""
    heads = [N_("Result"), N_("Target"), *([N_("Metered")] if has_meters else [])]
    order = ["|".join([_GAP, *map(reader.text, heads)]), *rows["label"]]
    withheld = json.dumps(reader.text(_WITHHELD))
    # A phone has no space for the word; the note below the chart names the years.
    lines = f"split({style.NARROW} ? replace(datum.value, {withheld}, '–') : datum.value, '|')"
    return alt.X(
        "label:O",
        sort=order,
        scale=alt.Scale(domain=order),
        title=None,
        axis=alt.Axis(labelAngle=0, ticks=False, labelOverlap=False, labelExpr=lines),
    )


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
    # The path often rises: an amount above it ends at its point, else the next part of the path would cross it.
    is_below_path = f"!({is_inside}) && datum.top > datum.result"
    below_path = at.transform_filter(is_below_path)
    above = at.transform_filter(f"!({is_inside}) && !({is_below_path})")
    within = at.transform_filter(is_inside)
    return [
        *channels.legible(above, baseline="bottom", dy=-6),
        *channels.legible(below_path, baseline="bottom", align="right", dx=4, dy=-6),
        within.encode(y=alt.Y("result:Q"), color=ink).mark_text(**inside),
    ]


def _path_colours(rows: pd.DataFrame, reader: Reader, *, has_meters: bool) -> dict[str, str]:
    """Colour of the target path and of each kind of saving that is drawn, in the order of the legend."""
    colours = {
        reader.text(_SAVED): style.ACCENT,
        reader.text(_MISSED): style.WARNING,
        reader.text(_EXPECTED): PALE,
        _metered_words(reader): style.INK,
        reader.text(N_("Target path")): style.PALETTE[1],
    }
    drawn = {*rows.loc[rows["result"] > 0, "kind"], reader.text(N_("Target path"))}
    if has_meters:
        drawn.add(_metered_words(reader))
    return {kind: colour for kind, colour in colours.items() if kind in drawn}


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
        "top": _above(progress) / 1000,
        "amount": [reader.number(amount / 1000, digits=1) for amount in progress["result"]],
    }
    return pd.DataFrame(drawn | words | {"label": _labels(progress, reader, metered)})


def _above(progress: pd.DataFrame) -> pd.Series:
    """Larger one of saving and target path in each year; the path is straight across years without a target. [MWh/yr]"""
    path = progress["target"].astype(float).interpolate(limit_area="inside")
    return pd.concat([progress["result"].astype(float), path], axis=1).max(axis=1)


def _kind(row: dict, this_year: int, reader: Reader) -> str:
    """Kind of the saving of a year: expected, below its target, or neither."""
    if row["year"] >= this_year:
        return reader.text(_EXPECTED)
    is_missed = round(row["result_share"], 3) < round(row["target_share"], 3)  # as in the stated percentages
    return reader.text(_MISSED if is_missed else _SAVED)


def _labels(progress: pd.DataFrame, reader: Reader, metered: pd.DataFrame | None) -> list[str]:
    """Year, and shares saved, aimed at and metered of the network's baseline, in lines below the axis."""
    withheld = reader.text(_WITHHELD)  # a result is missing only if it is withheld
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
    return reader.text(N_("Metered"))


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
        .mark_point(
            filled=True,
            size=style.area(130, reader),
            shape="diamond",
            opacity=1,
            stroke="white",
            strokeWidth=style.rule(reader),
        )
        .encode(
            x=alt.X("label:O", sort=list(years["label"])),
            y=alt.Y("amount:Q"),
            tooltip=channels.tooltip(
                {"year": N_("Year"), "words": N_("Metered"), "sites:Q": N_("Members with meters")}, reader
            ),
        )
    )
