"""Numbers typed into a field, parsed as in an import: nothing is guessed, and each refused text has a remedy."""

import math
import re
from dataclasses import dataclass, field

from isdata.data.contracts import Column, Words
from isdata.data.i18n import Reader
from isdata.data.ingest import cell_parsing, numbers
from isdata.data.ingest.unit_parsing import Measure
from isdata.errors import N_

# Suffixes that pages write after a number, as words that an import accepts. A lower-case m would mean metres.
_STEPS = {"k": "thousand", "M": "million"}
_STEP = re.compile(r"(?P<number>.*\d[.,]?)\s*(?P<step>[kM])(?P<unit>\s+\S.*)?", re.DOTALL)
_WORDS = {
    "number": N_("“{value}” is not a number. Write it as 1234.5 or 1234,5, or leave the field empty."),
    "count": N_("“{value}” is not a number. Write a whole number, such as 1234, or leave the field empty."),
    "ambiguous_number": N_("“{value}” may mean {large} or {small}. Write {large} or {plain}."),
    "about_number": N_("“{value}” is approximate. Write {middle}."),
    "below_number": N_("“{value}” is a bound. Write the most likely value, such as {middle}."),
    "above_number": N_("“{value}” is a bound. Write the most likely value."),
    "range_number": N_("“{value}” is a range. Write one value, such as the mean {middle}."),
    "infinite": N_("“{value}” is not a finite number."),
    "whole": N_("“{value}” is not a whole number. Write it without decimals."),
    "low": N_("{value} is too small. The minimum is {minimum}."),
    "high": N_("{value} is too large. The maximum is {maximum}."),
}
_OTHER_UNIT = N_("The unit of “{value}” does not fit this field. Write the number in the unit of the field.")


@dataclass(frozen=True)
class Typed:
    """Parsed text of a number field.

    Attributes
    ----------
    text : str
        As typed.
    value : float or None
        Value in the unit of the field; None if the text is empty or refused.
    rule, details : str or None, dict
        Rule that is broken, and the numbers for the remedy.
    is_plain : bool
        Whether the text is the plain number itself.
    """

    text: str
    value: float | None = None
    rule: str | None = None
    details: dict[str, str] = field(default_factory=dict)
    is_plain: bool = True

    def problem(self, reader: Reader) -> str:
        """Message with the reason for refusal and the remedy, in the reader's language; empty if accepted."""
        if self.rule is None:
            return ""
        return reader.text(_WORDS.get(self.rule, _OTHER_UNIT), value=self.text, **self.details)


def notation(reader: Reader) -> str:
    """Number notation of the user: the thousands separator is that of the pages, and ambiguous numbers are queried.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> notation(reader("en")), notation(reader("zh")), notation(reader("en", "de-DE"))
    ('auto', 'auto', 'auto_points')
    """
    return {",": "auto", ".": "auto_points"}.get(reader.number(1000)[1], "unclear")


def column_of(
    unit: str = "", minimum: float | None = None, maximum: float | None = None, *, is_whole: bool = False
) -> Column:
    """Column definition for `read`, for a field that belongs to no table.

    Parameters
    ----------
    unit : str
        As in a contract; "currency" for money.
    minimum, maximum : float, optional
        [unit]
    is_whole : bool
        Whether the value is an integer.
    """
    kind, words = ("integer" if is_whole else "number"), Words("", "")
    return Column("", kind, False, unit, "no", minimum, maximum, False, "", None, words, words, "")


def read(text: str, column: Column, *, unit: str = "", currency: str = "", notation: str = "auto") -> Typed:
    """Parse a text typed into the field of a column.

    Parameters
    ----------
    text : str
        As typed.
    column : Column
    unit, currency : str
        Unit and currency of the row, if known and if the column uses the unit of its row.
    notation : str
        As of `numbers.of_column`; by default, commas group thousands.

    Examples
    --------
    >>> money = column_of("currency", minimum=0)
    >>> [read(text, money, currency="CNY").value for text in ("2,5", "1.234,5", "30,000", "13 M", "1200万")]
    [2.5, 1234.5, 30000.0, 13000000.0, 12000000.0]
    >>> [read(text, money, currency="CNY").rule for text in ("abc", "1.234", "~1200", "-1", "5 EUR")]
    ['number', 'ambiguous_number', 'about_number', 'low', 'unit_of_number']
    >>> read("31o people", column_of(is_whole=True)).rule
    'count'
    """
    plain = numbers.normalised_text(text)
    if not plain:
        return Typed("")
    step = _STEP.fullmatch(plain)
    written = f"{step['number']} {_STEPS[step['step']]}{step['unit'] or ''}" if step else plain
    meaning = cell_parsing.number(column, Measure(), notation)(written)
    if (
        meaning.rule == "ambiguous_number" and column.type == "integer"
    ):  # only one of the two readings is an integer
        meaning = cell_parsing.Meaning(numbers.parse(written, notation).readings[0])
    stated, value = meaning.stated, meaning.value
    if meaning.rule or not isinstance(value, float):
        # A dash or "n/a" counts as empty in a workbook; in a field it is not a number.
        rule = meaning.rule or "number"
        rule = "count" if rule == "number" and column.type == "integer" else rule
        return Typed(plain, rule=rule, details=dict(meaning.details))
    if stated and (stated.unit not in ("", unit) or stated.currency not in ("", currency) or stated.period):
        return Typed(plain, rule="unit_of_number")
    rule = _broken(float(value), column)
    limits = {"minimum": _limit(column.minimum), "maximum": _limit(column.maximum)}
    if rule:
        return Typed(plain, rule=rule, details=limits)
    return Typed(plain, float(value), is_plain=cell_parsing.is_plain(plain))


def _broken(value: float, column: Column) -> str | None:
    """Column rule that a number breaks."""
    if not math.isfinite(value):
        return "infinite"
    if column.type == "integer" and value % 1:
        return "whole"
    if column.minimum is not None and value < column.minimum:
        return "low"
    return "high" if column.maximum is not None and value > column.maximum else None


def _limit(limit: float | None) -> str:
    return "" if limit is None else field_text(limit)


def field_text(value: float) -> str:
    """Format a number for a field: digits with a decimal point, which `read` parses to the same number.

    Examples
    --------
    >>> field_text(13e6), field_text(2.5), field_text(22.347)
    ('13000000', '2.5', '22.3470')
    """
    text = f"{value:.0f}" if float(value).is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    return f"{text}0" if cell_parsing.TWOFOLD.fullmatch(text) else text
