"""Confirmed meanings of companies' own words, reused later."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import i18n, store
from isdata.data.contracts import Column, tables
from isdata.errors import N_

_RESOURCE = ("resource", "resource_id")


def normalised_phrase(phrase: str) -> str:
    """Normalise a phrase for storing: case, character width, spacing and punctuation at the end.

    Examples
    --------
    >>> normalised_phrase("  Spent  Emulsion; "), normalised_phrase("废乳化液（含油）")
    ('spent emulsion', '废乳化液(含油)')
    """
    folded = unicodedata.normalize("NFKC", phrase).casefold()
    return re.sub(r"\s+", " ", folded).strip(" .,;:*。、")


def confirmed(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Confirmed phrases; columns as in `resource_phrases.sql`."""
    return store.ask(con, "resource_phrases")


def confirm(con: duckdb.DuckDBPyConnection, meant: Mapping[str, str], *, who: str, day: dt.date) -> int:
    """Store the meaning of phrases; return the data version after it.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    meant : mapping of str to str
        Resource id by phrase as written.
    who : str
        Person who confirms the meaning.
    day : date
        Day of confirmation.

    Raises
    ------
    ProblemsError
        A resource is unknown, or `who` is empty; nothing was stored.
    """
    by_phrase = {normalised_phrase(phrase): resource for phrase, resource in meant.items()}
    rows = pd.DataFrame(
        {"phrase": list(by_phrase), "resource_id": list(by_phrase.values())}, dtype=object
    ).assign(confirmed_by=who.strip(), confirmed_on=day)
    return store.write(con, {"resource_phrase": rows}, who=who, reason=i18n.both(N_("Phrases confirmed")))


def is_resource(column: Column) -> bool:
    """Return True if a column refers to a resource."""
    return column.reference == _RESOURCE


def unknown(problems: pd.DataFrame) -> list[str]:
    """Unknown texts in resource columns, each once.

    Parameters
    ----------
    problems : DataFrame
        As in `Import.problems`.
    """
    rows = problems.loc[problems["rule"] == "reference", ["table", "column", "value"]].to_dict("records")
    found = [str(row["value"]) for row in rows if is_resource(tables()[row["table"]][row["column"]])]
    return list(dict.fromkeys(found))
