"""Value of a set of measures: money and CO2, discounted by year and net of overlaps."""

from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.decisions.planning.candidates import Candidates
from isdata.decisions.planning.limit_rows import Rows
from isdata.decisions.planning.limits import Aim, Figures
from isdata.decisions.planning.timing import Timing

# Least cost of a loss: it must not arise without need if the objective values it at zero.
_LEAST_LOSS = 1e-6


class Accounts:
    """Figures of candidates, summed for any choice.

    Parameters
    ----------
    candidates : Candidates
        Candidates of the plan.
    rows : Rows
        Rows and variables of the program.
    aim : Aim
        Objective.
    timing : Timing
        Effect of the year of implementation.

    Attributes
    ----------
    cost : array, (measures,)
        Of each. [currency]
    pairs : array of int, (overlaps, 2)
        Places of measures that overlap.
    later : array, (years, measures)
        Value of a measure in each year relative to its earliest possible year. [-]
    lost_share : array, (overlaps, years, years)
        Share of the stated loss of money that applies, by the years of both. [-]
    spared : array, (overlaps, years, years)
        Cost that each pair shares, by the years of both. [currency]
    """

    def __init__(self, candidates: Candidates, rows: Rows, aim: Aim, timing: Timing) -> None:
        table, lost, stands = candidates.measures, candidates.overlaps, candidates.stands
        self.candidates, self.rows, self.aim = candidates, rows, aim
        self.cost = table["cost"].to_numpy(dtype=float)
        self.pairs, self.later, self.spared = candidates.pairs, timing.later, timing.spared
        self.lost_share = timing.lost("npv")
        names = ("npv", "co2", "co2_life")
        self._worth = {name: timing.worth(name) for name in names}
        self._lost = {
            name: lost[name].to_numpy(dtype=float)[:, np.newaxis, np.newaxis] * timing.lost(name)
            for name in names
        }
        self._stands = {name: stands[name].to_numpy(dtype=float) for name in names}
        self._users = np.array([rows.place[name] for name in stands["synergy_id"]], dtype=int)

    def values(self) -> np.ndarray:
        """Objective value of each binary variable; a later year counts less. (columns,)"""
        worth = self.aim.worth(**self._worth, cost=self.cost)
        lost = self.aim.worth(**self._lost, cost=self.spared)
        without = self.aim.worth(**self._stands)
        losses = -(self.later[:, self._users] * np.maximum(without, _LEAST_LOSS)).ravel()
        used_up = np.zeros(self.rows.columns - self.rows.first_loss - len(losses))
        return np.concatenate([worth.ravel(), -lost.ravel(), losses, used_up])

    def weights(self, taken: np.ndarray) -> np.ndarray:
        """Discount weight of each measure in a choice: a later year counts less. (measures,)"""
        return (self.later * taken.reshape(self.rows.years, -1)).sum(axis=0)

    def of_pairs(self, by_years: np.ndarray, taken: np.ndarray) -> np.ndarray:
        """Return for each pair its amount in the years in which a choice does both, else 0. (overlaps,)

        Parameters
        ----------
        by_years : array, (overlaps, years, years)
        taken : array of bool, (years · measures,)
        """
        grid = taken.reshape(self.rows.years, -1)
        year, is_chosen = grid.argmax(axis=0), np.asarray(grid.any(axis=0))
        first, second = self.pairs.T
        amounts = by_years[np.arange(len(first)), year[first], year[second]]
        return amounts * (is_chosen.take(first) & is_chosen.take(second))

    def running(self, unserved: np.ndarray) -> pd.Series:
        """Operating share of each measure or synergy. [-]

        Parameters
        ----------
        unserved : array, (stands,)
            Share of each draw on a stream that is not supplied. [-]
        """
        stands = self.candidates.stands
        lost = pd.Series(stands["weight"].to_numpy(dtype=float) * unserved, index=stands["synergy_id"])
        return 1.0 - lost.groupby(level=0).sum().reindex(self.candidates.measures.index, fill_value=0.0)

    def figures(
        self,
        taken: np.ndarray,
        unserved: np.ndarray | None = None,
        *,
        gap: float,
        prices: dict[str, float],
    ) -> Figures:
        """Figures of a choice.

        Parameters
        ----------
        taken : array of bool, (years · measures,)
            Values of the binary variables.
        unserved : array, (years · stands,), optional
            Share of each synergy's draw on a stream that is not supplied, year by year; none by default. [-]
        gap, prices
            As in `Portfolio`.
        """
        shape = (self.rows.years, len(self._users))
        without = np.zeros(shape) if unserved is None else unserved.reshape(shape)
        each = self._contributions(taken, without)
        return Figures(
            taken=taken,
            unserved=without.sum(axis=0),
            contributions=each,
            **{name: float(amounts.sum()) for name, amounts in each.items()},
            gap=gap,
            prices=prices,
            is_feasible=True,
        )

    def _contributions(self, taken: np.ndarray, without: np.ndarray) -> dict[str, np.ndarray]:
        """Contribution of each measure to a choice, net of overlaps, so that all add up.

        Parameters
        ----------
        taken : array of bool, (years · measures,)
        without : array, (years, stands)
            Share of each draw on a stream that is not supplied. [-]

        Returns
        -------
        dict of str to array, (measures,)
            cost and npv [currency], co2 [t/yr] and co2_life [t]; 0 if not chosen.
        """
        grid, second = taken.reshape(self.rows.years, -1), self.pairs[:, 1]
        waiting = self.later[:, self._users] * without
        missing = {"npv": waiting, "co2": without, "co2_life": waiting}
        cost = np.where(grid.any(axis=0), self.cost, 0.0)
        np.subtract.at(cost, second, self.of_pairs(self.spared, taken))
        each = {"cost": cost}
        for name, part in missing.items():
            each[name] = (self._worth[name] * grid).sum(axis=0)
            np.subtract.at(each[name], second, self.of_pairs(self._lost[name], taken))
            np.subtract.at(each[name], self._users, part.sum(axis=0) * self._stands[name])
        return each

    def nothing(self) -> Figures:
        """Figures that state that no choice keeps the limits."""
        none = np.zeros(self.rows.size, dtype=bool)
        nothing = self.figures(none, gap=0.0, prices={})
        return replace(nothing, is_feasible=False)
