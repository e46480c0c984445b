"""All data of one synergy as plain tables: for its page and for documents."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.engines import uncertainty
from isdata.symbiosis import synergies
from isdata.symbiosis.assessment.assumptions import assumptions, case_of_synergy
from isdata.symbiosis.assessment.partners import Shares, shares
from isdata.symbiosis.assessment.permits import likely_permits, permits
from isdata.symbiosis.assessment.readiness import by_axis, scores
from isdata.symbiosis.assessment.records import risks
from isdata.symbiosis.assessment.sheet import Sheet, sheet


@dataclass(frozen=True)
class Dossier:
    """One synergy.

    Attributes
    ----------
    facts : Series
        One row of `synergies.synergies`: names, stage, topic, amount, owner, next step and so on.
    partners : DataFrame
        As from `synergies.partners`.
    history : DataFrame
        As from `synergies.history`.
    assumptions : DataFrame
        As from `assumptions.assumptions`; empty for a guest, like everything that follows.
    sheet : Sheet, optional
        As from `sheet.sheet`: years, parties, appraisal, band, simulation, swings, unknown.
    shares : Shares, optional
        As from `partners.shares`: fair gain of each partner.
    readiness : DataFrame
        As from `readiness.scores`, one row per partner and axis.
    axes : DataFrame
        As from `readiness.by_axis`.
    risks : DataFrame
        As from `records.risks`.
    permits, likely_permits : DataFrame
        As from `permits`.
    """

    facts: pd.Series
    partners: pd.DataFrame
    history: pd.DataFrame
    assumptions: pd.DataFrame
    sheet: Sheet | None
    shares: Shares | None
    readiness: pd.DataFrame
    axes: pd.DataFrame
    risks: pd.DataFrame
    permits: pd.DataFrame
    likely_permits: pd.DataFrame


def dossier(
    con: duckdb.DuckDBPyConnection,
    *,
    synergy: str,
    park: str,
    viewer: Viewer,
    draws: int = uncertainty.DRAWS,
) -> Dossier | None:
    """All data of a synergy; None if it does not exist or is not visible to this user.

    Parameters
    ----------
    synergy, park : str
        Id of the synergy, and of a park that it or a partner belongs to.
    viewer : Viewer
        Reader of the data.
    draws : int
        Number of simulations of the sheet.
    """
    known = synergies.synergies(con, parks=[park], viewer=viewer).set_index("synergy_id", drop=False)
    if synergy not in known.index:
        return None
    facts = known.loc[synergy]
    partners = synergies.partners(con, parks=[park], viewer=viewer)
    stated = assumptions(con, synergy=synergy, viewer=viewer)
    scored = scores(con, synergy=synergy, viewer=viewer)
    own = partners.loc[partners["synergy_id"] == synergy].reset_index(drop=True)
    return Dossier(
        facts=facts,
        partners=own,
        history=synergies.history(con, synergy=synergy, viewer=viewer),
        assumptions=stated,
        sheet=sheet_of(stated, unit=str(facts["unit"]), draws=draws) if viewer.sees_all else None,
        shares=shares_of(stated, own, unit=str(facts["unit"])) if viewer.sees_all else None,
        readiness=scored,
        axes=by_axis(scored),
        risks=risks(con, synergy=synergy, viewer=viewer),
        permits=permits(con, synergy=synergy, viewer=viewer),
        likely_permits=likely_permits(con, synergy=synergy, viewer=viewer),
    )


def sheet_of(stated: pd.DataFrame, *, unit: str, draws: int = uncertainty.DRAWS) -> Sheet:
    """Feasibility sheet for some assumptions, at the discount rate and hurdle among them."""
    return sheet(
        case_of_synergy(stated, unit=unit),
        discount_rate=_first(stated, "discount_rate"),
        hurdle=_first(stated, "hurdle"),
        draws=draws,
    )


def shares_of(stated: pd.DataFrame, partners: pd.DataFrame, *, unit: str) -> Shares | None:
    """Fair share of each partner; None if gain or investment is unknown."""
    return shares(case_of_synergy(stated, unit=unit), partners, discount_rate=_first(stated, "discount_rate"))


def _first(stated: pd.DataFrame, name: str) -> float:
    """Value of an assumption in the first year."""
    return float(stated.loc[(stated["from_year"] == 1) & (stated["assumption"] == name), "value"].iloc[0])
