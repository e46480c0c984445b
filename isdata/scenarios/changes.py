"""Scenario class and the kinds of changes in a scenario."""

from dataclasses import dataclass

import pandas as pd

# Kinds of changes that the park decides; the others happen to it.
_DECIDED = frozenset(
    {
        "budget",
        "company_budget",
        "measure_taken",
        "measure_dropped",
        "measure_delayed",
        "measure_resized",
        "synergy_on",
    }
)
# Settings that the park decides; the others are assumptions about prices, factors and finance.
_DECIDED_SETTINGS = ("scope", "objective", "co2_price", "co2_floor", "longest_payback", "carries_over")
_ASSUMED_SETTINGS = ("discount_rate", "factor_region_id", "horizon", "degradation", "tax_rate", "inflation")
MEASURE_KINDS = ("measure_taken", "measure_dropped", "measure_delayed", "measure_resized")


@dataclass(frozen=True)
class Scenario:
    """A named set of changes to the present state.

    Attributes
    ----------
    scenario_id, park_id : str
        Its id, and its park.
    name_en, name_zh : str or None
        Its name.
    discount_rate : float or None
        Real; None leaves it to the user. [1/yr]
    factor_region_id : str or None
        Region whose CO2 factors apply; None for the park's own.
    changes : DataFrame
        Columns of `scenario_changes.sql`, budget in the park's currency.
    horizon : int or None
        Last year that counts; 0 uses each measure's own life. [yr]
    scope, objective : str or None
        Scope of the measures, see `measures.in_scope`; objective of the plan, "npv", "co2" or "both".
    co2_price : float or None
        Price of a tonne, with "both", in the park's currency. [currency/t]
    co2_floor, longest_payback : float or None
        Constraints of the best plan. [t/yr], [yr]
    degradation, tax_rate, inflation : float or None
        As in `Terms`. [1/yr], [-], [1/yr]
    carries_over : bool or None
        Whether unspent money of a year is kept for the next.

    Settings that are None are left to the user.
    """

    scenario_id: str
    park_id: str
    name_en: str | None
    name_zh: str | None
    discount_rate: float | None
    factor_region_id: str | None
    changes: pd.DataFrame
    horizon: int | None = None
    scope: str | None = None
    objective: str | None = None
    co2_price: float | None = None
    co2_floor: float | None = None
    longest_payback: float | None = None
    degradation: float | None = None
    tax_rate: float | None = None
    inflation: float | None = None
    carries_over: bool | None = None

    def of(self, kind: str) -> pd.DataFrame:
        """Changes of one kind."""
        return self.changes[self.changes["change_kind"] == kind]

    def named(self, kind: str, column: str) -> list[str]:
        """Values named by the changes of one kind in a column."""
        return self.of(kind)[column].dropna().tolist()

    @property
    def has_decisions(self) -> bool:
        """Return True if it changes something that the park decides, such as a budget."""
        return bool(self.changes["change_kind"].isin(_DECIDED).any()) or self._sets(_DECIDED_SETTINGS)

    @property
    def has_influences(self) -> bool:
        """Return True if it changes something that the park does not decide, such as a price."""
        return not self.changes["change_kind"].isin(_DECIDED).all() or self._sets(_ASSUMED_SETTINGS)

    def _sets(self, names: tuple[str, ...]) -> bool:
        return any(getattr(self, name) is not None for name in names)
