"""Conversion of units written in a cell or heading to the unit of the column and the period of its amounts."""

import re
from dataclasses import dataclass, field, replace

from isdata.data import units
from isdata.data.contracts import Column, Table
from isdata.data.units import names
from isdata.errors import UnitError

# Periods per year that do not depend on a plant's operating hours.
_IN_A_YEAR = {"yr": 1, "mo": 12}
_RUNNING = {"wk": 365 / 7, "d": 365, "h": 8760}  # maximum, for continuous operation
_PERIODS = {"yr": "year", "mo": "month", "wk": "week", "d": "day", "h": "hour"}
_ABBREVIATED = {"tpa": "t/yr", "tpy": "t/yr", "tpm": "t/mo", "tpd": "t/d", "tph": "t/h"}
_PER = re.compile(r"\s*(?:/|每|\bper\b)\s*", re.IGNORECASE)
_PER_ANNUM = re.compile(r"\s*\bp\.?\s?a\.?$", re.IGNORECASE)


@dataclass(frozen=True)
class Measure:
    """Conversion of a written unit, and what it states about the row.

    Attributes
    ----------
    factor, offset : float
        The value in the column's unit is number · factor + offset.
    unit, currency, period : str
        Unit, currency and period of the row, if the written unit states them.
    multiple : float
        Factor on the amounts of the row, such as 12 for amounts per month.
    uncertainty : float
        Uncertainty of an imprecise number [%]; 0 if not stated.
    note : str or None
        Reason why the value differs from the written number, for review.
    rule : str or None
        Rule that the unit breaks.
    """

    factor: float = 1.0
    offset: float = 0.0
    unit: str = ""
    currency: str = ""
    period: str = ""
    multiple: float = 1.0
    uncertainty: float = 0.0
    note: str | None = None
    rule: str | None = None
    details: dict[str, str] = field(default_factory=dict)


def measure(column: Column, written: str) -> Measure:
    """Meaning of a unit written with a number of a column.

    Examples
    --------
    >>> from isdata.data.contracts import tables
    >>> (cost := measure(tables()["flow"]["cost"], "万元")).factor, cost.currency
    (10000.0, 'CNY')
    >>> measure(tables()["flow"]["temperature"], "kg").rule
    'unit_of_number'
    """
    if written in ("", column.unit) or (column.is_year and names.resolve(written) == names.resolve("yr")):
        return Measure()
    if column.unit in ("", "1/yr"):
        return (
            Measure(factor=0.01) if names.resolve(written) == names.resolve("%") else _unfit(column, written)
        )
    wanted, written_units = column.unit.split("/"), _spelled_out(written).split("/")
    if len(written_units) > len(wanted):
        return _unfit(column, written)
    factor, offset, note, facts = 1.0, 0.0, None, {}
    for place, want in enumerate(wanted):
        unit = written_units[place] if place < len(written_units) else ""
        step = _step(want, unit, is_first=place == 0)
        if step is None:
            return _unfit(column, written)
        if step.rule:
            return Measure(rule=step.rule, details=step.details | {"unit": written_units[0]})
        factor, offset = (step.factor, step.offset) if place == 0 else (factor / step.factor, offset)
        note = note or step.note
        facts |= {key: value for key in ("unit", "currency", "period") if (value := getattr(step, key))}
    return Measure(factor=factor, offset=offset, note=note, **facts)


def _step(want: str, stated: str, *, is_first: bool) -> Measure | None:
    """Conversion of numerator or denominator of a written unit; None if it does not fit."""
    if not stated:
        return None if is_first else Measure()
    parts = names.resolve(stated)
    if parts is None or len(parts) != 1:
        return None
    part = parts[0]
    if want == "currency":
        code = units.currency(part.unit.written)
        return Measure(factor=units.factor(stated, code), currency=code) if code else None
    if want == "unit":
        return Measure(unit=names.standard_spelling(parts))
    if part.unit.kind == "time" and not is_first and want in ("period", "yr"):
        return _per_year(part.unit.written) if want == "yr" else _per_period(part.unit.written)
    if want == "period" or not _is_same(stated, want):
        return None
    zero = units.convert(0.0, stated, want)
    return Measure(factor=units.convert(1.0, stated, want) - zero, offset=zero)


def _per_year(time: str) -> Measure | None:
    """Number of years of a period in the denominator of a yearly amount."""
    if time in _IN_A_YEAR:
        times = _IN_A_YEAR[time]
        return Measure(factor=1 / times, multiple=times, note="per_month" if times > 1 else None)
    if time in _RUNNING:
        details = {"period": _PERIODS[time], "times": f"{_RUNNING[time]:.0f}"}
        return Measure(rule="amount_per_time", details=details)
    return None


def _per_period(time: str) -> Measure | None:
    return Measure(period=_PERIODS[time]) if time in _PERIODS else None


def _is_same(unit: str, target: str) -> bool:
    """Return True if two units measure the same."""
    try:
        units.convert(1.0, unit, target)
    except UnitError:
        return False
    return True


def _unfit(column: Column, written: str) -> Measure:
    if not column.unit:
        return Measure(rule="unit_of_plain", details={"unit": written})
    return Measure(rule="unit_of_number", details={"unit": written, "wanted": column.unit})


def _spelled_out(written: str) -> str:
    """Write every "per" of a unit as a slash: 吨每年, t per year, t p.a."""
    text = _PER.sub("/", _PER_ANNUM.sub("/yr", written.strip()))
    return _ABBREVIATED.get(text.casefold(), text)


def counted_per(table: Table) -> str:
    """Period of the amounts of a table: "yr", "period" if each row states it, "" if there is none."""
    known = {column.unit for column in table.columns}
    return next((per for per in ("period", "yr") if f"unit/{per}" in known), "")


def amount_unit(written: str, per: str) -> Measure | None:
    """Meaning of the unit of a row's amounts; None if unknown.

    Parameters
    ----------
    written : str
        Text of the cell.
    per : {"yr", "period", ""}
        As returned by `counted_per`.

    Examples
    --------
    >>> amount_unit("吨/月", "yr").multiple, amount_unit("t/d", "period").period, amount_unit("t/d", "yr").rule
    (12, 'day', 'amount_per_time')
    """
    parts = names.resolve(_spelled_out(written))
    if parts is None:
        return None
    above, below = (tuple(part for part in parts if (part.power > 0) is up) for up in (True, False))
    unit = names.standard_spelling(above)
    if above and len(below) == 1 and below[0].unit.kind == "time" and per:
        time = below[0].unit.written
        step = _per_year(time) if per == "yr" else _per_period(time)
        if step is not None:
            if step.rule:
                return Measure(rule=step.rule, details=step.details | {"unit": unit})
            return Measure(
                unit=unit,
                period=step.period,
                multiple=step.multiple,
                note=step.note or ("per_year" if per == "yr" else "per_period"),
            )
    if above and below:
        other = names.standard_spelling(tuple(replace(part, power=1) for part in below))
        return Measure(rule="amount_per_other", details={"unit": unit, "other": other})
    if not names.is_amount(names.standard_spelling(parts)):
        return Measure(rule="unit_rate")
    return Measure(unit=unit)
