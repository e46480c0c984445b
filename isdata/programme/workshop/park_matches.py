"""Streams of the park that match an entry in the opposite direction, in addition to the entries of the hall."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.programme.workshop import stored_before
from isdata.programme.workshop.amounts import annual
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry
from isdata.symbiosis.matching import streams

_SOUGHT = {"have": "demand", "want": "supply"}


def declared(con: duckdb.DuckDBPyConnection, park_id: str) -> pd.DataFrame:
    """Supplies and demands declared by the companies of a park, as seen by the facilitator."""
    return streams.declared(con, park_id=park_id, viewer=FACILITATOR, with_typical=False)


def disclosed(con: duckdb.DuckDBPyConnection, park_id: str) -> pd.DataFrame:
    """Supplies and demands of companies of a park that agreed to disclose name and amount to everybody."""
    return streams.declared(con, park_id=park_id, viewer=GUEST, with_typical=False)


def no_streams() -> pd.DataFrame:
    """Empty table of streams."""
    return pd.DataFrame()


def opposite(day: Day, entry: Entry, resource: str, known: pd.DataFrame) -> list[Mapping[str, Any]]:
    """Streams of other companies in the opposite direction of an entry, largest amount first.

    Parameters
    ----------
    resource : str
        Resource assumed for the entry; without one, nothing is found.
    known : DataFrame
        From `declared`. Streams for which entries of this session stand are left out.
    """
    if known.empty or not resource or entry.subject != "material":
        return []
    found = known[(known["direction"] == _SOUGHT[entry.direction]) & (known["resource_id"] == resource)]
    own = stored_before.own_streams(day) if len(found) else ()
    own_names = {i18n.reader(language).half(entry.company_name) for language in i18n.LANGUAGES}
    names = found["company_en"].isin(own_names) | found["company_zh"].isin(own_names)
    rows = found[~found["stream_id"].isin(own) & ~names].to_dict("records")
    return sorted(rows, key=lambda row: -(annual(row, str(row["usual_unit"])) or 0.0))
