"""Checks of the stored rows: the rules of the contracts, and one `checks/*.sql` for each further rule."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data.contracts import rules, tables
from isdata.data.store.asking import sql
from isdata.errors import N_, ProblemsError

CHECKS = Path(__file__).parent / "checks"
PROBLEM_COLUMNS = ["table", "position", "row_key", "column", "value", "rule"]

# Message of each check; {value} is the column `value` of its result.
MESSAGES = {
    "composition_above_one": N_(
        "The substances of “{row_key}” add up to {value}. Shares of one stream cannot exceed 1; correct them."
    ),
    "flow_site_of_other_park": N_(
        "The site “{value}” belongs to a different park than the flow. Correct the park or the site."
    ),
    "flow_to_itself": N_(
        "“{value}” cannot provide to itself, except for reuse, recycling or recovery. Correct "
        "the provider, the receiver or the use."
    ),
    "unit_of_other_kind": N_(
        "“{resource}” cannot be measured in {value}, a unit of another quantity. Correct the unit or the "
        "resource."
    ),
    "flow_without_ends": N_("Provider and receiver are both empty. Fill in at least one."),
    "licence_for_nothing": N_("The licence covers nothing. Enter a code or a resource."),
    "measure_investment_parts": N_(
        "The parts of the investment add up to {value}, which exceeds the investment. Correct one of them."
    ),
    "measure_relation_to_itself": N_(
        "A measure cannot need, exclude, overlap or share costs with itself. Enter another measure."
    ),
    "measure_shared_cost": N_(
        "A shared cost of two measures must be between 0 and the investment of the other measure. Fill in “{column}”."
    ),
    "meter_reading_overlaps": N_(
        "“{value}” is within the previous reading period of the meter; days would count twice. Correct "
        "the first day."
    ),
    "meter_without_resource": N_(
        "The meter measures consumption, but the resource is missing. Fill in “{column}”."
    ),
    "money_without_currency": N_("An amount has no currency. Fill in “{column}”."),
    "money_without_price_year": N_("An amount has no price year. Fill in “{column}”."),
    "partner_of_nothing": N_("The partner belongs to no programme and no network. Enter one of the two."),
    "period_reversed": N_("“{value}” is before the start date. Correct one of the two dates."),
    "plan_feature_not_geojson": N_(
        "The geometry is not valid GeoJSON: “type” and “coordinates” are required."
    ),
    "profile_not_one": N_(
        "The monthly shares of “{row_key}” add up to {value}; they must add up to 1. Correct them."
    ),
    "quantity_limits_reversed": N_("The minimum amount {value} exceeds the maximum. Correct one of them."),
    "risk_ranges_reversed": N_("“{value}” is above the median or high assessment. Correct one of them."),
    "scenario_change_incomplete": N_("The change is incomplete. Fill in “{column}”."),
    "scenario_change_of_other_park": N_(
        "“{value}” does not belong to the park of the scenario. Enter one of this park; only arriving "
        "companies come from another park."
    ),
    "stream_hours_do_not_fit": N_(
        "At most {value} hours per year fit the daily hours and monthly shares. Correct “{column}”, the "
        "hours, the shares or the power."
    ),
    "synergy_assumption_later": N_(
        "Only the amount may change in later years; this entry starts in year {value}. Correct the year."
    ),
    "synergy_assumption_limits": N_(
        "“{value}” is not allowed: amounts, investments and costs cannot be negative. Enter earnings of "
        "treatment as price, a gate fee as a negative price; lifetime 1 to 100 years, discount rate 0 to "
        "1 (0.08 for 8%)."
    ),
    "synergy_stage_behind_history": N_(
        "The stage “{value}” is not the latest in the history. Correct the stage, or add it to the history."
    ),
}


@cache
def check_names() -> tuple[str, ...]:
    """Names of all checks."""
    return tuple(sorted(path.stem for path in CHECKS.glob("*.sql")))


def checks_of(changed: Iterable[str]) -> list[str]:
    """Names of the checks that read one of the changed tables; the results of the others stay the same."""
    names = set(changed)
    return [name for name in check_names() if not words_in(name).isdisjoint(names)]


def check(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every stored cell that breaks a rule.

    Returns
    -------
    DataFrame
        table, position, row_key, column, value, rule; empty if all rows are valid.
    """
    stored = {name: rules.quoted(name) for name in tables()}
    found = []
    for name, table in tables().items():
        flags = con.execute(rules.summary(table, stored[name], stored)).fetchall()[0]
        if any(flags):
            found.append(con.execute(rules.query(table, numbered(stored[name]), stored, flags)).df())
    broken = combined(found)
    return combined([broken, _of_other_cells(check_logic(con, check_names()), broken)])


