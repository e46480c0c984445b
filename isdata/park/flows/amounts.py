"""How much is a flow in the one unit that a picture is drawn in?"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata.data import units
from isdata.errors import UnitError

CO2 = "co2"
MONEY = "money"

# What flows of each kind can be counted in, the usual first; "" is every kind.
COUNTED_IN: Mapping[str, tuple[str, ...]] = {
    "material": ("t", CO2, MONEY),
    "energy": ("MWh", "GJ", "tce", CO2, MONEY, "t"),
    "water": ("m³", "t", MONEY),
    "service": ("h", "t·km", MONEY),
    "": ("t", "GJ", "tce", CO2, MONEY),
}

PER_ROW = [
    "unit", "usual_unit", "heating_value", "density", "enthalpy", "energy_factor", "energy_unit",
    "co2_factor", "co2_unit",
]  # fmt: skip


def in_one_unit(links: pd.DataFrame, target: str, *, currency: str = "") -> pd.DataFrame:
    """Return the links with their amounts in one unit.

    Parameters
    ----------
    links : DataFrame
        As `links` returns them.
    target : str
        A unit, or `CO2` for what burning or making the amount emits [t], or `MONEY` for what is paid
        for it, whoever pays [currency/yr].
    currency : str
        The park's currency, for `MONEY`.

    Returns
    -------
    DataFrame
        `links` with value, spread (half width of the 95 % interval), least and most (of a band)
        [target/yr], way (how it was converted: "unit", "density", "heating_value", "enthalpy", "factor",
        "cost"; empty if it cannot be) and unit_shown. Value is unknown where nothing was measured.
    """
    if target == MONEY:
        return _paid(links, currency)
    shown = "t" if target == CO2 else target
    signatures = links[PER_ROW].drop_duplicates()
    found = [conversion(row, target) for row in signatures.to_dict("records")]
    signatures = signatures.assign(slope=[one[0] for one in found], way=[one[1] for one in found])
    slope = links[PER_ROW].merge(signatures, on=PER_ROW, how="left").set_index(links.index)
    return links.assign(
        value=links["quantity"] * slope["slope"],
        spread=links["half_width"] * slope["slope"],
        least=links["low"] * slope["slope"],
        most=links["high"] * slope["slope"],
        way=slope["way"],
        unit_shown=shown,
    )


def _paid(links: pd.DataFrame, currency: str) -> pd.DataFrame:
    is_told = links["cost"].notna() & (links["currency"] == currency)
    return links.assign(
        value=links["cost"].abs().where(is_told),
        spread=np.nan,
        least=np.nan,
        most=np.nan,
        way=np.where(is_told, "cost", ""),
        unit_shown=currency,
    )


def conversion(row: Mapping[str, object], target: str) -> tuple[float, str]:
    """Return how many of the target one unit of a resource is, and the way; (nan, "") if it cannot be said.

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
    ways = (
        (row["usual_unit"], row["heating_value"], "heating_value"),
        ("t", row["enthalpy"], "enthalpy"),
        (_below(row["energy_unit"]), row["energy_factor"], "factor"),
    )
    for per, content, way in ways:
        slope = _same(row["unit"], str(per))
        if slope is not None and _known(content):
            return slope * _known(content) * units.factor("GJ", target), way
    return np.nan, ""


def _emitted(row: Mapping[str, object]) -> tuple[float, str]:
    per, emitted = _below(row["co2_unit"]), _known(row["co2_factor"])
    if not per or not emitted:
        return np.nan, ""
    slope, _way = conversion(row, per)
    return slope * emitted, "factor" if slope == slope else ""


def _below(unit: object) -> str:
    return str(unit).partition("/")[2] if isinstance(unit, str) else ""


def _known(number: object) -> float:
    """A number, or 0 where none is stored."""
    return float(number) if isinstance(number, (int, float)) and number == number else 0.0
