"""Results of an energy efficiency network for one viewer: target progress, members and meter coverage."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from isdata.data.contracts.results import Relations
from isdata.data.disclosure import Sum, Undisclosed
from isdata.energy.measures.disclosed_measures import DisclosedMeasures
from isdata.energy.measures.members import comparison, progress, saved_in
from isdata.energy.measures.package import kept
from isdata.energy.measures.published import disclosed_progress, years
from isdata.energy.measures.register import Register, in_scope

# Smallest number of members that are compared, so that none can be identified. [-]
FEWEST_MEMBERS = 3


@dataclass(frozen=True)
class Coverage:
    """Members whose energy use is metered.

    Attributes
    ----------
    members : int
        Number of these members.
    share : float
        Share of the network's baseline. [-]
    planned : float
        Saving of their measures in the year. [MWh/yr]
    """

    members: int
    share: float
    planned: float


@dataclass(frozen=True)
class DisclosedNetwork:
    """A network with its measures for one viewer.

    Attributes
    ----------
    network : Series
        Row of `networks`.
    measures : DisclosedMeasures
        All measures of the park.
    members : Undisclosed DataFrame
        Its members, as `members` returns.
    targets : DataFrame
        As `targets` returns.
    """

    network: pd.Series
    measures: DisclosedMeasures
    members: Undisclosed[pd.DataFrame]
    targets: pd.DataFrame

    @classmethod
    def of(
        cls,
        network: pd.Series,
        measures: DisclosedMeasures,
        members: Undisclosed[pd.DataFrame],
        targets: pd.DataFrame,
        leaving: Iterable[str] = (),
    ) -> "DisclosedNetwork":
        """A network with the park's members that belong to it; `leaving` are ids of companies that leave."""
        rows = members.in_full
        is_own = rows["network_id"] == network["network_id"]
        own = rows[is_own & ~rows["company_id"].isin(list(leaving))]
        return cls(network, measures, Undisclosed(own), targets)

    def __len__(self) -> int:
        """Number of members."""
        return len(self.members.in_full)

    @property
    def network_id(self) -> str:
        """Id of the network."""
        return str(self.network["network_id"])

    @cached_property
    def progress(self) -> pd.DataFrame:
        """Result and target of each year net of overlaps, as `progress` returns, results missing if
        withheld."""
        found = progress(self._register, self.targets, self.network, self._relations)
        sums = years(self._register, self._relations, self.network_id, int(found["year"].min()))
        sums = {year: replace(of, scenario=self.measures.scenario) for year, of in sums.items()}
        return disclosed_progress(found, sums, self.measures.totals)

    @cached_property
    def progress_alone(self) -> pd.DataFrame | None:
        """Result and target of each year with each measure counted separately; for the facilitator only."""
        if not self.measures.totals.shows_all:
            return None
        return progress(self._register, self.targets, self.network)

    def comparison(self, year: int) -> pd.DataFrame | None:
        """Members side by side in a year, as `comparison` returns; None if too few have a baseline.

        Undisclosed members have rounded shares only, and are left out in a year whose result is withheld: their
        shares would be the values that it protects.
        """
        table = comparison(
            self._register, self.members.in_full, self.network, year=year, relations=self._relations
        )
        if not self.measures.totals.shows_all:
            table = _anonymous(table, with_others=self.saved(year) is not None)
        is_few = int(table["result"].notna().sum()) < FEWEST_MEMBERS
        return None if is_few and not self.measures.totals.shows_all else table

    def saved(self, year: int) -> float | None:
        """Energy saved in a year; None if it is withheld. [MWh/yr]"""
        rows = self.progress.set_index("year")["result"]
        return None if pd.isna(rows.get(year)) else float(rows[year])

    def metered(self, found: pd.DataFrame | None) -> pd.DataFrame | None:
        """Metered years, as `monitoring.years_of_network` returns, without those whose result is withheld."""
        shut = self.progress.loc[self.progress["result"].isna(), "year"]
        return None if found is None else found[~found["year"].isin(shut)].reset_index(drop=True)

    def planned(self) -> tuple[int, float | None]:
        """Number of planned measures, and their saving without overlaps, None if it is withheld. [MWh/yr]"""
        rows = in_scope(self._register, "ahead").measures
        rows = rows[rows["network_id"] == self.network_id]
        is_shown = self.measures.totals.may_show_amounts(Sum(rows, self.measures.scenario))
        return len(rows), float(rows["energy_saving"].sum()) if is_shown else None

    def coverage(self, sites: Iterable[str], year: int) -> Coverage | None:
        """Members with meters at these sites, and the planned saving of their measures.

        None if it is withheld.
        """
        saved = saved_in(self._register, self.network_id, year, self._relations)
        rows = self._register.measures.loc[saved.index]
        members = self.members.in_full
        covered = members[members["site_id"].isin(list(sites))]
        theirs = rows[rows["site_id"].isin(covered["site_id"])]
        left = kept(self._relations, saved.index)
        if not self.measures.totals.may_show_amounts(Sum(theirs, self.measures.scenario, left)):
            return None
        share = covered["baseline_energy"].sum() / members["baseline_energy"].sum()
        return Coverage(len(covered), float(share), float(saved.loc[theirs.index].sum()))

    @property
    def _register(self) -> Register:
        return self.measures.stored.in_full

    @property
    def _relations(self) -> Relations:
        return self.measures.relations


def _anonymous(table: pd.DataFrame, *, with_others: bool) -> pd.DataFrame:
    """Comparison with rounded shares of undisclosed members and without their savings, or without them."""
    is_named = table["is_named"].astype(bool)
    shares = ["result", "target"]
    # Exact shares of several years would be as many equations for the baselines of these members.
    table[shares] = table[shares].where(is_named, table[shares].astype(float).round(3))
    table["saving"] = table["saving"].where(is_named)
    return table if with_others else table[is_named].reset_index(drop=True)
