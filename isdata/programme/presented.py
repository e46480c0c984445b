"""What a park has to present to guests."""

import duckdb

from isdata.data import money, store
from isdata.data.disclosure import GUEST
from isdata.symbiosis.matching import shared_supply


def pages_without_data(con: duckdb.DuckDBPyConnection, *, park_id: str) -> frozenset[str]:
    """Names of the pages on which a guest would see nothing of a park.

    Shared supply needs two companies with a demand, which depend on the sectors as well as on what is stored.
    """
    bare = frozenset(store.ask(con, "pages_without_data", park_id=park_id)["page"])
    companies = shared_supply.companies_of_options(
        con, park_id=park_id, currency=money.currency_of(con, park_id), viewer=GUEST, with_typical=True
    )
    return bare if max(companies.values(), default=0) > 1 else bare | {"sharing"}
