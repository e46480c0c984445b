"""Rows that place a company or programme in a park: they are stored and removed together with it."""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.contracts import tables
from isdata.data.entry.ids import new_ids


def new_rows(
    con: duckdb.DuckDBPyConnection, table: str, new: pd.DataFrame, park_id: str
) -> dict[str, pd.DataFrame]:
    """One site for each new company, one participation of the park for each new programme; none for other tables."""
    if new.empty:
        return {}
    if table == "company":
        sites = {
            "site_id": new_ids(con, "site", park_id, len(new)),
            "company_id": new["company_id"].to_list(),
        }
        return {"site": pd.DataFrame(sites | {"park_id": park_id})}
    if table == "programme":
        return {
            "programme_park": pd.DataFrame(
                {"park_id": park_id, "programme_id": new["programme_id"].to_list()}
            )
        }
    return {}


def removed_rows(
    con: duckdb.DuckDBPyConnection, table: str, removed: list[str], park_id: str
) -> dict[str, list[str]]:
    """Keys of the sites of removed companies in the park, or of the parks of removed programmes."""
    if not removed:
        return {}
    if table == "company":
        found = store.ask(con, "sites_of_companies", park_id=park_id, companies=removed)["site_id"].tolist()
        return {"site": found} if found else {}
    if table == "programme":
        found = store.ask(con, "parks_of_programmes", programmes=removed)
        keys = [tables()["programme_park"].key_of(row) for row in found.to_dict("records")]
        return {"programme_park": keys} if keys else {}
    return {}
