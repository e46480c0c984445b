"""Results of the institution in words of a reader."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from isdata.data.i18n import Reader
from isdata.institution.findings import REASONS, REMEDIES


def amount(value: float | None, unit: str, reader: Reader) -> str:
    """Amount in words; money in the currency that the reader has chosen.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> amount(12.5, "t/h", reader("en")), amount(None, "t/h", reader("en"))
    ('12.5 t/h', '–')
    """
    if value is None or pd.isna(value):
        return "–"
    code, _slash, rest = unit.partition("/")
    if len(code) == 3 and code.isupper() and code.isalpha():
        words = reader.money(value, code)
        return f"{words}/{reader.unit(rest)}" if rest else words
    return reader.amount(value, unit)


def reason(row: Mapping[str, Any], reader: Reader) -> str:
    """Reason why a rule passes, fails or is unknown; `row` as of `limits.Tested.results`."""
    return reader.text(REASONS[row["reason"]], **_details(row, reader))


def remedy(row: Mapping[str, Any], reader: Reader) -> str:
    """Change that a newcomer needs to pass a rule; empty where it passes."""
    return reader.text(REMEDIES[row["remedy"]], **_details(row, reader)) if row["remedy"] else ""


def limit(row: Mapping[str, Any], reader: Reader) -> str:
    """Limits of a rule: at least, at most, or between two."""
    low, high = (
        None if pd.isna(row[name]) else amount(row[name], row["unit"], reader)
        for name in ("minimum", "maximum")
    )
    if low and high:
        return f"{low} – {high}"
    return f"≥ {low}" if low else f"≤ {high}" if high else "–"


def _details(row: Mapping[str, Any], reader: Reader) -> dict[str, str]:
    return {name: _words(value, reader) for name, value in row["details"].items()}


def _words(value: object, reader: Reader) -> str:
    if isinstance(value, tuple):
        return amount(float(value[0]), str(value[1]), reader)
    if isinstance(value, list):
        return reader.listed(reader.name(*pair) for pair in value)
    return str(value)
