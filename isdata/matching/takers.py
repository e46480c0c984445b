"""Who in a park wants something that could be supplied to several firms together?"""

import duckdb
import pandas as pd

from isdata import store
from isdata.matching import streams


def takers(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    resource_id: str,
    names_all: bool = False,
    with_typical: bool = False,
    currency: str = "CNY",
) -> pd.DataFrame:
    """Return the firms of a park that want a resource, with what they want and pay today, the greatest first.

    Firms that keep to class and band are left out unless all may be named, and what is paid today is told with all
    names only.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id, resource_id : str
    names_all, with_typical, currency
        As for `matching.matches`.

    Returns
    -------
    DataFrame
        company_en, company_zh, amount [common_unit/yr], common_unit, today [currency/yr] (missing where it is not
        known), is_typical; site ids as index.
    """
    declared = store.ask(
        con,
        "match_streams",
        parks=[park_id],
        region=None,
        names_all=names_all,
        introduced=False,
        profiles=with_typical,
    )
    is_wanted = (
        (declared["direction"] == "demand")
        & (declared["resource_id"] == resource_id)
        & ~declared["is_hidden"].astype(bool)
    )
    ready = streams.prepared(declared.loc[is_wanted], currency=currency)
    known = ready.loc[ready["amount"] > 0]
    told = known.assign(today=known["amount"] * known["cost"])
    table = told.groupby("site_id").agg(
        company_en=("company_en", "first"),
        company_zh=("company_zh", "first"),
        amount=("amount", "sum"),
        common_unit=("common_unit", "first"),
        today=("today", lambda cost: cost.sum(skipna=False)),
        is_typical=("is_typical", "any"),
    )
    return table.sort_values(["amount", "company_en"], ascending=[False, True])
