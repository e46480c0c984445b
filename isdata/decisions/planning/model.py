"""Mixed-integer model of the most valuable set of measures within the limits.

.. math::

   \\max \\sum_i v_i x_i - \\sum_{ij} \\Delta_{ij} y_{ij} \\quad \\text{s.t.} \\quad
   \\sum_i I_i x_i \\le B, \\; x_i \\le x_j \\text{ (needs)}, \\; x_i + x_j \\le 1 \\text{ (excludes)},
   \\; y_{ij} \\le x_i, x_j, \\; y_{ij} \\ge x_i + x_j - 1, \\; \\sum_i c_i x_i - \\dots \\ge F

With budgets by year every measure has one x for each year it may be done in, and every overlap one y for each two
years, whose loss is that from the later of them on (`Timing`),

.. math::

   \\sum_b y_{ia,jb} \\le x_{ia}, \\quad \\sum_a y_{ia,jb} \\le x_{jb}, \\quad
   \\sum_{ab} y_{ia,jb} \\ge \\sum_a x_{ia} + \\sum_b x_{jb} - 1.

Synergies planned together with measures are further x. For each stream k that they depend on, their draw is
at most what measures leave,

.. math::

    \\sum_j d_{jk} (x_j - u_{jk}) \\le \\max(0, 1 + \\sum_i \\delta_{ik} x_i), \\quad 0 \\le u_{jk} \\le x_j,

and u is the share of synergy j that is not supplied: its value is deducted.
"""

import contextlib
from functools import cached_property

import numpy as np
import pandas as pd

from isdata.decisions.planning.binary_program import EXACT, PATIENCE, Program
from isdata.decisions.planning.blocks import Blocks, Relations
from isdata.decisions.planning.candidates import Candidates
from isdata.decisions.planning.knapsack import TooManyPlansError
from isdata.decisions.planning.limit_rows import Rows
from isdata.decisions.planning.limits import Aim, Figures, Limits, Portfolio
from isdata.decisions.planning.objective import Accounts
from isdata.decisions.planning.timing import Timing

_NOBODY: frozenset[str] = frozenset()
# Limits whose shadow price is stated.
_PRICED = ("budget", "year", "company", "co2")


