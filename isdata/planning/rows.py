"""The limits of a plan as rows of a program: one question for each measure and year, then one for each overlap."""

import numpy as np
from scipy.sparse import coo_array, csr_array

from isdata.planning.candidates import Candidates
from isdata.planning.limits import Limits


class Rows:
    """Rows A and right-hand sides b of A x ≤ b, with the name of the limit each comes from.

    Attributes
    ----------
    names : list of str
        "budget", "year 0", "company C1", "co2", "once", "must", "needs", "excludes" or "overlaps".
    bounds : list of float
        Right-hand sides.
    must : dict of str to int
        With several years: the row whose bound becomes -1 where a measure is settled as taken.
    """

    def __init__(self, candidates: Candidates, limits: Limits, years: int) -> None:
        self.candidates, self.limits, self.years = candidates, limits, years
        self.place = {measure_id: place for place, measure_id in enumerate(candidates.measures.index)}
        self.size = len(self.place) * years
        self.names: list[str] = []
        self.bounds: list[float] = []
        self.must: dict[str, int] = {}
        self._rows: list[tuple[list[int], list[float]]] = []
        self._add_budgets()
        self._add_floor()
        self._add_relations()

    @property
    def columns(self) -> int:
        """Number of questions."""
        return self.size + len(self.candidates.overlaps)

    def question(self, measure_id: str, year: int) -> int:
        """Return the number of the question whether a measure is done in a year."""
        return year * len(self.place) + self.place[measure_id]

    def _row(self, name: str, places: list[int], amounts: list[float], bound: float) -> None:
        self.names.append(name)
        self._rows.append((places, amounts))
        self.bounds.append(bound)

    def _add_budgets(self) -> None:
        costs = self.candidates.measures["cost"]
        every_year = range(self.years)
        if self.limits.budget is not None:
            places = [self.question(name, year) for year in every_year for name in costs.index]
            self._row("budget", places, list(costs) * self.years, self.limits.budget)
        for year, _money in enumerate(self.limits.by_year):
            # Money is kept: what is spent up to a year is at most what was there up to it.
            places = [self.question(name, earlier) for earlier in range(year + 1) for name in costs.index]
            available = float(sum(self.limits.by_year[: year + 1]))
            self._row(f"year {year}", places, list(costs) * (year + 1), available)
        for company_id, money in self.limits.by_company.items():
            own = costs[self.candidates.measures["company_id"] == company_id]
            places = [self.question(name, year) for year in every_year for name in own.index]
            self._row(f"company {company_id}", places, list(own) * self.years, money)
        if self.years > 1:
            for name in costs.index:
                places = [self.question(name, year) for year in every_year]
                self._row("once", places, [1.0] * self.years, 1.0)
                # Its bound becomes -1 where the measure is settled as taken.
                self.must[name] = len(self.names)
                self._row("must", places, [-1.0] * self.years, 0.0)

    def _add_floor(self) -> None:
        if self.limits.co2_floor is None:
            return
        tonnes = self.candidates.measures["co2"]
        places = [self.question(name, year) for year in range(self.years) for name in tonnes.index]
        amounts = [-each for each in tonnes] * self.years
        lost = list(self.candidates.overlaps["co2"])
        overlap_places = list(range(self.size, self.columns))
        self._row("co2", places + overlap_places, amounts + lost, -self.limits.co2_floor)

    def _add_relations(self) -> None:
        every_year = range(self.years)
        for one, other in self.candidates.needs:
            for year in every_year:
                # What is needed must stand by the same year.
                until = range(year + 1)
                places = [self.question(one, each) for each in until] + [
                    self.question(other, each) for each in until
                ]
                self._row("needs", places, [1.0] * (year + 1) + [-1.0] * (year + 1), 0.0)
        for one, other in self.candidates.excludes:
            places = [self.question(name, year) for name in (one, other) for year in every_year]
            self._row("excludes", places, [1.0] * len(places), 1.0)
        pairs = zip(self.candidates.overlaps["measure_id"], self.candidates.overlaps["other_id"], strict=True)
        for number, (one, other) in enumerate(pairs):
            both = self.size + number
            first = [self.question(one, year) for year in every_year]
            second = [self.question(other, year) for year in every_year]
            ones = [1.0] * self.years
            self._row("overlaps", [*first, *second, both], [*ones, *ones, -1.0], 1.0)
            for places in (first, second):
                self._row("overlaps", [both, *places], [1.0, *[-1.0] * self.years], 0.0)

    def matrix(self) -> csr_array:
        """Return A."""
        places = np.concatenate([row for row, _ in self._rows]) if self._rows else np.empty(0)
        amounts = np.concatenate([row for _, row in self._rows]) if self._rows else np.empty(0)
        numbers = np.repeat(np.arange(len(self._rows)), [len(row) for row, _ in self._rows])
        return csr_array(
            coo_array((amounts, (numbers, places.astype(int))), shape=(len(self._rows), self.columns))
        )
