"""Facts of a park used by many pages: name, currency and years."""

from typing import Any

import duckdb

from isdata.data.i18n import Reader
from isdata.park import flows, parks
from pages.common import controls
from pages.common.data import ask
from pages.common.language import _, reader


def about(park_id: str | None = None) -> dict[str, Any]:
    """Row of `parks.parks` for a park, by default the chosen one."""
    return ask(_row, park_id=park_id or controls.park_id())


def _row(con: duckdb.DuckDBPyConnection, *, park_id: str) -> dict[str, Any]:
    return parks.parks(con).set_index("park_id").loc[park_id].to_dict()


def name(park_id: str | None = None, read: Reader | None = None) -> str:
    """Name of a park in a reader's language, by default that of the page."""
    row = about(park_id)
    return (read or reader()).name(row["name_en"], row["name_zh"])


def is_published() -> bool:
    """Return True if the chosen park is a published case."""
    park = controls.park_id()
    return bool(park) and parks.is_published(ask(parks.summary, park_id=park).iloc[0].to_dict())


def currency(park_id: str | None = None) -> str:
    """Currency of a park."""
    return str(about(park_id)["currency"])


def years(park_id: str | None = None) -> list[int]:
    """Years with flows of a park, newest first."""
    return ask(flows.years, park_id=park_id or controls.park_id())["year"].astype(int).tolist()


def amounts_year() -> str:
    """Newest year of the amounts of a published case, in words; empty for other parks, whose pages choose a year."""
    known = years() if is_published() else []
    return _("amounts of {year}", year=year_words(known[0])) if known else ""


def year_words(year: int | str, park_id: str | None = None) -> str:
    """Year in words: that it is approximate, where the sources of the flows state it so."""
    return ask(flows.year_words, park_id=park_id or controls.park_id(), year=int(year), reader=reader())
