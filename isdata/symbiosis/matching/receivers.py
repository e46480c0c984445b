"""Companies of a park with a demand that could be supplied jointly, and their distances."""

from collections.abc import Collection
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from isdata.data import money, store, units
from isdata.data.disclosure import Viewer
from isdata.data.store import answers
from isdata.park import flows, parkmap
from isdata.symbiosis.matching import streams


def receivers(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    resource_id: str,
    unit: str | None = None,
    viewer: Viewer,
    with_typical: bool = False,
    currency: str = "CNY",
) -> pd.DataFrame:
    """Companies of a park that require a resource, with their demand and present cost, the largest
    first; a company with several sites is one, as from `by_company`.

    Undisclosed companies are left out unless the viewer sees all names, and the present cost is disclosed only to
    a viewer who sees all names.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id, resource_id : str
    unit : str, optional
        Unit of the amounts; by default that in which they are compared.
    viewer, with_typical, currency
        As for `matching.matches`.

    Returns
    -------
    DataFrame
        company_en, company_zh, amount [unit/yr] (missing if it cannot be converted to one unit), common_unit,
        today [currency/yr] (missing if unknown), stated_in (original currencies), is_typical; site ids as
        index, each of another company.
    """
    table = demands_for(
        con,
        park_id=park_id,
        resources=(resource_id,),
        viewer=viewer,
        with_typical=with_typical,
        currency=currency,
    )
    kept = table.drop(columns="resource_id").set_index("site_id")
    if unit is not None:
        slopes = units.by_case(
            kept.assign(**_NO_FACTORS, unit=unit),
            [*flows.amounts.PER_ROW, "common_unit"],
            lambda row: flows.amounts.conversion(row, str(row["common_unit"]))[0],
        )
        kept["amount"] /= slopes.astype(float)
    return by_company(con, kept)


def by_company(con: duckdb.DuckDBPyConnection, sites: pd.DataFrame) -> pd.DataFrame:
    """One row per company, the largest first, at its site with the largest amount.

    Several sites of a company are one participant, which decides and pays for all of them, under the name of the company.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
    sites : DataFrame
        Columns of `receivers`; site ids as index.
    """
    table = sites.sort_values("amount", ascending=False, kind="stable")
    known = site_companies(con, table.index)
    is_several = known["company_id"].duplicated(keep=False)
    for own, name in (("company_en", "name_en"), ("company_zh", "name_zh")):
        table[own] = table[own].where(~is_several, known[name])
    groups = table.rename_axis("site_id").reset_index().groupby(known["company_id"].to_numpy(), sort=False)
    grouped = groups.agg(
        is_typical=("is_typical", "any"),
        stated_in=("stated_in", lambda each: tuple(sorted({code for codes in each for code in codes}))),
        units=("common_unit", "nunique"),
        **{name: (name, "first") for name in ("site_id", "company_en", "company_zh", "common_unit")},
    )
    grouped[["amount", "today"]] = groups[["amount", "today"]].sum(skipna=False)
    # Amounts that are not converted to one unit have no sum.
    grouped["amount"] = grouped["amount"].where(grouped.pop("units") <= 1)
    return grouped.set_index("site_id").sort_values(["amount", "company_en"], ascending=[False, True])


def site_companies(con: duckdb.DuckDBPyConnection, sites: pd.Index) -> pd.DataFrame:
    """Company of each site, in their order; columns as in `site_companies.sql`, site ids as index."""
    found = store.ask(con, "site_companies", sites=sorted(set(sites)))
    return found.set_index("site_id").reindex(sites)


def demands_for(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    resources: Collection[str],
    viewer: Viewer,
    with_typical: bool = False,
    currency: str = "CNY",
) -> pd.DataFrame:
    """Demands of the companies of a park for some resources, one row per site and resource.

    Parameters
    ----------
    resources : collection of str
        Ids of the resources.
    con, park_id, viewer, with_typical, currency
        As for `receivers`.

    Returns
    -------
    DataFrame
        site_id, resource_id, the columns of `receivers`, and usual_unit, heating_value, density and enthalpy of the resource.
    """
    usual = _usual(con) | set(resources)
    table = answers.computed(
        ("demands_for", frozenset(usual), park_id, viewer, with_typical, currency),
        lambda: _demands(
            con, usual, park_id=park_id, viewer=viewer, with_typical=with_typical, currency=currency
        ),
    )
    return table.loc[table["resource_id"].isin(list(resources))].reset_index(drop=True)


