"""Amounts in a Sankey diagram as texts; water in a diagram of several kinds as recorded, in m³."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from isdata.data.i18n import Reader

_MILLION = 1e6


def passing_amount(row: Mapping[str, Any], unit: str, reader: Reader) -> str:
    """Throughput of a node, as from `passing`, or of a link: an amount or a range."""
    if row["is_banded"]:
        return reader.quantities(row["least"], row["most"], unit)
    return quantity(*recorded(row["value"], row.get("volume", 0.0), unit), reader)


def recorded(value: float, volume: float, unit: str) -> tuple[float, str]:
    """Amount with its unit: the volume if all of it is water recorded by volume, otherwise the value."""
    return (volume, "m³") if volume > 0 else (value, unit)


def quantity(value: float, unit: str, reader: Reader, *, significant: int = 3) -> str:
    """Amount with at least three significant figures and its unit, as on node labels.

    An exact half of the last figure of millions is kept: 1,005,000 t, of 1 million t and 5,000 t, is not 1.01 million t.
    """
    word = reader.money if _is_currency(unit) else reader.quantity
    return word(value, unit, significant=significant + _is_half(value, significant))


def amount(value: float, spread: float, unit: str, reader: Reader) -> str:
    """Yearly amount with its ± %."""
    words = reader.amount(value, f"{unit}/yr")
    return f"{words} ± {reader.percent(spread / value)}" if spread > 0 and value > 0 else words


def _is_half(value: float, significant: int) -> bool:
    """Return True for a number of millions of one figure more, of which the last one is 5."""
    if not _MILLION <= abs(value) < math.inf:
        return False
    digits = Decimal(f"{value:.12g}").normalize().as_tuple().digits
    return len(digits) == significant + 1 and digits[-1] == 5


def _is_currency(unit: str) -> bool:
    return unit.isupper() and len(unit) == 3
