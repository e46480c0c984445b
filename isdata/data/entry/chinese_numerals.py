"""Numbers in Chinese characters, such as 五百 or 两千三, where a unit follows them."""

import re
from collections.abc import Callable
from typing import NamedTuple

_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_ABOUT = "来|多|余|把|几"  # after a number: approximately
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+")
_PLACES = re.compile(
    r"(?<![\d.几数干好许零〇一二两三四五六七八九十百千万亿])(?<!\d )(?![万亿])[零〇一二两三四五六七八九十百千万亿]+"
)
_AFTER = re.compile(rf"(?:{_ABOUT})?\s*")
_ABOUT_DIGITS = re.compile(
    rf"(?P<number>\d(?:[\d.,]*\d)?)\s*(?:(?P<hundreds>百)|(?P<step>[千万亿]))?(?P<about>{_ABOUT})?\s*"
)
_BETWEEN = re.compile(r"\s*(?:-|–|—|~|∼|至|到)\s*")
_TWO = re.compile(r"^(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<steps>[十百千万亿]*)$")
_VAGUE = re.compile(r"(?:几|数|若干|好几|好多|许多|少量)(?:十|百|千|万|亿)*(?:多|来)?(?=(?P<unit>.{1,8}))")
_A_PERIOD = re.compile(r"(?<![第十])一(?:个)?(?P<period>年|天|周|星期|小时)|一个(?P<month>月)")


class Numerals(NamedTuple):
    """A text with the numbers of its amounts in digits.

    Attributes
    ----------
    text : str
    read : tuple of (str, str)
        Texts read as numbers, as written and as digits: ("五百来", "500").
    vague : tuple of str
        Texts that state an amount without a number, such as 几百.
    """

    text: str
    read: tuple[tuple[str, str], ...]
    vague: tuple[str, ...]


def value(written: str) -> float | None:
    """Number written in characters; None if it is not one. A colloquial last digit counts in the next smaller unit.

    Examples
    --------
    >>> value("五百"), value("两千三"), value("一万二"), value("三十"), value("一百零五"), value("千五十")
    (500.0, 2300.0, 12000.0, 30.0, 105.0, None)
    """
    if not _NUMERAL.fullmatch(written):
        return None
    for sign, step in sorted(_LARGE.items(), key=lambda each: -each[1]):
        before, found, after = written.rpartition(sign)
        if found:
            large = value(before) if before else 1.0 if not after else None
            rest = _below(after, step)
            return None if large is None or rest is None else large * step + rest
    return _small(written)


def _below(written: str, step: int) -> float | None:
    """Number after a unit such as 万: 二 after 万 is 二千."""
    if not written:
        return 0.0
    if len(written) == 1 and _DIGITS.get(written):
        return _DIGITS[written] * step / 10
    rest = value(written.lstrip("零〇"))
    return rest if rest is not None and rest < step else None


def _small(written: str) -> float | None:
    """A number below 10 000."""
    for sign in ("千", "百", "十"):
        before, found, after = written.partition(sign)
        if not found:
            continue
        if before and (len(before) > 1 or not _DIGITS.get(before)):
            return None
        if not before and sign != "十" and after:  # 百 alone is 100; 百五 is not a number
            return None
        rest = _below(after, _STEPS[sign])
        return None if rest is None else _DIGITS.get(before, 1) * _STEPS[sign] + rest
    return float(_DIGITS[written]) if len(written) == 1 and written in _DIGITS else None


def in_digits(line: str, is_unit: Callable[[str], bool]) -> Numerals:
    """Convert the numbers of a text to digits where a unit follows; 一般 and 二氧化碳 are unchanged.

    Parameters
    ----------
    line : str
    is_unit : callable
        Returns True if a text begins with a unit.
    """
    line = _A_PERIOD.sub(lambda match: f"每{match['period'] or match['month']}", line)
    line = line.replace("每星期", "每周")
    read: list[tuple[str, str]] = []
    done, at = "", 0
    while match := _PLACES.search(line, at):
        known = _known(line[match.start() :], is_unit)
        end = match.end() if known is None else match.start() + known[0]
        if known is not None:
            read.append((line[match.start() : end].strip(), known[1]))
        done += line[at : match.start()] + (match[0] if known is None else known[1])
        at = end
    text, about = _without_about(done + line[at:], is_unit)
    vague = tuple(each[0] for each in _VAGUE.finditer(text) if is_unit(each["unit"]))
    return Numerals(text, (*read, *about), vague)


def _known(text: str, is_unit: Callable[[str], bool]) -> tuple[int, str] | None:
    """Length of the longest number at the beginning of a text that is followed by a unit, and that number or range."""
    match = _NUMERAL.match(text)
    for length in range(match.end() if match else 0, 0, -1):
        low = _number(text[:length])
        if low is None:
            continue
        after = _AFTER.match(text, length)
        end = after.end() if after else length
        if is_unit(text[end:]):
            return end, low
        between = _BETWEEN.match(text, length)
        high = _known(text[between.end() :], is_unit) if between else None
        if between and high and "-" not in low + high[1]:
            return between.end() + high[0], f"{low}-{high[1]}"
    return None


def _number(written: str) -> str | None:
    """Convert a number to digits; 三五百 is a range."""
    two = _TWO.match(written)
    if two and _DIGITS[two["low"]] < _DIGITS[two["high"]]:
        ends = [value(two[name] + two["steps"]) for name in ("low", "high")]
        return None if None in ends else "-".join(f"{end:.12g}" for end in ends)
    number = value(written)
    return None if number is None else f"{number:.12g}"


def _without_about(text: str, is_unit: Callable[[str], bool]) -> tuple[str, list[tuple[str, str]]]:
    """Remove 来, 多 and 百 between a number in digits and its unit: 500多吨, 5百吨."""
    read: list[tuple[str, str]] = []

    def plain(match: re.Match[str]) -> str:
        is_plain = not match["about"] and not match["hundreds"]
        if is_plain or not is_unit(text[match.end() :]):
            return match[0]
        number = match["number"] + (match["step"] or "")
        if match["hundreds"]:
            number = f"{float(number.replace(',', '')) * 100:.12g}"
        read.append((match[0].strip(), number))
        return number

    return _ABOUT_DIGITS.sub(plain, text), read
