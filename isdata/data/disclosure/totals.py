"""Disclosed totals over companies, decided at once for all pages and reports."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from isdata.data.contracts.results import Measures, Savings
from isdata.data.disclosure.sums import DisclosedSums

# Groups whose total may not be disclosed alone, together.
FEW = "few"
# What a measure has beside the resources it saves: its investment, and amounts of no resource.
_ITSELF = ""


@dataclass(frozen=True)
class Sum:
    """Measures of which a sum is formed.

    Attributes
    ----------
    rows : DataFrame, index measure_id
        Of a register; in a scenario with is_changed, since what a scenario changes is another thing.
    scenario : str, optional
        Id of the scenario; by default today.
    kept : Series, index measure_id, optional
        What is left of each measure where overlaps are taken off; by default all. [-]
    resource : str, optional
        Of this resource only.
    """

    rows: pd.DataFrame
    scenario: str | None = None
    kept: pd.Series | None = None
    resource: str | None = None

    def versions(self) -> list[tuple[str, str]]:
        """Return each measure with the scenario that makes it what it is."""
        names = self.rows.index.astype(str)
        if "is_changed" not in self.rows:
            return [("", name) for name in names]
        is_changed = self.rows["is_changed"].eq(True).to_numpy()
        return [
            ((self.scenario or "?") if other else "", name)
            for other, name in zip(is_changed, names, strict=True)
        ]


class DisclosedTotals:
    """Disclosure control of totals: amounts of companies that agreed are shown one by one, money of none, and totals of both.

    Parameters
    ----------
    things : DataFrame, optional
        What the totals consist of, as `things` returns; without it everything is disclosed, to the facilitator.
    """

    def __init__(self, things: pd.DataFrame | None = None) -> None:
        self._sums: dict[str, DisclosedSums] | None = None
        if things is None:
            return
        things = things.drop_duplicates("thing").reset_index(drop=True)
        self._of = {
            kind: {name: list(rows["thing"]) for name, rows in known.groupby(["scenario", "measure_id"])}
            for kind, known in (("amounts", things[things["has_amount"]]), ("money", things))
        }
        owner = things.set_index("thing")["company_id"]
        is_public = things.set_index("thing")["visibility"] == "public"
        self._sums = {
            "amounts": DisclosedSums(owner.mask(is_public)[things["has_amount"].to_numpy()]),
            "money": DisclosedSums(owner),
        }

    @property
    def shows_all(self) -> bool:
        """Whether every total is disclosed."""
        return self._sums is None

    def may_show(self, of: Sum) -> bool:
        """Whether both amounts and money of a total may be disclosed: at listed prices, money discloses the amounts, too."""
        return all(self._permits(of, kind) for kind in ("amounts", "money"))

    def may_show_amounts(self, of: Sum) -> bool:
        """Whether energy and CO2 of a total may be disclosed."""
        return self._permits(of, "amounts")

    def may_compare(self, one: Sum, other: Sum, *, with_money: bool) -> bool:
        """Whether it may be stated which of two totals is larger: only where their difference could be disclosed itself.

        Parameters
        ----------
        one, other : Sum
            The measures that count differently in each; with equal shares in both, they differ in their prices.
        with_money : bool
            Whether the totals are of money; otherwise of energy or CO2.
        """
        return self._sums is None or all(
            self._sums[kind].permits(_difference(self._parts(one, kind), self._parts(other, kind)))
            for kind in (("amounts", "money") if with_money else ("amounts",))
        )

    def publish(self, of: Sum) -> None:
        """Publish a total where it may be disclosed, or else its amounts."""
        if self._sums is None:
            return
        if self.may_show(of):
            self._sums["money"].publish(self._parts(of, "money"))
        self._sums["amounts"].publish(self._parts(of, "amounts"))

    def groups(self, of: Sum, groups: pd.Series) -> pd.Series:
        """Group of each measure, "few" in place of groups whose money may not be disclosed.

        All of them together must be stated: what is left of that for "few" is then disclosed as well.

        Parameters
        ----------
        of : Sum
            Of all of them.
        groups : Series, index measure_id
            The group of each.
        """
        groups = groups.astype(str)
        return groups.where(groups.isin(self._publishable(by_group(of, groups), with_money=True)), FEW)

    def groups_with_amounts(self, of: Sum, groups: pd.Series) -> set[str]:
        """Groups whose energy and CO2 may be disclosed; parameters as for `groups`."""
        return self._publishable(by_group(of, groups), with_money=False)

    def copied(self) -> "DisclosedTotals":
        """A copy: what is published in it is not in this one."""
        trial = copy(self)
        trial._sums = None if self._sums is None else {kind: copy(sums) for kind, sums in self._sums.items()}
        return trial

    def _publishable(self, sums: Mapping[str, Sum], *, with_money: bool) -> set[str]:
        """Names of the totals that may be disclosed together, with their money or only their amounts."""
        trial = self.copied()
        may = trial.may_show if with_money else trial.may_show_amounts
        published = set()
        for name, of in sums.items():
            if may(of):
                trial.publish(of)
                published.add(name)
        return published

    def _permits(self, of: Sum, kind: str) -> bool:
        return self._sums is None or self._sums[kind].permits(self._parts(of, kind))

    def _parts(self, of: Sum, kind: str) -> dict[tuple[str, str, str], float]:
        factors = {} if of.kept is None else of.kept.to_dict()
        parts = {}
        for scenario, name in of.versions():
            if (scenario, name) not in self._of["money"]:
                parts[scenario, name, "?"] = 1.0  # nobody knows whose it is
            for thing in self._of[kind].get((scenario, name), []):
                if of.resource in (None, thing[-1]):
                    parts[thing] = float(factors.get(name, 1.0))
        return parts


def _difference(one: Mapping[Any, float], other: Mapping[Any, float]) -> dict[Any, float]:
    """Factors of what two totals differ in."""
    return {name: (other.get(name, 0.0) - one.get(name, 0.0)) or 1.0 for name in {**one, **other}}


def things(measures: Measures, savings: Savings, scenario: str) -> pd.DataFrame:
    """Parts of the totals of measures; parts that a scenario leaves unchanged are those of today.

    Parameters
    ----------
    measures, savings : DataFrame
        Of a register.
    scenario : str
        Id of the scenario; "" today.

    Returns
    -------
    DataFrame
        scenario, measure_id, thing (scenario, measure_id, resource), has_amount, company_id, visibility.
    """
    saved = savings[["measure_id", "resource_id"]].drop_duplicates().assign(has_amount=True)
    is_stated = measures[["energy_saving", "co2_saving"]].astype(float).fillna(0.0).ne(0.0).any(axis=1)
    itself = pd.DataFrame({"measure_id": measures.index, "resource_id": _ITSELF})
    itself["has_amount"] = is_stated.to_numpy() & ~itself["measure_id"].isin(saved["measure_id"])
    named = pd.DataFrame(
        Sum(measures, scenario).versions(), columns=["scenario", "measure_id"], index=measures.index
    )
    owners = (
        measures[["company_id", "visibility"]].fillna({"company_id": "?"}).assign(scenario=named["scenario"])
    )
    table = pd.concat([saved, itself], ignore_index=True).join(owners, on="measure_id", how="inner")
    names = zip(
        table["scenario"], table["measure_id"].astype(str), table["resource_id"].astype(str), strict=True
    )
    return table.assign(thing=pd.Series(list(names), index=table.index, dtype=object))


def by_group(of: Sum, groups: pd.Series) -> dict[str, Sum]:
    """Return a sum in parts, by the group of each of its measures; those of most companies first."""
    parts = {
        str(name): replace(of, rows=rows) for name, rows in of.rows.groupby(groups.reindex(of.rows.index))
    }
    return dict(sorted(parts.items(), key=lambda part: -part[1].rows["company_id"].nunique()))
