"""What is saved of each carrier, at which price and CO2 factor, and what other factors would say?"""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.energy.measures.register import Register, in_scope, register

_FIRST = (
    "resource_en",
    "resource_zh",
    "unit",
    "price_id",
    "price",
    "price_currency",
    "price_unit",
    "price_year",
    "factor_id",
    "factor",
    "factor_unit",
    "factor_region",
    "factor_year",
    "factor_method",
)


def by_carrier(register: Register) -> pd.DataFrame:
    """Return what is saved of each resource, the largest money first.

    Returns
    -------
    DataFrame
        resource_id, saved [unit/yr], energy [GJ/yr], money [currency/yr], co2 [t/yr], own_prices (measures with a
        price of their own), and the price and CO2 factor of the resource as in `measure_savings.sql`. One row per
        resource and unit.
    """
    sums = {name: (name, "sum") for name in ("saved", "energy", "money", "co2")}
    first = {name: (name, "first") for name in _FIRST if name != "unit"}
    return (
        register.savings.groupby(["resource_id", "unit"], as_index=False)
        .agg(**sums, **first, own_prices=("own_price", "count"), measures=("measure_id", "nunique"))
        .sort_values("money", ascending=False, ignore_index=True)
    )


def regions(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Return the regions that a park lies in, the nearest first; columns as in `region_chain.sql`."""
    return store.ask(con, "region_chain", park_id=park_id)


def restated(con: duckdb.DuckDBPyConnection, *, park_id: str, scope: str) -> pd.DataFrame:
    """Return the CO2 saved with the factors of the park's own region, and of each region that contains it.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
        The park.
    scope : "achieved", "ahead" or "all"
        See `in_scope`.

    Returns
    -------
    DataFrame
        region_id, name_en, name_zh, co2_saving [t/yr], and factor_id, factor, factor_unit, factor_year,
        factor_method of the carrier whose factor differs most between regions (electricity); regions that change
        nothing are left out.
    """
    rows: list[dict[str, object]] = []
    seen: set[tuple[object, ...]] = set()
    for region in regions(con, park_id=park_id).to_dict("records"):
        restated = in_scope(register(con, park_id=park_id, factor_from=str(region["region_id"])), scope)
        factors = restated.savings.drop_duplicates("resource_id").set_index("resource_id")
        key = tuple(factors["factor_id"].fillna("").sort_index())
        if key in seen:
            continue
        seen.add(key)
        electricity = (
            factors.loc["electricity"] if "electricity" in factors.index else pd.Series(dtype=object)
        )
        told = ("factor_id", "factor", "factor_unit", "factor_year", "factor_method")
        rows.append(
            {name: region[name] for name in ("region_id", "name_en", "name_zh")}
            | {"co2_saving": restated.measures["co2_saving"].sum(skipna=False)}
            | {name: electricity.get(name) for name in told}
        )
    return pd.DataFrame(rows)
