"""Messages for problems and notices in the reader's language: fault, place and remedy."""

import pandas as pd

from isdata.data import contracts
from isdata.data.i18n import Reader
from isdata.data.ingest.problem_table import MESSAGES
from isdata.data.ingest.source import Notice
from isdata.data.naming import phrases, sectors
from isdata.errors import N_

# Reasons why a cell was read as something other than its text.
REASONS = {
    "case": N_("ID in another spelling"),
    "confirmed": N_("confirmed before"),
    "name": N_("name"),
    "other_name": N_("synonym"),
    "only_site": N_("the only site of the company"),
    "likely": N_("accepted proposal"),
    "about": N_("approximate: ± 10% if none stated"),
    "range": N_("mean of the range, ± half its width"),
    "year_of_day": N_("the year of the date"),
    "year_shown_as_day": N_("number in the cell, formatted as a date"),
    "per_year": N_("amounts are counted per year"),
    "per_month": N_("monthly amount × 12"),
    "per_period": N_("the period is kept in its own column"),
    "unit_converted": N_("converted into the unit of the row"),
    "grouped": N_("read with thousands separators"),
    "merged": N_("value of the merged cells"),
    "total": N_("row of totals, left out"),
}
_UNITS = {
    "unit": N_("the row's unit"),
    "currency": N_("the row's currency"),
    "period": N_("the row's period"),
}
# Rules of imprecise numbers, for tables without a column for uncertainty.
_ALONE = {
    "about_number": "about_alone",
    "below_number": "below_alone",
    "above_number": "above_alone",
    "range_number": "range_alone",
}
INTERPRETED = ["table", "column", "value", "meaning", "why", "cells", "place"]
WORDED = ["file", "sheet", "cell", "row", "table", "column", "value", "message"]


