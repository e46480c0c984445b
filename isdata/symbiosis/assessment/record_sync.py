"""Results of a synergy's sheet copied to its record, which is used by the board and by achieved figures."""

import datetime as dt
import math
from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import i18n, store
from isdata.data.i18n import N_
from isdata.symbiosis.assessment import proposing
from isdata.symbiosis.assessment.assumption_sources import CONFIRMED, FACTOR, STORED
from isdata.symbiosis.assessment.assumptions import store_assumptions
from isdata.symbiosis.assessment.case import Case
from isdata.symbiosis.assessment.sheet import Sheet

# Relative difference below which figures are equal: records are rounded. [-]
_TOLERANCE = 0.02
# Author of a zero that this product adds so that the parts of the investment are its total.
_PARTS_ARE_TOTAL = N_("isdata, {day}: the parts are the whole investment")


def by_sheet(made: Sheet, case: Case) -> dict[str, float]:
    """Values of the record according to the sheet, at full operation; only known ones.

    Returns
    -------
    dict
        quantity [unit/yr], investment [currency], annual_saving [currency/yr], lifetime [yr], co2_saved [t/yr],
        water_saved [m³/yr], jobs: those of the last year of its life.
    """
    last = made.years.iloc[-1]
    values = {
        "quantity": last["volume"],
        "investment": made.appraisal["investment"],
        "annual_saving": last["net"],
        "lifetime": case.lifetime,
        "co2_saved": last["co2"],
        "water_saved": last["water"],
        "jobs": case.jobs,
    }
    return {name: float(value) for name, value in values.items() if not math.isnan(float(value))}


def other_figures(facts: Mapping, made: Sheet, case: Case) -> dict[str, tuple[float, float]]:
    """Values that differ between record and sheet: the recorded one and that of the sheet."""
    found = {}
    for name, value in by_sheet(made, case).items():
        now = float(facts[name]) if pd.notna(facts[name]) else math.nan
        # A lifetime that is not stated is this product's own assumption, so a difference needs no action.
        if name == "lifetime" and math.isnan(now):
            continue
        if math.isnan(now) or abs(value - now) > _TOLERANCE * max(abs(now), abs(value)):
            found[name] = (now, value)
    return found


def update_record(
    con: duckdb.DuckDBPyConnection,
    *,
    facts: Mapping,
    stated: pd.DataFrame,
    made: Sheet,
    case: Case,
    who: str,
    reason: str,
) -> int:
    """Write the values of the sheet to the record of a synergy; return the new data version.

    Parameters
    ----------
    facts : mapping
        One row of `synergies.synergies`.
    stated : DataFrame
        Its assumptions.
    made, case : Sheet, Case
        Results of these assumptions.

    Raises
    ------
    ProblemsError
        Values break rules of the contract, such as money without a price year; nothing was stored.
    """
    synergy = str(facts["synergy_id"])
    years = stated["price_year"].dropna()
    year = facts["price_year"] if pd.notna(facts["price_year"]) else (years.max() if len(years) else None)
    row = {"synergy_id": synergy, "currency": facts["currency"], "price_year": year} | by_sheet(made, case)
    row["is_partial_gain"] = made.has_partial_gain and "annual_saving" in row
    if proposing.is_estimate(facts):
        row["source"] = i18n.both(
            N_("Values of the sheet, confirmed on {day}"), day=dt.date.today().isoformat()
        )
    kept = _kept(stated.loc[stated["from_year"] == 1].set_index("assumption"), row)
    if len(kept):
        store_assumptions(con, synergy=synergy, rows=kept, who=who, reason=reason)
    return store.write(con, {"synergy": pd.DataFrame([row])}, who=who, reason=reason)


def _kept(first: pd.DataFrame, row: Mapping) -> pd.DataFrame:
    """Assumptions to be stored so that the parts of the sheet still count in addition to the record.

    Otherwise the difference between the recorded investment and its parts would count as open once a part is
    reduced; and the recorded CO2 would count as a total, with transport and treatment permanently deducted.
    """
    rows = []
    if pd.isna(first.loc["investment_open", "value"]) and "investment" in row:
        source = i18n.both(_PARTS_ARE_TOTAL, day=dt.date.today().isoformat())
        rows.append({"assumption": "investment_open", "value": 0.0, "source": source})
    avoided = first.loc["co2_avoided"]
    if (
        pd.isna(first.loc["co2", "value"])
        and pd.notna(avoided["value"])
        and avoided["origin"] not in (STORED, CONFIRMED)
    ):
        basis = "published" if avoided["origin"] == FACTOR else None
        rows.append({"assumption": "co2_avoided", "basis": basis, **avoided[["value", "source"]]})
    return pd.DataFrame(rows).assign(from_year=1)
