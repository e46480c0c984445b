"""Assumptions of a synergy (entered, from other sources, typical or unknown) and the case that they
define."""

import math
from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import contracts, store
from isdata.data.disclosure import Viewer, in_full
from isdata.errors import N_, NotFoundError
from isdata.symbiosis.assessment import assumption_sources
from isdata.symbiosis.assessment.assumption_sources import UNKNOWN, origin_of_stored
from isdata.symbiosis.assessment.case import OPEN, PROVIDER, RECEIVER, TREATER, Case

# Unit of each assumption; {unit} and {currency} are those of the synergy.
UNITS: Mapping[str, str] = {
    "volume": "{unit}/yr",
    "lifetime": "yr",
    "avoided_disposal": "{currency}/{unit}",
    "avoided_purchase": "{currency}/{unit}",
    "substitution": "1",
    "handling": "{currency}/{unit}",
    "treatment": "{currency}/{unit}",
    "quality_risk": "{currency}/{unit}",
    "distance": "km",
    "transport": "{currency}/({unit}·km)",
    "running": "{currency}/yr",
    "annual_saving": "{currency}/yr",
    "investment_provider": "{currency}",
    "investment_receiver": "{currency}",
    "investment_treatment": "{currency}",
    "investment_open": "{currency}",
    "price": "{currency}/{unit}",
    "co2": "t/{unit}",
    "co2_avoided": "t/{unit}",
    "treatment_electricity": "kWh/{unit}",
    "co2_electricity": "kg/kWh",
    "co2_transport": "kg/({unit}·km)",
    "water": "m³/{unit}",
    "virgin": "t/{unit}",
    "landfill": "t/{unit}",
    "jobs": "1",
    "discount_rate": "1/yr",
    "hurdle": "yr",
}
PARTIES = {PROVIDER: "provider", RECEIVER: "receiver", TREATER: "treatment", OPEN: "open"}
COLUMNS = [
    "assumption", "from_year", "value", "unit", "price_year", "uncertainty", "transport_mode", "basis", "source",
    "is_illustrative", "origin",
]  # fmt: skip
# A value stated as a total is replaced by its parts as soon as one of them is recorded.
_WHOLES = {"annual_saving": ("avoided_disposal", "avoided_purchase"), "co2": ("co2_avoided",)}


def assumptions(con: duckdb.DuckDBPyConnection, *, synergy: str, viewer: Viewer) -> pd.DataFrame:
    """All assumptions of a synergy's sheet with their origins; for the facilitator.

    Parameters
    ----------
    synergy : str
        Its id.

    Returns
    -------
    DataFrame
        One row per assumption, and one more for each later year in which it changes: assumption, from_year,
        value [unit] (NaN if unknown), unit, price_year, uncertainty [%], transport_mode, basis, source,
        is_illustrative, origin (one of `assumption_sources.ORIGIN_WORDS`). Values recorded in another unit
        than the sheet's are not used, and their origin is "unknown".

    Raises
    ------
    NotFoundError
        The synergy does not exist.
    """
    found = store.ask(con, "synergy_declared", synergy=synergy)
    if found.empty:
        raise NotFoundError(thing=N_("synergy"), name=synergy, known="–")
    declared = found.iloc[0].to_dict()
    written = store.ask(con, "synergy_assumptions", synergy=synergy)
    units = units_of(declared)
    written = written.loc[written["unit"] == written["assumption"].map(units)]
    collected = assumption_sources.collected(con, declared, written)
    for whole, parts in _WHOLES.items():
        if set(parts) & set(written["assumption"]):
            collected.pop(whole, None)
    collected |= _rest_of_investment(collected, written)
    rows = []
    for name in contracts.choices("assumption"):
        own = written.loc[written["assumption"] == name].to_dict("records")
        first = {"assumption": name, "from_year": 1, "unit": units[name]}
        if not own or own[0]["from_year"] > 1:
            rows.append(first | collected.get(name, {"value": math.nan, "origin": UNKNOWN}))
        rows += [{**row, "origin": origin_of_stored(row)} for row in own]
    return pd.DataFrame(rows if viewer.sees_all else [], columns=COLUMNS)


def entries(con: duckdb.DuckDBPyConnection, *, synergy: str, viewer: Viewer) -> pd.DataFrame:
    """Author and date of the last change of each assumption.

    Columns as in `synergy_assumption_entries.sql`.
    """
    return in_full(con, "synergy_assumption_entries", viewer, synergy=synergy)


