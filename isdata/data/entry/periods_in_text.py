"""Time spans of several periods in a line of free text: 500 t in two years, 两年五百吨."""

import re
from dataclasses import replace
from typing import NamedTuple

from isdata.data.entry import chinese_numerals
from isdata.data.entry.amounts_in_text import Amount

_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "half": 0.5, "half a": 0.5, "半": 0.5,
}  # fmt: skip
_PERIODS = {
    "年": "year",
    "月": "month",
    "周": "week",
    "星期": "week",
    "天": "day",
    "日": "day",
    "小时": "hour",
}
_ENGLISH = re.compile(
    rf"(?:\b(?:in|over|within|per|every|each)\s+|/\s*)(?:the\s+)?(?P<number>\d{{1,2}}(?:\.\d)?|{'|'.join(_NUMBERS)})\s*"
    r"(?P<period>year|month|week|day|hour)s?\b",
    re.IGNORECASE,
)
# 第二年, 2024年, 五月 and 两年前 are not spans; months and hours are counted with 个.
_CHINESE = re.compile(
    r"(?:每|共|合计|在)?(?<![第\d.])(?P<number>\d{1,2}(?:\.\d)?|[两二三四五六七八九十半])\s*"
    r"(?:(?P<period>年|天|周)|个\s*(?P<counted>月|星期|小时))"
    r"(?:内|里|共|合计|总共|一共|期间)*(?![前后度以之级期份产])"
)


class Span(NamedTuple):
    """Time span of several periods for which an amount is stated.

    Attributes
    ----------
    text : str
        As written.
    count : float
        Number of periods.
    period : str
        Id of the period.
    rest : str
        The text without the span.
    """

    text: str
    count: float
    period: str
    rest: str


def find(text: str) -> Span | None:
    """Time span named in a text; None if there is none.

    Examples
    --------
    >>> find("两年500吨"), find("500 t in 3 months")
    (Span(text='两年', count=2.0, period='year', rest='500吨'), Span(text='in 3 months', count=3.0, period='month', rest='500 t '))
    >>> find("2024年500吨"), find("第二年500吨"), find("两年前500吨")
    (None, None, None)
    """
    match = _CHINESE.search(text) or _ENGLISH.search(text)
    if not match:
        return None
    groups = match.groupdict()
    word = groups["period"] or groups["counted"]
    count = _count(groups["number"])
    if not count or count == 1:
        return None
    rest = text[: match.start()] + text[match.end() :]
    return Span(match[0].strip(), count, _PERIODS.get(word, word.casefold()), rest)


def _count(written: str) -> float | None:
    if re.match(r"\d", written):
        return float(written)
    return _NUMBERS.get(" ".join(written.casefold().split())) or chinese_numerals.value(written)


def spread(amount: Amount, span: Span) -> Amount:
    """Convert an amount for a whole span to one period."""

    def of_one(value: float | None) -> float | None:
        return None if value is None else value / span.count

    return replace(
        amount,
        quantity=of_one(amount.quantity),
        low=of_one(amount.low),
        high=of_one(amount.high),
        period=span.period,
    )
