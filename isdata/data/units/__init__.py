"""Units: recognition of spellings, kind of quantity, and conversion of amounts.

Factors come from pint with the product's own `definitions.txt`. Currencies are never converted into
each other, nor norm cubic metres of gas into cubic metres.
"""

import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from isdata.data.units.cases import by_case
from isdata.data.units.names import (
    STEPS,
    Part,
    currencies,
    is_ambiguous,
    pattern,
    pint_name,
    resolve,
    standard_spelling,
    suggestions,
    units,
)
from isdata.errors import UnitError

if TYPE_CHECKING:
    import pint

__all__ = [
    "by_case",
    "canonical",
    "convert",
    "currencies",
    "currency",
    "factor",
    "is_ambiguous",
    "is_known",
    "kind",
    "pattern",
    "scales",
    "suggestions",
    "units",
]


@cache
def _registry() -> "pint.UnitRegistry":
    import pint  # imported on first use: programs that only need names start in half the time

    registry = pint.UnitRegistry(
        Path(__file__).parent / "definitions.txt", autoconvert_offset_to_baseunit=True, cache_folder=None
    )
    for code in currencies():
        if units()[code].name == pint_name(code):
            registry.define(f"{pint_name(code)} = [money_{code}]")
    return registry


def is_known(unit: str) -> bool:
    """Return True if a unit is known in any spelling."""
    return resolve(unit) is not None


def canonical(unit: str) -> str:
    """Standard spelling of a unit.

    Raises
    ------
    UnitError
        The unit is unknown.

    Examples
    --------
    >>> canonical("吨"), canonical("m3"), canonical("万度"), canonical("RMB/mwh")
    ('t', 'm³', '万kWh', 'CNY/MWh')
    """
    return standard_spelling(_parts(unit, unit))


def kind(unit: str) -> str:
    """Quantity measured by a unit: mass, volume, norm_volume, energy, power, money, count, time, …

    A composed unit such as CNY/MWh is of kind "ratio" or "product".

    Raises
    ------
    UnitError
        The unit is not known.

    Examples
    --------
    >>> kind("tce"), kind("Nm³"), kind("万元"), kind("t·km")
    ('energy', 'norm_volume', 'money', 'product')
    """
    parts = _parts(unit, unit)
    if len(parts) == 1:
        return parts[0].unit.kind
    return "ratio" if any(part.power < 0 for part in parts) else "product"


def currency(unit: str) -> str | None:
    """Currency of a unit of money; None for other units.

    Examples
    --------
    >>> currency("万元"), currency("kEUR"), currency("₩"), currency("t")
    ('CNY', 'EUR', 'KRW', None)
    """
    parts = resolve(unit)
    if parts is None or len(parts) != 1 or parts[0].unit.kind != "money":
        return None
    [dimension] = _registry().get_dimensionality({parts[0].unit.name: 1})
    return dimension.removeprefix("[money_").rstrip("]")


@cache
def factor(unit: str, target: str) -> float:
    """Number of `target` units in one `unit`.

    Raises
    ------
    UnitError
        The units measure different quantities, or are temperatures, whose conversion needs an offset.

    Examples
    --------
    >>> round(factor("tce", "GJ"), 4), factor("MWh", "GJ"), factor("万元", "CNY")
    (29.3076, 3.6, 10000.0)
    """
    slope, offset = _known_line(unit, target)
    if offset:
        raise _error(unit, target)
    return slope


def scales(stated: Iterable[str], target: str) -> list[float | None]:
    """Number of `target` units in one of each unit; None where it measures something else.

    Examples
    --------
    >>> scales(["kg", "m³"], "t")
    [0.001, None]
    """

    def scale(unit: str) -> float | None:
        try:
            return factor(unit, target)
        except UnitError:
            return None

    return [scale(unit) for unit in stated]


def convert(amount: float, unit: str, target: str) -> float:
    """Convert an amount to another unit.

    Parameters
    ----------
    amount : float or Series
        Amount. [unit]
    unit, target : str
        Source and target unit, in any spelling.

    Returns
    -------
    float or Series
        The same amount. [target]

    Raises
    ------
    UnitError
        A unit is unknown, or the units measure different quantities.

    Examples
    --------
    >>> round(convert(2, "tce", "GJ"), 4), round(convert(20, "°C", "K"), 2)
    (58.6152, 293.15)
    """
    slope, offset = _known_line(unit, target)
    return amount * slope + offset


def _known_line(unit: str, target: str) -> tuple[float, float]:
    """Slope and offset of the conversion; UnitError if there is none."""
    line = _line(unit, target)
    if line is None:
        for spelled in (unit, target):
            _parts(spelled, target)
        raise _error(unit, target)
    return line


@cache
def _line(unit: str, target: str) -> tuple[float, float] | None:
    """Slope and offset of the conversion; None if the units measure different quantities or one is unknown."""
    import pint

    one, other = resolve(unit), resolve(target)
    if one is None or other is None:
        return None
    registry = _registry()
    try:
        zero, single = (registry.Quantity(n, _pint(one)).to(_pint(other)).magnitude for n in (0.0, 1.0))
    except (pint.DimensionalityError, pint.OffsetUnitCalculusError):
        return None
    step = _step(one) / _step(other)
    return (single - zero) * step, zero


def _parts(unit: str, target: str) -> tuple[Part, ...]:
    parts = resolve(unit)
    if parts is None:
        raise _error(unit, target)
    return parts


def _pint(parts: tuple[Part, ...]) -> "pint.util.UnitsContainer":
    import pint

    names = dict.fromkeys(part.unit.name for part in parts)
    return pint.util.UnitsContainer(
        {name: sum(part.power for part in parts if part.unit.name == name) for name in names}
    )


def _step(parts: tuple[Part, ...]) -> float:
    return math.prod(STEPS.get(part.step, 1.0) ** part.power for part in parts)


def _error(unit: str, target: str) -> UnitError:
    return UnitError(unit=unit, target=target, allowed=_allowed(unit, target))


@cache
def _allowed(unit: str, target: str) -> str:
    """Units of the same kind as the target, or likely intended ones, as text for a message."""
    parts = resolve(target)
    dimension = _registry().get_dimensionality
    wanted = dimension(_pint(parts)) if parts else None
    fitting = [each.written for each in units().values() if dimension({each.name: 1}) == wanted]
    return ", ".join(fitting or ([standard_spelling(parts)] if parts else suggestions(unit) or list(units())))
