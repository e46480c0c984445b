"""Conversion of declared amounts to amounts per year in one unit, if possible."""

from collections.abc import Mapping
from typing import Any

from isdata.data import units
from isdata.errors import UnitError
from isdata.symbiosis.matching.streams import PERIODS


def annual(values: Mapping[str, Any], unit: str) -> float | None:
    """Yearly amount of an entry; None if unknown, per hour with unknown hours, or of another kind of quantity.

    Parameters
    ----------
    values : mapping
        Values of an entry: quantity, unit, period.
    unit : str
        Target unit.

    Examples
    --------
    >>> annual({"quantity": 2, "unit": "kt", "period": "month"}, "t")
    24000.0
    >>> annual({"quantity": 2, "unit": "m³", "period": "month"}, "t") is None
    True
    """
    quantity, per_year = values.get("quantity"), PERIODS.get(str(values.get("period")))
    if not isinstance(quantity, (int, float)) or per_year is None:
        return None
    try:
        return units.convert(float(quantity), str(values.get("unit")), unit) * per_year
    except UnitError:
        return None
