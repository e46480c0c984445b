"""What do measures come to: done together, with overlaps taken off, and each alone, added up?"""

from dataclasses import dataclass

import pandas as pd

from isdata.energy.measures.appraisal import appraise, totals
from isdata.energy.measures.package import kept, lost_shares, packaged, spared
from isdata.energy.measures.pricing import Priced, Terms, price
from isdata.energy.measures.register import Register


@dataclass(frozen=True)
class Outlook:
    """Measures at the terms, each alone and as they are counted.

    Attributes
    ----------
    priced : Priced
        Each measure alone.
    appraised : DataFrame
        Each measure alone, as `appraise` returns.
    alone : Series
        The plain sum, as `totals` returns.
    counted : Register
        The measures as they are counted: with overlaps taken off, or each alone.
    counted_appraised : DataFrame
        Those, as `appraise` returns: what groups of them add up to is in `sums`.
    sums : Series
        Those together; the same object as `alone` where no overlap is taken off.
    left : Series, index measure_id, optional
        What is left of each measure where overlaps are taken off. [-]
    """

    priced: Priced
    appraised: pd.DataFrame
    alone: pd.Series
    counted: Register
    counted_appraised: pd.DataFrame
    sums: pd.Series
    left: pd.Series | None = None


def has_overlaps(relations: pd.DataFrame, ids: pd.Index) -> bool:
    """Return whether any of these measures takes from another, or shares costs with it."""
    return bool((lost_shares(relations, ids) > 0).any() or (spared(relations, ids) > 0).any())


def outlook(register: Register, relations: pd.DataFrame, terms: Terms, *, is_package: bool) -> Outlook:
    """Return what measures come to at the terms.

    Parameters
    ----------
    register : Register
        The measures.
    relations : DataFrame
        As `relations` returns.
    terms : Terms
        Prices and rates.
    is_package : bool
        Whether overlaps are taken off what is counted.
    """
    priced = price(register, terms)
    appraised = appraise(register, terms, priced)
    alone = totals(register, terms, appraised, priced)
    if not is_package:
        return Outlook(priced, appraised, alone, register, appraised, alone)
    together = packaged(register, relations)
    their_prices = price(together, terms)
    their_appraisal = appraise(together, terms, their_prices)
    return Outlook(
        priced,
        appraised,
        alone,
        together,
        their_appraisal,
        totals(together, terms, their_appraisal, their_prices),
        kept(relations, register.measures.index),
    )


def price_years(register: Register) -> list[int]:
    """Return the years whose money the measures and the listed prices are told in, the first one first."""
    years = pd.concat([register.measures["price_year"], register.savings["price_year"]]).dropna()
    return sorted({int(year) for year in years})
