"""CSV for spreadsheets: readable in any language, and no text is executed as a formula."""

import re

import pandas as pd

# Spreadsheets interpret such a text as a formula; a leading apostrophe prevents this and is removed on import.
_FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r]")


def literal(cell: object) -> object:
    """Escape a text cell that a spreadsheet would interpret as a formula."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA_LIKE.match(cell) else cell


def to_csv(table: pd.DataFrame, *, above: str = "") -> bytes:
    """Convert a table without its index to CSV: UTF-8 with a byte order mark for Excel, numbers with twelve digits.

    Parameters
    ----------
    table : DataFrame
        Column names become headings; text that begins like a formula gets a leading apostrophe.
    above : str
        Lines before the headings.
    """
    texts = table.select_dtypes(exclude=["number", "bool", "datetime"]).columns
    safe = table.assign(**{str(name): table[name].map(literal) for name in texts})
    safe.columns = [literal(name) for name in safe.columns]
    return (above + safe.to_csv(index=False, float_format="%.12g")).encode("utf-8-sig")
