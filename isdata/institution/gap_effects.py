"""Gap of an indicator as a missing amount, and the contribution of each measure and synergy to it."""

import math
from dataclasses import dataclass, field

import duckdb
import pandas as pd

from isdata.data import store, units
from isdata.data.contracts.results import Measures
from isdata.institution.computed_indicators import PER
from isdata.park.flows.amounts import PER_ROW, conversion

# Column of `effects` that counts towards the gap of each indicator.
_SHARES = {
    "solid_waste_used": "waste",
    "waste_heat_used": "heat",
    "waste_water_used": "waste_water",
    "solid_waste_disposed": "waste",
}
_INTENSITIES = {"energy_intensity": "tce", "water_intensity": "water"}


@dataclass(frozen=True)
class Gap:
    """A gap as a sum to be reached by measures and synergies.

    Attributes
    ----------
    need : float
        Amount that is missing. [unit/yr]
    unit : str
        Of the amount.
    effects : Series, index measure or synergy
        Amount that each contributes.
    """

    need: float
    unit: str
    effects: pd.Series = field(repr=False)


def effects(
    con: duckdb.DuckDBPyConnection, park_id: str, measures: Measures, things: pd.DataFrame
) -> pd.DataFrame:
    """Contribution of each measure and synergy: tce, co2 [t], water [m³], waste [t], heat [GJ], waste_water [m³], jobs, links,
    money [10,000 of the currency] and energy of measures [MWh], a year.
    """
    rows = store.ask(con, "synergy_effects", park_id=park_id).set_index("synergy_id")
    amount = {unit: _in(rows, unit) for unit in ("t", "GJ", "m³")}
    kinds = rows["resource_class"]
    is_residue = (rows["kind"] == "material") & kinds.isin(["waste", "by_product"])
    is_heat = kinds.isin(["heat", "steam"])
    synergies = pd.DataFrame(
        {
            # Heat from a neighbour replaces bought energy.
            "tce": (amount["GJ"] * units.factor("GJ", "tce")).where(is_heat, 0.0),
            "co2": rows["co2_saved"],
            "water": rows["water_saved"],
            "waste": amount["t"].where(is_residue, 0.0),
            "heat": amount["GJ"].where(is_heat, 0.0),
            "waste_water": amount["m³"].where(rows["kind"] == "water", 0.0),
            "jobs": rows["jobs"],
            "links": 1.0,
            "money": rows["investment"] / PER,
            "energy": 0.0,
        }
    )
    own = pd.DataFrame({"co2": measures["co2_saving"], "energy": measures["energy_saving"]})
    own = own.assign(tce=own["energy"] * units.factor("MWh", "tce"))
    return pd.concat([own, synergies]).reindex(things.index).astype(float).fillna(0.0)


def _in(rows: pd.DataFrame, unit: str) -> pd.Series:
    empty = dict.fromkeys(PER_ROW)
    return pd.Series(
        [row["quantity"] * conversion({**empty, **row}, unit)[0] for row in rows.to_dict("records")],
        index=rows.index,
        dtype=float,
    ).fillna(0.0)


def as_sum(measure: str, row: pd.Series, derived: pd.DataFrame, effects: pd.DataFrame) -> Gap | None:
    """Convert a gap into a missing amount and the contribution of each measure and synergy.

    The denominators of shares and intensities follow from the data and are kept constant.
    """
    gap, limit = float(row["gap"]), float(row["limit"])
    simple = {
        "co2_saved": ("co2", "t/yr"),
        "jobs": ("jobs", "jobs"),
        "private_investment": ("money", str(row["unit"])),
        "energy_saved": ("energy", "MWh/yr"),
        "new_links": ("links", str(row["unit"])),
        "solid_waste_landfilled": ("waste", "t/yr"),
    }
    if measure in simple:
        name, unit = simple[measure]
        if measure == "energy_saved":  # parks state it in MWh or GWh
            gap *= units.factor(str(row["unit"]).removesuffix("/yr"), "MWh")
        return Gap(gap, unit, effects[name])
    if measure not in derived.index or math.isnan(float(derived.loc[measure, "whole"])):
        return None
    whole, unit = float(derived.loc[measure, "whole"]), str(derived.loc[measure, "part_unit"])
    if measure in _SHARES:
        return Gap(gap / 100 * whole, unit, effects[_SHARES[measure]])
    if measure in _INTENSITIES:
        return Gap(gap * whole / PER, unit, effects[_INTENSITIES[measure]])
    if measure == "co2_per_energy":
        # (C - c·x) / (E - e·x) <= L holds where (c - L e)·x >= C - L E.
        return Gap(gap * whole, unit, effects["co2"] - limit * effects["tce"])
    return None
