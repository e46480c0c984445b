"""Resources named by id, name or phrase on the command line."""

import duckdb
import pandas as pd

from isdata.data import naming
from isdata.data.naming import phrases
from isdata.errors import N_, NotFoundError


def resource_id(
    con: duckdb.DuckDBPyConnection, phrase: str, known: pd.DataFrame, *, is_left_over: bool | None = None
) -> str:
    """Id of the resource identified by an id, name or phrase.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    phrase : str
    known : DataFrame
        As from `match_resources.sql`.
    is_left_over : bool, optional
        As for `naming.suggest`.

    Raises
    ------
    NotFoundError
        No resource matches the phrase.
    """
    if phrase in set(known["resource_id"]):
        return phrase
    found = naming.suggest(phrase, known, confirmed=phrases.confirmed(con), most=1, is_left_over=is_left_over)
    if found.empty:
        raise NotFoundError(thing=N_("resource"), name=phrase, known=", ".join(known["resource_id"].head(10)))
    return str(found["resource_id"].iloc[0])
