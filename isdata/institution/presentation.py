"""Results of the institution in words of a reader."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from isdata.data.i18n import Reader
from isdata.institution.findings import REASONS, REMEDIES

_TEN_THOUSAND = "10⁴ "  # in which Chinese documents state money


def amount(value: float | None, unit: str, reader: Reader) -> str:
    """Amount in words, without zeros that nobody entered; money in the currency that the reader has chosen.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> amount(12.5, "t/h", reader("en")), amount(0.5, "t/h", reader("en")), amount(None, "t/h", reader("en"))
    ('12.5 t/h', '0.5 t/h', '–')
    >>> amount(1200, "10⁴ CNY/ha", reader("en")), amount(1200, "10⁴ CNY/ha", reader("zh"))
    ('12 M CNY/ha', '1,200万元/公顷')
    """
    if value is None or pd.isna(value):
        return "–"
    currency, slash, rest = unit.removeprefix(_TEN_THOUSAND).partition("/")
    if len(currency) == 3 and currency.isupper() and currency.isalpha():
        whole = value * (10_000 if unit.startswith(_TEN_THOUSAND) else 1)
        words = reader.money(whole, currency, is_padded=False)
        return f"{words}/{reader.unit(rest)}" if slash else words
    return reader.amount(value, "" if unit in _WITHOUT_UNIT else unit, is_padded=False)


def difference(value: float | None, unit: str, reader: Reader) -> str:
    """Difference of two amounts in words: between percentages in percentage points.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> difference(4.0, "%", reader("en")), difference(4.0, "t", reader("en"))
    ('4 percentage points', '4 t')
    """
    return reader.points(value) if unit == "%" else amount(value, unit, reader)


_WITHOUT_UNIT = ("yes/no", "level", "1")  # the number alone is stated


def reason(row: Mapping[str, Any], reader: Reader) -> str:
    """Reason why a rule passes, fails or is unknown; `row` as of `limits.Tested.results`."""
    return reader.text(REASONS[row["reason"]], **_details(row, reader))


def remedy(row: Mapping[str, Any], reader: Reader) -> str:
    """Change that a newcomer needs to pass a rule; empty where it passes."""
    return reader.text(REMEDIES[row["remedy"]], **_details(row, reader)) if row["remedy"] else ""


def limit(row: Mapping[str, Any], reader: Reader) -> str:
    """Limits of a rule: at least, at most, exactly, or between two."""
    low, high = (
        None if pd.isna(row[name]) else amount(row[name], row["unit"], reader)
        for name in ("minimum", "maximum")
    )
    if low and high:
        return low if low == high else f"{low} – {high}"
    return f"≥ {low}" if low else f"≤ {high}" if high else "–"


def _details(row: Mapping[str, Any], reader: Reader) -> dict[str, str]:
    return {name: _words(value, reader) for name, value in row["details"].items()}


def _words(value: object, reader: Reader) -> str:
    if isinstance(value, tuple):
        return amount(float(value[0]), str(value[1]), reader)
    if isinstance(value, list):
        return reader.listed(reader.name(*pair) for pair in value)
    return str(value)
