"""Limits of a park and thresholds for newcomers: what is used, what a newcomer adds, and whether it fits."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from isdata.data import store, units
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_
from isdata.institution.inventory import Inventory, uncovered
from isdata.institution.own_figures import needed, own_figure
from isdata.park import flows

# Limits of the park: its use with the newcomer must not exceed them. The others concern the newcomer alone.
CAPACITIES = ("steam", "power", "fresh_water", "waste_water", "land", "co2", "voc", "traffic")
# Assumptions of this product: load of a truck, and days on which trucks drive. A delivery is two trips.
TRUCK_LOAD, TRUCK_DAYS = 20.0, 300.0  # [t], [d/yr]

STATUSES: Mapping[str, str] = {"fail": N_("Fails"), "unknown": N_("Unknown"), "pass": N_("Passes")}
REASONS: Mapping[str, str] = {
    "fits": N_("{need} needed; {free} free."),
    "exceeds": N_("{need} needed, {free} free: {lacking} too much."),
    "none": N_("Nothing is needed."),
    "settled": N_("In the park already: {used} used of {limit}."),
    "overdrawn": N_("The park uses {used} already, above the limit of {limit}."),
    "beyond": N_("Steam of {grade} is needed; no network of the park supplies it."),
    "not_stated": N_("The newcomer does not state it. Enter the amount, 0 if there is none."),
    "no_use": N_("The present use is unknown. Enter it with the limit."),
    "no_limit": N_("The limit has no number yet. Enter it from the master plan."),
    "no_factor": N_("No CO2 factor is stored for {resources}."),
    "unit": N_("The unit {unit} does not suit this rule."),
    "keeps": N_("{value}; the limit is kept."),
    "breaks": N_("{value}; the limit is broken."),
}
REMEDIES: Mapping[str, str] = {
    "exceeds": N_("Save {lacking}, or cover it by a synergy, such as waste heat or reclaimed water."),
    "overdrawn": N_("Create capacity first: no newcomer fits until then."),
    "beyond": N_("Generate it on site, or use a process at a lower pressure and temperature."),
    "energy_intensity": N_("Use at most {allowed}, or earn a value added of at least {required}."),
    "water_intensity": N_("Use at most {allowed}, or earn a value added of at least {required}."),
    "steam_per_area": N_("Use at most {allowed}."),
    "land_output": N_("Earn a value added of at least {required}, or take at most {allowed}."),
    "jobs_per_area": N_("Employ at least {required}, or take at most {allowed}."),
    "investment_per_area": N_("Invest at least {required}, or take at most {allowed}."),
    "waste_reused": N_("Name a receiver for {required} more waste."),
}


class Finding(NamedTuple):
    """Result of a rule.

    Attributes
    ----------
    status : str
        A key of `STATUSES`.
    reason : str
        A key of `REASONS`.
    value : float
        What the newcomer needs, or its figure. [unit]
    used : float
        Use of the park today. [unit]
    lacking : float
        What is missing to pass, 0 where it passes. [unit]
    details : dict
        For the words of reason and remedy: amounts as (number, unit), texts as they are.
    remedy : str
        A key of `REMEDIES`, or empty.
    """

    status: str
    reason: str
    value: float = math.nan
    used: float = math.nan
    lacking: float = 0.0
    details: Mapping[str, Any] = {}
    remedy: str = ""


@dataclass(frozen=True)
class Tested:
    """A newcomer against the rules of a park.

    Attributes
    ----------
    results : DataFrame, index threshold_id
        Columns of `limit_rules.sql`, and those of `Finding`. Failed rules first, of them capacities of the park.
    inventory : Inventory
    """

    results: pd.DataFrame
    inventory: Inventory = field(repr=False)

    @property
    def status(self) -> str:
        """Overall result: "fail" if a rule fails, else "unknown" if one is unknown, else "pass"."""
        found = set(self.results["status"])
        return next((status for status in STATUSES if status in found), "unknown")


def rules(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Rules of a park, index threshold_id; columns as in `limit_rules.sql`."""
    return store.ask(con, "limit_rules", park_id=park_id).set_index("threshold_id")


