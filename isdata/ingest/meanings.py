"""What odd texts mean: everything that a cast in SQL does not understand, one distinct text at a time."""

import json
import math
from collections.abc import Callable, Iterable

import pyarrow as pa

from isdata import units
from isdata.contracts import Column
from isdata.ingest import days, numbers, words
from isdata.ingest.measured import Measure, measure

# One row a distinct text: what it means in the column's type, what it tells about the row, what is wrong with it.
SCHEMA = pa.schema(
    [
        ("text", pa.string()),
        ("number", pa.float64()),
        ("word", pa.string()),
        ("day", pa.date32()),
        ("flag", pa.bool_()),
        ("unit", pa.string()),
        ("base", pa.string()),
        ("base_factor", pa.float64()),
        ("currency", pa.string()),
        ("rule", pa.string()),
        ("details", pa.string()),
    ]
)
MEANT_AS = {"choice": "word", "unit": "word", "date": "day", "flag": "flag", "text": "word"}
Meaning = dict[str, object]


def _wrong(rule: str, **details: str) -> Meaning:
    return {"rule": rule, "details": json.dumps(details, ensure_ascii=False)}


def number(text: str, column: Column, heading: Measure, notation: str) -> Meaning:
    """Return the number a text means in the column's own unit, with the unit and currency it tells."""
    if words.is_empty(text):
        return {}
    parsed = numbers.parse(text, notation)
    own = measure(column, parsed.unit) if parsed.unit else heading
    if own.rule and not units.is_known(parsed.unit):
        return _wrong("number")
    if own.rule:
        return _wrong(own.rule, **own.details)
    possible = [
        reading
        for each in (parsed.details.values() if parsed.rule == "ambiguous_number" else [parsed.value])
        if each is not None and _is_allowed(reading := float(each) * own.factor + own.offset, column)
    ]
    if parsed.rule and len(possible) != 1:
        return _wrong(parsed.rule, **parsed.details)
    value = possible[0] if parsed.rule else (parsed.value or 0.0) * own.factor + own.offset
    if not math.isfinite(value):
        return _wrong("infinite")
    told = own if parsed.unit else Measure()
    return {
        "number": value,
        "unit": told.unit or None,
        "base": told.base or None,
        "base_factor": told.base_factor,
        "currency": told.currency or None,
    }


def _is_allowed(value: float, column: Column) -> bool:
    """Return whether a number keeps its column's limits: 30.561 as a latitude cannot be thirty thousand."""
    return (column.minimum is None or value >= column.minimum) and (
        column.maximum is None or value <= column.maximum
    )


def _day(text: str, column: Column) -> Meaning:
    if words.is_empty(text):
        return {}
    parsed = days.parse(text)
    return _wrong(parsed.rule, **parsed.details) if parsed.rule else {"day": parsed.value}


def _flag(text: str, column: Column) -> Meaning:
    said = words.flag(text)
    return _wrong("flag") if said is None else {"flag": said}


def _choice(text: str, column: Column) -> Meaning:
    return {"word": words.choice(text, column)}


def _unit(text: str, column: Column) -> Meaning:
    if units.is_known(text):
        return {"word": units.canonical(text)}
    near = ", ".join(units.suggestions(text))
    return _wrong("unit_near", near=near) if near else _wrong("unit")


def _id(text: str, column: Column) -> Meaning:
    return {"word": words.half_width(text)}


BY_TYPE: dict[str, Callable[[str, Column], Meaning]] = {
    "choice": _choice,
    "unit": _unit,
    "date": _day,
    "flag": _flag,
    "text": _id,
}


def table(texts: Iterable[str], meaning: Callable[[str], Meaning]) -> pa.Table:
    """Return the meaning of each text, with the columns of `SCHEMA`."""
    return pa.Table.from_pylist([{"text": text, **meaning(text)} for text in texts], schema=SCHEMA)
