"""Demand of a newcomer for each capacity of a park, in the unit of its limit."""

import math
from collections.abc import Mapping

import pandas as pd

from isdata.institution.newcomers import trucks
from isdata.institution.newcomers.findings import Finding
from isdata.institution.newcomers.inventory import Inventory, factors, uncovered

# Flows that state a newcomer's demand for a capacity: direction, and the column and value that identify them.
FLOWS = {
    "steam": ("demand", "resource_class", "steam"),
    "power": ("demand", "resource_id", "electricity"),
    "fresh_water": ("demand", "resource_id", "fresh_water"),
    "waste_water": ("supply", "resource_class", "waste_water"),
    "voc": ("supply", "resource_id", "voc"),
}


def missing(rules: pd.DataFrame, inventory: Inventory) -> list[tuple[str, str, str]]:
    """Flows of `FLOWS` that are limited in a park but missing for a newcomer (not even stated as 0).

    Parameters
    ----------
    rules : DataFrame
        As from `limits.rules`.
    """
    limited = rules.loc[rules["maximum"].notna(), "rule"]
    return [
        flow
        for rule, flow in FLOWS.items()
        if (limited == rule).any() and not _stated(inventory.lines, flow).any()
    ]


def _stated(lines: pd.DataFrame, flow: tuple[str, str, str]) -> pd.Series:
    direction, column, value = flow
    return (lines["direction"] == direction) & (lines[column] == value)


def additional_use(rule: dict, inventory: Inventory, grades: pd.DataFrame) -> float | Finding:
    """Additional use of a park's capacity by a newcomer [unit of the rule], or the finding why it is unknown."""
    name, unit, lines = rule["rule"], str(rule["unit"]), uncovered(inventory)
    if name == "land":
        area = inventory.about["area"]
        return Finding("unknown", "not_stated") if pd.isna(area) else float(area)
    if name == "co2":
        energy = lines[(lines["direction"] == "demand") & (lines["kind"] == "energy") & (lines["net"] != 0)]
        if energy.empty or energy["net"].isna().any():
            return Finding("unknown", "not_stated")
        bare = energy[energy["co2"].isna()]
        if len(bare):
            names = [(row["resource_en"], row["resource_zh"]) for row in bare.to_dict("records")]
            return Finding("unknown", "no_factor", details={"resources": list(dict.fromkeys(names))})
        return float((energy["net"] * energy["co2"]).sum())
    if name == "traffic":
        moved = lines[trucks.by_road(lines.assign(destination=lines["current_route"]))]
        if moved.empty:
            return Finding("unknown", "not_stated")
        if unknown := _unknown(moved, moved["mass"]):
            return unknown
        return trucks.trips(float((moved["net"] * moved["mass"]).sum()))
    own = lines[_stated(lines, FLOWS[name])]
    if own.empty:
        return Finding("unknown", "not_stated")
    if name == "steam":
        own = own[_graded(own, grades) == rule["threshold_id"]]
    return _amount(own, name, unit)


# Unit of the yearly amount of each capacity.
_ANNUAL = {"steam": "t", "power": "MWh", "fresh_water": "m³", "waste_water": "m³", "co2": "t", "voc": "t"}
_DAYS = 365.0


def _amount(lines: pd.DataFrame, name: str, unit: str) -> float | Finding:
    """Amount of lines in the unit of a rule: per year, per day (mean), or per hour and as power (in operating hours)."""
    base = _ANNUAL[name]
    slope = factors(lines, base)
    if unknown := _unknown(lines, slope):
        return unknown
    if unit in (f"{base}/yr", base):
        return float((lines["net"] * slope).sum())
    if unit == f"{base}/d":
        return float((lines["net"] * slope).sum()) / _DAYS
    if unit == f"{base}/h" or (name == "power" and unit == "MW"):
        if lines.loc[lines["net"] > 0, "hours"].isna().any():
            return Finding("unknown", "no_hours")
        rate = lines["quantity"] * slope * lines["peak"] / lines["hours"].where(lines["hours"] > 0)
        return float(rate.fillna(0.0).sum())
    return Finding("unknown", "unit", details={"unit": unit})


def _unknown(lines: pd.DataFrame, slope: pd.Series) -> Finding | None:
    """Finding if an amount is not stated or its unit cannot be converted."""
    if slope.isna().any():
        return Finding("unknown", "unit", details={"unit": str(lines.loc[slope.isna(), "unit"].iloc[0])})
    return Finding("unknown", "not_stated") if lines["net"].isna().any() else None


def in_unit(annual: float, name: str, unit: str) -> float:
    """Annual use of a park in the unit of a rule; nan for rates, since annual sums give no peak."""
    base = _ANNUAL.get(name)
    if base is None or unit in (f"{base}/yr", base):
        return annual
    return annual / _DAYS if unit == f"{base}/d" else math.nan


def _serves(lines: pd.DataFrame, grade: Mapping) -> pd.Series:
    hot, strong = grade["temperature"], grade["pressure"]
    return ~((lines["temperature"] > hot) | (lines["pressure"] > strong))


def _graded(lines: pd.DataFrame, grades: pd.DataFrame) -> pd.Series:
    """Steam network that serves each line: the one with the lowest sufficient pressure and temperature."""
    found = pd.Series(None, index=lines.index, dtype=object)
    for name, grade in grades.sort_values(
        ["pressure", "temperature"], ascending=False, na_position="first"
    ).iterrows():
        found = found.mask(_serves(lines, dict(grade)), name)
    return found


def unsupplied_steam_grade(rule: Mapping, inventory: Inventory, grades: pd.DataFrame) -> str:
    """Steam grade that a newcomer needs and no network supplies; stated for the hottest network only."""
    highest = grades.sort_values(["pressure", "temperature"], na_position="last").index[-1]
    if rule["threshold_id"] != highest:
        return ""
    lines = uncovered(inventory)
    steam = lines[
        (lines["direction"] == "demand") & (lines["resource_class"] == "steam") & (lines["net"] > 0)
    ]
    without = steam[_graded(steam, grades).isna()]
    if without.empty:
        return ""
    hot, strong = without["temperature"].max(), without["pressure"].max()
    parts = [f"{strong:g} bar" if pd.notna(strong) else "", f"{hot:g} °C" if pd.notna(hot) else ""]
    return ", ".join(part for part in parts if part)
