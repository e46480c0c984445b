"""Tables of figures as readers expect them: grouped digits, and no more of them than mean something."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st
from pandas.io.formats.style_render import StylerRenderer

from pages.common import address, amount_columns, controls, phone_tables, pick, screen, text_room
from pages.common.file_button import file_button
from pages.common.language import _, reader
from pages.common.phone_tables import LINE, WRAPS

Table = pd.DataFrame | StylerRenderer | Mapping[str, Any]
Width = Literal["small", "medium", "large"] | int
NOTHING = "–"  # in place of a missing cell, which would read "None"
_LEAST_FIRST = 140  # width of a first column that gives room to amounts [px]
_ROW, _HEADING = 35, 38  # height of a row with one line of text, and of the headings [px]


def scaled(size: int) -> int:
    """Return a height or width for the type of the page, which is larger in a hall. [px]"""
    return round(1.5 * size) if controls.is_projected() else size


def show_rows(
    table: Table,
    *,
    alt: str | None,
    placeholder: str = NOTHING,
    lines: int | None = None,
    most: int | None = None,
    **options: Any,
) -> Any:
    """Show a table as it is, an en dash in place of missing cells; return what the reader chose in it.

    Parameters
    ----------
    table : DataFrame, Styler or mapping
        One column a heading, in the reader's words; a mapping holds the columns by heading.
    alt : str or None
        What the table says, for who cannot see it; None where it is stated beside it.
    placeholder : str
        What stands in place of missing cells.
    lines : int, optional
        Lines of text that each row has room for, where a text in sight is longer than its column; by default one.
    most : int, optional
        Height from which the table scrolls. [px]
    **options : object
        Further arguments of `st.dataframe`.
    """
    if isinstance(table, Mapping):
        table = pd.DataFrame(table)
    if lines is not None and (lines == 1 or _is_broken(table, options.get("column_config") or {})):
        options["row_height"] = scaled(LINE * lines if lines == 1 else max(LINE * lines, WRAPS))
    table = fit_amounts(table, options)
    frame = getattr(table, "data", table)
    if screen.is_phone() and isinstance(frame, pd.DataFrame):
        phone_tables.fit(frame, options)
    if most is not None:
        tall = _HEADING + options.get("row_height", scaled(_ROW)) * len(table.index)
        row = options.get("row_height", scaled(_ROW))
        whole = max(1, (scaled(most) - _HEADING) // row)  # rows that are not cut
        options["height"] = "content" if tall <= scaled(most) else _HEADING + whole * row
    return st.dataframe(table, hide_index=True, placeholder=placeholder, alt=alt, **options)


def _is_broken(table: Any, known: Mapping[str, Any]) -> bool:
    """Whether a text in sight is longer than its column, so that its row needs several lines."""
    frame = getattr(table, "data", table)
    widths = {name: (known.get(name) or {}).get("width") for name in frame.columns}
    return text_room.is_broken(frame, widths, size=scaled(100) / 100)


def fit_amounts(table: Any, options: dict[str, Any]) -> Any:
    """Return a table whose texts of amounts end at the right as numbers do, and whose columns have the same digits each."""
    if not isinstance(table, pd.DataFrame) or not table.columns.is_unique:
        return table
    known, exact = dict(options.get("column_config") or {}), {}
    for name in table.columns[1:]:
        config, cells = known.get(name) or {}, table[name]
        if pd.api.types.is_float_dtype(cells):
            places = amount_columns.digits(cells) if _is_free(config) else None
            if places is not None:
                known[name] = {**config, "type_config": _column("number", places)["type_config"]}
                exact[name] = amount_columns.rounded(cells, places)
        elif not config.get("alignment") and amount_columns.are_amounts(cells):
            known[name] = {**config, "alignment": "right"}
    options["column_config"] = known
    return table.assign(**exact) if exact else table


def _is_free(config: Mapping[str, Any]) -> bool:
    """Whether a column of numbers states no digits of its own."""
    kind = config.get("type_config") or {}
    return (
        kind.get("type", "number") == "number"
        and kind.get("step") is None
        and kind.get("format") in (None, "localized")
    )


def show_table(
    rows: dict[str, Any],
    *,
    alt: str,
    ids: Sequence[str] | None = None,
    key: str | None = None,
    widths: Mapping[str, Width] | None = None,
    digits: Mapping[str, int] | None = None,
    bars: Collection[str] = (),
    explained: Mapping[str, str] | None = None,
    right: Collection[str] = (),
    **options: Any,
) -> int | None:
    """Show columns as a table, those without any entry left out; with ids, return the place of the row chosen, if any.

    Parameters
    ----------
    rows : dict
        Column by heading.
    alt : str
        What the table says, for who cannot see it.
    ids, key : sequence of str, str, optional
        For a table of which one row may be chosen, as `picked_row` takes them.
    widths : mapping of str, optional
        Width of a column by its heading, in pixels for the type of a page, or as Streamlit words it.
    digits : mapping of str, optional
        Digits after the point that all numbers of a column have.
    bars : collection of str
        Columns of per cent that are drawn as bars, up to a hundred.
    explained : mapping of str, optional
        What a column means, beside its heading.
    right : collection of str
        Columns of amounts in words, which end at the right as numbers do.
    **options : object
        Further arguments of `show_rows`.
    """
    table = pd.DataFrame(rows).dropna(axis="columns", how="all")
    numeric = list(table.select_dtypes("number").columns)
    table[numeric] = (
        table[numeric].map(rounded).round(dict(digits or {}))
    )  # more digits would be cut, not rounded
    wide = _with_whole_amounts(table, widths or {}, right)
    options["column_config"] = {
        name: _column(
            "bar" if name in bars else "number" if name in numeric else "amount" if name in right else "text",
            (digits or {}).get(name),
            width=_width(wide.get(name)),
            help=(explained or {}).get(name),
        )
        for name in table.columns
    }
    if ids is not None and key is not None:
        return picked_row(table, ids, key=key, alt=alt, **options)
    show_rows(table, alt=alt, **options)
    return None


def choose_row(table: Table, ids: Sequence[str], **about: Any) -> int:
    """Show a table of which one row is chosen, at first the first; return its place; parameters as of `picked_row`."""
    return picked_row(table, ids, **about) or 0


def picked_row(table: Table, ids: Sequence[str], *, key: str, alt: str, **options: Any) -> int | None:
    """Show a table of which the reader may choose one row; return its place, None where none is chosen.

    The chosen id stands in the address: a shared link shows the same row, and it stays chosen while others come and go.

    Parameters
    ----------
    table : DataFrame
        At least one row, in the reader's words.
    ids : sequence of str
        Keys of the rows, in their order.
    key : str
        Under which the choice stands in the address.
    alt : str
        What the table says, for who cannot see it.
    **options : object
        Further arguments of `st.dataframe`.
    """
    # A browser identifies a chosen row by its place: other rows, or in another order, make another table.
    widget, chosen = pick.widget_key(f"{key}_row", ids), address.remembered(key, ids, None)
    rows = [ids.index(chosen)] if chosen is not None else []
    if st.session_state.get(widget, {"selection": {"rows": []}})["selection"]["rows"] != rows:
        st.session_state[widget] = {"selection": {"rows": rows}}
    show_rows(
        table,
        alt=alt,
        key=widget,
        on_select=partial(_choose, key, widget, ids),
        selection_mode="single-row",
        **options,
    )
    address.keep(key)
    return rows[0] if rows else None


def _choose(key: str, widget: str, ids: Sequence[str]) -> None:
    rows = st.session_state[widget]["selection"]["rows"]
    st.session_state[key] = ids[rows[0]] if rows else None


def show_csv(data: Callable[[], bytes | str], file_name: str) -> None:
    """Offer a table as a file; it is made only when asked for."""
    file_button(_("Download as CSV"), data, file_name)


def day(value: Any) -> str:
    """Date in words; on a phone in digits, as the words need the room."""
    if value is not None and not pd.isna(value) and screen.is_phone():
        return f"{value:%Y-%m-%d}"
    return reader().date(value)


def texts(widths: Mapping[str, int]) -> dict[str, Any]:
    """Columns of text by their headings, with their widths. [px]"""
    return {name: st.column_config.TextColumn(width=scaled(width)) for name, width in widths.items()}


def bar(width: Width | None = None, **about: Any) -> Any:
    """Column of per cent that are drawn as bars, up to a hundred."""
    return st.column_config.ProgressColumn(format="%.0f%%", min_value=0, max_value=100, width=width, **about)


def _with_whole_amounts(
    table: pd.DataFrame, widths: Mapping[str, Width], right: Collection[str]
) -> dict[str, Width]:
    """Widths with which amounts in words are whole: cut at their beginning, they would be read as smaller ones. [px]

    The first column gives the room.
    """
    wide = dict(widths)
    if screen.is_phone():  # its tables are fitted
        return wide
    first = table.columns[0]
    for name in set(right) & set(table.columns):
        given, room = wide.get(name), wide.get(first)
        if not isinstance(given, int):
            continue
        more = max(0, math.ceil(table[name].map(phone_tables.letters).max()) - given)
        wide[name] = given + more
        if more and isinstance(room, int):
            wide[first] = max(_LEAST_FIRST, room - more)
    return wide


def _width(width: Width | None) -> Width | None:
    return scaled(width) if isinstance(width, int) else width


def _column(kind: str, digits: int | None, **about: Any) -> Any:
    if kind == "bar":
        return bar(**about)
    if kind == "number":
        step = (
            None if digits is None else 10.0**-digits
        )  # so many digits, and the signs of the browser's language
        return st.column_config.NumberColumn(format="localized", step=step, **about)
    if kind == "amount":
        return st.column_config.TextColumn(alignment="right", **about)
    return st.column_config.Column(**about)


def rounded(value: float, *, significant: int = 4) -> float:
    """Return a number with so many significant digits, its whole part never rounded.

    Examples
    --------
    >>> rounded(407055.03), rounded(0.123456), rounded(12.3456)
    (407055.0, 0.1235, 12.35)
    """
    if not value or not math.isfinite(value):
        return value
    return round(value, max(0, significant - 1 - math.floor(math.log10(abs(value)))))
