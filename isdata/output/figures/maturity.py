"""Maturity levels by element and year."""

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.institution import maturity
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed, of_rows

_IN_HALL = 560  # height of the rows when presented below the key figures [px]
_ROW, _MOST, _ROW_IN_HALL = 24, 54, 38  # lowest and highest row, and the lowest when presented [px]
_ABOVE = 410  # height of what surrounds the rows on a working page [px]
_ROOM_ON_PHONE = 170  # width of a line of a name, so that those with a standard are whole [px]
SHADES = ["#e8eeec", "#b4d5cf", "#6bb0a6", style.ACCENT]  # the first three have dark text


def grid(found: pd.DataFrame, reader: Reader, window: int = 0) -> alt.LayerChart:
    """Level of each element by year, as a grid, with the target in the last column; a newest level below it is framed.

    Parameters
    ----------
    found : DataFrame
        As returned by `maturity.profile` or `whole_profile`.
    reader : Reader
    window : int
        Height of the window of a working page, which the rows fill. [px]
    """
    target = reader.text(N_("Target"))
    rows = _levels(found, target, reader)
    tips = channels.tooltip({"name": N_("Element"), "year": N_("Year"), "words": N_("Level")}, reader)
    y = channels.name_axis(
        "name",
        reader.names(found),
        room=_ROOM_ON_PHONE,
        labelLimit=channels.name_room(560 if reader.is_large else 280, share=0.5),
    )
    base = alt.Chart(rows).encode(
        x=alt.X(
            "year:O",
            title=None,
            sort=[*map(str, maturity.years(found)), target],
            axis=alt.Axis(labelAngle=0, labelFlush=False, orient="top"),
        ),
        y=y,
        tooltip=tips,
    )
    scale = alt.Scale(domain=[1, 2, 3, 4], range=SHADES)
    # The target is framed, not filled, because it is not a reached level.
    cells = base.mark_rect(stroke=style.PAPER, strokeWidth=2).encode(
        color=alt.condition(
            "datum.is_aim", alt.value(style.PAPER), alt.Color("level:Q", scale=scale, legend=None)
        )
    )
    framed_cells = (
        base.transform_filter("datum.is_below")
        .mark_rect(fillOpacity=0, stroke=style.WARNING, strokeWidth=2.5)
        .encode()
    )
    numbers = base.mark_text(fontWeight="bold").encode(
        text="words:N",
        color=alt.condition("datum.level > 3 && !datum.is_aim", alt.value(style.PAPER), alt.value(style.INK)),
    )
    drawn = combined(cells, framed_cells, numbers, *_apart(found, y, reader))
    room, least = (
        (_IN_HALL, _ROW_IN_HALL) if reader.is_large else (min(window - _ABOVE, _MOST * len(found)), _ROW)
    )
    row = max(room / max(1, len(found)), least)
    on_phone = 0 if reader.is_large else channels.row_on_phone(reader.names(found), room=_ROOM_ON_PHONE)
    return framed(of_rows(drawn, len(found), row, on_phone=on_phone), reader)


def _apart(found: pd.DataFrame, y: alt.Y, reader: Reader) -> list[alt.Chart]:
    """Line above the mean of the energy management, which is none of the elements that are counted; empty without it."""
    names = reader.names(found[found.index == maturity.STANDARD])
    above = alt.Chart(pd.DataFrame({"name": names})).encode(y=y)
    offset = alt.ExprRef("-0.5 * bandwidth('y')")
    return [above.mark_rule(color=style.INK, strokeWidth=2, yOffset=offset)] if names else []


def _levels(found: pd.DataFrame, target: str, reader: Reader) -> pd.DataFrame:
    """Known level of each element by year, and its target: name, year (or `target`) as text, level, words, is_aim and is_below."""
    named = found.assign(name=reader.names(found))
    newest = max(maturity.years(found))
    below = set(named["name"][found["target"] > found[newest]])
    reached = named.melt(
        id_vars=["name"], value_vars=maturity.years(found), var_name="year", value_name="level"
    )
    aims = named.assign(year=target, level=found["target"])[["name", "year", "level"]]
    rows = pd.concat([reached.assign(year=reached["year"].astype(str)), aims], ignore_index=True)
    rows = rows[rows["level"].notna() | (rows["year"] == target)]
    return rows.assign(
        words=[
            "–" if pd.isna(level) else reader.number(level, digits=int(level % 1 > 0))
            for level in rows["level"]
        ],
        is_aim=rows["year"] == target,
        is_below=(rows["year"] == str(newest)) & rows["name"].isin(below),
    )
