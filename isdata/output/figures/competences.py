"""Current and required levels of competences by post, with gaps marked."""

import re
from collections.abc import Collection, Hashable
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed, of_rows

_IN_HALL = 560  # height of the rows when presented [px]
_ROW, _ROW_IN_HALL = 30, 38  # px
_LINE, _CHARACTERS, _SHORT = (
    15,
    4,
    18,
)  # px; Chinese characters a line on a phone; English name in one line at the desk
_NAMES: dict[str, Any] = {"lines": 3}  # lines of a competence on a phone
# Colour and words by gap; the cell also states both levels.
_COLOURS = {"none": "#d5e8d4", "one": "#fbe0a5", "more": "#f2b5a2", "unknown": "#ececec"}
_STATES = {
    "none": N_("Level reached"),
    "one": N_("One level short"),
    "more": N_("Two or more short"),
    "unknown": N_("Not assessed"),
}

_TIPS = {
    "post": N_("Post"),
    "name": N_("Competence"),
    "words": N_("Current / required level"),
    "gap": N_("Gap"),
    "day": N_("Assessed on"),
}


def grid(levels: pd.DataFrame, left: Collection[Hashable], reader: Reader) -> alt.LayerChart:
    """Competence × post; each cell states current and required level, and a gap without a planned training is framed.

    Parameters
    ----------
    levels : DataFrame
        As returned by `competences.matrix`.
    left : collection
        Index of the rows without a planned training, as returned by `competences.unplanned`.
    """
    rows = _rows(levels, left, reader)
    posts = list(dict.fromkeys(rows.sort_values("post_id", kind="stable")["post"]))
    base = alt.Chart(rows).encode(
        x=alt.X(
            "post:N",
            title=None,
            sort=posts,
            axis=alt.Axis(
                labelAngle=0,
                labelFlush=False,
                orient="top",
                labelLimit=190,
                labelOverlap=False,
                labelExpr=_BROKEN,
                labelLineHeight=_LINE,
                labelPadding=alt.ExprRef(f"{style.NARROW} ? {_room(posts, True)} : {_room(posts, False)}"),
            ),
        ),
        y=channels.name_axis(
            "name",
            list(dict.fromkeys(reader.names(levels))),
            **_NAMES,
            labelLimit=channels.name_room(560 if reader.is_large else 300, share=0.5),
        ),
        tooltip=channels.tooltip(_TIPS, reader),
    )
    words = {reader.text(_STATES[state]): colour for state, colour in _COLOURS.items()}
    cells = base.mark_rect(strokeWidth=2).encode(
        color=channels.states("state", words, set(rows["state"]), orient="bottom"),
        stroke=alt.condition("datum.is_left", alt.value(style.WARNING), alt.value(style.PAPER)),
    )
    numbers = base.mark_text().encode(text="words:N", color=alt.value(style.INK))
    count = rows["name"].nunique()
    on_phone = channels.row_on_phone(reader.names(levels), **_NAMES)
    row = max(_IN_HALL / max(1, count), _ROW_IN_HALL) if reader.is_large else _ROW
    return framed(of_rows(combined(cells, numbers), count, row, on_phone=on_phone), reader)


# On a phone, Chinese names of posts have four characters a line and others one word; at the desk, long English ones two lines.
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BROKEN = (
    f"test(/[\\u4e00-\\u9fff]/, datum.label) ? ({style.NARROW} ? "
    f"split(replace(datum.label, /(.{{{_CHARACTERS}}})(?=.)/g, '$1|'), '|') : datum.label) : "
    f"{style.NARROW} ? split(datum.label, ' ') : "
    f"length(datum.label) > {_SHORT} ? split(replace(datum.label, / (?=[^ ]*$)/, '|'), '|') : datum.label"
)


def _room(posts: list[str], is_phone: bool) -> int:
    """Distance of the first line of the names of posts from the cells: the other lines follow below it. [px]"""
    return 6 + _LINE * (max(map(_phone_lines if is_phone else _desk_lines, posts), default=1) - 1)


def _phone_lines(name: str) -> int:
    return -(-len(name) // _CHARACTERS) if _CHINESE.search(name) else len(name.split(" "))


def _desk_lines(name: str) -> int:
    return 2 if not _CHINESE.search(name) and len(name) > _SHORT and " " in name else 1


def _rows(levels: pd.DataFrame, left: Collection[Hashable], reader: Reader) -> pd.DataFrame:
    """Rows of the picture; framed cells are last, so that their frames are drawn above the cells beside them."""
    rows = pd.DataFrame(
        {
            "name": reader.names(levels),
            "post": reader.names(levels, "post"),
            "post_id": levels["post_id"].to_numpy(),
            "words": [_levels(row, reader) for row in levels.to_dict("records")],
            "state": [reader.text(_STATES[_state(gap)]) for gap in levels["gap"]],
            "gap": [reader.number(gap) if pd.notna(gap) else "–" for gap in levels["gap"]],
            "day": [reader.date(day) if pd.notna(day) else "–" for day in levels["assessed_on"]],
        }
    )
    return rows.assign(is_left=levels.index.isin(list(left))).sort_values("is_left", kind="stable")


def _levels(row: dict, reader: Reader) -> str:
    current = reader.number(row["current_level"]) if pd.notna(row["current_level"]) else "–"
    return f"{current} / {reader.number(row['required_level'])}"


def _state(gap: float) -> str:
    if pd.isna(gap):
        return "unknown"
    return "none" if gap <= 0 else "one" if gap < 2 else "more"
