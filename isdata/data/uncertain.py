"""Amounts with their uncertainty, which has two significant figures in every figure, table and report."""

import math

from isdata.data.number_format import Numbers
from isdata.data.significant_figures import half_up

_FIGURES = 2  # significant figures of an uncertainty; more would overstate its accuracy


def decimals(spread: float) -> int:
    """Decimals of an amount whose uncertainty has two significant figures; negative for digits before the point.

    Examples
    --------
    >>> decimals(7514.0), decimals(94.3), decimals(8.28)
    (-2, 0, 1)
    """
    stated = float(f"{abs(spread):.{_FIGURES}g}")  # rounding may add a figure: 9.96 is 10
    return _FIGURES - 1 - math.floor(math.log10(stated))


def rounded(value: float, spread: float) -> float:
    """Round an amount to the decimals of its uncertainty; unchanged if that is zero or unknown."""
    if not spread or not math.isfinite(spread) or not math.isfinite(value):
        return value
    return half_up(value, decimals(spread))


def number(value: float, spread: float, reader: Numbers) -> str:
    """Format an amount with the decimals of its uncertainty; unchanged if that is zero or unknown."""
    if not spread or not math.isfinite(spread) or not math.isfinite(value):
        return reader.number(value)
    return reader.number(rounded(value, spread), digits=max(0, decimals(spread)))


def amount(value: float, spread: float, unit: str, reader: Numbers) -> str:
    """Format an amount as in `number`, with its unit."""
    return reader.joined(number(value, spread, reader), unit)


def width(spread: float, unit: str, reader: Numbers) -> str:
    """Format an uncertainty with its unit."""
    return amount(spread, spread, unit, reader)


def with_uncertainty(value: float, spread: float, unit: str, reader: Numbers) -> str:
    """Format an amount and its uncertainty with their unit; the amount alone if the uncertainty is zero or unknown.

    Examples
    --------
    >>> [with_uncertainty(value, spread, "t", Numbers()) for value, spread in ((32102, 7514), (3145, 94.3), (138, 8.28), (5, 0))]
    ['32,100 ± 7,500 t', '3,145 ± 94 t', '138.0 ± 8.3 t', '5 t']
    """
    if not spread or not math.isfinite(spread):
        return amount(value, spread, unit, reader)
    return reader.joined(f"{number(value, spread, reader)} ± {number(spread, spread, reader)}", unit)
