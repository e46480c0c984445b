"""Reading of the subject of a report: the measures of its choice, or a synergy with its records."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import duckdb
import pandas as pd

from isdata import scenarios
from isdata.data import disclosure, store
from isdata.data.disclosure import GUEST, Viewer
from isdata.decisions import planning
from isdata.decisions.planning import service
from isdata.decisions.planning.request import measures_and_candidates
from isdata.decisions.planning.returns import delayed_to_their_year
from isdata.energy import measures
from isdata.energy.measures import Register, Terms
from isdata.errors import N_, HiddenError, NotFoundError
from isdata.output.reports.subject import Choice, Subject
from isdata.park import parks
from isdata.scenarios import Scenario
from isdata.symbiosis import assessment, synergies


def subject(
    con: duckdb.DuckDBPyConnection, *, park_id: str, choice: Choice, terms: Terms, viewer: Viewer
) -> Subject:
    """Read the subject of a report.

    Parameters
    ----------
    terms : Terms
        Prices and rates, including those of the scenario.

    Raises
    ------
    NotFoundError
        If there is no such park, measure or synergy; for guests, a synergy that a partner keeps undisclosed does not exist.
    HiddenError
        If a guest requests undisclosed money.
    """
    parks.park(con, park_id)
    networks = measures.networks(con, park_id=park_id)
    undisclosed = disclosure.withheld(con, viewer=GUEST, parks=[park_id]).companies
    common: dict[str, Any] = {
        "choice": choice,
        "park": parks.summary(con, park_id=park_id).iloc[0].to_dict(),
        "network": networks.iloc[0].to_dict() if len(networks) else None,
        "data_version": store.data_version(con),
        "viewer": viewer,
        "undisclosed": undisclosed if viewer.sees_all else 0,
        "scene": synergies.scene(con, parks=[park_id], viewer=viewer),
    }
    if choice.kind == "synergy":
        return _of_synergy(con, park_id, choice, common)
    return _of_measures(con, park_id, choice, terms, common)


def _of_measures(
    con: duckdb.DuckDBPyConnection, park_id: str, choice: Choice, terms: Terms, common: Mapping[str, Any]
) -> Subject:
    viewer = common["viewer"]
    scope = "all" if choice.kind == "measure" else choice.scope
    stored, things = measures_and_candidates(
        con, park_id=park_id, scope=scope, terms=terms, scenario=choice.scenario
    )
    relations = _relations(con, park_id, choice)
    found = _chosen(stored, things, choice, terms)
    if found.measures.empty and choice.kind == "measure":
        ids = stored.measures.index
        raise NotFoundError(thing=N_("measure"), name=choice.name, known=", ".join(ids[:20]))
    asked_for = len(found.measures)
    if choice.kind in ("all", "economic"):
        found = found.only(measures.counted_together(found, relations, terms))
    packaged = measures.packaged(found, relations)
    shown_years = (
        None if viewer.sees_all else _shown_years(con, park_id, choice, (found, packaged), terms, viewer)
    )
    return Subject(
        register=None if found.measures.empty else packaged,
        considered=len(stored.measures),
        partners=_companies(found, viewer=viewer),
        scenario=_scenario(con, park_id, choice, viewer),
        excluded=len(measures.conflicts(relations, found.measures.index).excluded),
        left_out=asked_for - len(found.measures),
        shown_years=shown_years,
        **common,
    )


def _scenario(
    con: duckdb.DuckDBPyConnection, park_id: str, choice: Choice, viewer: Viewer
) -> Scenario | None:
    if choice.scenario is None:
        return None
    return scenarios.scenario(con, park_id=park_id, scenario_id=choice.scenario, viewer=viewer)


def _relations(con: duckdb.DuckDBPyConnection, park_id: str, choice: Choice) -> pd.DataFrame:
    if choice.scenario is None:
        return measures.relations(con, park_id=park_id)
    return scenarios.relations(con, park_id=park_id, scenario_id=choice.scenario)


def _chosen(stored: Register, things: planning.Candidates, choice: Choice, terms: Terms) -> Register:
    """Measures of a choice."""
    ids = stored.measures.index
    if choice.kind == "measure":
        return stored.only(ids[(ids == choice.name).tolist()])
    if choice.kind == "plan":
        aim = replace(choice.aim, discount_rate=terms.discount_rate)
        plan = planning.Model(things, choice.limits, aim).solve(patience=service.PATIENCE)
        return delayed_to_their_year(stored.only(pd.Index(plan.chosen)), plan.measures["year"])
    if choice.kind == "economic" and len(ids):
        return stored.only(ids[measures.appraise(stored, terms)["is_economic"].astype(bool).tolist()])
    return stored


def _shown_years(
    con: duckdb.DuckDBPyConnection,
    park_id: str,
    choice: Choice,
    registers: tuple[Register, Register],
    terms: Terms,
    viewer: Viewer,
) -> int | None:
    """Number of cash-flow rows that a guest may read in addition to everything disclosed on pages.

    Raises `HiddenError` if not even totals may be read. `registers`: chosen measures as stored, and without overlaps.
    """
    if choice.kind in ("measure", "plan"):  # the budget of a plan would disclose the costs of its measures
        raise HiddenError
    found, packaged = registers
    known = scenarios.disclosed_totals(con, park_id=park_id, viewer=viewer)
    left = measures.kept(_relations(con, park_id, choice), found.measures.index)
    of = disclosure.Sum(found.measures, choice.scenario, left)
    if not known.may_show(of):
        raise HiddenError
    return None if found.measures.empty else measures.disclosed_years(packaged, terms, of, known)


def _companies(found: Register, *, viewer: Viewer) -> pd.DataFrame:
    """Companies of the measures, largest investment first."""
    rows = measures.disclosed(found.measures, viewer=viewer)
    order = rows.groupby("company_id", dropna=False)["investment"].transform("sum")
    rows = rows.assign(order=order).sort_values("order", ascending=False, kind="stable")
    firms = rows.drop_duplicates("company_id")[["company_en", "company_zh"]]
    named = firms.rename(columns={"company_en": "name_en", "company_zh": "name_zh"})
    return named.assign(role="", sector=None).reset_index(drop=True)


def _of_synergy(
    con: duckdb.DuckDBPyConnection, park_id: str, choice: Choice, common: Mapping[str, Any]
) -> Subject:
    viewer = common["viewer"]
    known = synergies.synergies(con, parks=[park_id], viewer=viewer).set_index("synergy_id", drop=False)
    if choice.name not in known.index:
        raise NotFoundError(thing=N_("synergy"), name=choice.name, known=", ".join(sorted(known.index)[:20]))
    row = known.loc[choice.name].to_dict()
    found = assessment.dossier(con, synergy=choice.name, park=park_id, viewer=viewer, draws=1)
    if found is None:
        raise HiddenError
    return Subject(
        case=assessment.case_of_synergy(found.assumptions, unit=str(row["unit"]))
        if viewer.sees_all
        else None,
        considered=1,
        partners=found.partners,
        synergy=row,
        sheet=found.sheet,
        shares=found.shares,
        risks=_open_risks(con, choice.name, viewer=viewer),
        assumptions=found.assumptions,
        permits=found.permits,
        likely_permits=found.likely_permits,
        axes=found.axes,
        **common,
    )


def _open_risks(con: duckdb.DuckDBPyConnection, synergy: str, *, viewer: Viewer) -> pd.DataFrame:
    """Open risks of a synergy; empty for guests, since a risk may identify a company."""
    known = assessment.risks(con, synergy=synergy, viewer=viewer)
    return known[known["status"] != "closed"].reset_index(drop=True)
