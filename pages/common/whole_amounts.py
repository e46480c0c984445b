"""Amounts that no line breaks: joined to their units, signs and ranges."""

import re

_BLANK, _JOINER, _BREAK = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}", "\u200b"
_CHINESE = "[\u4e00-\u9fff]"
# Blanks within a large amount, such as "30 M CNY"; beside the sign of a tolerance or a comparison, and after a number of a list.
_BLANKS = re.compile(
    r"(?<=\d) (?=(?:[kM]|bn|million)\b)|(?<=\d [kM]) (?=[A-Z]{3}\b)|(?<=\d bn) (?=[A-Z]{3}\b)|(?<=\d million) (?=\w)"
)
_UNITS = re.compile(r"(?<=\d) (?=(?:t|m³|m²|GJ|MWh|h|km|m)\b)")
_PERIOD = re.compile(r" (?=per year\b)|(?<=\bper) (?=year\b)")
# A number and the word that it counts or dates, and a month and its year.
_COUNTED = re.compile(r"(?<=\d) (?=[^\W\d_])|(?<=\b[A-Z][a-z]{2}) (?=\d{4}\b)")
_SIGNS = re.compile(
    r"(?<=±) (?=\d)|(?<=\w) (?=[<>≤≥] ?[-−+]?\d)|(?<=\w [<>≤≥]) (?=[-−+]?\d)|(?<=\d\.) (?=" + _CHINESE + ")"
)
# A Chinese line, whose style forbids all breaks in words, ends before a number, not within a date …
_NUMBER = re.compile(f"(?<={_CHINESE})(?<!\\d[年月])(?=[±+−]?\\d)")
# … and breaks neither at the stroke of a unit nor between the years of a period.
_STROKE = re.compile(f"(?<={_CHINESE})/(?={_CHINESE})|(?<=\\d{{4}})–(?=\\d{{4}}年)")
# Within a Chinese date, where a line that may break anywhere breaks, and behind the dash of a range.
_DATE = re.compile(r"(?<=\d)(?=[年月日])|(?<=\d[年月])(?=\d)|(?<=[\d万亿]–)(?=\d)")


def figure(words: str) -> str:
    """A key figure or its note, whose English amounts are short enough for one line.

    Examples
    --------
    >>> figure("吨/年 ± 23,000").replace("\N{WORD JOINER}", "_").replace("\N{NO-BREAK SPACE}", "_")
    '吨/_年 ±_23,000'
    """
    joined = _STROKE.sub(rf"\g<0>{_JOINER}", words)
    return _NUMBER.sub(_BREAK, _SIGNS.sub(_BLANK, joined))


def line(words: str) -> str:
    """A headline or a line of a card.

    Examples
    --------
    >>> line("NPV > 0: 5.2 M CNY").replace("\N{NO-BREAK SPACE}", "_")
    'NPV_>_0: 5.2_M_CNY'
    """
    return figure(_DATE.sub(_JOINER, _BLANKS.sub(_BLANK, words)))


def narrow(words: str) -> str:
    """A headline on a phone, in whose short lines a number would often be parted from its unit, or a day from its month.

    Examples
    --------
    >>> narrow("0.457 tce per year, due on 2 Nov 2026").replace("\N{NO-BREAK SPACE}", "_")
    '0.457_tce per year, due on 2_Nov_2026'
    """
    return _COUNTED.sub(_BLANK, line(words))


def part(words: str) -> str:
    """A part of a line of a presented card, in which a number also keeps its unit and its period.

    Examples
    --------
    >>> part("1,400 t per year").replace("\N{NO-BREAK SPACE}", "_")
    '1,400_t_per_year'
    """
    return _PERIOD.sub(_BLANK, _UNITS.sub(_BLANK, line(words)))
