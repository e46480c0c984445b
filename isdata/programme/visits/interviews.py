"""Interviews: answers are stored as a draft at once, and become flows, streams and measures once confirmed."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, both

INTO, OUT = ("input", "energy"), ("product",)
SUPPLY = ("by_product", "surplus")
MEASURE = "measure"
_OF_MEASURES = ("investment", "lifetime")
COLUMNS = ("topic", "words", "resource_id", "quantity", "unit", "uncertainty", "investment", "lifetime")
_REASON = N_("Interview confirmed by the company")


def interviews(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Interviews in a park, newest first; columns as in `interview_list.sql`."""
    return store.ask(con, "interview_list", park_id=park_id)


def answers(con: duckdb.DuckDBPyConnection, *, interview_id: str) -> pd.DataFrame:
    """Answers of an interview; columns as in `interview_answers.sql`."""
    return store.ask(con, "interview_answers", interview_id=interview_id)


def begin(con: duckdb.DuckDBPyConnection, *, site_id: str, held_on: dt.date, person: str, who: str) -> str:
    """Create an interview at a site; return its id."""
    name = f"{site_id}-I{secrets.token_hex(3)}"
    row = {"interview_id": name, "site_id": site_id, "held_on": held_on, "person": person or None}
    store.write(con, {"interview": pd.DataFrame([row])}, who=who, reason=both(N_("Interview begun")))
    return name


def keep(con: duckdb.DuckDBPyConnection, *, interview_id: str, rows: pd.DataFrame, who: str) -> None:
    """Store the present answers as a draft; unchanged ones are not logged.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    interview_id : str
    rows : DataFrame
        COLUMNS in the order entered; rows without a station are ignored.
    who : str
        For the change log.

    Raises
    ------
    ProblemsError
        A value breaks a rule, such as an unknown unit; nothing was stored.
    """
    rows = rows[rows["topic"].notna()].reset_index(drop=True)
    ids = [f"{interview_id}-{number}" for number in range(1, len(rows) + 1)]
    rows = rows[list(COLUMNS)].assign(answer_id=ids, interview_id=interview_id).astype(object)
    gone = sorted(set(answers(con, interview_id=interview_id)["answer_id"]) - set(ids))
    reason = both(N_("Draft of an interview"))
    store.write(
        con,
        {"interview_answer": rows.where(rows.notna(), None)},
        who=who,
        reason=reason,
        removed={"interview_answer": gone},
    )


def missing(rows: pd.DataFrame) -> pd.DataFrame:
    """Values missing for complete data, one row each: place (position of the answer, from 1), topic, column.

    An answer with text only is a note, and lacks nothing.

    Parameters
    ----------
    rows : DataFrame
        COLUMNS in the order entered.
    """
    found = [
        (place, row["topic"], column)
        for place, row in enumerate(rows[rows["topic"].notna()].to_dict("records"), 1)
        for column in _missing(row)
    ]
    return pd.DataFrame(found, columns=["place", "topic", "column"])


def _missing(row: Mapping[str, Any]) -> list[str]:
    is_measure = row["topic"] == MEASURE
    needed = ["resource_id", "quantity", "unit", *(_OF_MEASURES if is_measure else ())]
    given = [name for name in (*needed, "uncertainty") if pd.notna(row[name])]
    return [name for name in needed if pd.isna(row[name])] if given else []


def reference_year(con: duckdb.DuckDBPyConnection, *, interview_id: str, day: dt.date) -> int:
    """Year of the amounts of an interview; rule as in `interview_year.sql`."""
    return int(store.ask(con, "interview_year", interview_id=interview_id, day=day)["year"].iloc[0])


