"""Amounts in a line of free text: number or range, unit and period, and parts that cannot be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from isdata.data import units
from isdata.data.ingest import numbers, unit_parsing

_DIGITS = r"\d(?:[\d.,' ]*\d)?(?:\s?(?:thousand|million|billion|mio|mln|mn|bn)\b\.?)?"
_AMOUNT = re.compile(
    rf"(?<![A-Za-z\d.])(?P<minus>(?<![\w)])[-−](?=\d)|(?<=[,:] )[-−] )?(?P<low>{_DIGITS})"
    rf"(?:\s*(?P<between>[^\W\d_]{{0,6}})\s*(?:-|–|—|~|∼|～|至|到|\bto\b)\s*(?P<high>{_DIGITS}))?",
    re.IGNORECASE,
)
_WITH_LETTER_O = re.compile(r"(?<![A-Za-z\d])(?<!\d[.,])\d[\d.,]*[oO][\doO.,]*(?=\s?(?P<after>.+))")
_ALONE_BEFORE, _ALONE_AFTER = re.compile(r"[\w.-]$", re.ASCII), re.compile(r"^[\w.-]", re.ASCII)
_THOUSAND = re.compile(r"(?<=\d)\s*k\s+(?=t\b|ton)", re.IGNORECASE)  # 1.5 k t
_UNIT_END = re.compile(r"[,;，；。:：()\d]")
# A word that may be a unit, or a Chinese word for a container or vehicle: 12车.
_WORD_AFTER = re.compile(r"\s*(?:(?P<latin>[A-Za-z]+)|(?P<counted>[车桶袋箱罐批斗筐船柜]))")
_PERIOD = re.compile(
    r"\s*(?:\b(?:(?:per|an?|each|every)\s+(?P<en>year|month|week|day|hour)|(?P<adverb>yearly|annually|monthly|weekly|daily|hourly)"
    r"|p\.\s?a\.?)(?!\w)|/\s*(?P<short>year|yr|a|month|mo|week|wk|day|d|hour|h)\b|(?:每|/)?(?P<zh>年|月|周|天|日|小时)"
    r"(?:产生|产|用|需)?量?)",
    re.IGNORECASE,
)
_PERIODS = {
    "年": "year", "月": "month", "周": "week", "天": "day", "日": "day", "小时": "hour",
    "yearly": "year", "annually": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
    "yr": "year", "a": "year", "mo": "month", "wk": "week", "d": "day", "h": "hour",
}  # fmt: skip
# Words for “about” in Latin letters, and in Chinese before and after a number.
ABOUT, ABOUT_BEFORE, ABOUT_AFTER = (
    "about|around|approximately|approx|circa|ca|roughly", "大约|大概|差不多|大致|估计|约", "左右|上下",
)  # fmt: skip
_ABOUT = re.compile(
    rf"(?P<before>\b(?:{ABOUT})\b\.?|{ABOUT_BEFORE}|将近|近)\s*(?=\d)|\d[^,，;；\d]{{0,8}}(?P<after>{ABOUT_AFTER})",
    re.IGNORECASE,
)
_NO_AMOUNTS = ("temperature", "pressure", "time", "share", "money")  # no amounts of a stream
_LONGEST_UNIT = 24


@dataclass(frozen=True)
class Amount:
    """An amount as written; missing parts are None.

    Attributes
    ----------
    text : str
        As written.
    quantity : float or None
        The number, or the middle of a range. [unit/period]
    low, high : float or None
        Ends of a range. [unit/period]
    either : tuple of str
        Digits of both possible numbers if the text is ambiguous, as 1.200 is 1200 or 1.2; then there is no quantity.
    unit, period : str or None
    power : float or None
        [kW]
    unknown_unit : str
        Unrecognised text in the position of a unit.
    is_per : bool
        Whether a period follows the unknown unit, which shows that it is a unit.
    is_negative : bool
        Whether the number is negative, which is invalid for an amount; then there is no quantity.
    """

    text: str = ""
    quantity: float | None = None
    low: float | None = None
    high: float | None = None
    either: tuple[str, ...] = ()
    unit: str | None = None
    period: str | None = None
    power: float | None = None
    unknown_unit: str = ""
    is_per: bool = False
    is_negative: bool = False

    @property
    def uncertainty(self) -> float | None:
        """Half width of a range, relative to its middle. [%]"""
        if self.low is None or self.high is None or not self.quantity:
            return None
        return round((self.high - self.low) / (self.high + self.low) * 100, 1)


class _Place(NamedTuple):
    amount: Amount
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """Amounts of a text, and the text without them.

    Attributes
    ----------
    amount, power : Amount
        The first amount and the first power; empty if there is none.
    others : tuple of str
        Further amounts, as written.
    rest : str
    """

    amount: Amount = Amount()
    power: Amount = Amount()
    others: tuple[str, ...] = ()
    rest: str = ""


def read(text: str) -> Found:
    """Find the amounts in a text; a number without a unit counts as an amount only if there is no other number."""
    text = _THOUSAND.sub(" k", text)
    known = [found for match in _AMOUNT.finditer(text) if (found := _measured(match, text))]
    if not known:
        return _without_unit(text)
    amount = next((each for each in known if each.amount.unit), _Place(Amount(), 0, 0))
    power = next((each for each in known if not each.amount.unit), _Place(Amount(), 0, 0))
    rest = text
    for place in reversed(known):
        rest = f"{rest[: place.start]} , {rest[place.end :]}"
    others = tuple(each.amount.text for each in known if each not in (amount, power))
    period = amount.amount.period
    if amount.end and not period:
        period, rest = _period(rest)
    return Found(replace(amount.amount, period=period or None), power.amount, others, rest)


def approximation(text: str) -> str:
    """Word by which a text states that a number is approximate; empty without one.

    Examples
    --------
    >>> [approximation(text) for text in ("about 200 t slag", "炉渣约300吨/年", "300吨左右", "slag, 200 t")]
    ['about', '约', '左右', '']
    """
    match = _ABOUT.search(text)
    return (match["before"] or match["after"]) if match else ""


def with_zeros(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Replace the letter o by zero in numbers before a unit; also return these numbers as written and as read.

    Examples
    --------
    >>> with_zeros("Oak Forging, 2oo t scrap")
    ('Oak Forging, 200 t scrap', (('2oo', '200'),))
    """
    read = tuple(
        (match[0], match[0].lower().replace("o", "0"))
        for match in _WITH_LETTER_O.finditer(text)
        if begins_with_unit(match["after"])
    )
    for written, number in read:
        text = text.replace(written, number, 1)
    return text, read


