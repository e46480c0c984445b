"""Problems and notices in the reader's words: what is wrong, where, and what to do."""

import pandas as pd

from isdata.data import contracts
from isdata.data.i18n import Reader
from isdata.data.ingest.source import Notice
from isdata.errors import N_

MESSAGES = {
    "unknown_sheet": N_(
        "“{value}” is not a table name. Rename it as in the template, or begin the name with “_” to "
        "ignore it."
    ),
    "unknown_sheet_near": N_(
        "“{value}” is not a table name. Is “{table}” meant? Rename it, or begin the name with “_” to "
        "ignore it."
    ),
    "no_headings": N_(
        "No heading of “{table}” was found in the first 30 rows. Copy the headings from the template."
    ),
    "unknown_column": N_(
        "“{value}” is not a column of “{table}”. Correct the heading, or begin it with “_” to ignore the "
        "column."
    ),
    "unknown_column_near": N_(
        "“{value}” is not a column of “{table}”. Is “{meant}” meant? Correct the heading, or begin it "
        "with “_” to ignore the column."
    ),
    "duplicate_column": N_(
        "“{value}” is already in column {letter}. Keep one of the two, or begin one heading with “_”."
    ),
    "no_heading": N_(
        "Column {letter} has values but no heading, possibly because of merged cells. Add a heading, or "
        "clear the column."
    ),
    "missing_key": N_(
        "The column “{column}” is missing. It is needed to identify the rows of “{table}”; add it from "
        "the template."
    ),
    "missing_column": N_(
        "The column “{column}” is missing but required for new rows. Add it from the template."
    ),
    "number": N_(
        "“{value}” in “{column}” is not a number. Enter digits, such as 1234.5, or leave the cell empty."
    ),
    "about_number": N_(
        "“{value}” in “{column}” is approximate. Enter {middle} only; put the uncertainty into “± %” if "
        "available, such as 10."
    ),
    "below_number": N_(
        "“{value}” in “{column}” is a bound. Enter the most likely value, such as {middle}, and 100 in “± "
        "%” if available."
    ),
    "above_number": N_(
        "“{value}” in “{column}” is a bound. Enter the most likely value and its uncertainty in “± %” if "
        "available."
    ),
    "range_number": N_(
        "“{value}” in “{column}” is a range. Enter the mean {middle} and {spread} in “± %” if available."
    ),
    "reference_near": N_(
        "“{value}” in “{column}” does not exist. Is “{near}” meant? Correct it, or add “{value}” to the "
        "table “{other}” first."
    ),
    "whole": N_("{value} in “{column}” is not a whole number. Write it without decimals."),
    "ambiguous_number": N_(
        "“{value}” in “{column}” is ambiguous: {large} or {small}? Write {large} or {small}0, or choose "
        "the number format of the file."
    ),
    "date": N_("“{value}” in “{column}” is not a date. Write it as year-month-day, such as 2024-05-17."),
    "ambiguous_date": N_(
        "“{value}” in “{column}” is ambiguous: {first} or {second}? Write it as year-month-day."
    ),
    "flag": N_("“{value}” in “{column}” is neither yes nor no. Write yes or no."),
    "unit": N_("“{value}” in “{column}” is not a known unit. Use a unit such as t, m³, MWh, GJ, tce or pcs."),
    "unit_near": N_("“{value}” in “{column}” is not a known unit. Did you mean: {near}?"),
    "unit_of_number": N_(
        "The unit of “{value}” does not fit “{column}” ({wanted}). Enter the value in {wanted}."
    ),
    "unit_conflict": N_("“{column}” has the unit {value}, but the row has {own}. Use the same unit."),
    "currency_conflict": N_(
        "“{column}” has the currency {value}, but the row has {own}. Use the same currency."
    ),
    "heading_unit": N_(
        "The unit in the heading “{value}” does not fit “{column}” ({wanted}). Correct the heading."
    ),
    "cell_error": N_("“{column}” contains the error {value}. Correct the formula, or enter the value."),
    "formula_without_value": N_(
        "The formula in “{column}” has no saved result. Open the file in Excel, save it, and import it again."
    ),
    "example_changed": N_(
        "The row is still marked as an example. Clear the mark in column {letter} to import it, or delete "
        "the row."
    ),
}
_UNITS = {
    "unit": {"en": "the row's unit", "zh": "本行单位"},
    "currency": {"en": "the row's currency", "zh": "本行货币"},
}
WORDED = ["file", "sheet", "cell", "row", "table", "column", "value", "message"]


