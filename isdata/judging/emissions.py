"""How much CO2 stands behind the energy that a synergy replaces?"""

import math
from collections.abc import Mapping

import duckdb

from isdata import store, units
from isdata.errors import UnitError


def replaced_co2(con: duckdb.DuckDBPyConnection, declared: Mapping) -> tuple[float, str]:
    """Return the CO2 of one unit of energy by the factor that holds in the park, and the factor; heat as bought heat.

    Transport and treatment are not taken off.

    Parameters
    ----------
    declared : mapping
        One row of `synergy_declared.sql`.

    Returns
    -------
    (float, str)
        [t/unit], and the id of the factor; (nan, "") for what is no energy or has no factor.
    """
    if declared["kind"] != "energy":
        return math.nan, ""
    resource = "hot_water" if declared["resource_class"] in ("heat", "cold") else declared["resource_id"]
    factors = store.ask(con, "match_co2", park_id=declared["park_id"]).set_index("resource_id")
    if resource not in factors.index:
        return math.nan, ""
    factor, unit = factors.loc[resource], str(declared["unit"])
    counted_in = str(factor["unit"]).partition("/")[2]
    try:
        one = units.factor(unit, counted_in)
    except UnitError:
        # The factor of steam is told by mass, a synergy may tell its energy.
        if counted_in != "t" or units.kind(unit) != "energy" or not declared["enthalpy"] > 0:
            return math.nan, ""
        one = units.factor(unit, "GJ") / float(declared["enthalpy"])
    return float(factor["value"]) * one, str(factor["factor_id"])