def _rest_of_investment(
    assumptions_: Mapping[str, dict], written: pd.DataFrame
) -> dict[str, dict[str, object]]:
    """Remainder of the recorded investment once parts of it are entered."""
    parts = written.loc[
        written["assumption"].str.startswith("investment_") & (written["from_year"] == 1), "value"
    ]
    if parts.empty or "investment_open" not in assumptions_:
        return {}
    whole = assumptions_["investment_open"]
    return {"investment_open": {**whole, "value": max(0.0, float(whole["value"]) - float(parts.sum()))}}


def units_of(declared: Mapping) -> dict[str, str]:
    """Unit of each assumption of a synergy, from its own unit and currency."""
    unit = declared["unit"] if isinstance(declared["unit"], str) else "1"
    return {name: text.format(unit=unit, currency=declared["currency"]) for name, text in UNITS.items()}


def case_of_synergy(stated: pd.DataFrame, *, unit: str) -> Case:
    """Case described by the assumptions.

    Parameters
    ----------
    stated : DataFrame
        As from `assumptions`, possibly with other values.
    unit : str
        Unit of the volume.
    """
    first = stated.loc[stated["from_year"] == 1].set_index("assumption")
    value = first["value"].astype(float).to_dict()
    lifetime = max(1, round(value["lifetime"]))
    way = value["transport"] * value["distance"]
    spreads = first["uncertainty"].astype(float)
    invested = {party: value[f"investment_{role}"] for party, role in PARTIES.items()}
    return Case(
        volume=_by_year(stated.loc[stated["assumption"] == "volume"], lifetime),
        unit=unit,
        lifetime=lifetime,
        **{
            name: value[name]
            for name in (
                "avoided_disposal", "avoided_purchase", "substitution", "handling", "treatment", "quality_risk",
                "running", "annual_saving", "distance", "co2", "co2_avoided", "treatment_electricity", "co2_electricity",
                "co2_transport", "water", "virgin", "landfill", "jobs",
            )
        },
        transport=way,
        mode=_text(first.loc["transport", "transport_mode"]) or _text(first.loc["distance", "transport_mode"]),
        investment=invested,
        price=None if math.isnan(value["price"]) else value["price"],
        uncertainty=spreads.dropna().to_dict() | _of_investment(spreads, value),
    )  # fmt: skip


def _by_year(volumes: pd.DataFrame, lifetime: int) -> tuple[float, ...]:
    """Amount of each year; the last one continues. [unit/yr]"""
    by_year = volumes.set_index("from_year")["value"].astype(float)
    return tuple(by_year.reindex(range(1, lifetime + 1)).ffill())


def _of_investment(spreads: pd.Series, value: Mapping[str, float]) -> dict[str, float]:
    """Uncertainty of the total investment: the largest of its parts."""
    declared = [
        spreads[name] for name in value if name.startswith("investment_") and not math.isnan(value[name])
    ]
    known = [share for share in declared if not math.isnan(share)]
    return {"investment": max(known)} if known else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def store_assumptions(
    con: duckdb.DuckDBPyConnection, *, synergy: str, rows: pd.DataFrame, who: str, reason: str
) -> int:
    """Store assumptions of a synergy; one without a value is removed. Return the new data version.

    Parameters
    ----------
    rows : DataFrame
        Columns of the table “Synergy assumptions”, without the id of the synergy; in the unit of the sheet.

    Raises
    ------
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    units = units_of(store.ask(con, "synergy_declared", synergy=synergy).iloc[0].to_dict())
    filled = rows.assign(synergy_id=synergy, unit=rows["assumption"].map(units))
    known = store.ask(con, "synergy_assumptions", synergy=synergy)
    stored = set(zip(known["assumption"], known["from_year"], strict=True))
    kept = filled.loc[filled["value"].notna()]
    gone = [
        f"{synergy} · {row['assumption']} · {row['from_year']}"
        for row in filled.loc[filled["value"].isna()].to_dict("records")
        if (row["assumption"], row["from_year"]) in stored
    ]
    return store.write(
        con, {"synergy_assumption": kept}, removed={"synergy_assumption": gone}, who=who, reason=reason
    )