def word(problems: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Return problems as a reader wants to see them.

    Parameters
    ----------
    problems : DataFrame
        As in `Import.problems`, or as `store.check` returns them.
    reader : Reader
        Who reads them.

    Returns
    -------
    DataFrame
        file, sheet, cell, row, table and column in the reader's words, value, message: what is
        wrong and what to do. Same order and index.
    """
    filled = problems.reindex(columns=["file", "sheet", "cell", "row", *_NEEDED]).astype(object)
    filled = filled.where(filled.notna(), None)
    rows = [
        {
            "file": row["file"] or "",
            "sheet": row["sheet"] or "",
            "cell": row["cell"] or "",
            "row": row["row"],
            "table": reader.table(row["table"]) if row["table"] else "",
            "column": reader.column(row["table"], row["column"]) if row["column"] else "",
            "value": row["value"] or "",
            "message": message(row, reader),
        }
        for row in filled.to_dict("records")
    ]
    worded = pd.DataFrame(rows, columns=WORDED, index=problems.index, dtype=object)
    return worded.assign(row=worded["row"].astype("Int64"))


_NEEDED = ["table", "column", "row_key", "value", "rule", "details"]


def message(problem: dict, reader: Reader) -> str:
    """Return what is wrong and what to do."""
    rule, table, column = problem["rule"], problem["table"], problem["column"]
    details = dict(problem["details"] or {})
    if rule == "file":
        return reader.error(details["error"])
    if rule == "reference" and "near" in details:
        rule = "reference_near"
        details["other"] = reader.table((contracts.tables()[table][column].reference or ("",))[0])
    if rule not in MESSAGES:
        return reader.problem(table, column, problem["value"], rule, problem["row_key"] or "")
    if "meant" in details:
        details["meant"] = reader.column(table, details["meant"])
    if "wanted" in details:
        details["wanted"] = "/".join(
            _UNITS.get(part, {}).get(reader.language, part) for part in details["wanted"].split("/")
        )
    known = {
        "table": reader.table(table) if table else "",
        "column": reader.column(table, column) if column else "",
        "value": problem["value"] or "",
        "own": "",
    }
    return reader.text(MESSAGES[rule], **known | {key: str(value) for key, value in details.items()})


def notice(found: Notice, reader: Reader) -> str:
    """Return what was done with a file, in the reader's words."""
    return f"{found.file}: {reader.text(found.message, **found.details)}"


def causes(problems: pd.DataFrame, reader: Reader, *, least: int = 3) -> list[tuple[str, int]]:
    """Return what is wrong in many cells for one reason, such as an id that is nowhere known.

    Parameters
    ----------
    problems : DataFrame
        As for `word`.
    reader : Reader
        Who reads them.
    least : int
        Cells from which a reason is told.

    Returns
    -------
    list of (str, int)
        The message of the first cell and how many cells there are, most first.
    """
    groups: dict[tuple, list[dict]] = {}
    for problem in problems.reindex(columns=_NEEDED).astype(object).to_dict("records"):
        groups.setdefault(_cause(problem), []).append(problem)
    told = [
        (message(_filled(group[0]), reader), len(group)) for group in groups.values() if len(group) >= least
    ]
    return sorted(told, key=lambda each: -each[1])


def _cause(problem: dict) -> tuple:
    """Return what problems of one cause have in common: an unknown id, else a rule of a column."""
    table, column, rule = problem["table"], problem["column"], problem["rule"]
    if rule == "reference":
        return rule, contracts.tables()[table][column].reference, problem["value"]
    return rule, table, column


def _filled(problem: dict) -> dict:
    return {
        key: None if isinstance(value, float) and value != value else value for key, value in problem.items()
    }