class Model:
    """Model of a set of candidates, solved repeatedly for other budgets and with other measures settled.

    Under one common budget, with or without budgets of companies, plans are found block by block (`Blocks`);
    with floors or budgets by year by branch and bound (`Program`).
    """

    def __init__(self, candidates: Candidates, limits: Limits, aim: Aim | None = None) -> None:
        self.candidates, self.limits, self.aim = candidates, limits, aim or Aim()
        timing = Timing(candidates, max(1, len(limits.by_year)), self.aim.discount_rate)
        self.rows = Rows(candidates, limits, timing)
        self.accounts = Accounts(candidates, self.rows, self.aim, timing)

    @cached_property
    def program(self) -> Program:
        """The model as a program for branch and bound."""
        return Program(
            self.accounts.values(), self.rows.matrix(), np.array(self.rows.bounds), self.rows.in_part
        )

    @cached_property
    def blocks(self) -> Blocks | None:
        """The model by block; None if limits other than a budget join the blocks, or blocks are too large."""
        has_floor = self.limits.co2_floor is not None or bool(self.limits.floors)
        if self.limits.by_year or has_floor or self.aim.objective == "cost" or len(self.candidates.stands):
            return None
        values, size = self.accounts.values(), self.rows.size
        owner, companies = pd.factorize(self.candidates.measures["company_id"])
        code = {company: number for number, company in enumerate(companies)}
        needs, excludes = (
            self.rows.places(self.candidates.needs),
            self.rows.places(self.candidates.excludes),
        )
        spared = self.accounts.spared
        relations = Relations(needs, excludes, self.accounts.pairs, -values[size:], spared.ravel())
        caps = {code[company]: money for company, money in self.limits.by_company.items() if company in code}
        try:
            return Blocks(self.accounts.cost, values[:size], relations, owner, caps)
        except TooManyPlansError:
            return None

    def solve(
        self,
        *,
        taken: frozenset[str] = _NOBODY,
        dropped: frozenset[str] = _NOBODY,
        gap: float = EXACT,
        patience: float = PATIENCE,
    ) -> Portfolio:
        """Best set; `taken` and `dropped` are settled in addition to those of the limits.

        `gap` and `patience` are those of `Program.solve`; they apply with a CO2 floor, budgets by year or
        synergies.
        """
        return self.portfolio(self.figures(taken=taken, dropped=dropped, gap=gap, patience=patience))

    def figures(
        self,
        *,
        taken: frozenset[str] = _NOBODY,
        dropped: frozenset[str] = _NOBODY,
        gap: float = EXACT,
        patience: float = PATIENCE,
        **bounds: float,
    ) -> Figures:
        """Figures of the best set.

        `bounds` are other right-hand sides of rows by name, such as budget.
        """
        taken, dropped = taken | self.limits.taken, dropped | self.limits.dropped | self._beyond_hurdle()
        if taken & dropped & set(self.rows.place):
            return self.accounts.nothing()
        if self.blocks is not None:
            found = self._by_blocks([bounds.get("budget", self._budget())], taken, dropped)
            if found is not None:
                return found[0]
        lower, upper, rows = self._settled(taken, dropped)
        for name, bound in bounds.items():
            rows[self.rows.names.index(name)] = bound
        choice = self.program.solve(limits=rows, lower=lower, upper=upper, gap=gap, patience=patience)
        if not choice.is_feasible:
            return self.accounts.nothing()
        named = zip(self.rows.names, choice.prices, strict=True)
        prices = {name: float(price) for name, price in named if price > 0 and name.split()[0] in _PRICED}
        return self.accounts.figures(
            choice.taken[: self.rows.size],
            choice.amounts[self.rows.in_part],
            gap=choice.gap,
            prices=prices,
        )

    def best_for(
        self, worth: np.ndarray, lost: np.ndarray, *, gap: float = EXACT, patience: float = PATIENCE
    ) -> np.ndarray | None:
        """Best choice for other values of the measures; None if nothing meets the limits.

        Parameters
        ----------
        worth : array, (measures,)
            In the earliest year of each.
        lost : array, (overlaps,)
            Loss of each overlap if both are done in their earliest years.
        gap, patience : float
            As for `solve`.

        Returns
        -------
        array of bool, (years, measures)
        """
        taken, dropped = self.limits.taken, self.limits.dropped | self._beyond_hurdle()
        counted = lost[:, np.newaxis, np.newaxis] * self.accounts.lost_share
        if self.blocks is not None:
            places = {word: self._known(names) for word, names in (("taken", taken), ("dropped", dropped))}
            with contextlib.suppress(TooManyPlansError):
                (found,) = self.blocks.valued(worth, counted.ravel()).solve(
                    np.array([self._budget()]), **places
                )
                return None if found is None else found[0].reshape(1, -1)
        lower, upper, rows = self._settled(taken, dropped)
        rest = np.zeros(self.rows.columns - self.rows.first_loss)
        values = np.concatenate([(self.accounts.later * worth).ravel(), -counted.ravel(), rest])
        choice = self.program.solve(
            values=values, limits=rows, lower=lower, upper=upper, gap=gap, patience=patience
        )
        return choice.taken[: self.rows.size].reshape(self.rows.years, -1) if choice.is_feasible else None

    def at_budgets(self, budgets: np.ndarray) -> list[Figures]:
        """Figures of the best set for each budget."""
        settled = (self.limits.taken, self.limits.dropped | self._beyond_hurdle())
        found = self._by_blocks(budgets.tolist(), *settled) if self.blocks is not None else None
        return found or [self.figures(budget=float(budget)) for budget in budgets]

    def portfolio(self, figures: Figures) -> Portfolio:
        """Portfolio of a set from its figures."""
        table = self.candidates.measures
        grid = figures.taken.reshape(self.rows.years, len(table))
        is_chosen = grid.any(axis=0)
        year = pd.Series(
            pd.array(grid.argmax(axis=0) if len(table) else [], dtype="Int64"), index=table.index
        )
        return Portfolio(
            measures=table.assign(
                is_chosen=is_chosen, year=year.where(is_chosen), share=self.accounts.running(figures.unserved)
            ),
            contributions=pd.DataFrame(figures.contributions, index=table.index),
            npv=figures.npv,
            cost=figures.cost,
            co2=figures.co2,
            co2_life=figures.co2_life,
            gap=figures.gap,
            prices=figures.prices,
            is_feasible=figures.is_feasible,
        )

    def grid(self, plan: Portfolio) -> np.ndarray:
        """Measures of a plan by year, (years, measures)."""
        years = np.arange(self.rows.years)[:, np.newaxis]
        chosen = plan.measures["is_chosen"].to_numpy()
        return (plan.measures["year"].fillna(-1).to_numpy(dtype=int) == years) & chosen

    def described(self, taken: np.ndarray) -> Figures:
        """Figures of a choice, (years · measures,), without checking the limits."""
        return self.accounts.figures(taken, gap=float("nan"), prices={})

    def worth(self, figures: Figures | Portfolio) -> float:
        """Objective value of a set."""
        return self.aim.worth(figures.npv, figures.co2, figures.co2_life, figures.cost)

    def _known(self, names: frozenset[str]) -> np.ndarray:
        return np.array([self.rows.place[name] for name in names & set(self.rows.place)], dtype=int)

    def _budget(self) -> float:
        return np.inf if self.limits.budget is None else self.limits.budget

    def _by_blocks(
        self, budgets: list[float], taken: frozenset[str], dropped: frozenset[str]
    ) -> list[Figures] | None:
        assert self.blocks is not None
        settled = {word: self._known(names) for word, names in (("taken", taken), ("dropped", dropped))}
        try:
            found = self.blocks.solve(np.array(budgets), **settled)
        except TooManyPlansError:
            return None
        # The result of the blocks is proved optimal: there is no gap.
        return [
            self.accounts.nothing()
            if one is None
            else self.accounts.figures(one[0], gap=0.0, prices={"budget": one[1]} if one[1] else {})
            for one in found
        ]

    def _beyond_hurdle(self) -> frozenset[str]:
        """Measures whose payback exceeds the hurdle."""
        if self.limits.hurdle is None:
            return frozenset()
        payback = self.candidates.measures["payback"]
        return frozenset(payback.index[payback > self.limits.hurdle])

    def _settled(
        self, taken: frozenset[str], dropped: frozenset[str]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Bounds of each question and of each row, with the measures settled."""
        lower, upper, rows = (
            np.zeros(self.rows.columns),
            np.ones(self.rows.columns),
            np.array(self.rows.bounds),
        )
        known, years = set(self.rows.place), range(self.rows.years)
        if self.rows.years > 1:
            too_early = np.arange(self.rows.years)[:, np.newaxis] < self.candidates.delay
            upper[: self.rows.size][too_early.ravel()] = 0
        for name in dropped & known:
            upper[[self.rows.question(name, year) for year in years]] = 0
        for name in taken & known:
            if self.rows.years == 1:
                lower[self.rows.question(name, 0)] = 1
            else:
                rows[self.rows.must[name]] = -1.0
        return lower, upper, rows


def choose(candidates: Candidates, limits: Limits, aim: Aim | None = None) -> Portfolio:
    """Most valuable set within the limits, exactly.

    Parameters
    ----------
    candidates : Candidates
        Measures to choose from.
    limits : Limits
        Budgets, CO2 floor, hurdle and settled measures.
    aim : Aim, optional
        Net present value by default.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [60.0, 50.0, 50.0], "npv": [80.0, 50.0, 50.0], "co2": 1.0, "co2_life": 1.0,
    ...                       "payback": 2.0, "company_id": "C1"}, index=["one", "two", "three"])
    >>> none = pd.DataFrame(columns=["measure_id", "other_id", "npv", "co2", "co2_life"])
    >>> choose(Candidates(table, [], [], none), Limits(budget=100)).chosen
    ['two', 'three']
    """
    return Model(candidates, limits, aim).solve()
