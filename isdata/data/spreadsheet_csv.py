"""Tables as CSV that spreadsheets show in any language and never calculate."""

import re

import pandas as pd

# A spreadsheet takes such a text for a formula; an apostrophe before it keeps it text, and is taken off on import.
_FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r]")


def literal(cell: object) -> object:
    """Cell that a spreadsheet takes for text where it is text, whatever it begins with."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA_LIKE.match(cell) else cell


def to_csv(table: pd.DataFrame, *, above: str = "") -> bytes:
    """Table without its index as CSV: UTF-8 with a byte order mark for Excel, numbers with twelve digits.

    Parameters
    ----------
    table : DataFrame
        Headings are column names; text that begins like a formula gets an apostrophe before it.
    above : str
        Lines before the headings.
    """
    texts = table.select_dtypes(exclude=["number", "bool", "datetime"]).columns
    safe = table.assign(**{str(name): table[name].map(literal) for name in texts})
    safe.columns = [literal(name) for name in safe.columns]
    return (above + safe.to_csv(index=False, float_format="%.12g")).encode("utf-8-sig")
