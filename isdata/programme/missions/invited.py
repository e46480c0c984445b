"""Companies invited to a meeting of a park, and what they showed there."""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, both

_KEY = " · "  # between the parts of a key in the change log


def companies(con: duckdb.DuckDBPyConnection, *, event_id: str) -> pd.DataFrame:
    """Companies invited to an event or present; columns as in `meeting_companies.sql`."""
    return store.ask(con, "meeting_companies", event_id=event_id)


def companies_of_park(con: duckdb.DuckDBPyConnection, *, park_id: str) -> list[str]:
    """Ids of the companies with a site inside a park, which a meeting may invite."""
    return store.ask(con, "report_companies", park_id=park_id)["company_id"].tolist()


def save(con: duckdb.DuckDBPyConnection, *, event_id: str, rows: pd.DataFrame, who: str, reason: str) -> None:
    """Store the companies of an event; those left out are removed.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    event_id : str
    rows : DataFrame
        As returned by `companies`; new rows need no event_id.
    who, reason : str
        For the change log.

    Raises
    ------
    ProblemsError
        A row breaks a rule; nothing was stored.
    """
    left = set(companies(con, event_id=event_id)["company_id"]) - set(rows["company_id"])
    store.write(
        con,
        {"event_participant": rows.astype(object).assign(event_id=event_id)},
        who=who,
        reason=reason,
        removed={"event_participant": [_KEY.join((event_id, company)) for company in sorted(left)]},
    )


def invite(con: duckdb.DuckDBPyConnection, *, event_id: str, company_ids: list[str], who: str) -> None:
    """List further companies as invited to an event."""
    rows = pd.DataFrame({"event_id": event_id, "company_id": company_ids, "interest": "invited"})
    store.write(con, {"event_participant": rows}, who=who, reason=both(N_("Companies invited")))
