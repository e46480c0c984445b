"""Parsing of numbers in usual formats: 1,234.5 · 1.234,5 · 1 234,5 · 1'234.5 · (5) · 3.5万 · 12 mn · 12 % · 120 t."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

NOTATIONS = ("auto", "point", "comma")
# Thousands separator for ambiguous numbers. English and Chinese write 30,000; German writes 30.000.
_GROUPS = {"auto": ",", "auto_points": "."}
_MULTIPLIERS = {
    "千": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "thousand": 1e3,
    "tsd": 1e3,
    "mio": 1e6,
    "mln": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "mrd": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
# Accountants write negative numbers in brackets: (1,234.50).
_IN_BRACKETS = re.compile(r"\((?P<inner>\s*[\d.,' ]*\d[.,]?\s*)\)(?P<after>.*)", re.DOTALL | re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_NUMBER = re.compile(
    r"(?P<before>[^\d+\-.,]*)(?P<sign>[+-]?)\s*"
    r"(?P<body>[.,]?\d(?:[\d.,' ]*\d)?[.,]?)(?P<exponent>(?:[eE][+-]?\d{1,3})?)\s*"
    # 万 before a unit is part of the unit: 万kWh
    r"(?P<multiplier>(?:(?:千万|百万|千|万|亿)(?=$)|(?:mio|mrd|tsd|mln|mn|bn)\b\.?|(?:thousand|million|billion)\b)?)\s*(?P<after>.*)",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
_GROUPED = {
    ".": re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+|(?:'\d{3})+)", re.ASCII),
    ",": re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+|(?:'\d{3})+)", re.ASCII),
}
_LONGEST = 80


@dataclass(frozen=True)
class Number:
    """Number read from a text.

    Attributes
    ----------
    readings : tuple of float
        The number; two values, the larger first, if it is ambiguous.
    written : tuple of str
        Digits of each reading with a decimal point.
    unit : str
        Unit before or after the number, as written.
    separator : str
        The ambiguous separator; empty if there is none.
    rule : str or None
        "number" if the text is not a number, "ambiguous_number" if it has two readings.
    """

    readings: tuple[float, ...] = ()
    written: tuple[str, ...] = ()
    unit: str = ""
    separator: str = ""

    @property
    def rule(self) -> str | None:
        return {0: "number", 1: None}.get(len(self.readings), "ambiguous_number")

    @property
    def value(self) -> float | None:
        """The number, if unambiguous."""
        return self.readings[0] if len(self.readings) == 1 else None


def parse(text: str, notation: str = "auto") -> Number:
    """Parse a number, with a unit before or after it.

    Parameters
    ----------
    text : str
        Text of the cell.
    notation : str
        Decimal separator, "point" or "comma"; any other value accepts both, with two readings for ambiguous numbers.

    Examples
    --------
    >>> parse("1.234,5").value, parse("1 234,5 t").unit, parse("3.5万").value
    (1234.5, 't', 35000.0)
    >>> parse("22.347").readings, parse("22.347", "point").value, parse("22.347", "comma").value
    ((22347.0, 22.347), 22.347, 22347.0)
    """
    match = _NUMBER.fullmatch(_unbracketed(normalised_text(text))) if len(text) <= _LONGEST else None
    if not match or (match["before"].strip(" :") and match["after"]):
        return Number()
    written = _written(match["body"], notation)
    multiplier = _MULTIPLIERS.get(match["multiplier"].rstrip(".").lower(), 1.0)
    readings = tuple(float(f"{match['sign']}{digits}{match['exponent']}") * multiplier for digits in written)
    separator = re.sub(r"\d", "", match["body"])
    unit = match["before"].strip(" :") or match["after"].strip()
    return Number(readings, written, unit, separator if len(readings) > 1 else "")


def is_grouped(number: Number, notation: str = "auto") -> bool:
    """Return True if an ambiguous number means the larger reading, because its separator groups thousands.

    Examples
    --------
    >>> is_grouped(parse("30,000")), is_grouped(parse("30.000")), is_grouped(parse("30.000"), "auto_points")
    (True, False, True)
    """
    return bool(number.separator) and number.separator == _GROUPS.get(notation)


def of_column(texts: Iterable[str], notation: str = "auto") -> str:
    """Notation of a column; "unclear" if a cell contradicts the notation, so that ambiguous numbers are queried.

    Parameters
    ----------
    texts : iterable of str
        Texts of the cells.
    notation : str
        Notation of the reader or file, as in `parse`; "auto" groups thousands by commas, "auto_points" by points.

    Examples
    --------
    >>> of_column(["30,000", "2,500,000"]), of_column(["30,000", "2,5"]), of_column(["30,000", "1.200.000"])
    ('auto', 'unclear', 'unclear')
    >>> of_column(["30.000", "2.5"], "auto_points"), of_column(["30.000", "7"], "auto_points")
    ('unclear', 'auto_points')
    """
    sign = _GROUPS.get(notation)
    is_unclear = sign is not None and any(_is_decimal(text, sign) for text in texts)
    return "unclear" if is_unclear else notation


def _is_decimal(text: str, sign: str) -> bool:
    """Return True if a text is a number only with `sign` as decimal separator."""
    group, decimal, other = ("point", "comma", ".") if sign == "," else ("comma", "point", ",")
    if (
        text.isascii() and sign not in text and text.count(other) < 2
    ):  # most cells: readable in either notation
        return False
    return bool(parse(text, decimal).readings) and not parse(text, group).readings


def normalised_text(text: str) -> str:
    """Normalise a text to half width and one kind of space, minus and apostrophe."""
    half_width = unicodedata.normalize("NFKC", text).translate(str.maketrans("−–’ʼ‘´`", "--'''''"))
    return _SPACES.sub(" ", half_width).strip()


def _unbracketed(text: str) -> str:
    """Replace the brackets of a negative number by a minus sign."""
    found = _IN_BRACKETS.fullmatch(text)
    return f"-{found['inner'].strip()}{found['after']}" if found else text


def _written(body: str, notation: str) -> tuple[str, ...]:
    """Possible digits of a number with separators, larger number first."""
    signs = {"point": ".", "comma": ","}.get(notation, ".,")
    found = dict.fromkeys(digits for sign in signs if (digits := _as_decimal(body, sign)))
    return tuple(sorted(found, key=float, reverse=True))


def _as_decimal(body: str, sign: str) -> str:
    """Digits of a number with `sign` as decimal separator; empty if that is not possible."""
    whole, _, decimals = body.partition(sign)
    if not re.fullmatch(r"\d*", decimals, re.ASCII):
        return ""
    if not re.fullmatch(r"\d*", whole, re.ASCII) and not _GROUPED[sign].fullmatch(whole):
        return ""
    digits = re.sub(r"\D", "", whole)
    return f"{digits or 0}.{decimals}" if decimals else digits
