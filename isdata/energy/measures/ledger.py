"""Which sums over a park's measures are disclosed to guests: all that pages and reports show, decided at once."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace

import pandas as pd

from isdata.data.disclosure import Ledger
from isdata.energy.measures.counting import counted_together
from isdata.energy.measures.members import saved_in
from isdata.energy.measures.package import kept
from isdata.energy.measures.pricing import Terms
from isdata.energy.measures.register import ACHIEVED, Register, in_scope

_SCOPES = ("achieved", "ahead", "all")
# What a measure has beside the resources it saves: its investment, and amounts of no resource.
_ITSELF = ""


@dataclass(frozen=True)
class Sum:
    """What a sum is of.

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


class Openness:
    """Disclosure to guests: amounts of companies that agreed one by one, money of none, and sums of both.

    Parameters
    ----------
    registers : mapping of str to Register
        The park's measures: "" as they are, and by scenario.
    """

    def __init__(self, registers: Mapping[str, Register]) -> None:
        things = pd.concat([_things(register, name) for name, register in registers.items()])
        things = things.drop_duplicates("thing").reset_index(drop=True)
        self._of = {
            kind: {name: list(rows["thing"]) for name, rows in known.groupby(["scenario", "measure_id"])}
            for kind, known in (("amounts", things[things["has_amount"]]), ("money", things))
        }
        keeper = things.set_index("thing")["company_id"]
        is_public = things.set_index("thing")["visibility"] == "public"
        self._ledgers = {
            "amounts": Ledger(keeper.mask(is_public)[things["has_amount"].to_numpy()]),
            "money": Ledger(keeper),
        }

    def may_show(self, of: Sum) -> bool:
        """Return whether both amounts and money of a sum may be disclosed: at listed prices, money discloses the amounts, too."""
        return all(ledger.may(self._parts(of, kind)) for kind, ledger in self._ledgers.items())

    def may_show_amounts(self, of: Sum) -> bool:
        """Return whether energy and CO2 may be disclosed."""
        return self._ledgers["amounts"].may(self._parts(of, "amounts"))

    def publish(self, of: Sum) -> None:
        """Publish a sum where it may be disclosed, or else its amounts."""
        if self.may_show(of):
            self._ledgers["money"].publish(self._parts(of, "money"))
        self._ledgers["amounts"].publish(self._parts(of, "amounts"))

    def publish_each(self, sums: Mapping[str, Sum], *, with_money: bool) -> set[str]:
        """Return which of several sums may be disclosed together, with their money or only their amounts."""
        trial = copy(self)
        trial._ledgers = {kind: copy(ledger) for kind, ledger in self._ledgers.items()}
        may = trial.may_show if with_money else trial.may_show_amounts
        published = set()
        for name, of in sums.items():
            if may(of):
                trial.publish(of)
                published.add(name)
        return published

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


def _things(register: Register, scenario: str) -> pd.DataFrame:
    """Return what the measures of a register are made of; what the scenario leaves as it is, is as today.

    Columns scenario, measure_id, thing (scenario, measure_id, resource), has_amount, company_id, visibility.
    """
    rows = register.measures
    saved = register.savings[["measure_id", "resource_id"]].drop_duplicates().assign(has_amount=True)
    is_stated = rows[["energy_saving", "co2_saving"]].astype(float).fillna(0.0).ne(0.0).any(axis=1)
    itself = pd.DataFrame({"measure_id": rows.index, "resource_id": _ITSELF})
    itself["has_amount"] = is_stated.to_numpy() & ~itself["measure_id"].isin(saved["measure_id"])
    named = pd.DataFrame(Sum(rows, scenario).versions(), columns=["scenario", "measure_id"], index=rows.index)
    owners = rows[["company_id", "visibility"]].fillna({"company_id": "?"}).assign(scenario=named["scenario"])
    table = pd.concat([saved, itself], ignore_index=True).join(owners, on="measure_id", how="inner")
    things = zip(
        table["scenario"], table["measure_id"].astype(str), table["resource_id"].astype(str), strict=True
    )
    return table.assign(thing=pd.Series(list(things), index=table.index, dtype=object))


