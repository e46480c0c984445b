"""What a report is about, from the database: a set of measures, one of them, or a synergy."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import duckdb
import pandas as pd

from isdata import measures, parks, planning, store, synergies
from isdata.errors import N_, HiddenError, NotFoundError
from isdata.measures import Register, Terms
from isdata.planning.asked import GAP, PATIENCE
from isdata.reports.project import of_synergy

Kind = Literal["economic", "all", "plan", "measure", "synergy"]
KINDS: tuple[Kind, ...] = ("economic", "all", "plan", "measure", "synergy")


@dataclass(frozen=True)
class Choice:
    """Which undertaking.

    Attributes
    ----------
    kind : str
        "economic": the measures whose rate of return is above the hurdle; "all" in the scope; "plan": the set worth
        most within the budget; "measure" or "synergy": one of them.
    name : str
        Id of the measure or synergy.
    budget : float, optional
        Of the plan; without one, all that is worth its money. [currency]
    scope : "achieved", "ahead" or "all"
        Of the measures: see `measures.in_scope`.
    """

    kind: Kind = "economic"
    name: str = ""
    budget: float | None = None
    scope: str = "ahead"


@dataclass(frozen=True)
class Subject:
    """What a report is about, without its money.

    Attributes
    ----------
    choice : Choice
    park : dict
        Columns of `park_summary.sql`.
    register : Register or None
        What belongs to it, overlaps taken off; None where nothing is known of its money, or nobody may see it.
    considered : int
        From how many measures it was chosen.
    partners : DataFrame
        name_en, name_zh, role, sector; names are missing where they may not be shown.
    synergy, network : dict or None
    risks : DataFrame
        Columns of `report_risks.sql`; none for guests.
    excluded : int
        Pairs of measures in it that exclude each other.
    data_version : int
        State of the database.
    sees_all : bool
        Whether the facilitator asks.
    """

    choice: Choice
    park: dict[str, Any]
    register: Register | None
    considered: int
    partners: pd.DataFrame
    synergy: dict[str, Any] | None
    network: dict[str, Any] | None
    risks: pd.DataFrame
    excluded: int
    data_version: int
    sees_all: bool

    @property
    def is_illustrative(self) -> bool:
        """Whether any of it is invented for illustration."""
        rows = [bool(self.park["is_illustrative"])]
        if self.register is not None:
            rows.append(bool(self.register.measures["is_illustrative"].fillna(False).any()))
        if self.synergy is not None:
            rows.append(bool(self.synergy["is_illustrative"]))
        return any(rows)


def subject(
    con: duckdb.DuckDBPyConnection, *, park_id: str, choice: Choice, terms: Terms, sees_all: bool
) -> Subject:
    """Return what a report is about.

    Raises
    ------
    NotFoundError
        If there is no such park, measure or synergy; synergies that a partner keeps secret are none for guests.
    HiddenError
        If a guest asks for money that may not be shown.
    """
    known = parks.parks(con)["park_id"]
    if park_id not in set(known):
        raise NotFoundError(thing=N_("park"), name=park_id, known=", ".join(known))
    summary = parks.summary(con, park_id=park_id).iloc[0].to_dict()
    networks = measures.networks(con, park_id=park_id)
    common: dict[str, Any] = {
        "choice": choice,
        "park": summary,
        "network": networks.iloc[0].to_dict() if len(networks) else None,
        "data_version": store.data_version(con),
        "sees_all": sees_all,
    }
    if choice.kind == "synergy":
        return _of_synergy(con, park_id, choice, common)
    stored = measures.in_scope(measures.register(con, park_id=park_id), _scope(choice))
    relations = measures.relations(con, park_id=park_id)
    terms = replace(terms, hurdle_rate=measures.hurdle_rate(networks))
    found = stored.only(_chosen(stored, relations, choice, terms))
    if found.measures.empty and choice.kind == "measure":
        ids = stored.measures.index
        raise NotFoundError(thing=N_("measure"), name=choice.name, known=", ".join(ids[:20]))
    is_one = choice.kind == "measure"
    if not sees_all and (is_one or not measures.may_sum(found.measures, sees_all=False)):
        raise HiddenError
    return Subject(
        register=None if found.measures.empty else measures.packaged(found, relations),
        considered=len(stored.measures),
        partners=_companies(found, sees_all=sees_all),
        synergy=None,
        risks=_risks(con, park_id, None, sees_all=sees_all),
        excluded=len(measures.conflicts(relations, found.measures.index).excluded),
        **common,
    )


def _scope(choice: Choice) -> str:
    return "all" if choice.kind == "measure" else choice.scope


def _chosen(stored: Register, relations: pd.DataFrame, choice: Choice, terms: Terms) -> pd.Index:
    ids = stored.measures.index
    if choice.kind == "measure":
        return ids[(ids == choice.name).tolist()]
    if choice.kind == "plan":
        limits = planning.Limits(budget=choice.budget)
        aim = planning.Aim(discount_rate=terms.discount_rate)
        things = planning.candidates(stored, relations, terms)
        plan = planning.Model(things, limits, aim).solve(gap=GAP, patience=PATIENCE)
        return pd.Index(plan.chosen)
    if choice.kind == "economic" and len(ids):
        return ids[measures.appraise(stored, terms)["is_economic"].astype(bool).tolist()]
    return ids


def _companies(found: Register, *, sees_all: bool) -> pd.DataFrame:
    """Return the companies whose measures these are, those with the largest investment first."""
    rows = measures.disclosed(found.measures, sees_all=sees_all)
    order = rows.groupby("company_id", dropna=False)["investment"].transform("sum")
    rows = rows.assign(order=order).sort_values("order", ascending=False, kind="stable")
    firms = rows.drop_duplicates("company_id")[["company_en", "company_zh"]]
    named = firms.rename(columns={"company_en": "name_en", "company_zh": "name_zh"})
    return named.assign(role="", sector=None).reset_index(drop=True)


def _of_synergy(
    con: duckdb.DuckDBPyConnection, park_id: str, choice: Choice, common: Mapping[str, Any]
) -> Subject:
    sees_all = common["sees_all"]
    known = synergies.synergies(con, parks=[park_id], names_all=sees_all).set_index("synergy_id", drop=False)
    if choice.name not in known.index:
        raise NotFoundError(thing=N_("synergy"), name=choice.name, known=", ".join(sorted(known.index)[:20]))
    row = known.loc[choice.name].to_dict()
    partners = synergies.partners(con, parks=[park_id], names_all=sees_all)
    return Subject(
        register=of_synergy(row) if sees_all else None,
        considered=1,
        partners=partners.loc[partners["synergy_id"] == choice.name].reset_index(drop=True),
        synergy=row,
        risks=_risks(con, park_id, choice.name, sees_all=sees_all),
        excluded=0,
        **common,
    )


def _risks(
    con: duckdb.DuckDBPyConnection, park_id: str, synergy: str | None, *, sees_all: bool
) -> pd.DataFrame:
    """Return the open risks; guests get none, since a risk may name whom it comes from."""
    rows = store.ask(con, "report_risks", park_id=park_id, synergy=synergy)
    return rows if sees_all else rows.iloc[:0]