def begins_with_unit(text: str) -> bool:
    """Return True if a text begins with a unit of an amount, or a Chinese word for a container or vehicle."""
    word = _WORD_AFTER.match(text)
    return _unit(text[:_LONGEST_UNIT]) is not None or bool(word and word["counted"])


def _measured(match: re.Match[str], line: str) -> _Place | None:
    """An amount with a known unit, and its position."""
    known = _unit(line[match.end() : match.end() + _LONGEST_UNIT])
    if known is None or not numbers.parse(match["low"].strip()).readings:
        return None
    length, meant = known
    end = match.end() + length
    text = line[match.start() : end].strip()
    if meant.unit == "kW":
        amount = _numbers(match, meant.factor)
        return _Place(replace(amount, text=text, power=amount.quantity), match.start(), end)
    step, unit = _plain_unit(meant.unit)
    amount = replace(_numbers(match, step), text=text, unit=unit, period=meant.period or None)
    return _Place(amount, match.start(), end)


def _without_unit(text: str) -> Found:
    """A single number; the word after it may be an unknown unit."""
    alone = [match for match in _AMOUNT.finditer(text) if _is_alone(match, text)]
    if len(alone) != 1 or not numbers.parse(alone[0]["low"].strip()).readings:
        return Found(rest=text)
    (match,) = alone
    after = text[match.end() :]
    word = _WORD_AFTER.match(after)
    period, rest = _period(f"{text[: match.start()]} , {after}")
    unknown = (word["latin"] or word["counted"] or "") if word else ""
    amount = replace(_numbers(match, 1.0), text=match[0].strip(), period=period or None, unknown_unit=unknown)
    is_per = bool(word and _PERIOD.match(after[word.end() :]))
    return Found(replace(amount, is_per=is_per), rest=rest)


