"""Storing a new or changed measure with its savings, relations and benefits."""

import itertools
from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import contracts, disclosure, store
from isdata.data.contracts.results import Relations
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.data.entry.ids import new_ids
from isdata.energy.measures.appraisal import annual_cash_flow, appraise
from isdata.energy.measures.pricing import price
from isdata.energy.measures.register import register
from isdata.energy.measures.terms import Terms


def stored(con: duckdb.DuckDBPyConnection, *, measure_id: str, viewer: Viewer) -> pd.DataFrame:
    """Measure as it is stored, as one row; columns as in `measure_stored.sql`."""
    return disclosure.in_full(con, "measure_stored", viewer, measure_id=measure_id)


def saved(con: duckdb.DuckDBPyConnection, *, measure_id: str, viewer: Viewer) -> pd.DataFrame:
    """Savings of a measure as stored; columns as in `measure_saved.sql`."""
    return disclosure.in_full(con, "measure_saved", viewer, measure_id=measure_id)


def related(con: duckdb.DuckDBPyConnection, *, measure_id: str, viewer: Viewer) -> pd.DataFrame:
    """Relations of a measure to others; columns as in `measure_relation_stored.sql`."""
    return disclosure.in_full(con, "measure_relation_stored", viewer, measure_id=measure_id)


def benefits(con: duckdb.DuckDBPyConnection, *, measure_id: str, viewer: Viewer) -> pd.DataFrame:
    """Benefits of a measure other than energy; columns as in `measure_benefit_stored.sql`."""
    return disclosure.in_full(con, "measure_benefit_stored", viewer, measure_id=measure_id)


def resources(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Resources that a measure may save, energy first; columns as in `energy_resources.sql`."""
    return store.ask(con, "energy_resources")


def streams(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Streams of a park that a measure may change; columns as in `measure_streams.sql`."""
    return disclosure.in_full(con, "measure_streams", viewer, park_id=park_id)


def save(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    values: Mapping[str, object],
    savings: pd.DataFrame,
    who: str,
    reason: str,
    measure_id: str | None = None,
    relations: Relations | None = None,
    benefits: pd.DataFrame | None = None,
) -> str:
    """Store a measure with its savings, relations and non-energy benefits; return its id.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
        The park; used in the id of a new measure.
    values : mapping
        Columns of the measure without its id; stored values of other columns are kept.
    savings : DataFrame
        resource_id, baseline, modified, unit, price. Stored resources that are not in it are removed.
    who, reason : str
        For the change log.
    measure_id : str, optional
        The measure to change; a new one by default.
    relations : DataFrame, optional
        other_id, relation, overlap, shared_cost. Stored relations that are not in it are removed; unchanged
        by default.
    benefits : DataFrame, optional
        benefit_id (empty for a new one), name_en, name_zh, amount, currency, price_year. Stored benefits that
        are not in it are removed; unchanged by default.

    Raises
    ------
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    name, rows, removed = _rows(
        con, park_id, values, savings, relations=relations, benefits=benefits, measure_id=measure_id
    )
    store.write(con, rows, removed=removed, who=who, reason=reason)
    return name


def appraised(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    values: Mapping[str, object],
    savings: pd.DataFrame,
    measure_id: str | None = None,
    terms: Terms | None = None,
) -> tuple[pd.Series, pd.DataFrame]:
    """Saving, payback, net present value and cash flow of a measure before it is stored; nothing is stored.

    Parameters
    ----------
    con, park_id, values, savings, measure_id
        As in `save`.
    terms : Terms, optional
        Prices and rates; the defaults of `Terms` if omitted.

    Returns
    -------
    Series
        A row as from `appraise`, currency, unpriced: resources of its savings without a price, and listed: its
        savings, as records, that the price list values.
    DataFrame
        Its cash flow, as from `annual_cash_flow`.

    Raises
    ------
    ProblemsError
        Values break rules of the contract.
    """
    name, rows, removed = _rows(con, park_id, values, savings, measure_id=measure_id)

    def question(inside: duckdb.DuckDBPyConnection) -> tuple[pd.Series, pd.DataFrame]:
        found = register(inside, park_id=park_id, viewer=FACILITATOR)
        own, at = found.only(pd.Index([name])), terms or Terms()
        priced = price(own, at)
        row = appraise(own, at, priced).loc[name]
        lacking = tuple(own.savings.loc[own.savings["money"].isna(), "resource_id"].astype(str).unique())
        by_list = own.savings["own_price"].isna() & own.savings["price"].notna()
        about = {
            "currency": found.currency,
            "unpriced": lacking,
            "listed": own.savings[by_list].to_dict("records"),
        }
        return pd.Series({**row.to_dict(), **about}), annual_cash_flow(own, at, priced)

    return store.what_if(con, rows, question, removed=removed)


def remove(con: duckdb.DuckDBPyConnection, *, measure_id: str, who: str, reason: str) -> int:
    """Remove a measure with its savings, benefits and relations; return the new data version.

    Raises
    ------
    ProblemsError
        Meters, actions or scenarios refer to it; nothing was removed.
    """
    rows = store.ask(con, "measure_parts", measure_id=measure_id)
    removed = {str(table): part["row_key"].to_list() for table, part in rows.groupby("table")}
    return store.write(con, {}, removed=removed | {"measure": [measure_id]}, who=who, reason=reason)


def _rows(
    con: duckdb.DuckDBPyConnection,
    park_id: str,
    values: Mapping[str, object],
    savings: pd.DataFrame,
    *,
    relations: Relations | None = None,
    benefits: pd.DataFrame | None = None,
    measure_id: str | None = None,
) -> tuple[str, dict[str, pd.DataFrame], dict[str, set[str]]]:
    """Id of a measure, rows to store, and keys of rows to remove, by table."""
    name = measure_id or new_ids(con, "measure", park_id, 1)[0]
    parts = {"measure_saving": savings.assign(measure_id=name)}
    if relations is not None:
        parts["measure_relation"] = relations.assign(measure_id=name)
    if benefits is not None:
        parts["measure_benefit"] = _numbered(benefits).assign(measure_id=name)
    removed = {table: _keys(con, table, name) for table in parts} if measure_id else {}
    filled = {table: part for table, part in parts.items() if not part.empty}
    return name, {"measure": pd.DataFrame([{**values, "measure_id": name}]), **filled}, removed


def _keys(con: duckdb.DuckDBPyConnection, table: str, measure_id: str) -> set[str]:
    """Keys of a measure's stored rows in one of its tables."""
    stored_rows = {"measure_saving": saved, "measure_relation": related, "measure_benefit": benefits}[table]
    rows = stored_rows(con, measure_id=measure_id, viewer=FACILITATOR).to_dict("records")
    return set(map(contracts.tables()[table].key_of, rows))


def _numbered(benefits: pd.DataFrame) -> pd.DataFrame:
    """Benefits with an id for each new one."""
    known = {str(name) for name in benefits["benefit_id"].dropna()}
    free = (f"B{number}" for number in itertools.count(1) if f"B{number}" not in known)
    return benefits.assign(
        benefit_id=[next(free) if pd.isna(name) else name for name in benefits["benefit_id"]]
    )
