"""Usual acceptance criteria of baselines, with their standards."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from isdata.data.i18n import Reader
from isdata.energy.monitoring.metered import Metered
from isdata.errors import N_

WORDS = {
    "r_squared": N_("R², explained variation"),
    "cv_rmse": N_("CV(RMSE), scatter"),
    "nmbe": N_("NMBE, mean bias"),
    "fractional_uncertainty": N_("Uncertainty of the saving (68% confidence)"),
}


@dataclass(frozen=True)
class Limit:
    """One limit of a figure, with its source."""

    figure: str
    limit: float
    is_least: bool
    source: str

    def words(self, reader: Reader) -> str:
        """Limit in words."""
        sign = "≥" if self.is_least else "≤"
        value = reader.number(self.limit, digits=2) if self.is_least else reader.percent(self.limit)
        return f"{sign} {value}"

    def is_kept(self, value: float) -> bool:
        """Return True if a value is within the limit."""
        return value >= self.limit if self.is_least else abs(value) <= self.limit


@cache
def limits() -> tuple[Limit, ...]:
    """Usual limits."""
    with (Path(__file__).parent / "acceptance.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Limit(row["figure"], float(row["limit"]), row["direction"] == "at_least", row["source"])
            for row in csv.DictReader(file)
        )


def figures(found: Metered) -> dict[str, float]:
    """Figures of a meter's baseline that have limits."""
    baseline = found.baseline
    if baseline is None:
        return {}
    return {
        "r_squared": baseline.r_squared,
        "cv_rmse": baseline.cv_rmse,
        "nmbe": baseline.nmbe,
        "fractional_uncertainty": found.fractional_uncertainty(),
    }
