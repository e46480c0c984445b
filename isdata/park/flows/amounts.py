"""Conversion of flows to the common unit of a diagram."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata.data import applicable, units
from isdata.data.contracts.results import Links
from isdata.errors import UnitError

CO2 = "co2"
MONEY = "money"

# Units for flows of each kind, the usual one first; "" is for all kinds.
COUNTED_IN: Mapping[str, tuple[str, ...]] = {
    "material": ("t", CO2, MONEY),
    "energy": ("MWh", "GJ", "tce", CO2, MONEY, "t"),
    "water": ("m³", "t", MONEY),
    "service": ("h", "t·km", MONEY),
    "": ("t", "GJ", "tce", CO2, MONEY),
}

_PROPERTIES = ["heating_value", "density", "enthalpy"]
PER_ROW = [
    "unit", "usual_unit", "heating_value", "density", "enthalpy", "energy_factor", "energy_unit",
    "co2_factor", "co2_unit",
]  # fmt: skip


def in_one_unit(links: pd.DataFrame, target: str, *, currency: str = "") -> Links:
    """Links with their amounts in one unit.

    Parameters
    ----------
    links : DataFrame
        As `links` returns.
    target : str
        A unit, or `CO2` for the emissions of burning or producing the amount [t], or `MONEY` for the payments
        for it, regardless of the payer [currency/yr].
    currency : str
        The park's currency, for `MONEY`.

    Returns
    -------
    Links
        As declared in `contracts/results/links.csv`, without emitted.
    """
    if target == MONEY:
        return _paid(links, currency)
    shown = "t" if target == CO2 else target
    found = units.by_case(links, PER_ROW, lambda row: conversion(row, target))
    # Not `.str`: an empty table has no text column.
    slope = found.map(lambda pair: pair[0]).astype(float)
    conversion_name = found.map(lambda pair: pair[1]).astype(object)
    # An amount known by its class only is converted at the middle of the class, so its range is wider.
    reach = np.select(
        [conversion_name == name for name in _PROPERTIES],
        [links[f"{name}_ratio"] for name in _PROPERTIES],
        1.0,
    )
    return links.assign(
        value=links["quantity"] * slope,
        spread=links["half_width"] * slope,
        least=links["low"].fillna(links["quantity"]) * slope / reach,
        most=links["high"].fillna(links["quantity"]) * slope * reach,
        conversion=conversion_name,
        used_factor_id=links["co2_factor_id" if target == CO2 else "energy_factor_id"],
        unit_shown=shown,
    )


def factors_used(converted: Links) -> pd.DataFrame:
    """Published factors used for the amounts: factor_id, resource_en, resource_zh.

    One row per factor.

    Parameters
    ----------
    converted : DataFrame
        As from `in_one_unit`. Flows with class and range only have no factor of their own.
    """
    rows = converted[(converted["conversion"] == "factor") & ~converted["is_banded"]]
    ids = rows["used_factor_id"]
    return (
        rows.assign(factor_id=ids)[["factor_id", "resource_en", "resource_zh"]]
        .dropna(subset="factor_id")
        .drop_duplicates("factor_id", ignore_index=True)
    )


def densities_used(converted: Links) -> pd.DataFrame:
    """Densities that converted the known amounts of a selection: resource_en, resource_zh, density [t/m³].

    Parameters
    ----------
    converted : DataFrame
        As from `in_one_unit`. Flows with class and range only have no density of their own.
    """
    rows = converted[
        (converted["conversion"] == "density") & ~converted["is_banded"] & converted["is_measured"]
    ]
    return rows[["resource_en", "resource_zh", "density"]].drop_duplicates(ignore_index=True)


def _paid(links: pd.DataFrame, currency: str) -> pd.DataFrame:
    has_cost = links["cost"].notna() & (links["currency"] == currency)
    return links.assign(
        value=links["cost"].abs().where(has_cost),
        spread=np.nan,
        least=links["cost"].abs().where(has_cost),
        most=links["cost"].abs().where(has_cost),
        conversion=np.where(has_cost, "cost", ""),
        used_factor_id=None,
        unit_shown=currency,
    )


def conversion(row: Mapping[str, object], target: str) -> tuple[float, str]:
    """Number of target units in one unit of a resource, and the conversion; (nan, "") if impossible.

    Parameters
    ----------
    row : mapping
        unit, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], energy_factor
        [energy_unit], co2_factor [co2_unit].
    """
    if target == CO2:
        return _emitted(row)
    slope = _same(row["unit"], target)
    if slope is not None:
        return slope, "unit"
    measured = units.kind(target)
    if measured in ("mass", "volume"):
        return _by_density(row, target)
    if measured == "energy":
        return _energy(row, target)
    return np.nan, ""


# Reasons why an amount cannot be converted to a unit.
UNKNOWN_UNIT, NO_DENSITY, NO_ENERGY, NO_FACTOR, NO_PRICE, OTHER_KIND = (
    "unknown_unit", "no_density", "no_energy", "no_factor", "no_price", "other_kind",
)  # fmt: skip


def conversion_obstacle(row: Mapping[str, object], target: str) -> str:
    """Reason why an amount cannot be converted to the target: its unit, or missing data of its resource.

    Parameters
    ----------
    row : mapping
        As for `conversion`, of an amount without a conversion.
    target : str
        As for `in_one_unit`.
    """
    if target == MONEY:
        return NO_PRICE
    if not units.is_known(str(row["unit"])):
        return UNKNOWN_UNIT
    measured = units.kind(str(row["unit"]))
    if target == CO2:
        return NO_FACTOR
    wanted = units.kind(target)
    if wanted == "energy" and measured in ("mass", "volume", "norm_volume"):
        return NO_ENERGY
    if {wanted, measured} == {"mass", "volume"}:
        return NO_DENSITY
    return OTHER_KIND


def _same(unit: object, target: str) -> float | None:
    try:
        return units.factor(str(unit), target)
    except UnitError:
        return None


def _by_density(row: Mapping[str, object], target: str) -> tuple[float, str]:
    density = _known(row["density"])
    is_mass = units.kind(target) == "mass"
    slope = _same(row["unit"], "m³" if is_mass else "t")
    if slope is None or not density:
        return np.nan, ""
    if is_mass:
        return slope * density * units.factor("t", target), "density"
    return slope / density * units.factor("m³", target), "density"


def _energy(row: Mapping[str, object], target: str) -> tuple[float, str]:
    published = _known(row["energy_factor"]) * applicable.numerator(row["energy_unit"], "GJ")
    attempts = (
        (row["usual_unit"], row["heating_value"], "heating_value"),
        ("t", row["enthalpy"], "enthalpy"),
        (applicable.denominator(row["energy_unit"]), published, "factor"),
    )
    for per, content, conversion_name in attempts:
        slope = _same(row["unit"], str(per))
        if slope is not None and _known(content):
            return slope * _known(content) * units.factor("GJ", target), conversion_name
    return np.nan, ""


def _emitted(row: Mapping[str, object]) -> tuple[float, str]:
    per = applicable.denominator(row["co2_unit"])
    number = row["co2_factor"]
    emitted = number * applicable.numerator(row["co2_unit"], "t") if isinstance(number, float) else np.nan
    if not per or np.isnan(emitted):
        return np.nan, ""
    slope, _way = conversion(row, per)
    return slope * emitted, "factor" if slope == slope else ""


def _known(number: object) -> float:
    """A number, or 0 if none is stored."""
    return float(number) if isinstance(number, (int, float)) and number == number else 0.0