def _demands(
    con: duckdb.DuckDBPyConnection, resources: Collection[str], *, currency: str, **where: Any
) -> pd.DataFrame:
    """Demands for all resources of shared options together, as they are read together."""
    declared = shareable(con, resources, direction="demand", **where)
    rates = money.rates(con, currency)
    ready = streams.prepared(declared, rates=rates)
    known = ready.loc[ready["amount"] > 0]
    # A demand counted in money is its own cost.
    paid = known["amount"] * money.rate_of(known["common_unit"], rates)
    amounts = known.assign(
        today=paid.fillna(known["amount"] * known["cost"]),
        stated_in=known["stated_in"].where(paid.isna(), known["common_unit"]),
    )
    groups = amounts.groupby(_PER)
    table = groups.agg(
        amount=("amount", "sum"),
        units=("common_unit", "nunique"),
        is_typical=("is_typical", "any"),
        **{name: (name, "first") for name in ("company_en", "company_zh", "common_unit", *_CONTENT)},
    )
    stated = _stated_in(amounts)
    # Amounts that are not converted to one unit have no sum.
    return (
        table.drop(columns="units")
        .assign(
            amount=table["amount"].where(table["units"] == 1),
            today=groups["today"].sum(skipna=False),
            stated_in=[stated.get(key, ()) for key in table.index],
        )
        .reset_index()
    )


def shareable(
    con: duckdb.DuckDBPyConnection, resources: Collection[str], *, direction: str, **where: Any
) -> pd.DataFrame:
    """Supplies or demands of some resources; parameters and columns as in `streams.declared`.

    The resources of all shared options are read together, so that one query serves every option.
    """
    found = streams.declared(con, resources=_usual(con) | set(resources), **where)
    return found.loc[(found["direction"] == direction) & found["resource_id"].isin(list(resources))]


def _usual(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Resources of all shared options."""
    return set(store.ask(con, "shared_options")["resources"].explode().dropna())


def _stated_in(amounts: pd.DataFrame) -> dict[tuple[str, str], tuple[str, ...]]:
    """Currencies in which costs are stated, in the order of their codes, by site and resource."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    rows = amounts[[*_PER, "stated_in"]].dropna().drop_duplicates().sort_values("stated_in")
    for site, resource, currency in rows.itertuples(index=False, name=None):
        found[site, resource] = (*found.get((site, resource), ()), currency)
    return found


_PER = ["site_id", "resource_id"]
_CONTENT = ["usual_unit", "heating_value", "density", "enthalpy"]
_NO_FACTORS = dict.fromkeys(["energy_factor", "energy_unit", "co2_factor", "co2_unit"])


def site_distances(con: duckdb.DuckDBPyConnection, *, park_id: str, sites: tuple[str, ...]) -> pd.DataFrame:
    """Distances between sites of a park, by road where known. [km]

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
    park_id : str
    sites : tuple of str
        Their ids.

    Returns
    -------
    DataFrame
        A row and a column for each site; missing if a place is unknown.
    """
    pairs = pd.DataFrame(
        [(one, other) for place, one in enumerate(sites) for other in sites[place + 1 :]],
        columns=["provider_id", "receiver_id"],
    )
    table = np.where(np.eye(len(sites), dtype=bool), 0.0, np.nan)
    if len(pairs):
        rows, columns = np.triu_indices(len(sites), 1)
        found = parkmap.pair_distances(con, pairs, park=park_id)["distance"].to_numpy(dtype=float)
        table[rows, columns] = table[columns, rows] = found
    return pd.DataFrame(table, index=pd.Index(sites), columns=pd.Index(sites))


def within_reach(distances: pd.DataFrame, amounts: pd.Series, reach: float) -> list[str]:
    """Group of sites with all distances within the reach, and as much joint demand as possible.

    Around each site, the others join from the nearest on if they are within reach of all members; the group
    with the largest demand is returned. A larger one may exist.

    Parameters
    ----------
    distances : DataFrame
        As from `site_distances`; missing distances count as near. [km]
    amounts : Series
        Demand of each, by site. [unit/yr]
    reach : float
        Maximum distance between partners. [km]

    Examples
    --------
    >>> line = pd.DataFrame({"a": [0.0, 1, 3], "b": [1.0, 0, 2], "c": [3.0, 2, 0]}, index=["a", "b", "c"])
    >>> within_reach(line, pd.Series({"a": 1.0, "b": 1.0, "c": 5.0}), 2.0)
    ['b', 'c']
    """
    known = distances.fillna(0.0).to_numpy()
    near, taken = known <= reach, amounts.reindex(distances.index).fillna(0.0).to_numpy()
    best, most = np.zeros(len(known), dtype=bool), -np.inf
    for middle in range(len(known)):
        group, may_join = np.zeros(len(known), dtype=bool), np.ones(len(known), dtype=bool)
        for site in np.argsort(known[middle], kind="stable"):
            if may_join[site]:
                group[site] = True
                may_join &= near[site]
        if taken[group].sum() > most:
            best, most = group, taken[group].sum()
        if group.all():
            break
    return list(distances.index[best])
