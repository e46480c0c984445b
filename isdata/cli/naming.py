"""Resources that the command line's user names by id, name or phrase."""

import duckdb
import pandas as pd

from isdata.data import naming
from isdata.data.naming import phrases
from isdata.errors import N_, NotFoundError


def meant(con: duckdb.DuckDBPyConnection, phrase: str, known: pd.DataFrame) -> str:
    """Id of the resource that an id, a name or a phrase means.

    Raises
    ------
    NotFoundError
        No resource is meant.
    """
    if phrase in set(known["resource_id"]):
        return phrase
    found = naming.suggest(phrase, known, confirmed=phrases.confirmed(con), most=1)
    if found.empty:
        raise NotFoundError(thing=N_("resource"), name=phrase, known=", ".join(known["resource_id"].head(10)))
    return str(found["resource_id"].iloc[0])
