"""Wastes, waste water and emissions of the companies of a park that could be treated together."""

from collections.abc import Collection

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, money, store, units
from isdata.data.disclosure import Viewer
from isdata.data.store import answers
from isdata.park import flows
from isdata.symbiosis.matching import receivers, streams

_CONTENT = ["usual_unit", "heating_value", "density", "enthalpy"]
_NO_FACTORS = dict.fromkeys(["energy_factor", "energy_unit", "co2_factor", "co2_unit"])
_COLUMNS = [
    "site_id",
    "company_en",
    "company_zh",
    "resource_id",
    "quantity",
    "unit",
    "cost",
    "currency",
    *_CONTENT,
]


def discharges(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    resources: Collection[str],
    unit: str,
    viewer: Viewer,
    with_typical: bool = False,
    currency: str = "CNY",
) -> pd.DataFrame:
    """Companies of a park that discharge some resources, with amount and present cost, the largest first.

    Amounts are the flows of the latest year; where a site has none, its declared supplies. Undisclosed companies are
    left out, and the present cost is disclosed only to a viewer who sees all names.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
    resources : collection of str
        Ids of the resources that are treated together.
    unit : str
        Unit of the amounts.
    viewer, with_typical, currency
        As for `matching.matches`.

    Returns
    -------
    DataFrame
        Columns as of `receivers.receivers`; site ids as index.
    """
    rows = _rows(con, park_id, resources, viewer, with_typical)
    slopes = units.by_case(
        rows.assign(**_NO_FACTORS), flows.amounts.PER_ROW, lambda row: flows.amounts.conversion(row, unit)[0]
    )
    rate = money.rate_of(rows["currency"], money.rates(con, currency))
    rows = rows.assign(
        amount=rows["quantity"] * slopes.astype(float),
        today=rows["cost"].astype(float) * rate,
        common_unit=rows["unit"],
        stated_in=[() if pd.isna(each) else (str(each),) for each in rows["currency"]],
    )
    return receivers.by_company(con, _by_site(rows))


def discharging_sites(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    resources: Collection[str],
    viewer: Viewer,
    with_typical: bool = False,
) -> pd.DataFrame:
    """Sites of a park that discharge some resources: site_id, resource_id; parameters as for `discharges`."""
    rows = _rows(con, park_id, resources, viewer, with_typical)
    return rows[["site_id", "resource_id"]].drop_duplicates(ignore_index=True)


def _rows(
    con: duckdb.DuckDBPyConnection,
    park_id: str,
    resources: Collection[str],
    viewer: Viewer,
    with_typical: bool,
) -> pd.DataFrame:
    """Flows of the latest year, and declared supplies of sites that have none; those of all options are read together."""
    options = store.ask(con, "shared_options")
    treated = options.loc[options["option_kind"] == "treatment", "resources"].explode().dropna()
    every = frozenset({*treated, *resources})
    rows = answers.computed(
        ("discharges", every, park_id, viewer, with_typical),
        lambda: _all_rows(con, park_id, every, viewer, with_typical),
    )
    return rows.loc[rows["resource_id"].isin(list(resources))].reset_index(drop=True)


def _all_rows(
    con: duckdb.DuckDBPyConnection,
    park_id: str,
    resources: Collection[str],
    viewer: Viewer,
    with_typical: bool,
) -> pd.DataFrame:
    rows = _stored(con, park_id=park_id, resources=resources, viewer=viewer)
    return pd.concat(
        [rows.assign(is_typical=False), _declared(con, rows, park_id, resources, viewer, with_typical)],
        ignore_index=True,
    )


def _stored(
    con: duckdb.DuckDBPyConnection, *, park_id: str, resources: Collection[str], viewer: Viewer
) -> pd.DataFrame:
    """Flows of the latest year, of companies disclosed to the viewer."""
    found = store.ask(con, "discharges", park_id=park_id, resources=sorted(set(resources)))
    shown = disclosure.disclosed(found, viewer, hidden=(), money=("cost",))
    return shown.loc[shown["is_named"], _COLUMNS]


def _declared(
    con: duckdb.DuckDBPyConnection,
    known: pd.DataFrame,
    park_id: str,
    resources: Collection[str],
    viewer: Viewer,
    with_typical: bool,
) -> pd.DataFrame:
    """Declared supplies of sites without a flow of the resource, in the units in which they are compared."""
    found = receivers.shareable(
        con, resources, direction="supply", park_id=park_id, viewer=viewer, with_typical=with_typical
    )
    stored = set(zip(known["site_id"], known["resource_id"], strict=True))
    is_new = [pair not in stored for pair in zip(found["site_id"], found["resource_id"], strict=True)]
    ready = streams.prepared(found.loc[np.array(is_new, dtype=bool)], rates={})
    ready = ready.loc[ready["amount"] > 0]
    each = ready["current_cost"].astype(float)
    paid = each * ready["quantity"] * ready["period"].map(streams.PERIODS)
    own = ready.assign(quantity=ready["amount"], unit=ready["common_unit"], cost=paid)
    return own[[*_COLUMNS, "is_typical"]]


def _by_site(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per site."""
    groups = rows.groupby("site_id")
    table = groups.agg(
        amount=("amount", "sum"),
        is_typical=("is_typical", "any"),
        stated_in=("stated_in", lambda each: tuple(sorted({name for names in each for name in names}))),
        **{name: (name, "first") for name in ("company_en", "company_zh", "common_unit")},
    )
    table[["amount", "today"]] = groups[["amount", "today"]].sum(skipna=False)
    return table
