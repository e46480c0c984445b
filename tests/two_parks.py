"""Two small parks that have something to show on every page: the second one is a copy of the first in euros."""

import duckdb
import pandas as pd

from isdata.data import contracts, store
from tests.energy.measures import park as network_park
from tests.mapped import STREAMS

_COMMON = {"region", "resource", "price", "factor", "treatment", "use", "indicator"}  # not of one park


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Add measures and streams to the tiny park with its synergies, then copy all of it as the park "other"."""
    network = network_park.frames()
    measures = network["measure"].assign(network_id="N1", status="planned")
    rows = {name: network[name] for name in ("resource", "measure_saving", "price", "factor")}
    rows |= {"measure": measures, "stream": pd.DataFrame(STREAMS)}
    store.write(con, rows, who="test", reason="more to show")
    copies = {name: _copied(con, name) for name in contracts.tables() if name not in _COMMON}
    copies["park"] = copies["park"].assign(name_en="Other park", name_zh="另一园区", currency="EUR")
    store.write(
        con, {name: rows for name, rows in copies.items() if not rows.empty}, who="test", reason="a copy"
    )


def _copied(con: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    """Return the rows of a table with other ids."""
    rows = con.table(name).df()
    table = contracts.tables()[name]
    for column in table.columns:
        is_id = column.reference is not None and column.reference[0] not in _COMMON
        if is_id or table.keys == (column.name,):
            rows[column.name] = ("2" + rows[column.name]).where(rows[column.name].notna(), None)
    return rows
