"""Numbers in table cells that are typed as text: as displayed, and as parsed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from isdata.data.contracts import Column
from isdata.data.entry import typed_numbers
from isdata.data.ingest import numbers
from pages.common import tables
from pages.common.language import reader

_LONG = 8  # maximum length of a typed number; longer ones were computed
_GROUPED, _THIN = 4, "\u202f"  # number of digits from which a number is grouped, and the separator


def text(value: Any, *, is_year: bool) -> str:
    """Number as displayed in a cell, with groups of three digits unless it is a year."""
    if isinstance(value, str):
        return value
    digits = typed_numbers.field_text(float(value))
    if len(digits) > _LONG:  # as in other tables; the stored number is unchanged
        digits = typed_numbers.field_text(tables.rounded(float(value)))
    return digits if is_year else grouped(digits)


def grouped(text: str) -> str:
    """Number text with groups of three digits: commas if the reader's notation uses them, else thin spaces."""
    whole, point, rest = text.partition(".")
    if len(whole.lstrip("-")) < _GROUPED or not whole.lstrip("-").isdigit():
        return text
    sign = "," if reader().number(1000) == "1,000" else _THIN
    return f"{int(whole):,}".replace(",", sign) + point + rest


def notation(cells: Iterable[Any]) -> str:
    """Number notation of an edited column, by its cells."""
    texts = (cell for cell in cells if isinstance(cell, str))
    return numbers.of_column(texts, typed_numbers.notation(reader()))


def read(text: str, column: Column, **of: str) -> typed_numbers.Typed:
    """Parse a cell; no note is needed if it is in the notation of the column.

    Parameters
    ----------
    text : str
    column : Column
    **of : str
        Unit and currency of the row, and the notation of the column.
    """
    found = typed_numbers.read(text, column, **of)
    is_as_shown = found.value is not None and text == grouped(typed_numbers.field_text(found.value))
    return replace(found, is_plain=True) if is_as_shown else found
