"""Planned synergies as candidates beside measures, and the streams that connect the two."""

from dataclasses import dataclass, replace

import duckdb
import numpy as np
import pandas as pd

from isdata import scenarios
from isdata.data import store
from isdata.data.contracts.results import Relations
from isdata.data.disclosure import FACILITATOR
from isdata.data.money import currency_of, rates
from isdata.decisions.planning.candidates import STANDS, TAKES, Candidates, candidates
from isdata.energy.measures import Register, Terms, appraise
from isdata.energy.measures.register import AHEAD
from isdata.engines import finance
from isdata.symbiosis import assessment
from isdata.symbiosis.assessment.assumptions import case_of_synergy
from isdata.symbiosis.assessment.case import money, tonnes

# Operating and ended synergies are not candidates.
_SETTLED = ("operation", "ended")


@dataclass(frozen=True)
class Synergies:
    """Candidate synergies.

    Attributes
    ----------
    rows : DataFrame, index synergy_id
        Register rows as `scenarios.as_measures` returns: each at its full amount.
    dependencies : DataFrame
        As `scenarios.stream_dependencies`, of these synergies.
    sheets : DataFrame, index synergy_id
        payback [yr] and co2_saving at full operation [t/yr] as on the sheets, of synergies that have one.
    """

    rows: pd.DataFrame
    dependencies: pd.DataFrame
    sheets: pd.DataFrame


def open_synergies(
    con: duckdb.DuckDBPyConnection, *, park_id: str, discount_rate: float, scenario: str | None = None
) -> Synergies:
    """Park's synergies that do not operate yet, with money from their sheets, or else from their
    records.

    Parameters
    ----------
    discount_rate : float
        Discount rate at which a sheet's yearly amounts are converted to one annual amount. [1/yr]
    scenario : str, optional
        Synergies that it starts, or that lose a partner in it, are not candidates.
    """
    known = scenarios.stream_dependencies(con, park_id=park_id)
    known = known[~known["stage"].isin(_SETTLED)]
    if scenario is not None:
        chosen = scenarios.unnamed(con, park_id=park_id, scenario_id=scenario)
        partners = scenarios.partners(con, park_id=park_id)
        leaving = chosen.named("company_leaves", "company_id")
        stranded = partners.loc[partners["company_id"].isin(leaving), "synergy_id"]
        gone = {*stranded, *chosen.named("synergy_on", "synergy_id")}
        known = known[~known["synergy_id"].isin(gone)]
    rows = known.drop_duplicates("synergy_id").set_index("synergy_id").assign(running_cost=0.0)
    rate = rates(con, currency_of(con, park_id))
    shown = {}
    for synergy_id in rows.index:
        sheet = _sheet(con, str(synergy_id), discount_rate)
        if sheet is not None:
            factor = rate.get(str(rows.loc[synergy_id, "currency"]), np.nan)
            for name in ("investment", "annual_saving", "running_cost"):
                rows.loc[synergy_id, name] = sheet[name] * factor
            rows.loc[synergy_id, ["lifetime", "co2_saved"]] = sheet["lifetime"], sheet["co2_saved"]
            shown[synergy_id] = sheet["payback"], sheet["co2_at_full"]
    made = scenarios.as_measures(rows, pd.Series(1.0, index=rows.index))
    return Synergies(
        made.assign(running_cost=rows["running_cost"], status=rows["stage"], probability=rows["probability"]),
        known,
        pd.DataFrame.from_dict(shown, orient="index", columns=["payback", "co2_saving"]),
    )


def _sheet(con: duckdb.DuckDBPyConnection, synergy_id: str, discount_rate: float) -> dict[str, float] | None:
    """Data of a synergy's sheet as one annual amount; None where no sheet is entered."""
    if store.ask(con, "synergy_assumptions", synergy=synergy_id).empty:
        return None
    case = case_of_synergy(assessment.assumptions(con, synergy=synergy_id, viewer=FACILITATOR), unit="1")
    years = np.arange(case.lifetime + 1)
    later = (1 + discount_rate) ** -years.astype(float)
    level = 1 / float(finance.present_value_factor(discount_rate, case.lifetime))
    parts = money(case)
    gain = sum(
        float(amounts @ later) for name, amounts in parts.items() if name not in ("running", "investment")
    )
    saved = float(tonnes(case)["co2"] @ later)
    payback, at_full = assessment.brief(case)
    running = 0.0 if case.is_whole or np.isnan(case.running) else case.running
    return {
        "investment": -float(parts["investment"][0]),
        "annual_saving": gain * level,
        "running_cost": running,
        "lifetime": float(case.lifetime),
        "co2_saved": saved * level,
        "payback": payback,
        "co2_at_full": at_full,
    }


def joint_candidates(
    register: Register,
    relations: Relations,
    terms: Terms,
    found: Synergies,
    *,
    ahead: pd.Index | None = None,
) -> Candidates:
    """Measures and synergies as candidates, connected by the streams they share.

    Parameters
    ----------
    register : Register
        Measures to choose from.
    relations : DataFrame
        Between measures.
    terms : Terms
        Prices and rates.
    found : Synergies
        Synergies to choose from; those that cannot be valued are left out.
    ahead : Index, optional
        Measures whose effect is not yet part of today's streams; by default those not implemented.
        Implemented measures are already reflected in the streams.
    """
    own = register.measures
    rows = pd.concat([own, found.rows.reindex(columns=own.columns)]).rename_axis("measure_id")
    made = candidates(replace(register, measures=rows), relations, terms)
    ids = [name for name in found.rows.index if name in made.measures.index]
    # The value of a synergy is linear in its operating share: the value at full operation less that of the
    # idle share.
    resting = found.rows.loc[ids].assign(other_saving=0.0)
    idle = appraise(Register(resting, register.savings.iloc[:0], register.currency), terms)["npv"]
    table = made.measures
    gain = table[["npv", "co2", "co2_life"]].reindex(ids)
    gain["npv"] -= idle.reindex(ids)
    rows = found.dependencies[found.dependencies["synergy_id"].isin(ids) & (found.dependencies["weight"] > 0)]
    lost = gain.reindex(rows["synergy_id"]).mul(rows["weight"].to_numpy(), axis=0).to_numpy()
    stands = rows.reset_index(drop=True).assign(**dict(zip(("npv", "co2", "co2_life"), lost.T, strict=True)))
    is_ahead = own["status"].isin(AHEAD) if ahead is None else own.index.isin(ahead)
    changes = scenarios.stream_changes(register.only(own.index[is_ahead]))
    takes = changes[changes["measure_id"].isin(table.index) & changes["stream_id"].isin(stands["stream_id"])]
    return replace(made, stands=stands[list(STANDS)], takes=takes[list(TAKES)].reset_index(drop=True))


def started(names: pd.DataFrame) -> pd.Index:
    """Ids of the planned synergies that a scenario starts. [synergy_id]

    Parameters
    ----------
    names : DataFrame, index measure_id
        Columns of the register, with is_synergy where a scenario is applied.
    """
    if "is_synergy" not in names:
        return names.index[:0]
    return names.index[names["is_synergy"].fillna(False).astype(bool)]
