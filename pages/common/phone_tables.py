"""Tables on a phone: the first column and a value beside it are visible, and no visible column is cut."""

import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import pandas as pd

from isdata.engines.sankey.lettering import text_width
from pages.common import amount_columns, screen

LINE, WRAPS = 22, 66  # line height, and minimum height of a row in which Streamlit wraps text [px]
_MARK = 34  # width of the row selection column [px]
_TYPE, _NARROWER = 14, 0.92  # type size of a table [px], and width of its letters relative to Arial [-]
_LEAST, _MOST = (
    100,
    190,
)  # minimum width of a first column with wrapped text, and maximum width of another text column [px]
_OTHER, _SIGN = 90, 22  # width of a column of bars or dates, and of an icon in a heading [px]
_SURE = 0.95  # usable share of a cell's width for unbroken words [-]
_MARGINS = 16  # horizontal margins of a cell [px]
_CLOSE = 18.5  # height of each of several lines of a cell [px]
_MOST_LINES = 7  # vertical margins of a row [px]


def fit(frame: pd.DataFrame, options: dict[str, Any]) -> None:
    """Set column order, column widths and row height of a table for the width of a phone.

    The first column is wrapped so that others beside it are completely visible in their order, including the first column
    of amounts. The remaining columns are reached by scrolling, including those that would force a Latin word among Chinese
    characters to be broken.

    Parameters
    ----------
    frame : DataFrame
    options : dict
        Options of `st.dataframe`; column_order, column_config and row_height are set.
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
    """Maximum number of wrapped lines of the cells in a column of a width. [px]"""
    return max((_lines(cell, width - _MARGINS) for cell in cells), default=1)


def height(lines: int) -> int:
    """Height of rows with several lines. [px]"""
    return max(WRAPS, round(_MARGINS + _CLOSE * min(lines, _MOST_LINES)))


def letters(cell: object) -> float:
    """Approximate width of the text of a cell or heading with its margins. [px]"""
    return _width(cell) + _MARGINS if isinstance(cell, str) else 0.0


def edited_heading(words: str) -> int:
    """Width of the heading of a column with an edit or help icon. [px]"""
    return math.ceil(letters(words)) + _SIGN


@lru_cache(10_000)  # a page draws the same tables after every change of a control
def _width(words: str) -> float:
    return sum(map(_letter, words))


@cache
def _letter(character: str) -> float:
    return _TYPE if ord(character) > 0x2E80 else _NARROWER * text_width(character, _TYPE)


def _lines(cell: object, room: float) -> int:
    """Number of wrapped lines of a cell's text in a width, broken at spaces if possible. [px]"""
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
    """Return True if a width [px] would break a Latin word among Chinese characters: the grid knows spaces only."""
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
    """Widths as `_widths`, with fewer visible columns if a Latin word of the first column would be broken. [px]"""
    widths = _widths(needs, room)
    # The user's font may be slightly wider.
    while len(widths) > 2 and any(
        _breaks_word(cell, (widths[0] - _MARGINS) * share) for cell in cells for share in (1, _SURE)
    ):
        fewer = _widths(needs[: len(widths) - 1], room)
        widths = [math.floor(room - sum(fewer[1:])), *fewer[1:]]
    return widths


def _is_value(cells: pd.Series) -> bool:
    """Return True if a column contains amounts, as numbers or text."""
    if pd.api.types.is_bool_dtype(cells):
        return False
    return pd.api.types.is_numeric_dtype(cells) or amount_columns.are_amounts(cells)


def _need(cells: pd.Series, config: Mapping[str, Any]) -> float:
    """Width that shows the heading and cells of a column completely; at most its given width. [px]"""
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
    """Column names in order; if no value column would be visible, the first one is moved behind the first column."""
    in_sight = names[1 : len(_widths([needs[name] for name in names], room))]
    if not values or set(values) & set(in_sight):
        return names
    return [names[0], values[0], *(name for name in names[1:] if name != values[0])]


def _widths(needs: Sequence[float], room: float) -> list[int]:
    """Widths of the visible columns, which fill the page width; the first is as narrow as the others require. [px]"""
    first, *others = needs
    left, shown = room - min(first, _LEAST), []
    for need in (min(need, _MOST) for need in others):
        if need > left and shown:
            break
        shown.append(math.ceil(min(need, left)))
        left -= shown[-1]
    return [math.floor(room - sum(shown)), *shown]
