"""Total of measures: the package that can be implemented together, and the sum of separate measures.

Every page, report and command uses this package: of measures that exclude each other it contains the more
valuable ones, measures that need an excluded one are left out too, and overlaps and shared costs are
deducted.
"""

import math
from dataclasses import dataclass

import pandas as pd

from isdata.data.contracts.results import Relations
from isdata.energy.measures.appraisal import appraise, totals
from isdata.energy.measures.package import conflicts, feasible, kept, lost_shares, packaged, shared_investment
from isdata.energy.measures.pricing import Priced, price
from isdata.energy.measures.register import ACHIEVED, Register
from isdata.energy.measures.terms import Terms

# Figures in the reconciliation.
_RECONCILED = ("measures", "investment", "annual_saving", "npv", "energy_saving", "co2_saving")


@dataclass(frozen=True)
class Outlook:
    """Measures at the terms, each separately and as counted.

    Attributes
    ----------
    priced : Priced
        Each measure separately.
    appraised : DataFrame
        Each measure separately, as `appraise` returns.
    alone : Series
        Sum of separate measures, as `totals` returns.
    package : Series
        Totals of the measures that can be implemented together, as `totals` returns.
    counted : Register
        The measures as they are counted: the package, or separate measures.
    counted_appraised : DataFrame
        The counted measures, as `appraise` returns; their totals are in `sums`.
    sums : Series
        Totals of the counted measures: the same object as `package` or `alone`.
    left_out : Index
        Measures that are not in the package, because a more valuable one excludes them.
    package_left : Series, index measure_id
        Remaining share of each measure of the package, net of overlaps. [-]
    """

    priced: Priced
    appraised: pd.DataFrame
    alone: pd.Series
    package: pd.Series
    counted: Register
    counted_appraised: pd.DataFrame
    sums: pd.Series
    left_out: pd.Index
    package_left: pd.Series

    @property
    def left(self) -> pd.Series | None:
        """Remaining share of each counted measure; None if each counts separately. [-]"""
        return self.package_left if self.sums is self.package else None

    @property
    def is_less(self) -> bool:
        """Return True if the package differs from the sum of separate measures."""
        return bool(len(self.left_out) or (self.package_left < 1).any() or self.shares_costs)

    @property
    def shares_costs(self) -> bool:
        """Return True if measures of the package share costs."""
        return not math.isclose(self.reconciliation.at["overlaps", "investment"], 0.0, abs_tol=1e-6)

    @property
    def reconciliation(self) -> pd.DataFrame:
        """Reconciliation of the sum of separate measures with the package.

        Returns
        -------
        DataFrame, index "alone", "excluded", "overlaps", "package"
            measures; investment, npv [currency], annual_saving [currency/yr], energy_saving [MWh/yr], co2_saving
            [t/yr]; "excluded" and "overlaps" are the deductions.
        """
        out = self.appraised.loc[self.left_out]
        named = [name for name in _RECONCILED if name != "measures"]
        rows = {
            "alone": self.alone[list(_RECONCILED)],
            "excluded": pd.Series({"measures": len(out)} | out[named].sum().to_dict()),
            "package": self.package[list(_RECONCILED)],
        }
        table = pd.DataFrame(rows).T.astype(float)
        table.loc["overlaps"] = table.loc["alone"] - table.loc["excluded"] - table.loc["package"]
        return table.loc[["alone", "excluded", "overlaps", "package"]]


def has_overlaps(relations: Relations, ids: pd.Index) -> bool:
    """Return True if any of these measures overlaps, shares costs with or excludes another."""
    is_less = bool((lost_shares(relations, ids) > 0).any() or (shared_investment(relations, ids) > 0).any())
    return is_less or bool(conflicts(relations, ids).excluded)


def counted_together(
    register: Register, relations: Relations, terms: Terms, appraised: pd.DataFrame | None = None
) -> pd.Index:
    """Measures that can be implemented together; see `feasible`.

    Parameters
    ----------
    register : Register
        The measures.
    relations : DataFrame
        As `relations` returns.
    terms : Terms
        Terms at which the values of measures are compared.
    appraised : DataFrame, optional
        The measures appraised at the terms, if they are computed already.
    """
    ids = register.measures.index
    if not conflicts(relations, ids).excluded:
        return ids
    appraised = appraise(register, terms) if appraised is None else appraised
    is_done = register.measures["status"].isin(ACHIEVED)
    return feasible(relations, appraised["npv"].astype(float), is_done)


def combined_package(
    register: Register, relations: Relations, terms: Terms, appraised: pd.DataFrame | None = None
) -> Register:
    """Package of the measures that can be implemented together.

    Parameters as `counted_together`.
    """
    return packaged(register.only(counted_together(register, relations, terms, appraised)), relations)


def outlook(register: Register, relations: Relations, terms: Terms, *, is_package: bool = True) -> Outlook:
    """Results of measures at the terms, separate and combined.

    Parameters
    ----------
    register : Register
        The measures.
    relations : DataFrame
        As `relations` returns.
    terms : Terms
        Prices and rates.
    is_package : bool
        Whether the package is counted, or separate measures.
    """
    priced = price(register, terms)
    appraised = appraise(register, terms, priced)
    alone = totals(register, terms, appraised, priced)
    whole = combined_package(register, relations, terms, appraised)
    their_prices = price(whole, terms)
    their_appraisal = appraise(whole, terms, their_prices)
    package = totals(whole, terms, their_appraisal, their_prices)
    return Outlook(
        priced=priced,
        appraised=appraised,
        alone=alone,
        package=package,
        counted=whole if is_package else register,
        counted_appraised=their_appraisal if is_package else appraised,
        sums=package if is_package else alone,
        left_out=register.measures.index.difference(whole.measures.index, sort=False),
        package_left=kept(relations, whole.measures.index),
    )


def price_years(register: Register) -> list[int]:
    """Price years of the measures and of the listed prices, ascending."""
    years = pd.concat([register.measures["price_year"], register.savings["price_year"]]).dropna()
    return sorted({int(year) for year in years})