def _numbers(match: re.Match[str], step: float) -> Amount:
    """Number or range of a match, times a multiplier such as 万."""
    if match["minus"]:
        return Amount(is_negative=True)
    low, high = (numbers.parse((match[end] or "").strip()) for end in ("low", "high"))
    is_range = bool(high.readings) and bool(not match["between"] or _unit(f" {match['between']}"))
    ends = [low, high] if is_range else [low]
    unclear = next((each for each in ends if each.separator and not numbers.is_grouped(each)), None)
    if unclear is not None:
        return Amount(either=unclear.written if step == 1 else _multiplied(unclear, step))
    values = sorted(step * each.readings[0] for each in ends)
    if is_range:
        return Amount(quantity=sum(values) / 2, low=values[0], high=values[1])
    return Amount(quantity=values[0])


def _multiplied(number: numbers.Number, step: float) -> tuple[str, str]:
    """Digits of both readings times a multiplier, the smaller one with decimals."""
    large, small = (step * value for value in number.readings)
    return f"{large:.12g}", f"{small:.12f}"


def _is_alone(match: re.Match[str], text: str) -> bool:
    """Return True if a number is not part of a word or code, such as E10 or 12-04."""
    return not _ALONE_BEFORE.search(text[: match.start()]) and not _ALONE_AFTER.match(text[match.end() :])


def _plain_unit(unit: str) -> tuple[float, str]:
    """A unit without its multiplier such as 万, and the factor."""
    for step in sorted(units.STEPS, key=len, reverse=True):
        rest = unit.removeprefix(step)
        if rest != unit and units.is_known(rest):
            return units.factor(unit, rest), rest
    return 1.0, unit


def _unit(after: str) -> tuple[int, unit_parsing.Measure] | None:
    """Length and meaning of the longest unit with which a text begins."""
    end = _UNIT_END.search(after.replace("m3", "m³"))
    longest = after if end is None else after[: end.start()]
    for written in _beginnings(longest):
        meant = _meaning(written.strip())
        if meant is not None:
            return len(written) - written.endswith("电"), meant  # 电 in 度电 also names the resource
    return None


def _beginnings(written: str) -> Iterator[str]:
    """Beginnings of a text that end at a word boundary, longest first."""
    for length in range(len(written), 0, -1):
        last, following = written[length - 1], written[length : length + 1]
        if not (last.isascii() and last.isalpha() and following.isascii() and following.isalpha()):
            yield written[:length]


def _meaning(written: str) -> unit_parsing.Measure | None:
    """Meaning of a written unit: amount, amount per period, or power."""
    written = {"ton": "t", "tons": "t"}.get(written.casefold(), written)
    if not written:
        return None
    meant = unit_parsing.amount_unit(written, "period")
    if meant is not None and meant.rule == "unit_rate" and units.kind(written) == "power":
        return unit_parsing.Measure(unit="kW", factor=units.factor(written, "kW"))
    if meant is None or meant.rule is not None or units.kind(meant.unit) in _NO_AMOUNTS:
        return None
    return meant


def _period(text: str) -> tuple[str, str]:
    """Period named in a text, and the text without it."""
    match = _PERIOD.search(text)
    if not match:
        return "", text
    word = match["en"] or match["adverb"] or match["short"] or match["zh"] or "year"
    return _PERIODS.get(word.casefold(), word.casefold()), f"{text[: match.start()]} {text[match.end() :]}"
