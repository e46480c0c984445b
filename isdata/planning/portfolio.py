"""Which measures are worth most together within the limits?

.. math::

   \\max \\sum_i v_i x_i - \\sum_{ij} \\Delta_{ij} y_{ij} \\quad \\text{s.t.} \\quad
   \\sum_i I_i x_i \\le B, \\; x_i \\le x_j \\text{ (needs)}, \\; x_i + x_j \\le 1 \\text{ (excludes)},
   \\; y_{ij} \\le x_i, x_j, \\; y_{ij} \\ge x_i + x_j - 1, \\; \\sum_i c_i x_i - \\dots \\ge F

With budgets by year every measure has one x for each year it may be done in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from isdata.planning.candidates import Candidates
from isdata.planning.program import EXACT, Choice, Program

NPV, CO2, BOTH = "npv", "co2", "both"


@dataclass(frozen=True)
class Limits:
    """What a plan has to keep.

    Attributes
    ----------
    budget : float, optional
        Money for all measures together. [currency]
    by_year : tuple of float
        Money for the first year, the second and so on; what is not spent in a year is kept for the next. Empty: all
        measures are done at once. [currency]
    by_company : mapping of str to float
        Money of single companies, by company_id. [currency]
    co2_floor : float, optional
        Least CO2 saved, once all is done. [t/yr]
    hurdle : float, optional
        Longest payback of a measure. [yr]
    taken, dropped : frozenset of str
        Measures settled beforehand.
    """

    budget: float | None = None
    by_year: tuple[float, ...] = ()
    by_company: Mapping[str, float] = field(default_factory=dict)
    co2_floor: float | None = None
    hurdle: float | None = None
    taken: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Aim:
    """What a plan is to make the most of.

    Attributes
    ----------
    objective : "npv", "co2" or "both"
        Money; tonnes; or money plus `co2_price` for each tonne of a year's saving.
    co2_price : float
        What a tonne saved every year is worth today, beside its money. [currency per t/yr]
    discount_rate : float
        At which later years count less. [1/yr]
    """

    objective: str = NPV
    co2_price: float = 0.0
    discount_rate: float = 0.08


@dataclass(frozen=True)
class Portfolio:
    """A chosen set.

    Attributes
    ----------
    measures : DataFrame, index measure_id
        The candidates with is_chosen, and year (0 is the first) where it is chosen.
    npv, cost, co2 : float
        Of the set, overlaps taken off. [currency], [currency], [t/yr]
    gap : float
        Proved distance to the best value. [-]
    prices : dict of str to float
        What one more unit of each binding limit would bring, by the name of the limit (in the linear relaxation).
    is_feasible : bool
        Whether any set keeps the limits; if not, nothing is chosen.
    """

    measures: pd.DataFrame
    npv: float
    cost: float
    co2: float
    gap: float
    prices: dict[str, float]
    is_feasible: bool

    @property
    def chosen(self) -> list[str]:
        """Ids of what is chosen."""
        return list(self.measures.index[self.measures["is_chosen"]])


class Model:
    """The program of a set of candidates; solved again for other limits on the same things."""

    def __init__(self, candidates: Candidates, limits: Limits, aim: Aim | None = None) -> None:
        self.candidates, self.limits, self.aim = candidates, limits, aim or Aim()
        self.years = max(1, len(limits.by_year))
        self._ids = {measure_id: place for place, measure_id in enumerate(candidates.measures.index)}
        self._size = len(self._ids) * self.years
        self.names: list[str] = []
        self._rows: list[tuple[list[int], list[float]]] = []
        self._bounds: list[float] = []
        self._must: dict[str, int] = {}
        self._add_budgets()
        self._add_floor()
        self._add_relations()
        self.program = Program(self._values(), self._matrix(), np.array(self._bounds))

    @property
    def columns(self) -> int:
        """Number of yes-or-no questions: measures by year, then overlaps."""
        return self._size + len(self.candidates.overlaps)

    def bounds(self) -> np.ndarray:
        """Return the right-hand sides, to be changed and given to `solve`."""
        return np.array(self._bounds)

    def solve(
        self,
        bounds: np.ndarray | None = None,
        *,
        taken: frozenset[str] = frozenset(),
        dropped: frozenset[str] = frozenset(),
        gap: float = EXACT,
    ) -> Portfolio:
        """Return the best set; `taken` and `dropped` are settled on top of those of the limits."""
        taken, dropped = taken | self.limits.taken, dropped | self.limits.dropped | self._late()
        if taken & dropped & set(self._ids):
            nothing = np.zeros(self.columns, dtype=bool)
            return self._portfolio(Choice(nothing, 0.0, 0.0, False, np.zeros(len(self.names))))
        lower, upper, rows = self._settled(taken, dropped, self.bounds() if bounds is None else bounds.copy())
        return self._portfolio(self.program.solve(limits=rows, lower=lower, upper=upper, gap=gap))

    def _place(self, measure_id: str, year: int) -> int:
        return year * len(self._ids) + self._ids[measure_id]

    def _row(self, name: str, places: list[int], amounts: list[float], bound: float) -> None:
        self.names.append(name)
        self._rows.append((places, amounts))
        self._bounds.append(bound)

    def _add_budgets(self) -> None:
        costs = self.candidates.measures["cost"]
        every_year = range(self.years)
        if self.limits.budget is not None:
            places = [self._place(name, year) for year in every_year for name in costs.index]
            self._row("budget", places, list(costs) * self.years, self.limits.budget)
        for year, _money in enumerate(self.limits.by_year):
            # Money is kept: what is spent up to a year is at most what was there up to it.
            places = [self._place(name, earlier) for earlier in range(year + 1) for name in costs.index]
            available = float(sum(self.limits.by_year[: year + 1]))
            self._row(f"year {year}", places, list(costs) * (year + 1), available)
        for company_id, money in self.limits.by_company.items():
            own = costs[self.candidates.measures["company_id"] == company_id]
            places = [self._place(name, year) for year in every_year for name in own.index]
            self._row(f"company {company_id}", places, list(own) * self.years, money)
        if self.years > 1:
            for name in costs.index:
                places = [self._place(name, year) for year in every_year]
                self._row("once", places, [1.0] * self.years, 1.0)
                # Its bound becomes -1 where the measure is settled as taken.
                self._must[name] = len(self.names)
                self._row("must", places, [-1.0] * self.years, 0.0)

    def _add_floor(self) -> None:
        if self.limits.co2_floor is None:
            return
        tonnes = self.candidates.measures["co2"]
        places = [self._place(name, year) for year in range(self.years) for name in tonnes.index]
        amounts = [-each for each in tonnes] * self.years
        lost = list(self.candidates.overlaps["co2"])
        overlap_places = list(range(self._size, self.columns))
        self._row("co2", places + overlap_places, amounts + lost, -self.limits.co2_floor)

    def _add_relations(self) -> None:
        every_year = range(self.years)
        for one, other in self.candidates.needs:
            for year in every_year:
                # What is needed must stand by the same year.
                until = range(year + 1)
                places = [self._place(one, each) for each in until] + [
                    self._place(other, each) for each in until
                ]
                self._row("needs", places, [1.0] * (year + 1) + [-1.0] * (year + 1), 0.0)
        for one, other in self.candidates.excludes:
            places = [self._place(name, year) for name in (one, other) for year in every_year]
            self._row("excludes", places, [1.0] * len(places), 1.0)
        pairs = zip(self.candidates.overlaps["measure_id"], self.candidates.overlaps["other_id"], strict=True)
        for number, (one, other) in enumerate(pairs):
            both = self._size + number
            first = [self._place(one, year) for year in every_year]
            second = [self._place(other, year) for year in every_year]
            ones = [1.0] * self.years
            self._row("overlaps", [*first, *second, both], [*ones, *ones, -1.0], 1.0)
            for places in (first, second):
                self._row("overlaps", [both, *places], [1.0, *[-1.0] * self.years], 0.0)

    def _values(self) -> np.ndarray:
        """Return what each question answered with yes is worth to the aim."""
        table, lost = self.candidates.measures, self.candidates.overlaps
        later = (1 + self.aim.discount_rate) ** -np.arange(self.years, dtype=float)
        money = {"npv": 1.0, "co2": 0.0, "both": 1.0}[self.aim.objective]
        tonnes = {"npv": 0.0, "co2": 1.0, "both": self.aim.co2_price}[self.aim.objective]
        worth = money * table["npv"].to_numpy() + tonnes * table["co2"].to_numpy()
        # A tie between a year and the next goes to the earlier one, also where only tonnes count.
        chosen = (later[:, np.newaxis] * worth).ravel()
        both = money * lost["npv"].to_numpy(dtype=float) + tonnes * lost["co2"].to_numpy(dtype=float)
        return np.concatenate([chosen, -both])

    def _matrix(self) -> csr_array:
        places = np.concatenate([row for row, _ in self._rows]) if self._rows else np.empty(0)
        amounts = np.concatenate([row for _, row in self._rows]) if self._rows else np.empty(0)
        numbers = np.repeat(np.arange(len(self._rows)), [len(row) for row, _ in self._rows])
        return csr_array(
            coo_array((amounts, (numbers, places.astype(int))), shape=(len(self._rows), self.columns))
        )

    def _late(self) -> frozenset[str]:
        """Return the measures that pay back later than the hurdle."""
        if self.limits.hurdle is None:
            return frozenset()
        payback = self.candidates.measures["payback"]
        return frozenset(payback.index[payback > self.limits.hurdle])

    def _settled(
        self, taken: frozenset[str], dropped: frozenset[str], rows: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the bounds of each question and of each row, with the measures settled."""
        lower, upper = np.zeros(self.columns), np.ones(self.columns)
        for name in dropped & set(self._ids):
            upper[[self._place(name, year) for year in range(self.years)]] = 0
        for name in taken & set(self._ids):
            if self.years == 1:
                lower[self._place(name, 0)] = 1
            else:
                rows[self._must[name]] = -1.0
        return lower, upper, rows

    def _portfolio(self, choice: Choice) -> Portfolio:
        table, lost = self.candidates.measures, self.candidates.overlaps
        grid = choice.taken[: self._size].reshape(self.years, len(table))
        is_chosen = grid.any(axis=0)
        year = np.where(is_chosen, grid.argmax(axis=0), -1)
        ids = set(table.index[np.flatnonzero(is_chosen)])
        both = lost[lost["measure_id"].isin(ids) & lost["other_id"].isin(ids)]
        later = (1 + self.aim.discount_rate) ** -np.maximum(year, 0).astype(float)
        prices = {
            name: float(price)
            for name, price in zip(self.names, choice.prices, strict=True)
            if price > 0 and name.split()[0] in ("budget", "year", "company", "co2")
        }
        return Portfolio(
            table.assign(
                is_chosen=is_chosen, year=pd.array(np.where(is_chosen, year, 0), dtype="Int64")
            ).assign(year=lambda rows: rows["year"].where(rows["is_chosen"])),
            npv=float((table["npv"].to_numpy() * is_chosen * later).sum() - both["npv"].sum()),
            cost=float(table["cost"].to_numpy()[is_chosen].sum()),
            co2=float(table["co2"].to_numpy()[is_chosen].sum() - both["co2"].sum()),
            gap=choice.gap,
            prices=prices,
            is_feasible=choice.is_feasible,
        )


def choose(candidates: Candidates, limits: Limits, aim: Aim | None = None) -> Portfolio:
    """Return the set that is worth most within the limits, exactly.

    Parameters
    ----------
    candidates : Candidates
        Measures to choose from.
    limits : Limits
        Budgets, CO2 floor, hurdle and what is settled.
    aim : Aim, optional
        By default the net present value.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [60.0, 50.0, 50.0], "npv": [80.0, 50.0, 50.0], "co2": 1.0, "payback": 2.0,
    ...                       "company_id": "C1"}, index=["one", "two", "three"])
    >>> none = pd.DataFrame(columns=["measure_id", "other_id", "npv", "co2"])
    >>> choose(Candidates(table, [], [], none), Limits(budget=100)).chosen
    ['two', 'three']
    """
    return Model(candidates, limits, aim).solve()


def with_more(limits: Limits, money: float) -> Limits:
    """Return the limits with more money in the park's budget, or in the first year's where there is no other."""
    if limits.budget is not None:
        return replace(limits, budget=limits.budget + money)
    if limits.by_year:
        return replace(limits, by_year=(limits.by_year[0] + money, *limits.by_year[1:]))
    return limits
