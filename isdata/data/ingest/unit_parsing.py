"""Units written in a cell or heading, against the unit that its column is told in."""

from dataclasses import dataclass, field

from isdata.data import units
from isdata.data.contracts import Column
from isdata.data.units import names
from isdata.errors import UnitError


@dataclass(frozen=True)
class Measure:
    """What a written unit does to its number, and what it tells about the row.

    Attributes
    ----------
    factor, offset : float
        The number in the column's own unit is number · factor + offset.
    unit, currency : str
        The row's unit and currency, where the written unit tells them.
    base, base_factor : str, float
        The row's unit without a step such as 万, and the step.
    rule : str or None
        "unit_of_number" where the unit does not fit the column.
    """

    factor: float = 1.0
    offset: float = 0.0
    unit: str = ""
    currency: str = ""
    base: str = ""
    base_factor: float = 1.0
    rule: str | None = None
    details: dict[str, str] = field(default_factory=dict)


def measure(column: Column, written: str) -> Measure:
    """Return what a unit means that is written with a number of a column.

    Examples
    --------
    >>> from isdata.data.contracts import tables
    >>> measure(tables()["flow"]["cost"], "万元")
    Measure(factor=10000.0, offset=0.0, unit='', currency='CNY', base='', base_factor=1.0, rule=None, details={})
    >>> measure(tables()["flow"]["temperature"], "kg").rule
    'unit_of_number'
    """
    if written in ("", column.unit):
        return Measure()
    if column.unit in ("", "1/yr"):
        return (
            Measure(factor=0.01) if names.resolve(written) == names.resolve("%") else _unfit(column, written)
        )
    wanted, told = column.unit.split("/"), written.replace("每", "/").split("/")
    if len(told) > len(wanted):
        return _unfit(column, written)
    factor, offset, facts = 1.0, 0.0, {}
    for place, want in enumerate(wanted):
        tell = told[place] if place < len(told) else ""
        step = _step(want, tell, is_first=place == 0)
        if step is None:
            return _unfit(column, written)
        factor, offset = (step.factor, step.offset) if place == 0 else (factor / step.factor, offset)
        facts |= {
            key: value
            for key in ("unit", "currency", "base", "base_factor")
            if (value := getattr(step, key)) not in ("", 1.0)
        }
    return Measure(factor=factor, offset=offset, **facts)


def _step(want: str, tell: str, *, is_first: bool) -> Measure | None:
    """Return what one side of a written unit means, or None where it does not fit."""
    if not tell:
        return None if is_first else Measure()
    parts = names.resolve(tell)
    if parts is None or len(parts) != 1:
        return None
    part = parts[0]
    step = names.STEPS.get(part.step, 1.0)
    if want == "currency":
        base = units.currency(part.unit.written)
        if base is None:
            return None
        return Measure(factor=step * units.factor(part.unit.written, base), currency=base)
    if want == "unit":
        unit = names.written(parts)
        return (
            Measure(unit=unit, base=part.unit.written, base_factor=step) if is_first else Measure(unit=unit)
        )
    if want == "period":
        return None
    if not _is_same(tell, want):
        return None
    zero = units.convert(0.0, tell, want)
    return Measure(factor=units.convert(1.0, tell, want) - zero, offset=zero)


def _is_same(unit: str, target: str) -> bool:
    """Return whether two units measure the same."""
    try:
        units.convert(1.0, unit, target)
    except UnitError:
        return False
    return True


def _unfit(column: Column, written: str) -> Measure:
    return Measure(rule="unit_of_number", details={"unit": written, "wanted": column.unit})
