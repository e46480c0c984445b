"""Manual entry of a new park."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.entry.ids import free_park_id
from isdata.data.i18n import N_, both

# Currency of a country or union; a region inside it has the same. Other regions propose none.
_CURRENCIES = {
    "CN": "CNY",
    "DK": "DKK",
    "EU": "EUR",
    "GB": "GBP",
    "KR": "KRW",
    "US": "USD",
}


def regions(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Regions available for a park; columns as in `region_names.sql`."""
    return store.ask(con, "region_names")


def currency_of(regions: pd.DataFrame, region_id: str | None) -> str | None:
    """Currency to propose for a park in a region; None if the region and those that contain it have none.

    Parameters
    ----------
    regions : DataFrame
        As from `regions`.
    region_id : str or None
        Chosen region.

    Examples
    --------
    >>> parents = {"region_id": ["EU", "DE", "DK"], "parent_id": [None, "EU", "EU"]}
    >>> [currency_of(pd.DataFrame(parents), region) for region in ("DE", "DK", None)]
    ['EUR', 'DKK', None]
    """
    parents = dict(zip(regions["region_id"], regions["parent_id"], strict=True))
    passed: set[str] = set()  # own regions of a park file may refer to each other
    while isinstance(region_id, str) and region_id not in passed:
        if region_id in _CURRENCIES:
            return _CURRENCIES[region_id]
        passed.add(region_id)
        region_id = parents.get(region_id)
    return None


def save(con: duckdb.DuckDBPyConnection, values: Mapping[str, object], *, who: str) -> str:
    """Store a new park; return its id, which is derived from its name.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    values : mapping
        Columns of the park without its id: name_en, name_zh, region_id, currency and others.
    who : str
        For the change log.

    Raises
    ------
    ProblemsError
        A value breaks a rule; nothing was stored.
    """
    name = str(values.get("name_en") or values.get("name_zh") or "")
    park_id = free_park_id(con, name)
    store.write(
        con,
        {"park": pd.DataFrame([{**values, "park_id": park_id}], dtype=object)},
        who=who,
        reason=both(N_("New park")),
    )
    return park_id
