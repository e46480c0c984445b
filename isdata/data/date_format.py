"""Formats of days, months and times for a reader, in text and on axes."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from babel.core import Locale
from babel.dates import format_date, format_skeleton, format_time


@cache
def locale_of(name: str) -> Locale:
    """Cached locale; given only a name, Babel would search its files for every number."""
    return Locale.parse(name)


# d3 equivalents of Babel's pattern fields. d3 has English month names only; Chinese uses numbers.
_D3 = {"y": "%Y", "MMM": "%b", "MM": "%m", "M": "%-m", "dd": "%d", "d": "%-d"}


@cache
def _axis_pattern(pattern: str) -> str:
    """Convert a Babel pattern to a d3 pattern."""
    return re.sub(r"y+|M+|d+", lambda part: _D3.get(part[0], "%Y"), pattern)


@dataclass(frozen=True)
class Dates:
    """Date formats of one reader.

    Attributes
    ----------
    language, locale : str
        Such as "zh" and "zh_CN".
    """

    language: str = "en"
    locale: str = "en_US"

    def date(self, day: dt.date | None) -> str:
        """Day."""
        return (
            "–"
            if day is None or day != day
            else format_date(day, format="medium", locale=locale_of(self.locale))
        )

    def date_or_year(self, day: dt.date | None) -> str:
        """Day; 1 January, which data contain where only the year is known, as the year.

        Examples
        --------
        >>> Dates().date_or_year(dt.date(2012, 1, 1)), Dates("zh", "zh_CN").date_or_year(dt.date(2012, 1, 1))
        ('2012', '2012年')
        >>> Dates().date_or_year(dt.date(2012, 1, 2))
        'Jan 2, 2012'
        """
        if day is None or day != day or (day.month, day.day) != (1, 1):
            return self.date(day)
        return format_skeleton("y", day, locale=locale_of(self.locale))

    def month(self, day: dt.date) -> str:
        """Month of a day.

        Examples
        --------
        >>> Dates().month(dt.date(2026, 11, 2)), Dates("zh", "zh_CN").month(dt.date(2026, 11, 2))
        ('Nov 2026', '2026年11月')
        """
        return format_skeleton("yMMM", day, locale=locale_of(self.locale))

    def short_date(self, day: dt.date | None) -> str:
        """Day without its year, for narrow spaces.

        Examples
        --------
        >>> Dates().short_date(dt.date(2026, 11, 2)), Dates("zh", "zh_CN").short_date(dt.date(2026, 11, 2))
        ('Nov 2', '11月2日')
        """
        if day is None or day != day:
            return "–"
        return format_skeleton("MMMd", day, locale=locale_of(self.locale))

    @property
    def day_pattern(self) -> str:
        """d3 pattern for days on an axis, equal to the format of `date`.

        Examples
        --------
        >>> Dates().day_pattern, Dates("en", "en_GB").day_pattern, Dates("zh", "zh_CN").day_pattern
        ('%b %-d, %Y', '%-d %b %Y', '%Y年%-m月%-d日')
        """
        return _axis_pattern(locale_of(self.locale).date_formats["medium"].pattern)

    @property
    def short_day_pattern(self) -> str:
        """d3 pattern for days on an axis, equal to the format of `short_date`."""
        return _axis_pattern(locale_of(self.locale).datetime_skeletons["MMMd"].pattern)

    @property
    def year_pattern(self) -> str:
        """d3 pattern for years, such as "%Y年"."""
        return _axis_pattern(locale_of(self.locale).datetime_skeletons["y"].pattern)

    @property
    def month_pattern(self) -> str:
        """d3 pattern for months on an axis, equal to the format of `month`."""
        return _axis_pattern(locale_of(self.locale).datetime_skeletons["yMMM"].pattern)

    def moment(self, moment: dt.datetime) -> str:
        """Day in the format of `date`, with the time."""
        time = format_time(moment, format="short", locale=locale_of(self.locale))
        return f"{self.date(moment)}{' ' if self.language == 'zh' else ', '}{time}"