def present_use(
    con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer
) -> dict[str, float]:
    """Use of a park in a year that follows from its data, by rule; nan where it does not.

    steam [t/yr], power from outside [MWh/yr], fresh_water, waste_water [m³/yr], land [ha], co2 [t/yr] of purchased energy, voc
    [t/yr], traffic [1/d].
    """
    declared = flows.declared(con, park_id=park_id, year=year, viewer=viewer)
    is_taken = declared["receiver_company"].notna()
    kinds = declared["resource_class"]

    def total(rows: pd.Series, per: float = 1.0) -> float:
        return float((declared["value"] / per)[rows].sum()) if rows.any() else math.nan

    enthalpy = declared["slope"].where(declared["unit"] == "t")
    steam = (kinds == "steam") & is_taken
    moved = (declared["kind"] == "material") & (declared["destination"] != "emission")
    choice = flows.Choice(year=year, kind="energy", unit="GJ")
    links = flows.converted(con, park_id=park_id, choice=choice, viewer=viewer)
    bought = links[links["provider_outside"] & ~links["receiver_outside"]]
    tonnes = total(moved)
    return {
        "steam": float((declared["value"] / enthalpy)[steam].sum()) if steam.any() else math.nan,
        "power": total(
            (declared["resource_id"] == "electricity") & is_taken & declared["provider_company"].isna(),
            units.factor("MWh", "GJ"),
        ),
        "fresh_water": total((declared["resource_id"] == "fresh_water") & is_taken),
        "waste_water": total((kinds == "waste_water") & (declared["destination"] == "treatment")),
        "land": float(store.ask(con, "park_plot_area", park_id=park_id)["used"].iloc[0]),
        "co2": float(bought["emitted"].sum()) if len(bought) else math.nan,
        "voc": total(declared["resource_id"] == "voc"),
        "traffic": tonnes / TRUCK_LOAD / TRUCK_DAYS * 2,
    }


def tested(
    con: duckdb.DuckDBPyConnection, *, park_id: str, inventory: Inventory, year: int, viewer: Viewer
) -> Tested:
    """A newcomer against every rule of a park.

    Parameters
    ----------
    inventory : Inventory
        The newcomer, with the synergies that are to be counted in.
    year : int
        Of the flows that tell the use of today.
    viewer : Viewer
        Who reads; the use of the park is a sum over companies, for the facilitator.
    """
    known = rules(con, park_id=park_id)
    used = present_use(con, park_id=park_id, year=year, viewer=viewer)
    grades = known[known["rule"] == "steam"]
    found = {
        name: _checked({"threshold_id": name, **row}, inventory, used, grades)
        for name, row in known.iterrows()
    }
    results = known.drop(columns="used").join(
        pd.DataFrame.from_dict(found, orient="index", columns=Finding._fields)
    )
    order = results["status"].map({status: place for place, status in enumerate(STATUSES)})
    order = order * 2 + ~results["rule"].isin(CAPACITIES)
    return Tested(
        results.assign(order=order).sort_values("order", kind="stable").drop(columns="order"), inventory
    )


def _checked(rule: dict, inventory: Inventory, used: Mapping[str, float], grades: pd.DataFrame) -> Finding:
    if rule["rule"] in CAPACITIES:
        return _capacity(rule, inventory, used, grades)
    return _threshold(rule, inventory)


def _capacity(rule: dict, inventory: Inventory, used: Mapping[str, float], grades: pd.DataFrame) -> Finding:
    """Whether the use of the park with the newcomer keeps a limit."""
    unit, limit = str(rule["unit"]), rule["maximum"]
    if pd.isna(limit):
        return Finding("unknown", "no_limit")
    if rule["rule"] == "steam" and (beyond := _beyond(rule, inventory, grades)):
        return Finding("fail", "beyond", details={"grade": beyond}, remedy="beyond")
    need = _need(rule, inventory, grades)
    if isinstance(need, Finding):
        return need
    present = (
        float(rule["used"]) if pd.notna(rule["used"]) else _in_unit(used[rule["rule"]], rule["rule"], unit)
    )
    if math.isnan(present):
        return Finding("unknown", "no_use", need)
    details = {"used": (present, unit), "limit": (limit, unit), "need": (need, unit)}
    if inventory.is_settled:
        lacking = max(0.0, present - limit)
        return Finding(
            "fail" if lacking else "pass",
            "overdrawn" if lacking else "settled",
            need,
            present,
            lacking,
            details,
        )
    if need == 0:
        return Finding("pass", "none", 0.0, present, details=details)
    free = limit - present
    details |= {"free": (max(0.0, free), unit), "lacking": (need - free, unit)}
    if free < 0:
        return Finding("fail", "overdrawn", need, present, need - free, details, "overdrawn")
    if need > free + 1e-9:
        return Finding("fail", "exceeds", need, present, need - free, details, "exceeds")
    return Finding("pass", "fits", need, present, details=details)


