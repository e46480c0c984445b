"""Gap of an indicator as a missing amount, and the contribution of each measure and synergy to it."""

from dataclasses import dataclass, field

import duckdb
import pandas as pd

from isdata.data import money, store, units
from isdata.data.contracts.results import Measures
from isdata.errors import UnitError
from isdata.institution.computed_indicators import PER, RECLAIMED
from isdata.park.flows.amounts import PER_ROW, conversion

# Column of `effects` that counts towards the gap of each indicator.
_SHARES = {
    "solid_waste_used": "waste",
    "waste_heat_used": "heat",
    "waste_water_used": "waste_water",
    "solid_waste_disposed": "waste",
}
_INTENSITIES = {"energy_intensity": "tce", "water_intensity": "water"}
# Indicators that add up over measures and synergies, with the unit of the amount where the indicator may have another one.
_SUMS = {
    "co2_saved": ("co2", "t/yr"),
    "jobs": ("jobs", None),
    "private_investment": ("money", None),
    "energy_saved": ("energy", "MWh/yr"),
    "new_links": ("links", None),
    "solid_waste_landfilled": ("waste", "t/yr"),
}


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
    money [10,000 of the park's currency] and energy of measures [MWh], a year.
    """
    rates = money.rates(con, money.currency_of(con, park_id=park_id))
    rows = store.ask(con, "synergy_effects", park_id=park_id).set_index("synergy_id")
    amount = {unit: _in(rows, unit) for unit in ("t", "GJ", "m³")}
    kinds = rows["resource_class"]
    is_residue = (rows["kind"] == "material") & kinds.isin(["waste", "by_product"])
    is_heat = kinds.isin(["heat", "steam"])
    is_waste_water = (kinds == "waste_water") | (rows["resource_id"] == RECLAIMED)
    synergies = pd.DataFrame(
        {
            # Heat from a neighbour replaces bought energy.
            "tce": (amount["GJ"] * units.factor("GJ", "tce")).where(is_heat, 0.0),
            "co2": rows["co2_saved"],
            "water": rows["water_saved"],
            "waste": amount["t"].where(is_residue, 0.0),
            "heat": amount["GJ"].where(is_heat, 0.0),
            "waste_water": amount["m³"].where(is_waste_water, 0.0),
            "jobs": rows["jobs"],
            "links": 1.0,
            "money": rows["investment"] * money.rate_of(rows["currency"], rates) / PER,
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

    The denominators of shares and intensities follow from the data and are kept constant; None where they are unknown or zero.
    """
    gap, limit = float(row["gap"]), float(row["limit"])
    if measure in _SUMS:
        return _of_sum(measure, gap, str(row["unit"]), effects)
    if measure not in derived.index or not float(derived.loc[measure, "whole"]) > 0:
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


def _of_sum(measure: str, gap: float, stated: str, effects: pd.DataFrame) -> Gap | None:
    """Gap of an indicator that adds up; None if its stated unit is none of the amount."""
    name, unit = _SUMS[measure]
    if unit is None:
        is_countable = name != "money" or stated.startswith("10⁴")
        return Gap(gap, stated, effects[name]) if is_countable else None
    try:
        factor = units.factor(stated.removesuffix("/yr"), unit.removesuffix("/yr"))
    except UnitError:
        return None
    return Gap(gap * factor, unit, effects[name])
