"""Parks to which the rows of an import belong, for confirmation before storing."""

import duckdb

from isdata.data import store
from isdata.data.ingest.checking import Import

_SITES = ("site_id", "provider_id", "receiver_id")


def parks(con: duckdb.DuckDBPyConnection, checked: Import) -> list[str]:
    """Ids of the parks of the rows, named directly or through stored or imported sites; empty for shared lists."""
    named: set[str] = set()
    sites: set[str] = set()
    coming: dict[str, str] = {}
    for table, rows in checked.rows.items():
        columns = {name: rows[name].to_pylist() for name in ("park_id", *_SITES) if name in rows.column_names}
        named.update(filter(None, columns.get("park_id", ())))
        for column in _SITES:
            sites.update(filter(None, columns.get(column, ())))
        if table == "site" and "park_id" in columns:
            coming |= dict(zip(columns["site_id"], columns["park_id"], strict=True))
    named |= {park for site, park in coming.items() if site in sites and park}
    stored = store.ask(con, "parks_of_sites", sites=sorted(sites - coming.keys()))
    return sorted(named | set(stored["park_id"]))
