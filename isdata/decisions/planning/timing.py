"""Effect of the year of implementation: value of measures, and overlaps and shared costs of pairs.

A later year is discounted, and prices have risen by then. The loss of one measure to another begins in the
year in which both are done and ends with the life of the second. A shared cost is saved if the first is done
by the time that the second is paid.
"""

from functools import cached_property

import numpy as np

from isdata.decisions.planning.candidates import Candidates
from isdata.energy.measures.pricing import Priced
from isdata.engines import finance


class Timing:
    """Values of candidates by year of implementation.

    Parameters
    ----------
    candidates : Candidates
        Measures to choose from.
    years : int
        Years of the plan; a measure with a delay begins only after it.
    discount_rate : float
        [1/yr]
    """

    def __init__(self, candidates: Candidates, years: int, discount_rate: float) -> None:
        self.candidates, self.years, self.rate = candidates, years, discount_rate
        # Year in which each measure begins if it is planned for each year, (years, measures).
        self._begins = np.maximum(np.arange(years)[:, np.newaxis], candidates.delay)

    @cached_property
    def later(self) -> np.ndarray:
        """Discount factor of each measure in each year relative to its earliest, (years, measures). [-]"""
        return (1 + self.rate) ** -(self._begins - self.candidates.delay).astype(float)

    def worth(self, name: str) -> np.ndarray:
        """Value of each measure in each year of the plan, (years, measures).

        Parameters
        ----------
        name : "npv", "co2" or "co2_life"
            Annual tonnes do not depend on the start year.
        """
        alone = self.candidates.measures[name].to_numpy(dtype=float)
        if name == "co2":
            return np.broadcast_to(alone, self._begins.shape)
        if name == "npv" and self._changes_prices:
            return np.stack([self._npv(priced) for priced in self._by_year])
        return self.later * alone

    def lost(self, name: str) -> np.ndarray:
        """Share of the stated loss of each pair that applies, by the years of both, (overlaps, years, years).
        [-]

        Parameters
        ----------
        name : "npv", "co2" or "co2_life"
            Annual tonnes are those after all measures are done.
        """
        waits = self._years_between.clip(min=0)
        if name == "co2":
            return np.ones(waits.shape)
        second = self.candidates.pairs[:, 1]
        discounted = self.later.T[second, np.newaxis, :]
        left = (1 + self.rate) ** -waits.astype(float)
        if self.candidates.priced is not None and len(second):
            left = self._remaining_money(waits) if name == "npv" else self._remaining_tonnes(waits)
            discounted = 1.0 if name == "npv" else discounted
        shares_cost = (self.candidates.saved != 0)[:, np.newaxis, np.newaxis]
        return np.where(shares_cost, self.later.T[second, np.newaxis, :] * (waits == 0), discounted * left)

    @cached_property
    def spared(self) -> np.ndarray:
        """Cost that each pair shares, by the years of both, (overlaps, years, years). [currency]"""
        return self.candidates.saved[:, np.newaxis, np.newaxis] * (self._years_between <= 0)

    @cached_property
    def _years_between(self) -> np.ndarray:
        """Years from the second of each pair to the first.

        Negative if the first is done earlier; shape (overlaps, years, years).
        """
        first, second = (self._begins.T[places] for places in self.candidates.pairs.T)
        return first[:, :, np.newaxis] - second[:, np.newaxis, :]

    @property
    def _changes_prices(self) -> bool:
        priced = self.candidates.priced
        return self.years > 1 and priced is not None and any(priced.growth.values())

    @cached_property
    def _by_year(self) -> list[Priced]:
        """The candidates' cash flows when each is done in each year of the plan."""
        assert self.candidates.priced is not None
        known = self.candidates.priced.only(self.candidates.measures.index)
        return [known.begun(begins) for begins in self._begins]

    def _npv(self, priced: Priced) -> np.ndarray:
        return np.asarray(finance.npv(self.rate, priced.flows())).reshape(-1)

    def _remaining_money(self, waits: np.ndarray) -> np.ndarray:
        """Discounted share of the loss of money that remains if it begins a number of years into the life of
        the second."""
        second = self.candidates.pairs[:, 1]
        tails = np.stack([priced.resource_worth_from()[second] for priced in self._by_year], axis=1)
        assert self.candidates.priced is not None
        stated = self.candidates.priced.only(self.candidates.measures.index).resource_worth_from()[second, 0]
        # Beyond the last year no loss remains.
        tails = np.concatenate([tails, np.zeros((*tails.shape[:2], 1))], axis=2)
        pair, _, year = np.ogrid[: len(second), : self.years, : self.years]
        left = tails[pair, year, waits.clip(max=tails.shape[2] - 1)]
        return np.divide(
            left, stated[:, None, None], out=np.zeros_like(left), where=stated[:, None, None] != 0
        )

    def _remaining_tonnes(self, waits: np.ndarray) -> np.ndarray:
        """Share of the loss of tonnes that remains; the loss is the same in every year of the life."""
        priced = self.candidates.priced
        assert priced is not None
        life = priced.measures["lifetime"].reindex(self.candidates.measures.index).to_numpy(dtype=float)
        life = np.full(len(life), float(priced.terms.horizon)) if priced.terms.horizon is not None else life
        life = life[self.candidates.pairs[:, 1], np.newaxis, np.newaxis]
        factor = finance.present_value_factor
        return 1 - factor(self.rate, np.minimum(waits, life)) / factor(self.rate, life)