def message_table(problems: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Convert problems to a table with messages for a reader.

    Parameters
    ----------
    problems : DataFrame
        As in `Import.problems`, or as returned by `store.check`.
    reader : Reader
        Reader of the messages.

    Returns
    -------
    DataFrame
        file, sheet, cell, row, labels of table and column, value, message with fault and remedy.
        Same order and index.
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
    """Message of a problem, with remedy."""
    rule, table, column = problem["rule"], problem["table"], problem["column"]
    details = dict(problem["details"] or {})
    if rule == "file":
        return reader.error(details["error"])
    if rule == "reference":
        rule = _rule_of_reference(problem, details)
    if rule in _ALONE and "uncertainty" not in contracts.tables()[table]:
        rule = _ALONE[rule]
    if rule == "low" and column.endswith("year"):  # 24 for 2024
        rule = "year"
    if rule == "foreign":
        reason = reader.text(details["reason"], **details["about"])
        return reader.text(MESSAGES[rule], name=details["name"] or details["place"], reason=reason)
    if rule not in MESSAGES:
        return reader.problem(table, column, problem["value"], rule, problem["row_key"] or "")
    value = problem["value"]
    known = {
        "table": reader.table(table) if table else "",
        "column": reader.column(table, column) if column else "",
        "value": reader.choice("period", value).lower() if rule == "period_conflict" else value or "",
        "own": "",
    }
    return reader.text(MESSAGES[rule], **known | _stated(problem, details, reader))


def _rule_of_reference(problem: dict, details: dict) -> str:
    """Rule of an unknown id, depending on its proposals; a resource can also be chosen on the page."""
    if "near" in details:
        return "reference_near"
    if "possible" not in details:
        return "reference"
    column = contracts.tables()[problem["table"]][problem["column"]]
    return "resource_possible" if phrases.is_resource(column) else "reference_possible"


def _stated(problem: dict, details: dict, reader: Reader) -> dict[str, str]:
    """Details of a problem in the reader's language."""
    rule, table = problem["rule"], problem["table"]
    words = {name: str(value) for name, value in details.items()}
    if rule == "reference" and "near" in details:
        words["near"] = _named(details["near"], details, reader)
        referred = contracts.tables()[table][problem["column"]].reference or ("",)
        words["other"] = reader.added_to(referred[0])
    if rule == "dry_matter":
        words["name"] = reader.name(details["name_en"], details["name_zh"])
    if "possible" in details:
        words["possible"] = reader.listed(_named(each["near"], each, reader) for each in details["possible"])
    if rule in ("period_conflict", "amount_per_time", "heading_per_time"):
        of_time = {name: details[name] for name in ("period", "own") if name in details}
        words |= {name: reader.choice("period", period).lower() for name, period in of_time.items()}
    if "sectors" in details:
        words["near"] = reader.listed(
            sectors.code_with_name(code, reader.language) for code in details["sectors"].split()
        )
    if "meant" in details:
        words["meant"] = reader.column(table, details["meant"])
    if "wanted" in details:
        parts = details["wanted"].split("/")
        words["wanted"] = "/".join(reader.text(_UNITS[part]) if part in _UNITS else part for part in parts)
    return words


def notice(found: Notice, reader: Reader) -> str:
    """Notice on the treatment of a file, in the reader's language."""
    return reader.text(N_("{a}: {b}"), a=found.file, b=reader.text(found.message, **found.details))


def interpreted(interpretations: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Notes on interpreted texts and units, one per group of equal cells.

    Parameters
    ----------
    interpretations : DataFrame
        As in `Import.interpretations`.
    reader : Reader
        Reader who reviews them.

    Returns
    -------
    DataFrame
        table, column, value (as written), meaning (as read), why, cells (number), place (of the first), in the reader's
        language and in the order of the files.
    """
    groups: dict[tuple, list[dict]] = {}
    for row in interpretations.to_dict("records"):
        key = (row["table"], row["column"], row["value"], row["details"]["meaning"], row["rule"])
        groups.setdefault(key, []).append(row)
    # Cells left out come first; cells read exactly as written need no review.
    ordered = sorted(groups.items(), key=lambda group: group[0][-1] != "total")
    lines = [
        {
            "table": reader.table(table),
            "column": reader.column(table, column),
            "value": value,
            "meaning": sectors.code_with_name(meaning, reader.language)
            if sectors.is_column(contracts.tables()[table][column])
            else _read_as(meaning, rule, rows[0]["details"], reader),
            "why": reader.text(REASONS[rule]),
            "cells": len(rows),
            "place": " · ".join(filter(None, (rows[0]["file"], rows[0]["sheet"], rows[0]["cell"]))),
        }
        for (table, column, value, meaning, rule), rows in ordered
        if not _is_as_written(value, rows[0]["details"])
    ]
    return pd.DataFrame(lines, columns=INTERPRETED)


def _is_as_written(value: str, details: dict) -> bool:
    """Return True if the text of a cell is exactly the name of the row that it was read as."""
    return value.casefold() in {
        name.casefold() for name in (details.get("name_en"), details.get("name_zh")) if name
    }


def _read_as(meaning: str, rule: str, details: dict, reader: Reader) -> str:
    """Value that a cell was read as: the name of a row, or its id if only that differs from the text."""
    name = reader.name(details.get("name_en"), details.get("name_zh"))
    return name if name and rule != "case" else meaning


def _named(row_id: str, details: dict, reader: Reader) -> str:
    """Id with the name of its row, if it has one."""
    name = reader.name(details.get("name_en"), details.get("name_zh"))
    return f"{name} ({row_id})" if name else row_id


def causes(problems: pd.DataFrame, reader: Reader, *, least: int = 3) -> list[tuple[str, int]]:
    """Frequent causes of problems, such as one unknown ID in many cells.

    Parameters
    ----------
    problems : DataFrame
        As in `message_table`.
    reader : Reader
        Reader of the messages.
    least : int
        Minimum number of cells of a cause.

    Returns
    -------
    list of (str, int)
        Message of the first cell and number of cells, most frequent first.
    """
    groups: dict[tuple, list[dict]] = {}
    for problem in problems.reindex(columns=_NEEDED).astype(object).to_dict("records"):
        groups.setdefault(_cause(problem), []).append(problem)
    messages = [
        (message(_filled(group[0]), reader), len(group)) for group in groups.values() if len(group) >= least
    ]
    return sorted(messages, key=lambda each: -each[1])


def _cause(problem: dict) -> tuple:
    """Common cause of problems: an unknown ID, otherwise a rule of a column."""
    table, column, rule = problem["table"], problem["column"], problem["rule"]
    if rule == "reference":
        return rule, contracts.tables()[table][column].reference, problem["value"]
    return rule, table, column


def _filled(problem: dict) -> dict:
    return {
        key: None if isinstance(value, float) and value != value else value for key, value in problem.items()
    }