def confirm(
    con: duckdb.DuckDBPyConnection, *, interview_id: str, day: dt.date, who: str, year: int | None = None
) -> dict[str, int]:
    """Convert the answers to flows, streams and measures with the interview as their source.

    Confirming again after a correction changes the same rows, and removes those of answers that were dropped or are of
    another kind now. An answer without a resource stays a note.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    interview_id : str
    day : date
        Day of the company's confirmation.
    who : str
        For the change log.
    year : int, optional
        Year of the amounts; by default that of `reference_year`, so that the park's figures refer to one year.

    Returns
    -------
    dict of str to int
        Number of rows by table (flow, stream, measure), of notes (note), and the year of the amounts (year).

    Raises
    ------
    ProblemsError
        An answer breaks a rule of its table, such as a measure without an investment; nothing was stored.
    """
    ((site, park, currency, held_on),) = con.execute(
        "select site.site_id, park.park_id, park.currency, coalesce(interview.held_on, ?) from interview "
        "join site using (site_id) join park on park.park_id = site.park_id where interview_id = ?",
        [day, interview_id],
    ).fetchall()
    year = year or reference_year(con, interview_id=interview_id, day=day)
    rows = answers(con, interview_id=interview_id)
    is_note = rows["topic"].notna() & rows["resource_id"].isna()
    rows = rows[rows["resource_id"].notna()].astype(object)
    rows = rows.where(rows.notna(), None)
    about = {"site": site, "park": park, "currency": currency, "held_on": held_on, "year": year}
    made: dict[str, list[dict[str, Any]]] = {"flow": [], "stream": [], "measure": [], "measure_saving": []}
    for row in rows.to_dict("records"):
        for table, values in _rows(row, about).items():
            made[table].append(values)
    tables = {name: pd.DataFrame(each).astype(object) for name, each in made.items() if each}
    tables["interview"] = pd.DataFrame([{"interview_id": interview_id, "confirmed_on": day}])
    removed = _obsolete(con, interview_id, {row["measure_id"] for row in made["measure"]})
    store.write(con, tables, removed=removed, who=who, reason=both(_REASON))
    counts = {name: len(each) for name, each in made.items() if name != "measure_saving"}
    return counts | {"note": int(is_note.sum()), "year": year}


def _obsolete(con: duckdb.DuckDBPyConnection, interview_id: str, measures: set[str]) -> dict[str, list[str]]:
    """Keys by table of the rows that an earlier confirmation made; the store keeps those that are made again.

    Of the `measures` that are made again, savings that somebody changed or added are kept.
    """
    found = store.ask(con, "interview_made", interview_id=interview_id, reason=both(_REASON))
    found = found[~(found["is_edited"] & found["measure_id"].isin(measures))]
    return {str(table): list(keys) for table, keys in found.groupby("table_name")["row_key"]}


def _rows(row: dict[str, Any], about: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Rows created from an answer, by table."""
    common = {
        "resource_id": row["resource_id"], "unit": row["unit"], "quantity": row["quantity"],
        "uncertainty": row["uncertainty"], "basis": "interview", "year": about["year"],
        "note": row["words"], "source": f"interview {about['held_on'].isoformat()}",
    }  # fmt: skip
    topic, name, site = row["topic"], row["answer_id"], about["site"]
    if topic in INTO:
        destination = {"destination": "input", "provider_id": None, "receiver_id": site}
        return {"flow": common | destination | {"flow_id": name, "park_id": about["park"]}}
    if topic in OUT:
        destination = {"destination": "product", "provider_id": site, "receiver_id": None}
        return {"flow": common | destination | {"flow_id": name, "park_id": about["park"]}}
    if topic == MEASURE:
        return _measure(row, about)
    direction = "supply" if topic in SUPPLY else "demand"
    return {"stream": common | {"stream_id": name, "site_id": site, "direction": direction, "period": "year"}}


def _measure(row: dict[str, Any], about: dict[str, Any]) -> dict[str, dict[str, Any]]:
    name, words = row["answer_id"], row["words"] or row["resource_id"]
    return {
        "measure": {
            "measure_id": name, "site_id": about["site"], "name_en": words, "name_zh": words, "category": "other",
            "status": "idea", "investment": row["investment"], "lifetime": row["lifetime"],
            "uncertainty": row["uncertainty"], "currency": about["currency"], "price_year": about["held_on"].year,
            "source": f"interview {about['held_on'].isoformat()}",
        },
        "measure_saving": {
            "measure_id": name, "resource_id": row["resource_id"], "baseline": row["quantity"], "modified": 0.0,
            "unit": row["unit"],
        },
    }  # fmt: skip
