"""Parsing of days in usual formats: 2024-05-17, 2024/5/17, 2024年5月17日, 17.05.2024, May 17, 2024, 17 May 2024."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

_YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"(?:(?P<before>\d{1,2})\s+)?(?P<month>[a-z]{3})[a-z]*\.?(?:\s+(?P<behind>\d{1,2}))?,?\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_EITHER = re.compile(r"(\d{1,2})\s*[/-]\s*(\d{1,2})\s*[/-]\s*(\d{4})")


@dataclass(frozen=True)
class Day:
    """Day read from a text; `rule` is "date" if it is not a day, "ambiguous_date" if it may be two."""

    value: dt.date | None = None
    rule: str | None = None
    details: dict[str, str] = field(default_factory=dict)


def parse(text: str) -> Day:
    """Parse a day.

    Examples
    --------
    >>> parse("2024年5月17日").value, parse("17.05.2024").value
    (datetime.date(2024, 5, 17), datetime.date(2024, 5, 17))
    >>> parse("May 17, 2024").value == parse("17 May 2024").value == parse("2024-05-17").value
    True
    >>> parse("05/06/2024").details
    {'first': '2024-05-06', 'second': '2024-06-05'}
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    for pattern in (_YEAR_FIRST, _TOGETHER):
        if match := pattern.fullmatch(plain):
            return _one(_day(match[1], match[2], match[3]))
    if match := _DAY_FIRST.fullmatch(plain):
        return _one(_day(match[3], match[2], match[1]))
    if (match := _NAMED.fullmatch(plain)) and (match["before"] is None) != (match["behind"] is None):
        month = match["month"].lower()
        number = _MONTHS.index(month) + 1 if month in _MONTHS else 0
        return _one(_day(match["year"], str(number), match["before"] or match["behind"]))
    if match := _EITHER.fullmatch(plain):
        month_first, day_first = _day(match[3], match[1], match[2]), _day(match[3], match[2], match[1])
        if month_first and day_first and month_first != day_first:
            details = {"first": month_first.isoformat(), "second": day_first.isoformat()}
            return Day(rule="ambiguous_date", details=details)
        return _one(month_first or day_first)
    return Day(rule="date")


def _one(day: dt.date | None) -> Day:
    return Day(day) if day else Day(rule="date")


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
