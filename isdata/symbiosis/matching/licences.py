"""Sites with the licence that a treatment requires."""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import disclosure
from isdata.data.disclosure import Viewer


def holders(
    con: duckdb.DuckDBPyConnection,
    *,
    resource_id: str,
    park_id: str | None = None,
    region_id: str | None = None,
    viewer: Viewer,
    on: dt.date | None = None,
) -> pd.DataFrame:
    """Sites that hold or held a licence to take a resource, current holders first.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    resource_id : str
    park_id, region_id, viewer.sees_all
        As for `matching.matches`; undisclosed companies are left out unless the viewer sees all names.
    on : date, optional
        Day on which it must be valid; today by default.

    Returns
    -------
    DataFrame
        Columns as in `licence_holders.sql`.
    """
    return disclosure.ask(
        con,
        "licence_holders",
        viewer,
        resource_id=resource_id,
        parks=[park_id] if park_id else None,
        region=region_id,
        on=on,
    )
