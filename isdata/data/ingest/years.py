"""Parsing of calendar years: 2023 · 2023年 · FY2023 · a day of the year · and the number 2023 formatted as a day."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from isdata.data.ingest import days

_YEAR = re.compile(r"(?:FY ?)?(\d{4})(?:\.0+)?(?: ?(?:年|年度|财年))?", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4}) ?[-/.年] ?(0?[1-9]|1[0-2]) ?月?")
_TWO = re.compile(r"(\d{4}) ?年?(?:[-–—~～/至到]|\bto\b| )+(\d{4}|\d{2}) ?年?", re.IGNORECASE)
_DAY_ZERO = dt.date(1899, 12, 30)  # day 0 of spreadsheets, which store days as numbers
_NUMBERS = range(1900, 2101)


@dataclass(frozen=True)
class Year:
    """Year read from a text, or a broken rule; `note` is set if the text contains more than the year."""

    value: int | None = None
    note: str | None = None
    rule: str | None = None
    details: dict[str, str] = field(default_factory=dict)


def parse(text: str) -> Year | None:
    """Parse a year; None if the text does not have the form of one.

    Examples
    --------
    >>> parse("2023年").value, parse("2023-12-31").value, parse("1905-07-15").value
    (2023, 2023, 2023)
    >>> parse("2022-2023").rule, parse("about 2023")
    ('two_years', None)
    """
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    if match := _YEAR.fullmatch(plain):
        return Year(int(match[1]))
    match = _MONTH.fullmatch(plain)
    # 2011-12 may be a month or two years.
    if match and int(match[2]) != (int(match[1]) + 1) % 100:
        return Year(int(match[1]), "year_of_day")
    if match := _TWO.fullmatch(plain):
        last = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
        return Year(rule="two_years", details={"first": match[1], "last": last})
    parsed = days.parse(plain)
    if parsed.rule == "ambiguous_date":  # the year is the same for both readings of the day
        return Year(dt.date.fromisoformat(parsed.details["first"]).year, "year_of_day")
    if (day := parsed.value) is None:
        return None
    number = (day - _DAY_ZERO).days
    return Year(number, "year_shown_as_day") if number in _NUMBERS else Year(day.year, "year_of_day")
