"""Measures for one viewer: totals are computed in full and returned only where disclosure control permits."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from isdata.data.contracts.results import Relations
from isdata.data.disclosure import DisclosedTotals, Sum, Undisclosed, Viewer, rounding_step
from isdata.energy.measures.carriers import by_carrier, factors_by_measure
from isdata.energy.measures.counting import has_overlaps, outlook, price_years
from isdata.energy.measures.disclosed_outlook import DisclosedOutlook
from isdata.energy.measures.package import conflicts
from isdata.energy.measures.published import SCOPES, part_saving
from isdata.energy.measures.register import Register, disclosed, in_scope, is_any_in_scope
from isdata.energy.measures.restating import with_factors
from isdata.energy.measures.terms import Terms


@dataclass(frozen=True)
class DisclosedMeasures:
    """A park's measures for one viewer.

    Attributes
    ----------
    stored : Undisclosed Register
        The measures in full, for computations.
    relations : Relations
        Between measures, see `relations`.
    totals : DisclosedTotals
        Totals that may be disclosed to the viewer.
    viewer : Viewer
        The reader.
    scenario : str, optional
        Id of the scenario; the present state by default.
    """

    stored: Undisclosed[Register]
    relations: Relations
    totals: DisclosedTotals
    viewer: Viewer
    scenario: str | None = None

    def __len__(self) -> int:
        """Number of measures."""
        return len(self.stored.in_full.measures)

    @property
    def currency(self) -> str:
        """Currency of all money."""
        return self.stored.in_full.currency

    @property
    def price_years(self) -> list[int]:
        """Years of the prices of all money, ascending."""
        return price_years(self.stored.in_full)

    @property
    def table(self) -> pd.DataFrame:
        """Single measures with names, amounts and money if disclosed to the viewer, see `disclosed`."""
        return disclosed(self.stored.in_full.measures, viewer=self.viewer)

    def resources(self) -> pd.DataFrame:
        """Resources that the measures save: resource_id (also the index), resource_en, resource_zh."""
        rows = self.stored.in_full.savings.drop_duplicates("resource_id")
        return rows[["resource_id", "resource_en", "resource_zh"]].set_index("resource_id", drop=False)

    def factors(self) -> pd.DataFrame:
        """Published CO2 factors by resource, columns as in `by_carrier` without amounts of savings."""
        rows = by_carrier(self.stored.in_full)
        return rows.drop(columns=["saved", "energy", "money", "co2", "own_prices", "measures"])

    @property
    def measure_factors(self) -> pd.DataFrame:
        """CO2 factors of each measure whose amounts are disclosed to the viewer, see `factors_by_measure`."""
        rows, shown = factors_by_measure(self.stored.in_full.savings), self.table
        return rows[rows["measure_id"].isin(shown.index[shown["has_money"]])].reset_index(drop=True)

    @property
    def carriers(self) -> list[str]:
        """Ids of the energy carriers that the measures save."""
        return self.stored.in_full.carriers

    @property
    def companies(self) -> list[str]:
        """Ids of the companies that have the measures."""
        return self.stored.in_full.measures["company_id"].dropna().unique().tolist()

    def has_overlaps(self) -> bool:
        """Return True if a measure reduces the saving of another, shares costs with it or excludes it."""
        return has_overlaps(self.relations, self.stored.in_full.measures.index)

    @property
    def has_growth(self) -> bool:
        """Return True if the price list states growth for a resource that the measures save."""
        return bool(self.stored.in_full.savings["growth"].fillna(0).any())

    @property
    def excluding(self) -> list[tuple[str, str]]:
        """Pairs of measures that exclude each other."""
        return list(conflicts(self.relations, self.stored.in_full.measures.index).excluded)

    @property
    def may_show(self) -> bool:
        """Return True if the plain sum of all measures is disclosed."""
        return self.totals.may_show(self._sum)

    @property
    def spending(self) -> float | None:
        """Investment less subsidies of all measures; None if it is withheld. [currency]"""
        return float(self._spending.sum()) if self.may_show else None

    def budget_base(self) -> float:
        """Total cost of all measures, rounded up: budgets are shares of it. [currency]

        The same for all readers, and rounded enough that a budget does not disclose the cost of a single
        measure.
        """
        step = rounding_step(float(self._spending.max())) if len(self._spending) else 0.0
        whole = float(self._spending.sum())
        return math.ceil(whole / step - 1e-9) * step if step else whole

    def by_company(self) -> pd.DataFrame:
        """Companies that the viewer may name, index company_id.

        Returns
        -------
        DataFrame
            company_en, company_zh, and cost: investment less subsidies of their measures [currency].
        """
        rows = self.table[self.table["is_named"]].dropna(subset=["company_id"])
        rows = rows.assign(cost=(rows["investment"] - rows["incentive"]).clip(lower=0))
        return rows.groupby("company_id").agg(
            company_en=("company_en", "first"), company_zh=("company_zh", "first"), cost=("cost", "sum")
        )

    @property
    def _spending(self) -> pd.Series:
        """Investment less subsidies of each measure, in full. [currency]"""
        rows = self.stored.in_full.measures
        return (rows["investment"] - rows["incentive"]).clip(lower=0)

    @property
    def co2_saving(self) -> float | None:
        """CO2 saved by all measures with a CO2 saving; None if it is withheld. [t/yr]"""
        rows = self.stored.in_full.measures
        is_shown = self.totals.may_show_amounts(self._sum)
        return float(rows["co2_saving"].clip(lower=0).sum()) if is_shown else None

    def may_plan(self, terms: Terms) -> bool:
        """Return True if rounded figures of plans are disclosed: if those of the plain sum or the package at
        the terms are."""
        return self.may_show or self.outlook(terms).may_show

    def may_move(self, resource: str) -> bool:
        """Return True if the viewer may change the price or factor of a resource, as the change discloses its
        saving."""
        part = part_saving(self._sum, self.stored.in_full, resource)
        return part is not None and self.totals.may_show(part)

    def may_vary_years(self) -> bool:
        """Return True if the viewer may choose discount rate, horizon and other terms that weigh years differently.

        Values at several of them disclose the saving of each group of equal lifetimes, in each scope that
        pages offer.
        """
        offered = [self.in_scope(scope) for scope in SCOPES if self.is_any_in_scope(scope)]
        return all(each.outlook(Terms()).has_disclosed_lifetimes for each in offered)

    def only(self, ids: pd.Index) -> "DisclosedMeasures":
        """These measures only."""
        return replace(self, stored=Undisclosed(self.stored.in_full.only(ids)))

    def is_any_in_scope(self, scope: str) -> bool:
        """Return True if a measure is in a scope."""
        return is_any_in_scope(self.stored.in_full, scope)

    def in_scope(self, scope: str) -> "DisclosedMeasures":
        """Measures in a scope, see `in_scope`."""
        return replace(self, stored=Undisclosed(in_scope(self.stored.in_full, scope)))

    def with_factors(self, factors: pd.DataFrame, chosen: Mapping[str, str]) -> "DisclosedMeasures":
        """The measures with other CO2 factors, see `with_factors`."""
        return replace(self, stored=Undisclosed(with_factors(self.stored.in_full, factors, chosen)))

    def outlook(self, terms: Terms, *, is_package: bool = True) -> DisclosedOutlook:
        """The measures at the terms, see `outlook`."""
        found = outlook(self.stored.in_full, self.relations, terms, is_package=is_package)
        return DisclosedOutlook(
            terms, Undisclosed(found), self.relations, self.totals, self.viewer, self.scenario
        )

    @property
    def _sum(self) -> Sum:
        return Sum(self.stored.in_full.measures, self.scenario)
