"""Disclosure of totals over companies, decided together for all pages and reports."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from isdata.data.contracts.results import Measures, Savings
from isdata.data.disclosure.sums import DisclosedSums

# Joint group of those whose total may not be disclosed separately.
FEW = "few"
# Items of a measure besides its saved resources: investment, and amounts without a resource.
_ITSELF = ""


@dataclass(frozen=True)
class Sum:
    """Measures included in a sum.

    Attributes
    ----------
    rows : DataFrame, index measure_id
        Rows of a register; in a scenario with is_changed, because a measure changed by a scenario is a separate item.
    scenario : str, optional
        Id of the scenario; by default the present state.
    kept : Series, index measure_id, optional
        Share of each measure that remains after overlaps are deducted; by default 1. [-]
    resource : str, optional
        Only savings of this resource.
    """

    rows: pd.DataFrame
    scenario: str | None = None
    kept: pd.Series | None = None
    resource: str | None = None

    def versions(self) -> list[tuple[str, str]]:
        """Each measure with the scenario that determines its data."""
        names = self.rows.index.astype(str)
        if "is_changed" not in self.rows:
            return [("", name) for name in names]
        is_changed = self.rows["is_changed"].eq(True).to_numpy()
        return [
            ((self.scenario or "?") if other else "", name)
            for other, name in zip(is_changed, names, strict=True)
        ]


class DisclosedTotals:
    """Disclosure control of totals.

    Amounts of companies that agreed are shown individually; money of no company is. Totals are shown for both.

    Parameters
    ----------
    things : DataFrame, optional
        Items of the totals, as returned by `things`; without them everything is disclosed (to the facilitator).
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
        """Return True if every total is disclosed."""
        return self._sums is None

    def may_show(self, of: Sum) -> bool:
        """Return True if amounts and money of a total may be disclosed: with listed prices, money reveals the amounts."""
        return all(self._permits(of, kind) for kind in ("amounts", "money"))

    def may_show_amounts(self, of: Sum) -> bool:
        """Return True if energy and CO2 of a total may be disclosed."""
        return self._permits(of, "amounts")

    def may_compare(self, one: Sum, other: Sum, *, with_money: bool) -> bool:
        """Return True if two totals may be compared: only if their difference could be disclosed.

        Parameters
        ----------
        one, other : Sum
            Measures with different shares in the two totals; with equal shares, the totals differ in prices.
        with_money : bool
            Whether the totals are money; otherwise energy or CO2.
        """
        return self._sums is None or all(
            self._sums[kind].permits(_difference(self._parts(one, kind), self._parts(other, kind)))
            for kind in (("amounts", "money") if with_money else ("amounts",))
        )

    def publish(self, of: Sum) -> None:
        """Publish a total if it may be disclosed, else only its amounts if those may be."""
        if self._sums is None:
            return
        if self.may_show(of):
            self._sums["money"].publish(self._parts(of, "money"))
        self._sums["amounts"].publish(self._parts(of, "amounts"))

    def groups(self, of: Sum, groups: pd.Series) -> pd.Series:
        """Group of each measure; groups whose money may not be disclosed are replaced by "few".

        The total of all groups must be disclosed, because the remainder of "few" is then known as well.

        Parameters
        ----------
        of : Sum
            Sum over all groups.
        groups : Series, index measure_id
            Group of each measure.
        """
        groups = groups.astype(str)
        return groups.where(groups.isin(self._publishable(by_group(of, groups), with_money=True)), FEW)

    def groups_with_amounts(self, of: Sum, groups: pd.Series) -> set[str]:
        """Groups whose energy and CO2 may be disclosed; parameters as for `groups`."""
        return self._publishable(by_group(of, groups), with_money=False)

    def copied(self) -> "DisclosedTotals":
        """Independent copy: sums published in the copy are not published in the original."""
        trial = copy(self)
        trial._sums = None if self._sums is None else {kind: copy(sums) for kind, sums in self._sums.items()}
        return trial

    def _publishable(self, sums: Mapping[str, Sum], *, with_money: bool) -> set[str]:
        """Names of the totals that may be disclosed together, with money or only with amounts."""
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
                parts[scenario, name, "?"] = 1.0  # unknown owner
            for thing in self._of[kind].get((scenario, name), []):
                if of.resource in (None, thing[-1]):
                    parts[thing] = float(factors.get(name, 1.0))
        return parts


def _difference(one: Mapping[Any, float], other: Mapping[Any, float]) -> dict[Any, float]:
    """Factors of the difference between two totals."""
    return {name: (other.get(name, 0.0) - one.get(name, 0.0)) or 1.0 for name in {**one, **other}}


def things(measures: Measures, savings: Savings, scenario: str) -> pd.DataFrame:
    """Items of the totals of measures; items unchanged by a scenario are those of the present state.

    Parameters
    ----------
    measures, savings : DataFrame
        Tables of a register.
    scenario : str
        Id of the scenario; "" for the present state.

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
    """Split a sum by the group of its measures; groups with most companies first."""
    parts = {
        str(name): replace(of, rows=rows) for name, rows in of.rows.groupby(groups.reindex(of.rows.index))
    }
    return dict(sorted(parts.items(), key=lambda part: -part[1].rows["company_id"].nunique()))
