"""Who in a park wants something that could be supplied to several firms together?"""

import duckdb
import pandas as pd

from isdata.synergies.matching import streams


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
    table = wanted(con, park_id=park_id, names_all=names_all, with_typical=with_typical, currency=currency)
    kept = table.loc[table["resource_id"] == resource_id].drop(columns="resource_id").set_index("site_id")
    return kept.sort_values(["amount", "company_en"], ascending=[False, True])


def wanted(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    names_all: bool = False,
    with_typical: bool = False,
    currency: str = "CNY",
) -> pd.DataFrame:
    """Return what the firms of a park want, a row for each site and resource.

    Parameters
    ----------
    con, park_id, names_all, with_typical, currency
        As for `takers`.

    Returns
    -------
    DataFrame
        site_id, resource_id, and the columns of `takers`.
    """
    declared = streams.declared(con, park_id=park_id, names_all=names_all, with_typical=with_typical)
    is_told = (declared["direction"] == "demand") & ~declared["is_hidden"].astype(bool)
    ready = streams.prepared(declared.loc[is_told], currency=currency)
    known = ready.loc[ready["amount"] > 0]
    told = known.assign(today=known["amount"] * known["cost"])
    return told.groupby(["site_id", "resource_id"], as_index=False).agg(
        company_en=("company_en", "first"),
        company_zh=("company_zh", "first"),
        amount=("amount", "sum"),
        common_unit=("common_unit", "first"),
        today=("today", lambda cost: cost.sum(skipna=False)),
        is_typical=("is_typical", "any"),
    )
