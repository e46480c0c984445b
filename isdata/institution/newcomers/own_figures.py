"""Figures of a newcomer that the master plan limits, and the change that would meet a limit."""

import math

import numpy as np
import pandas as pd

from isdata.institution.computed_indicators import is_fresh_water
from isdata.institution.newcomers.inventory import Inventory, factors, tce, uncovered

PER = 10_000.0  # currency units
_KNOWN_ROUTES = ("recycling", "sale", "internal")
_RESIDUES = ("waste", "by_product")


def own_figure(name: str, inventory: Inventory) -> tuple[float, float, float]:
    """Figure of a newcomer, with its numerator and denominator.

    energy_intensity [tce per 10,000 of the currency], water_intensity [m³ per 10,000], land_output and investment_per_area
    [10,000 per ha], steam_per_area [t/(ha·yr)], jobs_per_area [1/ha], waste_reused [%]; nan where an amount is unknown or
    its unit cannot be converted.
    """
    about, lines = inventory.about, uncovered(inventory)
    demand = lines[lines["direction"] == "demand"]
    added = float(about["value_added"]) / PER
    area, people, money = float(about["area"]), float(about["employees"]), float(about["investment"]) / PER
    energy = demand[demand["kind"] == "energy"]
    water = demand[is_fresh_water(demand)]
    steam = demand[demand["resource_class"] == "steam"]
    reused, residues = _reused(lines)

    def some(rows, amount):
        return amount if len(rows) else math.nan

    top, bottom = {
        "energy_intensity": (some(energy, tce(demand, demand["net"])), added),
        "water_intensity": (some(water, float((water["net"] * water["slope"]).sum(skipna=False))), added),
        "land_output": (added, area),
        "steam_per_area": (some(steam, float((steam["net"] * factors(steam, "t")).sum(skipna=False))), area),
        "jobs_per_area": (people, area),
        "investment_per_area": (money, area),
        "waste_reused": (100 * reused, residues),
    }[name]
    return (top / bottom if bottom > 0 else math.nan), top, bottom


def _reused(lines: pd.DataFrame) -> tuple[float, float]:
    """Waste and by-products with a use, unknown if the destination of one is; and all of them. [t/yr]"""
    residues = lines[
        (lines["direction"] == "supply")
        & lines["resource_class"].isin(_RESIDUES)
        & (lines["kind"] == "material")
    ]
    if residues.empty:
        return math.nan, 0.0
    tonnes = residues["quantity"] * residues["slope"]
    # The destination of a residue without a route and without a synergy is unknown.
    covered = (residues["covered"] * residues["slope"]).where(
        residues["current_route"].notna() | (residues["covered"] > 0)
    )
    used = tonnes.where(residues["current_route"].isin(_KNOWN_ROUTES), covered)
    return float(used.sum(skipna=False)), float(tonnes.sum(skipna=False))


def needed(name: str, limit: float, top: float, bottom: float, inventory: Inventory) -> dict:
    """Numerator or denominator that would meet the limit, as (number, unit)."""
    currency = inventory.about["currency"] or "CNY"
    money, size = f"{currency}/yr", top / limit if limit else math.inf
    return {
        "energy_intensity": {"allowed": (limit * bottom, "tce/yr"), "required": (size * PER, money)},
        "water_intensity": {"allowed": (limit * bottom, "m³/yr"), "required": (size * PER, money)},
        "land_output": {"required": (limit * bottom * PER, money), "allowed": (size, "ha")},
        "steam_per_area": {"allowed": (limit * bottom, "t/yr")},
        "jobs_per_area": {"required": (np.ceil(limit * bottom), "jobs"), "allowed": (size, "ha")},
        "investment_per_area": {"required": (limit * bottom * PER, currency), "allowed": (size, "ha")},
        "waste_reused": {"required": (limit / 100 * bottom - top / 100, "t/yr")},
    }[name]
