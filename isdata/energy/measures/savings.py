"""Savings of measures by resource, with the applicable price, energy content and CO2 factor."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from isdata.data import applicable, store

# Attributes of a price and of a CO2 factor, and their column names in a table of savings.
PRICE_COLUMNS = {
    "value_id": "price_id",
    "value": "price",
    "unit": "price_unit",
    "year": "price_year",
    "growth": "growth",
    "region_en": "price_region_en",
    "region_zh": "price_region_zh",
    "source": "price_source",
}
FACTOR_COLUMNS = {
    "value_id": "factor_id",
    "value": "factor",
    "unit": "factor_unit",
    "year": "factor_year",
    "method": "factor_method",
    "region_id": "factor_region",
    "region_en": "factor_region_en",
    "region_zh": "factor_region_zh",
    "source": "factor_source",
}
_CONTENT_COLUMNS = {"value": "published_content", "unit": "published_unit"}
_KEYS = ["data_year", "resource_id"]


def savings(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    factor_from: str | None = None,
    joining: Sequence[str] = (),
) -> pd.DataFrame:
    """Savings of each measure of a park, with the price and factor of its data year.

    Parameters
    ----------
    con, park_id, factor_from, joining
        As for `register`.

    Returns
    -------
    DataFrame
        Columns of `measure_savings.sql`, with energy_content [GJ/energy_unit] also if only a factor states
        it; price [price_currency/price_unit], price_id, price_currency, price_unit, price_year, growth
        [1/yr], price_region_en, price_region_zh, price_source; factor [factor_unit], factor_id, factor_unit,
        factor_year, factor_method, factor_region, factor_region_en, factor_region_zh, factor_source. Missing
        if none applies.
    """
    rows = store.ask(con, "measure_savings", park_id=park_id, joining=list(joining))
    found = applicable.values(con, park_id=park_id, years=rows["data_year"], factor_from=factor_from)
    for kind, columns in (
        (applicable.PRICE, PRICE_COLUMNS),
        (applicable.CO2, FACTOR_COLUMNS),
        (applicable.ENERGY_CONTENT, _CONTENT_COLUMNS),
    ):
        rows = rows.merge(_of_kind(found, kind, columns), on=_KEYS, how="left")
    priced_in = rows["price_unit"].astype(object)
    content = rows["published_content"] * rows["published_unit"].map(
        lambda unit: applicable.numerator(unit, "GJ")
    ).astype(float)
    return rows.assign(
        price_currency=priced_in.map(applicable.numerator_unit),
        price_unit=priced_in.map(applicable.denominator),
        growth=rows["growth"].astype(float).fillna(0.0),
        energy_content=rows["energy_content"].fillna(content),
        energy_unit=rows["energy_unit"]
        .astype(object)
        .where(rows["energy_content"].notna(), rows["published_unit"].map(applicable.denominator)),
    ).drop(columns=[*_CONTENT_COLUMNS.values()])


def _of_kind(found: pd.DataFrame, kind: str, columns: dict[str, str]) -> pd.DataFrame:
    """Values of one kind by data year and resource, with their column names among savings."""
    is_asked = (found["value_kind"] == kind) & found["resource_id"].notna()
    return found.loc[is_asked, [*_KEYS, *columns]].rename(columns=columns)
