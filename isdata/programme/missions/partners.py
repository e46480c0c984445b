"""Programmes agreed with partners, and the partners of programmes and energy networks with their roles."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.contracts import choices
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, Reader


def programmes(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Programmes of a park, the latest agreement first; columns as in `park_programmes.sql`."""
    return store.ask(con, "park_programmes", park_id=park_id)


def partners(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Partners of the programmes and networks of a park, by role; columns as in `park_partners.sql`.

    Contact persons and contacts are empty for all but the facilitator.
    """
    found = store.ask(con, "park_partners", park_id=park_id, sees_contacts=viewer.sees_all)
    order = {role: place for place, role in enumerate(choices("partner_role"))}
    return found.sort_values("role", key=lambda roles: roles.map(order), kind="stable", ignore_index=True)


def agreement(programme: Mapping[str, Any], reader: Reader) -> str:
    """Type and date of the agreement of a row of `programmes`; only the year where no day is known."""
    kind = programme["agreement_kind"]
    words = reader.choice("agreement_kind", kind) if isinstance(kind, str) else ""
    if pd.notna(programme["agreed_on"]):
        signed = reader.text(N_("signed on {day}"), day=reader.date(programme["agreed_on"]))
    elif pd.notna(programme["agreed_year"]):
        signed = reader.text(N_("signed in {year}"), year=str(int(programme["agreed_year"])))
    else:
        signed = reader.text(N_("date of the agreement not stated"))
    return reader.noted(words, signed) if words else signed


def term(row: Mapping[str, Any], reader: Reader) -> str:
    """Term of a programme or of a partner's role; empty if neither day is stated."""
    first, last = (reader.date(row[name]) if pd.notna(row[name]) else "" for name in ("starts_on", "ends_on"))
    if first and last:
        return reader.span(first, last)
    if first:
        return reader.text(N_("since {day}"), day=first)
    return reader.text(N_("until {day}"), day=last) if last else ""
