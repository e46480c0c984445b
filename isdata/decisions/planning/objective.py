"""What a choice comes to: money and tonnes, later years counted less, and what measures take from each other taken off."""

import numpy as np
import pandas as pd

from isdata.decisions.planning.candidates import Candidates
from isdata.decisions.planning.limits import Aim, Figures
from isdata.decisions.planning.rows import Rows

# Where a loss is worth nothing to the aim, it is still none to be had.
_HARDLY = 1e-6


class Accounts:
    """The numbers of candidates, counted up for any choice.

    Parameters
    ----------
    candidates : Candidates
        What there is to choose from.
    rows : Rows
        The questions whose answers are a choice.
    aim : Aim
        What counts, and how much less in later years.

    Attributes
    ----------
    cost : array, (measures,)
        Of each. [currency]
    pairs : array of int, (overlaps, 2)
        Places of measures that take from each other.
    later : array, (years, measures)
        What a measure is worth in each year, beside the earliest it can be done in. [-]
    """

    def __init__(self, candidates: Candidates, rows: Rows, aim: Aim) -> None:
        table, lost, stands = candidates.measures, candidates.overlaps, candidates.stands
        self.candidates, self.rows, self.aim = candidates, rows, aim
        self.cost = table["cost"].to_numpy(dtype=float)
        self.pairs = rows.places(zip(lost["measure_id"], lost["other_id"], strict=True))
        names = ("npv", "co2", "co2_life")
        self._alone = {name: table[name].to_numpy(dtype=float) for name in names}
        self._lost = {name: lost[name].to_numpy(dtype=float) for name in names}
        self._stands = {name: stands[name].to_numpy(dtype=float) for name in names}
        self._users = np.array([rows.place[name] for name in stands["synergy_id"]], dtype=int)
        waiting = np.maximum(0, np.arange(rows.years)[:, np.newaxis] - candidates.delay)
        self.later = (1 + aim.discount_rate) ** -waiting.astype(float)

    def values(self) -> np.ndarray:
        """Return what each question answered with yes is worth to the aim; a later year counts less. (columns,)"""
        worth, lost, without = (
            self.aim.worth(**amounts) for amounts in (self._alone, self._lost, self._stands)
        )
        losses = -(self.later[:, self._users] * np.maximum(without, _HARDLY)).ravel()
        used_up = np.zeros(self.rows.columns - self.rows.first_loss - len(losses))
        return np.concatenate([(self.later * worth).ravel(), -lost, losses, used_up])

    def weights(self, taken: np.ndarray) -> np.ndarray:
        """Return how much of each measure's worth counts in a choice: a later year counts less. (measures,)"""
        return (self.later * taken.reshape(self.rows.years, -1)).sum(axis=0)

    def running(self, unserved: np.ndarray) -> pd.Series:
        """Return how much of each measure or synergy runs. [-]

        Parameters
        ----------
        unserved : array, (stands,)
            Which part of each draw on a stream goes without. [-]
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
        """Return a choice in numbers.

        Parameters
        ----------
        taken : array of bool, (years · measures,)
            The answer to each question.
        unserved : array, (years · stands,), optional
            Which part of each synergy's draw on a stream goes without, year by year; by default none. [-]
        gap, prices
            As in `Portfolio`.
        """
        grid = taken.reshape(self.rows.years, -1)
        shape = (self.rows.years, len(self._users))
        without = np.zeros(shape) if unserved is None else unserved.reshape(shape)
        chosen = np.asarray(grid.any(axis=0))
        first, second = self.pairs.T
        both = chosen.take(first) & chosen.take(second)
        counted, missing = self.weights(taken), (self.later[:, self._users] * without).sum(axis=0)

        def worth(name: str, times: np.ndarray, missing: np.ndarray) -> float:
            lost = self._lost[name][both].sum() + missing @ self._stands[name]
            return float(times @ self._alone[name] - lost)

        return Figures(
            taken=taken,
            unserved=without.sum(axis=0),
            npv=worth("npv", counted, missing),
            cost=float(self.cost[chosen].sum() - self.candidates.saved[both].sum()),
            co2=worth("co2", chosen.astype(float), without.sum(axis=0)),
            co2_life=worth("co2_life", counted, missing),
            gap=gap,
            prices=prices,
            is_feasible=True,
        )

    def nothing(self) -> Figures:
        """Return that no choice keeps the limits."""
        none = np.zeros(self.rows.size, dtype=bool)
        return Figures(none, np.zeros(len(self._users)), 0.0, 0.0, 0.0, 0.0, 0.0, {}, is_feasible=False)