def _need(rule: dict, inventory: Inventory, grades: pd.DataFrame) -> float | Finding:
    """Additional use of a park by a newcomer [unit of the rule], or the reason why it is unknown."""
    name, unit, lines = rule["rule"], str(rule["unit"]), uncovered(inventory)
    demand, supply = lines["direction"] == "demand", lines["direction"] == "supply"
    if name == "land":
        area = inventory.about["area"]
        return Finding("unknown", "not_stated") if pd.isna(area) else float(area)
    if name == "co2":
        energy = lines[demand & (lines["kind"] == "energy") & (lines["net"] > 0)]
        if energy.empty:
            return Finding("unknown", "not_stated")
        bare = energy[energy["co2"].isna()]
        if len(bare):
            names = [(row["resource_en"], row["resource_zh"]) for row in bare.to_dict("records")]
            return Finding("unknown", "no_factor", details={"resources": list(dict.fromkeys(names))})
        return float((energy["net"] * energy["co2"]).sum())
    if name == "traffic":
        moved = lines[(lines["kind"] == "material") & (lines["current_route"] != "emission")]
        if moved.empty:
            return Finding("unknown", "not_stated")
        return float((moved["net"] * moved["slope"]).sum()) / TRUCK_LOAD / TRUCK_DAYS * 2
    asked = {
        "steam": demand & (lines["resource_class"] == "steam"),
        "power": demand & (lines["resource_id"] == "electricity"),
        "fresh_water": demand & (lines["resource_id"] == "fresh_water"),
        "waste_water": supply & (lines["resource_class"] == "waste_water"),
        "voc": supply & (lines["resource_id"] == "voc"),
    }[name]
    own = lines[asked]
    if own.empty:
        return Finding("unknown", "not_stated")
    if name == "steam":
        own = own[_graded(own, grades) == rule["threshold_id"]]
    return _amount(own, name, unit)


_ANNUAL = {"steam": "t", "power": "MWh", "fresh_water": "m³", "waste_water": "m³", "co2": "t", "voc": "t"}
_DAYS, _HOURS = 365.0, 8760.0


def _amount(lines: pd.DataFrame, name: str, unit: str) -> float | Finding:
    """Amount of lines in the unit of a rule: per year, per day (mean), or per hour and as power (in operating hours)."""
    base = _ANNUAL[name]
    same = lines["unit"] == base
    slope = pd.Series(
        [
            1.0 if is_same else units.factor(own, base) if units.kind(own) == units.kind(base) else math.nan
            for is_same, own in zip(same, lines["unit"], strict=True)
        ],
        index=lines.index,
        dtype=float,
    )
    if unit in (f"{base}/yr", base):
        return float((lines["net"] * slope).sum(skipna=False))
    if unit == f"{base}/d":
        return float((lines["net"] * slope).sum(skipna=False)) / _DAYS
    if unit == f"{base}/h" or (name == "power" and unit == "MW"):
        if lines.loc[lines["net"] > 0, "hours"].isna().any():
            return Finding("unknown", "not_stated")
        rate = lines["quantity"] * slope * lines["peak"] / lines["hours"].where(lines["hours"] > 0)
        return float(rate.fillna(0.0).sum())
    return Finding("unknown", "unit", details={"unit": unit})


def _in_unit(annual: float, name: str, unit: str) -> float:
    """Annual use of a park in the unit of a rule; nan as a rate: annual sums do not tell a peak."""
    base = _ANNUAL.get(name)
    if base is None or unit in (f"{base}/yr", base):
        return annual
    return annual / _DAYS if unit == f"{base}/d" else math.nan


def _serves(lines: pd.DataFrame, grade: Mapping) -> pd.Series:
    hot, strong = grade["temperature"], grade["pressure"]
    return ~((lines["temperature"] > hot) | (lines["pressure"] > strong))


def _graded(lines: pd.DataFrame, grades: pd.DataFrame) -> pd.Series:
    """Steam network that serves each line: the lowest pressure and temperature that suffice."""
    found = pd.Series(None, index=lines.index, dtype=object)
    for name, grade in grades.sort_values(
        ["pressure", "temperature"], ascending=False, na_position="first"
    ).iterrows():
        found = found.mask(_serves(lines, dict(grade)), name)
    return found


def _beyond(rule: Mapping, inventory: Inventory, grades: pd.DataFrame) -> str:
    """Grade of steam that a newcomer needs and no network supplies; stated with the hottest network only."""
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


def _threshold(rule: dict, inventory: Inventory) -> Finding:
    """Whether a newcomer's own figure keeps a threshold."""
    name, unit = rule["rule"], str(rule["unit"])
    low, high = rule["minimum"], rule["maximum"]
    if pd.isna(low) and pd.isna(high):
        return Finding("unknown", "no_limit")
    value, top, bottom = own_figure(name, inventory)
    if math.isnan(value):
        return Finding("unknown", "not_stated")
    is_kept = (pd.isna(low) or value >= low) and (pd.isna(high) or value <= high)
    if is_kept:
        return Finding("pass", "keeps", value, details={"value": (value, unit)})
    limit = high if pd.notna(high) and value > high else low
    details = {"value": (value, unit)} | needed(name, float(limit), top, bottom, inventory)
    return Finding("fail", "breaks", value, math.nan, abs(value - limit), details, name)
