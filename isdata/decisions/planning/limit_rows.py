"""The limits of a plan as rows of a program.

One variable for each measure and year, then for each overlap one for each pair of years in which both may be
done. If synergies are planned too, one for each year and stream that a synergy depends on: the share that is
not supplied; and one for each stream that can be used up.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from isdata.decisions.planning.candidates import Candidates
from isdata.decisions.planning.limits import Limits
from isdata.decisions.planning.timing import Timing


class Rows:
    """Rows A and right-hand sides b of A x ≤ b, with the name of the limit that each belongs to.

    Attributes
    ----------
    names : list of str
        "budget", "year 0", "company C1", "co2", "floor NAME", "once", "must", "needs", "excludes", "overlaps" or
        "stream ST1".
    bounds : list of float
        Right-hand sides.
    must : dict of str to int
        With several years: the row whose bound becomes -1 if a measure must be included.
    """

    def __init__(self, candidates: Candidates, limits: Limits, timing: Timing) -> None:
        self.candidates, self.limits, self.years = candidates, limits, timing.years
        years = timing.years
        self.place = {measure_id: place for place, measure_id in enumerate(candidates.measures.index)}
        self.size = len(self.place) * years
        self.first_loss = self.size + len(candidates.overlaps) * years**2
        self._spared_in = timing.spared
        self._losses = len(candidates.stands) * years
        self._ending = _that_can_be_used_up(candidates)
        self.names: list[str] = []
        self.bounds: list[float] = []
        self.must: dict[str, int] = {}
        self._rows: list[tuple[list[int], list[float]]] = []
        self._add_budgets()
        self._add_floor()
        self._add_floors()
        self._add_relations()
        self._add_streams()

    @property
    def columns(self) -> int:
        """Number of variables."""
        return self.first_loss + self._losses + len(self._ending)

    @property
    def in_part(self) -> np.ndarray:
        """Variables that may be fractional, (columns,)."""
        places = np.arange(self.columns)
        return (places >= self.first_loss) & (places < self.first_loss + self._losses)

    def loss(self, number: int, year: int) -> int:
        """Number of the variable for the share of a synergy's draw on a stream that is not
        supplied."""
        return self.first_loss + year * len(self.candidates.stands) + number

    def question(self, measure_id: str, year: int) -> int:
        """Number of the variable that states if a measure is done in a year."""
        return year * len(self.place) + self.place[measure_id]

    def places(self, pairs: Iterable[tuple[str, str]]) -> np.ndarray:
        """Places of both of each pair of measures, (pairs, 2)."""
        found = [(self.place[one], self.place[other]) for one, other in pairs]
        return np.array(found, dtype=int).reshape(-1, 2)

    def _row(self, name: str, places: list[int], amounts: list[float], bound: float) -> None:
        self.names.append(name)
        self._rows.append((places, amounts))
        self.bounds.append(bound)

    def both(self, number: int, first: int, second: int) -> int:
        """Number of the variable that states if both measures of an overlap are done in these
        years."""
        return self.size + (number * self.years + first) * self.years + second

    def _shared_costs(
        self, years: Iterable[int], company_id: str | None = None
    ) -> tuple[list[int], list[float]]:
        """Variables of pairs that share costs, and the saving of each in these years.

        It is saved in the year of the cheaper measure; for a company, half of it if it owns one of the two.
        """
        owner = self.candidates.measures["company_id"]
        pairs = self.candidates.overlaps
        parts = np.ones(len(pairs))
        if company_id is not None:
            parts = sum(
                (pairs[name].map(owner) == company_id).to_numpy(dtype=float) / 2
                for name in ("measure_id", "other_id")
            )
        is_in = np.isin(np.arange(self.years), list(years))
        amounts = (-self._spared_in * parts[:, np.newaxis, np.newaxis] * is_in).ravel()
        places = np.flatnonzero(amounts)
        return (self.size + places).tolist(), amounts[places].tolist()

    def _add_budgets(self) -> None:
        costs = self.candidates.measures["cost"]
        every_year = range(self.years)
        if self.limits.budget is not None:
            places = [self.question(name, year) for year in every_year for name in costs.index]
            less, saved = self._shared_costs(every_year)
            self._row("budget", places + less, list(costs) * self.years + saved, self.limits.budget)
        for year in range(len(self.limits.by_year)):
            # If money is kept, the total spent up to a year is at most the total provided up to it.
            paid = range(year + 1) if self.limits.carries_over else range(year, year + 1)
            places = [self.question(name, each) for each in paid for name in costs.index]
            available = float(sum(self.limits.by_year[each] for each in paid))
            less, saved = self._shared_costs(paid)
            self._row(f"year {year}", places + less, list(costs) * len(paid) + saved, available)
        for company_id, money in self.limits.by_company.items():
            own = costs[self.candidates.measures["company_id"] == company_id]
            places = [self.question(name, year) for year in every_year for name in own.index]
            less, saved = self._shared_costs(every_year, company_id)
            self._row(f"company {company_id}", places + less, list(own) * self.years + saved, money)
        if self.years > 1:
            for name in costs.index:
                places = [self.question(name, year) for year in every_year]
                self._row("once", places, [1.0] * self.years, 1.0)
                # Its bound becomes -1 if the measure must be included.
                self.must[name] = len(self.names)
                self._row("must", places, [-1.0] * self.years, 0.0)

    def _add_floor(self) -> None:
        if self.limits.co2_floor is None:
            return
        tonnes = self.candidates.measures["co2"]
        places = [self.question(name, year) for year in range(self.years) for name in tonnes.index]
        amounts = [-each for each in tonnes] * self.years
        lost = list(self.candidates.overlaps["co2"].repeat(self.years**2))
        lost += list(self.candidates.stands["co2"]) * self.years
        lost_places = list(range(self.size, self.first_loss + self._losses))
        self._row("co2", places + lost_places, amounts + lost, -self.limits.co2_floor)

    def _add_floors(self) -> None:
        """Require least effects: an overlap reduces the effect of the second as it does its CO2, a synergy
        that of its stream."""
        co2 = self.candidates.measures["co2"]
        overlaps, stands = self.candidates.overlaps, self.candidates.stands
        of_second = overlaps["other_id"].map(co2).astype(float)
        part = (overlaps["co2"] / of_second.where(of_second > 0)).fillna(0.0)
        for floor in self.limits.floors:
            effect = pd.Series(floor.amounts, dtype=float).reindex(co2.index, fill_value=0.0)
            places = [self.question(name, year) for year in range(self.years) for name in effect.index]
            lost = list(
                (part * overlaps["other_id"].map(effect).astype(float)).fillna(0.0).repeat(self.years**2)
            )
            used = stands["weight"].astype(float) * stands["synergy_id"].map(effect).astype(float)
            lost += list(used.fillna(0.0)) * self.years
            lost_places = list(range(self.size, self.first_loss + self._losses))
            amounts = [-each for each in effect] * self.years
            self._row(f"floor {floor.name}", places + lost_places, amounts + lost, -floor.least)

    def _add_relations(self) -> None:
        every_year = range(self.years)
        for one, other in self.candidates.needs:
            for year in every_year:
                # A required measure must be done by the same year.
                until = range(year + 1)
                places = [self.question(one, each) for each in until] + [
                    self.question(other, each) for each in until
                ]
                self._row("needs", places, [1.0] * (year + 1) + [-1.0] * (year + 1), 0.0)
        for one, other in self.candidates.excludes:
            places = [self.question(name, year) for name in (one, other) for year in every_year]
            self._row("excludes", places, [1.0] * len(places), 1.0)
        pairs = zip(self.candidates.overlaps["measure_id"], self.candidates.overlaps["other_id"], strict=True)
        ones = [1.0] * self.years
        for number, (one, other) in enumerate(pairs):
            both = [[self.both(number, first, second) for second in every_year] for first in every_year]
            first = [self.question(one, year) for year in every_year]
            second = [self.question(other, year) for year in every_year]
            every = [place for row in both for place in row]
            self._row("overlaps", [*first, *second, *every], [*ones, *ones, *[-1.0] * len(every)], 1.0)
            # The pair is done in two years only if each of the two is done in its own.
            for year in every_year:
                self._row("overlaps", [*both[year], first[year]], [*ones, -1.0], 0.0)
                self._row("overlaps", [*(row[year] for row in both), second[year]], [*ones, -1.0], 0.0)

    def _add_streams(self) -> None:
        """Limit the draw of synergies on a stream to what measures leave of it; the rest is lost."""
        stands = self.candidates.stands.reset_index(drop=True)
        for stream_id, own in stands.groupby("stream_id"):
            places: list[int] = []
            amounts: list[float] = []
            for number, synergy_id, drawn in zip(own.index, own["synergy_id"], own["drawn"], strict=True):
                for year in range(self.years):
                    question, loss = self.question(synergy_id, year), self.loss(number, year)
                    places += [question, loss]
                    amounts += [drawn, -drawn]
                    self._row("overlaps", [loss, question], [1.0, -1.0], 0.0)
            takes = self.candidates.takes[self.candidates.takes["stream_id"] == stream_id]
            for measure_id, change in zip(takes["measure_id"], takes["change"], strict=True):
                places += [self.question(measure_id, year) for year in range(self.years)]
                amounts += [-change] * self.years
            if stream_id in self._ending:
                ended = self.first_loss + self._losses + self._ending.index(str(stream_id))
                most = -float(takes["change"].clip(upper=0).sum())
                places, amounts = [*places, ended], [*amounts, -most]
                for number, synergy_id in zip(own.index, own["synergy_id"], strict=True):
                    # A stream that is used up supplies nothing.
                    for year in range(self.years):
                        self._row(
                            "overlaps",
                            [self.question(synergy_id, year), self.loss(number, year), ended],
                            [1.0, -1.0, 1.0],
                            1.0,
                        )
            self._row(f"stream {stream_id}", places, amounts, 1.0)

    def matrix(self) -> csr_array:
        """Return A."""
        places = np.concatenate([row for row, _ in self._rows]) if self._rows else np.empty(0)
        amounts = np.concatenate([row for _, row in self._rows]) if self._rows else np.empty(0)
        numbers = np.repeat(np.arange(len(self._rows)), [len(row) for row, _ in self._rows])
        return csr_array(
            coo_array((amounts, (numbers, places.astype(int))), shape=(len(self._rows), self.columns))
        )


def _that_can_be_used_up(candidates: Candidates) -> list[str]:
    """Streams of which measures together can use all or more than there is."""
    takes = candidates.takes[candidates.takes["stream_id"].isin(candidates.stands["stream_id"])]
    taken = -takes["change"].astype(float).clip(upper=0).groupby(takes["stream_id"]).sum()
    return sorted(taken.index[taken > 1 + 1e-9])
