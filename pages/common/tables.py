"""Tables of figures with grouped and significant digits only."""

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
NOTHING = "–"  # placeholder of a missing cell, which would be shown as "None"
_LEAST_FIRST = 140  # width of a first column that leaves space for amounts [px]
_ROW, _HEADING = 35, 38  # height of a row with one line of text, and of the headings [px]


def scaled(size: int) -> int:
    """Height or width scaled to the type of the page, which is larger when presented. [px]"""
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
    """Show a table with an en dash for missing cells; return the user's selection.

    Parameters
    ----------
    table : DataFrame, Styler or mapping
        One column per heading, in the reader's language; a mapping contains the columns by heading.
    alt : str or None
        Alternative text; None if it is stated beside the table.
    placeholder : str
        Text of missing cells.
    lines : int, optional
        Number of text lines per row, if a visible text is longer than its column; by default one.
    most : int, optional
        Height from which the table scrolls. [px]
    **options : object
        Further arguments of `st.dataframe`.
    """
    if isinstance(table, Mapping):
        table = pd.DataFrame(table)
    if lines == 1:
        options["row_height"] = scaled(LINE)
    elif lines is not None and _is_broken(table, options):
        options["row_height"] = scaled(max(LINE * lines, WRAPS))
    table = fit_amounts(table, options)
    frame = getattr(table, "data", table)
    if screen.is_phone() and isinstance(frame, pd.DataFrame):
        phone_tables.fit(frame, options)
    if most is not None:
        tall = _HEADING + options.get("row_height", scaled(_ROW)) * len(table.index)
        row = options.get("row_height", scaled(_ROW))
        whole = max(1, (scaled(most) - _HEADING) // row)  # rows without cut texts
        options["height"] = "content" if tall <= scaled(most) else _HEADING + whole * row
    return st.dataframe(table, hide_index=True, placeholder=placeholder, alt=alt, **options)


def _is_broken(table: Any, options: dict[str, Any]) -> bool:
    """Return True if a visible text is longer than its column, so that all rows need several lines.

    Where the page is wide enough for all texts, the columns are given the widths that they need instead.
    """
    frame, known = getattr(table, "data", table), dict(options.get("column_config") or {})
    widths = {name: (known.get(name) or {}).get("width") for name in frame.columns}
    size = scaled(100) / 100
    if not text_room.is_broken(frame, widths, size=size):
        return False
    whole = text_room.whole_widths(frame, widths, size=size)
    options["column_config"] = known | {
        name: {**(known.get(name) or {}), "width": width} for name, width in whole.items()
    }
    return not whole


def fit_amounts(table: Any, options: dict[str, Any]) -> Any:
    """Right-align text amounts like numbers, and give each column the same decimals."""
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
    """Return True if a column of numbers has no number format."""
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
    """Show columns as a table without empty ones; with ids, return the position of the chosen row, if any.

    Parameters
    ----------
    rows : dict
        Column by heading.
    alt : str
        Alternative text.
    ids, key : sequence of str, str, optional
        For a table with a selectable row, as for `picked_row`.
    widths : mapping of str, optional
        Column width by heading, in pixels at page type size, or a Streamlit keyword.
    digits : mapping of str, optional
        Decimals of all numbers of a column.
    bars : collection of str
        Percentage columns drawn as bars, up to a hundred.
    explained : mapping of str, optional
        Help text of a column, beside its heading.
    right : collection of str
        Columns of text amounts, right-aligned like numbers.
    **options : object
        Further arguments of `show_rows`.
    """
    table = pd.DataFrame(rows).dropna(axis="columns", how="all")
    numeric = list(table.select_dtypes("number").columns)
    # Further digits would be cut, not rounded. An empty column is not shown.
    places = {name: count for name, count in (digits or {}).items() if name in numeric}
    for name, count in places.items():
        table[name] = amount_columns.rounded(table[name], count)
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
    """Show a table with one chosen row, initially the first; return its position; parameters as for `picked_row`."""
    return picked_row(table, ids, **about) or 0


def picked_row(table: Table, ids: Sequence[str], *, key: str, alt: str, **options: Any) -> int | None:
    """Show a table with a selectable row; return its position, or None if none is chosen.

    The chosen id is stored in the address: a shared link shows the same row, and it remains chosen when other rows change.

    Parameters
    ----------
    table : DataFrame
        At least one row, in the reader's language.
    ids : sequence of str
        Keys of the rows, in their order.
    key : str
        Key of the choice in the address.
    alt : str
        Alternative text.
    **options : object
        Further arguments of `st.dataframe`.
    """
    # A browser identifies a chosen row by position, so other rows or another order require another widget.
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
    """Offer a table as a CSV file, created only on request."""
    file_button(_("Download as CSV"), data, file_name)


def day(value: Any) -> str:
    """Date as text; on a phone in digits, to save space."""
    if value is not None and not pd.isna(value) and screen.is_phone():
        return f"{value:%Y-%m-%d}"
    return reader().date(value)


def day_or_year(value: Any) -> str:
    """Date as `day`; 1 January, which data contain where only the year is known, as the year."""
    is_year = value is not None and not pd.isna(value) and (value.month, value.day) == (1, 1)
    return reader().date_or_year(value) if is_year else day(value)


def texts(widths: Mapping[str, int]) -> dict[str, Any]:
    """Configurations of text columns by heading, with their widths. [px]"""
    return {name: st.column_config.TextColumn(width=scaled(width)) for name, width in widths.items()}


def bar(width: Width | None = None, **about: Any) -> Any:
    """Configuration of a percentage column drawn as bars, up to a hundred."""
    return st.column_config.ProgressColumn(format="%.0f%%", min_value=0, max_value=100, width=width, **about)


def _with_whole_amounts(
    table: pd.DataFrame, widths: Mapping[str, Width], right: Collection[str]
) -> dict[str, Width]:
    """Widths that show text amounts completely, since amounts cut at the beginning would look smaller. [px]

    The first column is narrowed for this.
    """
    wide = dict(widths)
    if screen.is_phone():  # `phone_tables` sets the widths
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
        )  # number of digits, with the separators of the browser's language
        return st.column_config.NumberColumn(format="localized", step=step, **about)
    if kind == "amount":
        return st.column_config.TextColumn(alignment="right", **about)
    return st.column_config.Column(**about)


def rounded(value: float, *, significant: int = 4) -> float:
    """Round a number to significant digits, without rounding its integer part.

    Examples
    --------
    >>> rounded(407055.03), rounded(0.123456), rounded(12.3456)
    (407055.0, 0.1235, 12.35)
    """
    if not value or not math.isfinite(value):
        return value
    return round(value, max(0, significant - 1 - math.floor(math.log10(abs(value)))))
