"""Service platform of the administration: services with requests, and common problems with votes."""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd

from isdata.data import contracts, disclosure, store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, both


def companies(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Companies of a park by name; columns as in `report_companies.sql`."""
    return disclosure.in_full(con, "report_companies", viewer, park_id=park_id)


def services(con: duckdb.DuckDBPyConnection, *, park_id: str, today: dt.date) -> pd.DataFrame:
    """Services of the administration with the number of open, late and completed requests; columns as in `service_list.sql`."""
    return store.ask(con, "service_list", park_id=park_id, today=today)


def requests(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Requests of companies for services, for a company its own; columns as in `service_requests.sql`."""
    return disclosure.ask(con, "service_requests", viewer, park_id=park_id)


def request(
    con: duckdb.DuckDBPyConnection,
    service: Mapping[str, Any],
    *,
    company_id: str,
    note: str | None,
    day: dt.date,
    who: str,
) -> str:
    """Store the request of a company, open and due within the days of the service; return its id.

    Parameters
    ----------
    service : mapping
        Row of `services`.
    note : str or None
        What the company needs.
    day : date
        Day of the request.
    """
    request_id = f"service_request-{secrets.token_hex(4)}"
    days = service["days"]
    row = {
        "request_id": request_id,
        "service_id": service["service_id"],
        "company_id": company_id,
        "note": note,
        "asked_on": day,
        "responsible": service["responsible"],
        "due_date": None if pd.isna(days) else day + dt.timedelta(days=int(days)),
        "status": "open",
    }
    rows = pd.DataFrame([row], dtype=object)
    store.write(con, {"service_request": rows}, who=who, reason=both(N_("Service requested")))
    return request_id


def problems(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Common problems, those with most votes first; columns as in `problem_list.sql`."""
    return disclosure.in_full(con, "problem_list", viewer, park_id=park_id)


def votes(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Votes of companies for common problems; columns as in `problem_votes.sql`."""
    return disclosure.in_full(con, "problem_votes", viewer, park_id=park_id)


def vote(
    con: duckdb.DuckDBPyConnection,
    companies: Sequence[str],
    *,
    problem_id: str,
    day: dt.date,
    who: str,
    reason: str,
) -> None:
    """Store the companies that vote for a problem, one vote each; votes of companies not listed are removed."""
    known = con.execute("select company_id from problem_vote where problem_id = ?", [problem_id]).fetchall()
    before = {company for (company,) in known}
    rows = [
        {"problem_id": problem_id, "company_id": company, "voted_on": day}
        for company in companies
        if company not in before
    ]
    gone = [f"{problem_id} · {company}" for company in sorted(before - set(companies))]
    store.write(
        con,
        {"problem_vote": pd.DataFrame(rows)} if rows else {},
        who=who,
        reason=reason,
        removed={"problem_vote": gone},
    )


def save_rows(
    con: duckdb.DuckDBPyConnection,
    table: str,
    rows: pd.DataFrame,
    *,
    before: Sequence[str],
    who: str,
    reason: str,
    **new: object,
) -> None:
    """Store an edited table: new rows get an id and the values of `new`, and removed rows are deleted.

    Parameters
    ----------
    table : str
        A table with one key.
    rows : DataFrame
        As edited; new rows have no key.
    before : sequence of str
        Keys of the rows that were edited.
    **new : object
        Columns of new rows.

    Raises
    ------
    ProblemsError
        Rows break the rules of the contracts, or a removed row is still in use; nothing was stored.
    """
    (key,) = contracts.tables()[table].keys
    kept = (
        rows[[name for name in rows if name in contracts.tables()[table]]]
        .reset_index(drop=True)
        .astype(object)
    )
    is_new = kept[key].isna()
    kept.loc[is_new, key] = [f"{table}-{secrets.token_hex(4)}" for _ in range(int(is_new.sum()))]
    for name, value in new.items():
        if name not in kept:  # existing rows keep their values
            kept[name] = kept[key].map(_stored(con, table, key, name)).astype(object)
        kept.loc[is_new, name] = value
    gone = sorted(set(before) - set(kept[key]))
    store.write(con, {table: kept}, who=who, reason=reason, removed={table: gone})


def _stored(con: duckdb.DuckDBPyConnection, table: str, key: str, name: str) -> dict[str, object]:
    """Stored values of a column by key."""
    return dict(con.table(table).select(key, name).fetchall())