def _of_other_cells(faults: pd.DataFrame, broken: pd.DataFrame) -> pd.DataFrame:
    """Drop faults of cells that already break a rule of their column."""
    cell = ["table", "row_key", "column"]
    known = set(broken[cell].itertuples(index=False, name=None))
    return faults[[each not in known for each in faults[cell].itertuples(index=False, name=None)]]


def check_deep(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Read every block of every table, which verifies the checksums; return the damaged tables."""
    damaged = []
    for (name,) in con.execute(
        "select table_name from duckdb_tables() where database_name = current_database() and not temporary"
    ).fetchall():
        try:
            con.execute(f"select max(hash(whole)) from {rules.quoted(name)} as whole")
        except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException):
            damaged.append(name)
    return damaged


def numbered(relation: str) -> str:
    """Relation with the number of each row as `position`, as required by the rules."""
    return f"(select *, row_number() over () as position from {relation})"


def check_logic(con: duckdb.DuckDBPyConnection, names: Iterable[str]) -> pd.DataFrame:
    """Rows that break one of the named checks; columns as in `check`."""
    found = ((name, con.execute(sql(name, CHECKS)).df()) for name in names)
    return combined([frame.assign(rule=name) for name, frame in found if not frame.empty])


def is_new(con: duckdb.DuckDBPyConnection, faults: pd.DataFrame) -> pd.Series:
    """Flag for each fault: True if it is caused by the current change or the staged rows.

    Rows stored earlier may break a rule introduced by a newer version; `check` lists them, but they do not prevent
    storing other rows.
    """
    if faults.empty:
        return pd.Series(dtype=bool, index=faults.index)
    named = ["table", "row_key", "column", "value", "rule"]
    with con.cursor() as outside:  # sees committed data only, not the running transaction
        stored = set(
            check_logic(outside, set(faults["rule"]))[named].astype(str).itertuples(index=False, name=None)
        )
    now = faults[named].astype(str).itertuples(index=False, name=None)
    return pd.Series([fault not in stored for fault in now], index=faults.index, dtype=bool)


def combined(found: list[pd.DataFrame]) -> pd.DataFrame:
    """Combine problems in one table with the columns of `check`."""
    filled = [frame for frame in found if not frame.empty]
    if not filled:
        return pd.DataFrame(columns=PROBLEM_COLUMNS, dtype=object)
    return pd.concat(filled, ignore_index=True).reindex(columns=PROBLEM_COLUMNS)


def without_consequences(faults: pd.DataFrame, broken: pd.DataFrame) -> pd.DataFrame:
    """Drop faults that may only be a consequence of other invalid cells: correcting those may resolve them.

    A fault is a consequence of an invalid cell if their rows belong together and the check uses that
    column. Rows belong together if the first parts of their keys are equal, as for the months of one
    stream.

    Parameters
    ----------
    faults : DataFrame
        table, row_key, rule: results of the checks.
    broken : DataFrame
        table, row_key, column of the cells already known as invalid.
    """
    columns = broken.groupby(["table", broken["row_key"].map(_first_part)])["column"].agg(set).to_dict()
    follows = [
        not words_in(rule).isdisjoint(columns.get((table, _first_part(key)), ()))
        for table, key, rule in zip(faults["table"], faults["row_key"], faults["rule"], strict=True)
    ]
    return faults.loc[[not follow for follow in follows]]


def are_consequences(faults: pd.DataFrame, broken: pd.DataFrame) -> pd.Series:
    """Flag for each fault: True if its row belongs to an invalid one; parameters as in `without_consequences`."""
    known = set(zip(broken["table"], broken["row_key"].map(_first_part), strict=True))
    places = zip(faults["table"], faults["row_key"].map(_first_part), strict=True)
    return pd.Series([place in known for place in places], index=faults.index, dtype=bool)


@cache
def words_in(check: str) -> set[str]:
    """All words in the SQL of a check, including the columns that it uses."""
    return set(re.findall(r"\w+", sql(check, CHECKS)))


def _first_part(row_key: object) -> str:
    return str(row_key).split(" · ")[0]


def refuse(*problems: pd.DataFrame) -> None:
    """Raise an error if there are problems.

    Raises
    ------
    ProblemsError
        Contains all problems.
    """
    found = combined(list(problems))
    if not found.empty:
        raise ProblemsError(found)
