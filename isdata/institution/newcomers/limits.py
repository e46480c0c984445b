"""Limits of a park and thresholds for newcomers: present use, additional use of a newcomer, and the result of each rule."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.institution.newcomers.findings import STATUSES, Finding
from isdata.institution.newcomers.inventory import Inventory
from isdata.institution.newcomers.needs import additional_use, in_unit, unsupplied_steam_grade
from isdata.institution.newcomers.own_figures import needed, own_figure
from isdata.institution.newcomers.park_use import present_use

# Limits of the park: its use including the newcomer must not exceed them. Other rules concern the newcomer alone.
CAPACITIES = ("steam", "power", "fresh_water", "waste_water", "land", "co2", "voc", "traffic")


@dataclass(frozen=True)
class Tested:
    """A newcomer tested against the rules of a park.

    Attributes
    ----------
    results : DataFrame, index threshold_id
        Columns of `limit_rules.sql` and of `Finding`. Failed rules come first, capacities of the park before thresholds.
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


def tested(
    con: duckdb.DuckDBPyConnection, *, park_id: str, inventory: Inventory, year: int, viewer: Viewer
) -> Tested:
    """Test a newcomer against every rule of a park.

    Parameters
    ----------
    inventory : Inventory
        The newcomer, including the synergies to be counted.
    year : int
        Year of the flows that give the present use.
    viewer : Viewer
        Who reads. The use of the park is a sum over companies, shown to the facilitator only.
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


def with_share(tested: Tested) -> pd.DataFrame:
    """Results that can be drawn as a share of the limit: it is a maximum, and the newcomer's amount is known.

    Returns
    -------
    DataFrame
        Rows of `Tested.results`, and share: of the limit used by the park including the newcomer, or by the newcomer alone
        for thresholds. The use of the park includes a company that has settled already. [-]
    """
    results = tested.results
    rows = results[results["maximum"].notna() & results["value"].notna() & (results["maximum"] > 0)]
    is_counted = tested.inventory.is_settled & rows["used"].notna()
    share = (rows["value"].where(~is_counted, 0.0) + rows["used"].fillna(0.0)) / rows["maximum"]
    return rows.assign(share=share)


def _checked(rule: dict, inventory: Inventory, used: Mapping[str, float], grades: pd.DataFrame) -> Finding:
    if rule["rule"] in CAPACITIES:
        return _capacity(rule, inventory, used, grades)
    return _threshold(rule, inventory)


def _capacity(rule: dict, inventory: Inventory, used: Mapping[str, float], grades: pd.DataFrame) -> Finding:
    """Test if the use of the park including the newcomer stays within a limit."""
    unit, limit = str(rule["unit"]), rule["maximum"]
    if pd.isna(limit):
        return Finding("unknown", "no_limit")
    if rule["rule"] == "steam" and (grade := unsupplied_steam_grade(rule, inventory, grades)):
        return Finding("fail", "beyond", details={"grade": grade}, remedy="beyond")
    more = additional_use(rule, inventory, grades)
    if isinstance(more, Finding):
        return more
    present = (
        float(rule["used"]) if pd.notna(rule["used"]) else in_unit(used[rule["rule"]], rule["rule"], unit)
    )
    if math.isnan(present):
        return Finding("unknown", "no_use", more)
    details = {"used": (present, unit), "limit": (limit, unit), "need": (more, unit)}
    if inventory.is_settled:
        lacking = max(0.0, present - limit)
        status, reason = ("fail", "overdrawn") if lacking else ("pass", "settled")
        return Finding(status, reason, more, present, lacking, details)
    if more == 0:
        return Finding("pass", "none", 0.0, present, details=details)
    free = limit - present
    details |= {"free": (max(0.0, free), unit), "lacking": (more - free, unit)}
    if free < 0:
        return Finding("fail", "overdrawn", more, present, more - free, details, "overdrawn")
    if more > free + 1e-9:
        return Finding("fail", "exceeds", more, present, more - free, details, "exceeds")
    return Finding("pass", "fits", more, present, details=details)


def _threshold(rule: dict, inventory: Inventory) -> Finding:
    """Test if a newcomer's own figure meets a threshold."""
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
    is_above = pd.notna(high) and value > high
    limit = float(high if is_above else low)
    details = {"value": (value, unit), "limit": (limit, unit)} | needed(name, limit, top, bottom, inventory)
    reason = "above" if is_above else "below"
    return Finding("fail", reason, value, math.nan, abs(value - limit), details, name)
