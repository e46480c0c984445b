"""Conversion of carriers, units and categories of other programs to those of isdata."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from isdata.data.ingest.foreign.document import UnreadableError
from isdata.errors import N_

FOLDER = Path(__file__).parent
# North American bills and calculators use the higher heating value of gas; CO2 factors and energy contents are
# per lower heating value, about a tenth less (IPCC 2006 Guidelines, Vol. 2, Chapter 1).
LOWER_PER_HIGHER = 0.9
GAS_REMARK = N_(
    "Natural gas is stored by lower heating value, 0.9 times the higher one used there (IPCC 2006), "
    "consistent with the CO2 factors. The unit price is raised accordingly; savings in money are "
    "unchanged."
)


@dataclass(frozen=True)
class Use:
    """Yearly use of one carrier before and after a measure, in the units of the export.

    Attributes
    ----------
    carrier, unit : str
        Names used in the export.
    baseline, modified : float
        Use before and after. [unit/yr]
    price : float or None
        Price. [currency/unit]
    """

    carrier: str
    unit: str
    baseline: float
    modified: float
    price: float | None = None


def factor(place: str, unit: str) -> tuple[str, float]:
    """Return isdata's unit for a unit of another program, and the conversion factor.

    Raises
    ------
    UnreadableError
        The unit is unknown or ambiguous.
    """
    known = _units()
    if unit not in known:
        raise UnreadableError(
            place,
            N_("The unit “{unit}” is unknown or ambiguous. Available: {known}."),
            unit=unit,
            known=", ".join(known),
        )
    return known[unit]


def saving(place: str, use: Use) -> dict[str, object]:
    """Convert a use to columns of `measure_saving`.

    Raises
    ------
    UnreadableError
        Carrier or unit is unknown.
    """
    resource = meaning("carrier", use.carrier)
    if resource is None:
        raise UnreadableError(
            place, N_("There is no resource for the carrier “{carrier}”."), carrier=use.carrier
        )
    unit, per = factor(place, use.unit)
    if resource == "natural_gas" and unit == "GJ":
        per *= LOWER_PER_HIGHER
    return {
        "resource_id": resource,
        "baseline": use.baseline * per,
        "modified": use.modified * per,
        "unit": unit,
        "price": None if use.price is None else use.price / per,
    }


def meaning(kind: str, word: str) -> str | None:
    """Meaning of a term of another program: a resource, a category or a currency."""
    return _meanings().get((kind, word)) or _meanings().get((kind, word.lower()))


@cache
def _meanings() -> dict[tuple[str, str], str]:
    with (FOLDER / "meanings.csv").open(encoding="utf-8", newline="") as file:
        return {(row["kind"], row["word"]): row["meaning"] for row in csv.DictReader(file)}


@cache
def _units() -> dict[str, tuple[str, float]]:
    with (FOLDER / "units.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: (row["unit"], float(row["factor"])) for row in csv.DictReader(file)}
