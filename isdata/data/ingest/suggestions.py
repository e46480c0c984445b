"""What an id that is not known may have meant: another spelling, a name, or a company in place of its site."""

from collections.abc import Mapping

import duckdb
import pandas as pd
from rapidfuzz import fuzz, process

from isdata.data.contracts import tables
from isdata.data.contracts.rules import quoted

LEAST = 75.0  # likeness from which a spelling is proposed [%]
MOST = 300  # different ids that are looked at; a file with more of them has another trouble


def proposals(con: duckdb.DuckDBPyConnection, known: Mapping[str, str], broken: pd.DataFrame) -> list[dict]:
    """Return for each broken cell what it may have meant: {"near": id}, or nothing.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    known : mapping of str to str
        Relation that holds what is stored and what comes with the files, by table.
    broken : DataFrame
        table, column, value, rule; only unknown references are looked at.
    """
    asked = {
        (reference[0], str(row["value"]))
        for row in broken.loc[broken["rule"] == "reference"].to_dict("records")
        if (reference := tables()[row["table"]][row["column"]].reference)
    }
    found: dict[tuple[str, str], str] = {}
    for name in {table for table, _value in asked}:
        spellings = _spellings(con, known, name)
        values = sorted(value for table, value in asked if table == name)[:MOST]
        found |= {(name, value): near for value in values if (near := _nearest(value, spellings))}
    return [_detail(row, found) for row in broken.to_dict("records")]


def _detail(row: dict, found: Mapping[tuple[str, str], str]) -> dict[str, str]:
    reference = tables()[row["table"]][row["column"]].reference if row["rule"] == "reference" else None
    near = found.get((reference[0], str(row["value"]))) if reference else None
    return {"near": near} if near else {}


def _spellings(con: duckdb.DuckDBPyConnection, known: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the id that each text stands for: ids themselves, and names that only one row has."""
    table = tables()[name]
    key = quoted(table.keys[-1])
    texts = [key, *(column.name for column in table.columns if column.name in ("name_en", "name_zh"))]
    parts = [f"select cast({text} as varchar) as spelling, {key} as id from {known[name]}" for text in texts]
    if name == "site":  # people name the company where its site is asked for
        parts += [
            f"select company.{text}, site.site_id from {known['site']} as site "
            f"join {known['company']} as company on company.company_id = site.company_id"
            for text in ("company_id", "name_en", "name_zh")
        ]
    rows = con.execute(
        f"select lower(trim(spelling)), any_value(id) from ({' union all '.join(parts)}) "
        "where spelling is not null group by all having count(distinct id) = 1"
    ).fetchall()
    return dict(rows)


def _nearest(value: str, spellings: Mapping[str, str]) -> str | None:
    text = value.strip().lower()
    if text in spellings:
        return spellings[text]
    match = process.extractOne(text, spellings.keys(), scorer=fuzz.ratio, score_cutoff=LEAST)
    return spellings[match[0]] if match else None
