"""Tables on a phone: the first column and a value beside it are in sight, and no column in sight is cut."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from isdata.engines.sankey.lettering import text_width
from pages.common import amount_columns, screen

LINE, WRAPS = 22, 66  # height of a line, and least height of a row that Streamlit breaks into lines [px]
_MARK = 34  # column with which rows are chosen [px]
_TYPE, _NARROWER = 14, 0.92  # type of a table [px], and width of its letters by those of Arial [-]
_LEAST, _MOST = (
    100,
    190,
)  # narrowest first column whose words are broken, and widest other column of words [px]
_OTHER, _SIGN = 90, 22  # column of bars or dates, and a sign in a heading [px]
_SURE = 0.95  # of the room of a cell, in which words are whole as well [-]
_MARGINS = 16  # of a cell, left and right [px]
_CLOSE = 18.5  # height of each of several lines of a cell [px]
_MOST_LINES = 7  # of a row


def fit(frame: pd.DataFrame, options: dict[str, Any]) -> None:
    """Set order and widths of the columns of a table, and the height of its rows, for the width of a phone.

    The first column is broken into lines so that others beside it are in sight, in their order and whole; the first column
    of amounts is one of them. The others are reached by scrolling, also those beside which a Latin word within Chinese
    ones would be broken.

    Parameters
    ----------
    frame : DataFrame
    options : dict
        Of `st.dataframe`; column_order, column_config and row_height are set.
    """
    known = dict(options.get("column_config") or {})
    names = [name for name in options.get("column_order") or frame.columns if known.get(name, {}) is not None]
    if len(names) < 2 or frame.empty or not frame.columns.is_unique:
        return
    room = screen.width() - (_MARK if "on_select" in options else 0)
    needs = {name: _need(frame[name], known.get(name) or {}) for name in names}
    names = _in_order(names, needs, room, [name for name in names[1:] if _is_value(frame[name])])
    widths = _whole(frame[names[0]], [needs[name] for name in names], room)
    options["column_order"] = names
    for name, width in zip(names, widths, strict=False):
        known[name] = {**(known.get(name) or {}), "width": width}
    options["column_config"] = known
    most = max(lines(frame[name], width) for name, width in zip(names, widths, strict=False))
    if most > 1:
        options["row_height"] = max(options.get("row_height") or 0, height(most))


def lines(cells: pd.Series, width: float) -> int:
    """Most lines into which the words of the cells are broken in a column of a width. [px]"""
    return max((_lines(cell, width - _MARGINS) for cell in cells), default=1)


def height(lines: int) -> int:
    """Height of rows with several lines. [px]"""
    return max(WRAPS, round(_MARGINS + _CLOSE * min(lines, _MOST_LINES)))


def letters(cell: object) -> float:
    """Width of the words of a cell or heading with its margins, about. [px]"""
    return _width(cell) + _MARGINS if isinstance(cell, str) else 0.0


def edited_heading(words: str) -> int:
    """Width of the heading of a column that may be edited, or is explained. [px]"""
    return math.ceil(letters(words)) + _SIGN


def _width(words: str) -> float:
    return sum(map(_letter, words))


@cache
def _letter(character: str) -> float:
    return _TYPE if ord(character) > 0x2E80 else _NARROWER * text_width(character, _TYPE)


def _lines(cell: object, room: float) -> int:
    """Number of lines into which the words of a cell are broken in a room, at spaces where the words leave it. [px]"""
    if not isinstance(cell, str):
        return 1
    lines, left, space = 1, room, _width(" ")
    for word in map(_width, cell.split(" ")):
        if word > left and left < room:
            lines, left = lines + 1, room
        more = math.ceil(word / room) - 1 if word > room else 0
        lines, left = lines + more, left - word + more * room - space
    return lines


def _breaks_word(cell: object, room: float) -> bool:
    """Whether a Latin word among Chinese letters is broken in a room: the grid knows spaces only. [px]"""
    if not isinstance(cell, str) or cell.isascii():
        return False
    for part in cell.split(" "):
        left, before = room, ""
        for character in part:
            if (width := _letter(character)) > left:
                if (before + character).isascii() and (before + character).isalpha() and len(before) == 1:
                    return True
                left = room
            left, before = left - width, character
    return False


def _whole(cells: pd.Series, needs: Sequence[float], room: float) -> list[int]:
    """Widths as of `_widths`, with fewer columns in sight where a Latin word of the first column would be broken. [px]"""
    widths = _widths(needs, room)
    # The letters of the reader's own type may be somewhat wider.
    while len(widths) > 2 and any(
        _breaks_word(cell, (widths[0] - _MARGINS) * share) for cell in cells for share in (1, _SURE)
    ):
        fewer = _widths(needs[: len(widths) - 1], room)
        widths = [math.floor(room - sum(fewer[1:])), *fewer[1:]]
    return widths


def _is_value(cells: pd.Series) -> bool:
    """Whether a column holds amounts, as numbers or in words."""
    if pd.api.types.is_bool_dtype(cells):
        return False
    return pd.api.types.is_numeric_dtype(cells) or amount_columns.are_amounts(cells)


def _need(cells: pd.Series, config: Mapping[str, Any]) -> float:
    """Width with which the heading of a column and its cells are whole; at most the width that it was given. [px]"""
    kind = config.get("type_config") or {}
    if pd.api.types.is_bool_dtype(cells) or kind.get("type") == "progress":
        needed = float(_OTHER)
    elif pd.api.types.is_numeric_dtype(cells):
        needed = cells.dropna().map(lambda value: letters(f"{value:,.10g}")).max()
    else:
        needed = cells.map(lambda cell: letters(cell) if isinstance(cell, str) else float(_OTHER)).max()
    given = config.get("width")
    needed = min(needed, given) if isinstance(given, int) else needed
    heading = letters(config.get("label") or str(cells.name)) + (_SIGN if config.get("help") else 0)
    return max(0.0 if math.isnan(needed) else needed, heading)


def _in_order(names: list[str], needs: Mapping[str, float], room: float, values: Sequence[str]) -> list[str]:
    """Names of columns in their order, the first of the values behind the first column where none would be in sight."""
    in_sight = names[1 : len(_widths([needs[name] for name in names], room))]
    if not values or set(values) & set(in_sight):
        return names
    return [names[0], values[0], *(name for name in names[1:] if name != values[0])]


def _widths(needs: Sequence[float], room: float) -> list[int]:
    """Widths of the columns in sight, which fill the room together; the first one is as narrow as the others require. [px]"""
    first, *others = needs
    left, shown = room - min(first, _LEAST), []
    for need in (min(need, _MOST) for need in others):
        if need > left and shown:
            break
        shown.append(math.ceil(min(need, left)))
        left -= shown[-1]
    return [math.floor(room - sum(shown)), *shown]
