"""Parsing of cell texts by column type: a value, information about the row, or a fault."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from isdata.data import units
from isdata.data.contracts import Column
from isdata.data.ingest import choices, days, imprecise_numbers, numbers, years
from isdata.data.ingest.unit_parsing import Measure, amount_unit, measure
from isdata.data.naming import sectors

_PLAIN = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
_WHOLE = re.compile(r"-?\d+", re.ASCII)
TWOFOLD = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)


IMPRECISE = ("about_number", "range_number")  # rules of imprecise numbers for which a value is proposed


class Meaning(NamedTuple):
    """Value read from a text.

    Attributes
    ----------
    value : object
        Value in the type of the column; None if there is none.
    stated : Measure or None
        Information about the row from the unit beside a number.
    rule, details : str or None, dict
        Rule that is broken, and details for the message.
    note : str or None
        Reason why the value differs from the text, for review.
    """

    value: object = None
    stated: Measure | None = None
    rule: str | None = None
    details: dict[str, str] = {}  # noqa: RUF012 - never changed
    note: str | None = None


Understand = Callable[[str], Meaning]
NONE = Meaning()


def number(column: Column, heading: Measure, notation: str, *, accept: bool = False) -> Understand:
    """Parser for a column of numbers whose heading may state their unit.

    Parameters
    ----------
    column : Column
    heading : Measure
    notation : str
        As returned by `numbers.of_column`.
    accept : bool
        Accept imprecise numbers such as "about 100" and "100-200".
    """
    plain = _WHOLE if notation == "comma" else _PLAIN

    def understand(text: str) -> Meaning:
        if plain.fullmatch(text) and (notation == "point" or not TWOFOLD.fullmatch(text)):
            return Meaning(float(text) * heading.factor + heading.offset)
        if choices.is_empty(text):
            return NONE
        found = _odd_number(text, column, heading, notation)
        if accept and found.rule in IMPRECISE and (proposed := imprecise_numbers.proposal(text, notation)):
            return _imprecise(proposed, column, heading, notation) or found
        return found

    return understand


def _imprecise(
    proposed: tuple[str, float, str], column: Column, heading: Measure, notation: str
) -> Meaning | None:
    """Meaning of an imprecise number, including the uncertainty of its row; None if the number is ambiguous."""
    text, spread, why = proposed
    read = number(column, heading, notation)(text)
    if read.rule or read.value is None:
        return None
    stated = replace(read.stated or Measure(), uncertainty=spread)
    return Meaning(read.value, stated, note=why)


def is_plain(text: str | None) -> bool:
    """Return True if a text consists of digits with at most a decimal point."""
    return bool(text and _PLAIN.fullmatch(text))


def _odd_number(text: str, column: Column, heading: Measure, notation: str) -> Meaning:
    parsed = numbers.parse(text, notation)
    own = measure(column, parsed.unit) if parsed.unit else heading
    if parsed.rule == "number" or (own.rule and not units.is_known(parsed.unit)):
        rule, details = imprecise_numbers.imprecision(text, notation) or ("number", {})
        return Meaning(rule=rule, details=details)
    if own.rule:
        return Meaning(rule=own.rule, details=own.details)
    readings = [reading * own.factor + own.offset for reading in parsed.readings]
    possible = (
        [reading for reading in readings if _is_allowed(reading, column)] if len(readings) > 1 else readings
    )
    is_grouped = len(possible) > 1 and numbers.is_grouped(parsed, notation)
    if len(possible) != 1 and not is_grouped:
        return Meaning(rule="ambiguous_number", details=both_readings(parsed.written))
    if not math.isfinite(possible[0]):
        return Meaning(rule="infinite")
    return Meaning(
        possible[0], own if parsed.unit else None, note=own.note or ("grouped" if is_grouped else None)
    )


def both_readings(written: Sequence[str]) -> dict[str, str]:
    """Both possible readings of an ambiguous number, and an unambiguous spelling of each."""
    large, small = written
    small = small.rstrip("0").rstrip(".")
    # Three decimals would be ambiguous again; a further zero shows that they are decimals.
    plain = f"{small}0" if len(small.partition(".")[2]) == 3 else small
    return {"large": large, "small": small, "plain": plain}


def _is_allowed(value: float, column: Column) -> bool:
    """Return True if a number is within its column's limits: 30.561 as a latitude cannot be thirty thousand."""
    is_low = column.minimum is not None and value < column.minimum
    is_high = column.maximum is not None and value > column.maximum
    return not is_low and not is_high


def year(column: Column, notation: str) -> Understand:
    """Parser for a column of calendar years."""
    otherwise = number(column, Measure(), notation)

    def understand(text: str) -> Meaning:
        found = years.parse(text)
        if found is not None:
            return Meaning(found.value, rule=found.rule, details=found.details, note=found.note)
        meaning = otherwise(text)
        return meaning._replace(rule="year", details={}) if meaning.rule == "number" else meaning

    return understand


def _day(text: str) -> Meaning:
    if choices.is_empty(text):
        return NONE
    parsed = days.parse(text)
    return Meaning(parsed.value, rule=parsed.rule, details=parsed.details)


def _flag(text: str) -> Meaning:
    flag = choices.flag(text)
    return Meaning(flag, rule="flag" if flag is None else None)


def _unit(text: str, per: str, *, accept: bool) -> Meaning:
    stated = amount_unit(text, per)
    if stated is None and (near := units.suggestions(text)):
        if units.is_ambiguous(text):
            return Meaning(rule="unit_ambiguous", details={"near": ", ".join(near)})
        if not accept:
            return Meaning(rule="unit_near", details={"near": ", ".join(near)})
        return Meaning(near[0], note="likely")
    if stated is None or stated.rule:
        return Meaning(rule=stated.rule if stated else "unit", details=stated.details if stated else {})
    return Meaning(stated.unit, stated if stated.note else None, note=stated.note)


def _sector(text: str, *, accept: bool) -> Meaning:
    if choices.is_empty(text):
        return NONE
    meant = sectors.meant(text)
    if meant.code is not None:
        is_word = not any(letter.isdigit() for letter in text)
        return Meaning(meant.code, note="name" if is_word else None)
    if not meant.near:
        return Meaning(rule="sector")
    if accept and len(meant.near) == 1:
        return Meaning(meant.near[0], note="likely")
    return Meaning(rule="sector_near", details={"sectors": " ".join(meant.near)})


def cell_parser(column: Column, per: str = "", *, accept: bool = False) -> Understand:
    """Parser for a column of choices, industries, units, days or flags.

    Parameters
    ----------
    column : Column
    per : {"yr", "period", ""}
        Period of the table's amounts.
    accept : bool
        Accept the most likely unit for an unknown one.
    """
    if column.type == "choice":
        return lambda text: Meaning(choices.choice(text, column))
    if sectors.is_column(column):
        return lambda text: _sector(text, accept=accept)
    if column.type == "unit":
        return lambda text: _unit(text, per, accept=accept)
    return {"date": _day, "flag": _flag}[column.type]