def openness(
    registers: Mapping[str, Register],
    relations: Mapping[str, pd.DataFrame],
    baselines: Mapping[str, int],
    terms: Mapping[str, Terms],
) -> Openness:
    """Return what guests may see of a park's measures, wherever they look.

    All that pages offer is decided here in one order, so that nothing depends on what somebody looked at first: sums of all
    measures, those of each network, of each scenario, of each year of a network; then by category and carrier.

    Parameters
    ----------
    registers, relations : mapping
        "" today, and by scenario.
    baselines : mapping of str to int
        The year from which the results of each network are stated.
    terms : mapping
        At which one measure is worth more than another that excludes it; "" today, and by scenario.
    """
    found = Openness(registers)
    every = [
        each
        for name, register in registers.items()
        for network in _networks(register)
        for each in _scopes(register, relations[name], name or None, network, terms[name])
    ]
    whole = list({(of.scenario, of.kept is None, *of.rows.index): of for of in every}.values())
    for of in whole:
        found.publish(of)
    for network, first in baselines.items():
        for of in years(registers[""], relations[""], network, first).values():
            found.publish(of)
    for of in whole:
        if of.scenario is None:
            for part in (
                *by_resource(of, registers[""]).values(),
                *by_group(of, of.rows["category"]).values(),
            ):
                found.publish(part)
    return found


def _networks(register: Register) -> list[str | None]:
    names = register.measures["network_id"].dropna().unique().tolist()
    return [None, *names] if len(names) > 1 else [None]


def _scopes(
    register: Register, relations: pd.DataFrame, scenario: str | None, network: str | None, terms: Terms
) -> list[Sum]:
    """Return the sums of all measures that readers can choose: as a package, and each alone."""
    found = []
    for scope in _SCOPES:
        chosen = in_scope(register, scope)
        if network is not None:
            chosen = chosen.only(chosen.measures.index[chosen.measures["network_id"] == network])
        ids = counted_together(chosen, relations, terms)
        left, rows = kept(relations, ids), chosen.measures
        found += [Sum(rows.loc[ids], scenario, left)] if (left < 1).any() or len(ids) < len(rows) else []
        found += [Sum(rows, scenario)] if len(rows) else []
    return found


def years(register: Register, relations: pd.DataFrame, network: str, first: int) -> dict[int, Sum]:
    """Return what the results of a network are of in each year from the first to the last, the last first."""
    rows = register.measures
    own = rows[(rows["network_id"] == network) & rows["status"].isin(ACHIEVED) & rows["year"].notna()]
    if own.empty:
        return {}
    found = {}
    for year in range(int(own["year"].max()), first - 1, -1):
        ids = saved_in(register, network, year).index
        found[year] = Sum(rows.loc[ids], kept=kept(relations, ids))
    return found


def by_group(of: Sum, groups: pd.Series) -> dict[str, Sum]:
    """Return a sum in parts, by the group of each of its measures; those of most companies first."""
    parts = {
        str(name): replace(of, rows=rows) for name, rows in of.rows.groupby(groups.reindex(of.rows.index))
    }
    return dict(sorted(parts.items(), key=lambda part: -part[1].rows["company_id"].nunique()))


def by_resource(of: Sum, register: Register) -> dict[str, Sum]:
    """Return a sum in parts, by the resource saved; those of most companies first."""
    saved = register.savings[register.savings["measure_id"].isin(of.rows.index)]
    parts = {
        str(name): replace(of, rows=of.rows.loc[of.rows.index.isin(rows["measure_id"])], resource=str(name))
        for name, rows in saved.groupby("resource_id")
    }
    return dict(sorted(parts.items(), key=lambda part: -part[1].rows["company_id"].nunique()))
