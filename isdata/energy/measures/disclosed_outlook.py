"""Results of measures at prices and rates for one viewer, returned only where disclosure control permits."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Relations
from isdata.data.disclosure import DisclosedTotals, Sum, Undisclosed, Viewer
from isdata.energy.measures import appraisal, simulation
from isdata.energy.measures.benefits import present_values
from isdata.energy.measures.claims import beside_claims
from isdata.energy.measures.counting import Outlook, price_years
from isdata.energy.measures.package import conflicts
from isdata.energy.measures.pareto import fronts
from isdata.energy.measures.published import (
    disclosed_carriers,
    disclosed_groups,
    disclosed_years,
    has_disclosed_lifetimes,
)
from isdata.energy.measures.register import disclosed
from isdata.energy.measures.terms import Terms
from isdata.engines.uncertainty import Simulation

# Group of measures without a company or network.
NO_GROUP = "none"


@dataclass(frozen=True)
class SumAndPackage:
    """Totals of measures counted separately and combined.

    Attributes
    ----------
    alone, package : Series
        Plain sum, and package net of overlaps, as `totals` returns them.
    reconciliation : DataFrame
        From the plain sum to the package, see `Outlook.reconciliation`.
    """

    alone: pd.Series
    package: pd.Series
    reconciliation: pd.DataFrame


@dataclass(frozen=True)
class DisclosedOutlook:
    """Measures at prices and rates, with the totals that may be disclosed to a viewer.

    Attributes
    ----------
    terms : Terms
        Prices and rates.
    computed : Undisclosed Outlook
        The results in full, for computations.
    relations, totals, viewer, scenario
        As in `DisclosedMeasures`.
    """

    terms: Terms
    computed: Undisclosed[Outlook]
    relations: Relations
    totals: DisclosedTotals
    viewer: Viewer
    scenario: str | None = None

    @property
    def currency(self) -> str:
        """Currency of all money."""
        return self.computed.in_full.counted.currency

    @property
    def table(self) -> pd.DataFrame:
        """Each measure separately as `appraise` returns it, as disclosed to the viewer."""
        return disclosed(self.computed.in_full.appraised, viewer=self.viewer)

    @property
    def is_package(self) -> bool:
        """Return True if the totals are those of the package; otherwise they are the plain sum."""
        return self.computed.in_full.left is not None

    @property
    def price_years(self) -> list[int]:
        """Price years of the measures and of the listed prices, ascending."""
        return price_years(self.computed.in_full.counted)

    @property
    def excluded(self) -> int:
        """Number of measures that a more valuable one excludes from the package."""
        return len(self.computed.in_full.left_out)

    @property
    def excluded_by(self) -> dict[str, list[str]]:
        """Ids of the counted measures that exclude each measure left out of the package.

        Empty if a needed one is excluded.
        """
        found = self.computed.in_full
        pairs = conflicts(self.relations, found.appraised.index).excluded
        both = [*pairs, *((other, one) for one, other in pairs)]
        counted = set(found.package_left.index)
        return {
            name: sorted({other for one, other in both if one == name and other in counted})
            for name in found.left_out
        }

    @property
    def is_less(self) -> bool:
        """Return True if the package differs from the plain sum."""
        return self.computed.in_full.is_less

    @property
    def is_several(self) -> bool:
        """Return True if several measures are counted."""
        return len(self.computed.in_full.counted.measures) > 1

    @property
    def may_show(self) -> bool:
        """Return True if the totals are disclosed."""
        return self.totals.may_show(self._counted)

    @property
    def sums(self) -> pd.Series | None:
        """Totals as `totals` returns them; None if they are withheld."""
        return self.computed.in_full.sums if self.may_show else None

    @property
    def has_disclosed_lifetimes(self) -> bool:
        """Return True if every group of equal lifetimes is disclosed, see `has_disclosed_lifetimes`."""
        return has_disclosed_lifetimes(self._counted, self.totals)

    def sums_at(self, terms: Terms) -> pd.Series | None:
        """Totals of the same measures at other terms; None if they are withheld."""
        return appraisal.totals(self.computed.in_full.counted, terms) if self.may_show else None

    def both(self) -> SumAndPackage | None:
        """Plain sum and package side by side; None if one of them is withheld."""
        found, scenario = self.computed.in_full, self.scenario
        package = Sum(found.appraised.loc[found.package_left.index], scenario, found.package_left)
        if not all(self.totals.may_show(of) for of in (package, Sum(found.appraised, scenario))):
            return None
        return SumAndPackage(found.alone, found.package, found.reconciliation)

    def groups(self, column: str) -> pd.DataFrame | None:
        """Totals by a column such as category, as `disclosed_groups` returns; None if all are withheld."""
        if not self.may_show:
            return None
        groups = self._counted.rows[column].fillna(NO_GROUP)
        table = disclosed_groups(self._counted, groups, self.totals)
        return None if (table["group"] == "few").all() else table

    def carriers(self) -> pd.DataFrame:
        """Savings by resource, as `disclosed_carriers` returns."""
        return disclosed_carriers(self.computed.in_full.counted, self._counted, self.totals)

    def cash_flow(self) -> tuple[pd.DataFrame, int | None]:
        """Cash flow by year, as `annual_cash_flow` returns, and the number of its disclosed rows: 0 for none, None for
        all."""
        register = self.computed.in_full.counted
        shown = disclosed_years(register, self.terms, self._counted, self.totals)
        rows = appraisal.annual_cash_flow(register, self.terms)
        return rows if shown is None else rows.head(shown), shown

    def payback_classes(self) -> pd.DataFrame:
        """Number of the measures counted in the totals by payback class: payback_class, measures."""
        found = self.computed.in_full
        counted = found.appraised.drop(index=found.left_out) if self.is_package else found.appraised
        return appraisal.by_class(counted)[["payback_class", "measures"]]

    def pareto_fronts(self) -> pd.Series | None:
        """Pareto front of each measure by NPV and CO2.

        None unless the money of all is disclosed to the viewer.
        """
        if not self.table["has_money"].all():
            return None
        return fronts(self.table["npv"], self.table["co2_saving"])

    def beside_claims(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Published results with the figures of the measures, as `beside_claims` returns, missing if
        withheld."""
        found = self.computed.in_full
        rows = beside_claims(claims, found.alone, appraisal.by_category(found.appraised), self.currency)
        whole = Sum(found.appraised, self.scenario)
        may_whole = self.totals.may_show(whole)
        parts = [
            replace(whole, rows=found.appraised[found.appraised["category"].isin(names)])
            for names in rows["categories"]
        ]
        is_shown = [
            may_whole and (subject != "share" or self.totals.may_show(part))
            for subject, part in zip(rows["subject"], parts, strict=True)
        ]
        return rows.assign(here=rows["here"].where(is_shown))

    def benefits(self, benefits: Undisclosed[pd.DataFrame]) -> pd.DataFrame:
        """Benefits other than energy with their present value, as `present_values` returns, of measures whose money is disclosed."""
        rows = present_values(benefits.in_full, self.computed.in_full.priced)
        return rows[rows["measure_id"].isin(self.table.index[self.table["has_money"]])]

    def benefit_totals(self, benefits: Undisclosed[pd.DataFrame]) -> pd.Series | None:
        """Totals of benefits other than energy; None without any, or if they are withheld.

        Returns
        -------
        Series
            measures, amount [currency/yr], npv [currency], energy_npv [currency] (of the measures without them).
        """
        found = self.computed.in_full
        rows = present_values(benefits.in_full, found.priced)
        part = Sum(found.appraised.loc[rows["measure_id"].unique()], self.scenario)
        if rows.empty or not (self.may_show and self.totals.may_show(part)):
            return None
        rows = rows[rows["measure_id"].isin(found.counted.measures.index)]
        sums = {"measures": rows["measure_id"].nunique(), "amount": rows["amount"].sum()}
        return pd.Series(sums | {"npv": rows["npv"].sum(), "energy_npv": found.sums["npv"]})

    def simulate(
        self, *, hurdle: float, price_share: float, measure_correlation: float, measure: str | None = None
    ) -> Simulation | None:
        """Uncertainty of payback and NPV, as `simulate` returns; None if the totals are withheld.

        Parameters
        ----------
        hurdle, price_share, measure_correlation
            See `simulate`.
        measure : str, optional
            For this measure only; its money is missing if it is not disclosed to the viewer.
        """
        if not self.may_show:
            return None
        register = self.computed.in_full.counted
        if measure is not None:
            register = register.only(pd.Index([measure]))
        result = simulation.simulate(
            register,
            self.terms,
            hurdle=hurdle,
            price_share=price_share,
            measure_correlation=measure_correlation,
        )
        rows = disclosed(register.measures, viewer=self.viewer)
        money = [f"npv_p{share}" for share in (10, 50, 90)]
        hidden = ~rows["has_money"].reindex(result.measures.index)
        result.measures.loc[hidden, money] = np.nan
        if measure is not None and hidden.any():
            result = replace(result, npv=np.full_like(result.npv, np.nan))
        return replace(result, measures=rows.join(result.measures))

    def price_paths(self, factors: np.ndarray) -> pd.DataFrame | None:
        """NPV and payback by price factor, as `price_paths` returns; None if the totals are withheld."""
        return (
            simulation.price_paths(self.computed.in_full.counted, self.terms, factors)
            if self.may_show
            else None
        )

    @property
    def _counted(self) -> Sum:
        found = self.computed.in_full
        return Sum(found.counted_appraised, self.scenario, found.left)
