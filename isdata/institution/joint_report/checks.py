"""Checks of the sheets for missing or implausible entries, with the reason."""

import math
from collections.abc import Mapping

import pandas as pd

from isdata.data import units
from isdata.data.i18n import N_

FINDINGS: Mapping[str, str] = {
    "unit": N_("The unit measures something else than {unit}."),
    "missing": N_("Missing. The flows of the park give {expected}."),
    "expected": N_("The flows of the park give {expected}."),
    "previous": N_("The year before it was {previous}."),
    "discharge": N_("More water is discharged than withdrawn."),
    "source": N_("No source is stated."),
    "confirm": N_("Not yet confirmed by the company."),
}
_DOUBTS = ("unit", "expected", "previous", "discharge")
_APART = 1.5  # factor by which an entry may differ from the amount of the flows
_JUMP = 3.0  # factor by which an entry may differ from the year before


def in_report_unit(rows: pd.DataFrame, value: str = "value", unit: str = "unit") -> pd.Series:
    """Values in the unit of the report; missing where they are unknown or measure something else."""
    return pd.Series(
        [
            _converted(amount, given, asked)
            for amount, given, asked in zip(rows[value], rows[unit], rows["report_unit"], strict=True)
        ],
        index=rows.index,
        dtype=float,
    )


def _converted(amount: float, given: object, asked: str) -> float:
    if pd.isna(amount) or pd.isna(given) or units.kind(str(given)) != units.kind(asked):
        return math.nan
    return float(amount) * units.factor(str(given), asked)


def check_sheets(sheets: pd.DataFrame) -> pd.DataFrame:
    """Findings about the sheets of companies with at least one entry.

    An entry is implausible if it is more than 1.5 times or less than 1/1.5 of the amount of the park's flows, or more than
    3 times or less than a third of the value of the year before. A partial amount of the flows is a minimum only. More
    water may be discharged than withdrawn if the flows confirm that discharge: such a company treats the waste water of
    others.

    Parameters
    ----------
    sheets : DataFrame
        As `sheets` returns.

    Returns
    -------
    DataFrame
        company_id, name_en, name_zh, item, finding (a key of `FINDINGS`), stated, expected, previous [report_unit],
        report_unit, is_partial (of `expected`).
    """
    started = sheets.groupby("company_id")["value"].transform("count") > 0
    rows = sheets[started].assign(
        stated=in_report_unit(sheets[started]),
        previous=in_report_unit(sheets[started], "previous", "previous_unit"),
    )
    water = rows.pivot_table(index="company_id", columns="item", values="stated", aggfunc="first")
    water = water.reindex(columns=["water_withdrawn", "water_discharged"])
    too_much = set(water.index[water["water_discharged"] > water["water_withdrawn"]]) - _explained(rows)
    found = [
        {**row, "finding": finding}
        for row in rows.to_dict("records")
        for finding in _findings(row, discharges_more=row["company_id"] in too_much)
    ]
    columns = [
        "company_id",
        "name_en",
        "name_zh",
        "item",
        "finding",
        "stated",
        "expected",
        "previous",
        "report_unit",
        "is_partial",
    ]
    return pd.DataFrame(found, columns=columns)


def _explained(rows: pd.DataFrame) -> set[str]:
    """Companies whose discharge agrees with the flows: they treat the waste water of others."""
    own = rows[(rows["item"] == "water_discharged") & rows["expected"].gt(0)]
    return {
        row["company_id"]
        for row in own.to_dict("records")
        if not _differs(row["stated"], row["expected"], _APART)
    }


def doubtful_entries(sheets: pd.DataFrame) -> pd.DataFrame:
    """Entries that are in doubt until they are corrected: implausible, contradictory, or in a unit of something else.

    Returns
    -------
    DataFrame
        company_id and item of each, once.
    """
    found = check_sheets(sheets)
    return found.loc[found["finding"].isin(_DOUBTS), ["company_id", "item"]].drop_duplicates()


def states(sheets: pd.DataFrame) -> pd.DataFrame:
    """Entered figures with their state: "failed" the checks, "confirmed" by the company, or still "open".

    A figure that failed is not confirmed until it is corrected, whatever the company signed.

    Returns
    -------
    DataFrame
        The entered rows of `sheets` with state.
    """
    failed = set(doubtful_entries(sheets).itertuples(index=False, name=None))
    entered = sheets[sheets["value"].notna()]
    keys = zip(entered["company_id"], entered["item"], strict=True)
    has_failed = pd.Series([key in failed for key in keys], index=entered.index, dtype=bool)
    state = entered["confirmed_on"].notna().map({True: "confirmed", False: "open"})
    return entered.assign(state=state.astype(object).mask(has_failed, "failed"))


def state_counts(entered: pd.DataFrame) -> pd.DataFrame:
    """Number of entered figures of each company by state, as from `states`.

    Returns
    -------
    DataFrame, index company_id
        confirmed, open, failed, entered (all of them); companies with most failed figures first.
    """
    counts = pd.DataFrame(
        {
            state: (entered["state"] == state).groupby(entered["company_id"]).sum()
            for state in ("confirmed", "open", "failed")
        }
    )
    counts = counts.assign(entered=counts.sum(axis="columns"))
    return counts.sort_values(["failed", "entered", "confirmed"], ascending=False, kind="stable")


def _findings(row: Mapping, *, discharges_more: bool) -> list[str]:
    """Findings about one entry."""
    if pd.isna(row["value"]):
        return ["missing"] if pd.notna(row["expected"]) else []
    found = []
    if math.isnan(row["stated"]):
        found.append("unit")
    is_above_minimum = row["is_partial"] and row["stated"] >= row["expected"]
    if not is_above_minimum and _differs(row["stated"], row["expected"], _APART):
        found.append("expected")
    if _differs(row["stated"], row["previous"], _JUMP):
        found.append("previous")
    if discharges_more and row["item"] == "water_discharged":
        found.append("discharge")
    if pd.isna(row["source"]):
        found.append("source")
    if pd.isna(row["confirmed_on"]):
        found.append("confirm")
    return found


def _differs(stated: float, other: float, factor: float) -> bool:
    """Return True if two known amounts differ by more than a factor."""
    if pd.isna(stated) or pd.isna(other) or other == 0:
        return False
    return not 1 / factor <= stated / other <= factor
