"""CO2 of a synergy: replaced energy, treatment and transport."""

import math
from collections.abc import Callable, Mapping

import duckdb
import pandas as pd

from isdata.data import applicable, units
from isdata.errors import UnitError

_KG = 1000.0  # kilograms per tonne


def by_factor(
    con: duckdb.DuckDBPyConnection, declared: Mapping, *, mode: str | None
) -> dict[str, tuple[float, str]]:
    """CO2 factors of the park that apply to the synergy, each with its source.

    Parameters
    ----------
    declared : mapping
        One row of `synergy_declared.sql`.
    mode : str, optional
        Mode of transport.

    Returns
    -------
    dict
        co2_avoided: of one unit of energy [t/unit], heat as purchased heat; co2_electricity [kg/kWh];
        co2_transport [kg/(unit·km)], for amounts by weight. Values without a factor are left out.
    """
    known = applicable.values(con, park_id=declared["park_id"], years=[declared["price_year"]])
    known = known[known["value_kind"] == applicable.CO2]
    factors, freight = (
        known[known[what].notna()].set_index(what) for what in ("resource_id", "transport_mode")
    )
    found = {
        "co2_avoided": _of(factors, _replaced(declared), lambda factor: _per_unit(factor, declared)),
        "co2_electricity": _of(factors, "electricity", lambda factor: _KG * _per(factor, "kWh")),
        "co2_transport": _of(freight, mode, lambda factor: _per_distance(factor, str(declared["unit"]))),
    }
    return {name: value for name, value in found.items() if not math.isnan(value[0])}


def _of(factors: pd.DataFrame, name: str | None, worth: Callable[[pd.Series], float]) -> tuple[float, str]:
    """Factor of a resource or mode and its name; (nan, "") if there is none."""
    if name not in factors.index:
        return math.nan, ""
    factor = factors.loc[name]
    return worth(factor), applicable.origin_in_all(factor)


def _replaced(declared: Mapping) -> str | None:
    """Resource whose factor applies to the energy that a synergy replaces."""
    if declared["kind"] != "energy":
        return None
    return "hot_water" if declared["resource_class"] in ("heat", "cold") else declared["resource_id"]


def _per(factor: pd.Series, unit: str) -> float:
    """CO2 of one unit [t]; NaN if the factor's unit cannot be converted to it."""
    try:
        per_unit = units.factor(unit, applicable.denominator(factor["unit"]))
        return float(factor["value"]) * applicable.numerator(factor["unit"], "t") * per_unit
    except UnitError:
        return math.nan


def _per_unit(factor: pd.Series, declared: Mapping) -> float:
    """CO2 of one unit of a synergy. [t/unit]"""
    unit = str(declared["unit"])
    value = _per(factor, unit)
    # The factor of steam is stated by mass, a synergy may state its energy.
    is_by_mass = str(factor["unit"]).endswith("/t") and units.kind(unit) == "energy"
    if math.isnan(value) and is_by_mass and declared["enthalpy"] > 0:
        tonnes = float(factor["value"]) * applicable.numerator(factor["unit"], "t")
        return tonnes * units.factor(unit, "GJ") / float(declared["enthalpy"])
    return value


def _per_distance(factor: pd.Series, unit: str) -> float:
    """CO2 of moving one unit over one km, if the unit is one of weight. [kg/(unit·km)]"""
    if factor["unit"] != "kg/(t·km)":
        return math.nan
    try:
        return float(factor["value"]) * units.factor(unit, "t")
    except UnitError:
        return math.nan
