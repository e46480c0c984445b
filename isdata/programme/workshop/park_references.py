"""Stored rows that the rows of a workshop refer to, and the ids of its own rows."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

import duckdb

from isdata.data import i18n, money, store
from isdata.data.entry.rows import defaults
from isdata.data.i18n import N_
from isdata.programme.workshop.day_state import Day

Rows = dict[str, list[dict[str, Any]]]
SOURCE = N_("Workshop")
VISIBLE_AS = {"full": "public", "range": "class_band", "facilitator": "facilitator"}
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Park:
    """Stored rows that the rows of a workshop refer to.

    Parameters
    ----------
    currency : str
        Currency of the park.
    sites : dict
        Site in the park by company.
    resources : dict
        Unit, class and topic of each resource, by id.
    year : int or None
        Year of a new supply or demand.
    """

    currency: str
    sites: dict[str, str] = field(default_factory=dict)
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    year: int | None = None


def park(con: duckdb.DuckDBPyConnection, park_id: str) -> Park:
    """Stored rows of a park that the rows of a workshop refer to."""
    sites = store.ask(con, "park_company_sites", park_id=park_id)
    resources = store.ask(con, "resource_names").set_index("resource_id")
    return Park(
        money.currency_of(con, park_id),
        dict(zip(sites["company_id"], sites["site_id"], strict=True)),
        resources[["unit", "resource_class", "topic"]].to_dict("index"),
        int(str(defaults(con, "stream", park_id=park_id)["year"])),
    )


def company_id(day: Day, company: str) -> str:
    """Id of a company in the park file: its own, or one derived from its name."""
    is_stored = any(each.company_id == company for each in day.devices_of(company))
    return company if is_stored else derived_id(day, company)


def derived_id(day: Day, *parts: str) -> str:
    """Reproducible id of an item added by a workshop, from session and parts."""
    whole = "\n".join([str(day.about.get("session", "")), *parts])
    return f"W{hashlib.sha256(whole.encode()).hexdigest()[:10]}"


def in_own_language(name: str, text: str) -> dict[str, str | None]:
    """Columns of a text in its language, or in both; the column of the other language is cleared."""
    english, chinese = (i18n.reader(language).half(text) for language in ("en", "zh"))
    if english != chinese:
        return {f"{name}_en": english, f"{name}_zh": chinese}
    is_chinese = bool(_CHINESE.search(text))
    return {
        f"{name}_en": None if is_chinese else text or None,
        f"{name}_zh": text if is_chinese else None,
    }


def site_id(day: Day, company: str, known: Park) -> str:
    """Site of a company: a stored one, or the one to be stored with it."""
    return known.sites.get(company) or f"{company_id(day, company)}-S"


def is_illustrative(day: Day) -> bool:
    """Return True if the day is a rehearsal."""
    return bool(day.about.get("is_rehearsal"))
