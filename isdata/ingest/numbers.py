"""Numbers as people write them: 1,234.5 · 1.234,5 · 1 234,5 · 1'234.5 · 3.5万 · 12 % · 120 t."""

import re
import unicodedata
from dataclasses import dataclass, field

NOTATIONS = ("auto", "point", "comma")
_MULTIPLIERS = {
    "千": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "mio": 1e6,
    "million": 1e6,
    "mrd": 1e9,
}
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_NUMBER = re.compile(
    r"(?P<before>[^\d+\-.,]*)(?P<sign>[+-]?)\s*"
    r"(?P<body>[.,]?\d(?:[\d.,' ]*\d)?(?P<exponent>[eE][+-]?\d{1,3})?[.,]?)\s*"
    r"(?P<multiplier>(?:(?:千万|百万|千|万|亿)(?=$)|(?:mio|mrd)\b\.?|million\b)?)\s*(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 80


@dataclass(frozen=True)
class Number:
    """What a text means as a number.

    `rule` is None where it means one number, "number" where it means none, and
    "ambiguous_number" where it may mean two; `details` then tell both.
    """

    value: float | None = None
    unit: str = ""
    rule: str | None = None
    details: dict[str, str] = field(default_factory=dict)


NOTHING = Number(rule="number")


def parse(text: str, notation: str = "auto") -> Number:
    """Return what a text means, with the unit written before or after it.

    Parameters
    ----------
    text : str
        As it stands in the cell.
    notation : {"auto", "point", "comma"}
        Which sign begins the decimals; "auto" understands both, and asks where it matters.

    Examples
    --------
    >>> parse("1.234,5").value, parse("1 234,5 t"), parse("3.5万").value
    (1234.5, Number(value=1234.5, unit='t', rule=None, details={}), 35000.0)
    >>> parse("22.347").rule, parse("22.347", "point").value, parse("22.347", "comma").value
    ('ambiguous_number', 22.347, 22347.0)
    """
    match = _NUMBER.fullmatch(_plain(text)) if len(text) <= _LONGEST else None
    if not match:
        return NOTHING
    unit = _unit(match["before"], match["after"])
    exponent = match["exponent"] or ""
    body = match["body"].removesuffix(exponent)
    readings = _readings(body, notation)
    if unit is None or not readings:
        return NOTHING
    scale = f"{match['sign']}{{}}{exponent}"
    multiplier = _MULTIPLIERS.get(match["multiplier"].rstrip(".").lower(), 1.0)
    if len(readings) > 1:
        large, small = readings
        return Number(unit=unit, rule="ambiguous_number", details={"large": large, "small": small})
    return Number(float(scale.format(readings[0])) * multiplier, unit)


def _plain(text: str) -> str:
    """Return a text in half width, with one kind of space, minus and apostrophe."""
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("−–’ʼ‘´`", "--'''''"))
    return _SPACES.sub(" ", plain).strip()


def _unit(before: str, after: str) -> str | None:
    """Return the unit around a number, or None where there is text on both sides."""
    before, after = before.strip(" :"), after.strip()
    return None if before and after else before or after


def _readings(body: str, notation: str) -> list[str]:
    """Return what digits with separators may mean: nothing, one number, or a large and a small one."""
    decimal_signs = {"point": ".", "comma": ",", "auto": ".,"}[notation]
    found = [_as_decimal(body, sign) for sign in decimal_signs]
    if notation == "auto" and re.fullmatch(r"[\d]+", body):
        return [body]
    distinct = dict.fromkeys(number for number in found if number)
    return sorted(distinct, key=float, reverse=True)


def _as_decimal(body: str, decimal: str) -> str | None:
    """Return the number that the digits mean when `decimal` begins the decimals."""
    whole, sign, decimals = body.partition(decimal)
    if sign and not re.fullmatch(r"\d*", decimals):
        return None
    group = "," if decimal == "." else "."
    if re.fullmatch(r"\d*", whole):
        plain = whole
    elif re.fullmatch(
        rf"[1-9]\d{{0,2}}(?:[{group}]\d{{3}})+|[1-9]\d{{0,2}}(?: \d{{3}})+|[1-9]\d{{0,2}}(?:'\d{{3}})+", whole
    ):
        plain = re.sub(r"\D", "", whole)
    else:
        return None
    return f"{plain or 0}.{decimals}" if decimals else plain or None
