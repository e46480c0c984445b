"""Charter, procedures and templates: text by paragraph, with editions, status and signatures."""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.disclosure import Viewer

TEXTS = ("title_en", "title_zh", "text_en", "text_zh", "status")


def documents(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Documents of a park and templates of all; columns as in `document_list.sql`."""
    return store.ask(con, "document_list", park_id=park_id)


def paragraphs(con: duckdb.DuckDBPyConnection, *, document_id: str) -> pd.DataFrame:
    """Paragraphs of a document in all editions, the newest first; columns as in `document_paragraphs.sql`."""
    return store.ask(con, "document_paragraphs", document_id=document_id)


def signatures(con: duckdb.DuckDBPyConnection, *, document_id: str, viewer: Viewer) -> pd.DataFrame:
    """Companies that signed a document; columns as in `document_signatures.sql`."""
    return disclosure.in_full(con, "document_signatures", viewer, document_id=document_id)


def edition_in_force(found: pd.DataFrame) -> tuple[int, dt.date | None] | None:
    """Edition in force of a document and its day: the highest of its `paragraphs` in force, or None.

    The day is unknown where no paragraph of that edition states it.
    """
    rows = found[found["is_newest"] & (found["status"] == "in_force")]
    if rows.empty:
        return None
    edition = int(rows["edition"].max())
    days = rows.loc[rows["edition"] == edition, "changed_on"].dropna()
    return edition, days.max() if len(days) else None


def revise(
    con: duckdb.DuckDBPyConnection,
    rows: pd.DataFrame,
    *,
    document_id: str,
    day: dt.date,
    who: str,
    reason: str,
) -> int:
    """Store changed paragraphs as new editions, and new paragraphs; former editions stay. Return how many were stored.

    A paragraph is taken out of force by the status "withdrawn", not by removing it.

    Parameters
    ----------
    rows : DataFrame
        number, title_en, title_zh, text_en, text_zh, status, note.
    """
    known = paragraphs(con, document_id=document_id)
    newest = known[known["is_newest"]].set_index("number")
    changed = []
    for row in rows.astype(object).to_dict("records"):
        number = None if pd.isna(row["number"]) else int(row["number"])
        if number in newest.index:
            before = newest.loc[number]
            if all(_same(row[name], before[name]) for name in TEXTS):
                continue
            edition = int(before["edition"]) + 1
        else:
            edition = 1
        changed.append(
            {"document_id": document_id, "number": number, "edition": edition, "changed_on": day}
            | {name: row[name] for name in (*TEXTS, "note")}
        )
    if changed:
        store.write(con, {"document_paragraph": pd.DataFrame(changed)}, who=who, reason=reason)
    return len(changed)


def _same(one: object, other: object) -> bool:
    missing = [value is None or value is pd.NA or value != value for value in (one, other)]
    return all(missing) or (not any(missing) and one == other)


def sign(
    con: duckdb.DuckDBPyConnection,
    *,
    document_id: str,
    company_id: str,
    day: dt.date,
    signatory: str,
    who: str,
    reason: str,
) -> int:
    """Store that a company signed the edition of a document in force; return the new data version.

    If no paragraph is in force yet, the highest edition counts as signed. An earlier signature of the company is replaced.
    """
    found = paragraphs(con, document_id=document_id)
    edition, _day = edition_in_force(found) or (int(found["edition"].max()), None)
    row = {
        "document_id": document_id,
        "company_id": company_id,
        "signed_on": day,
        "signatory": signatory or None,
        "edition": edition,
    }
    return store.write(con, {"document_signature": pd.DataFrame([row])}, who=who, reason=reason)
