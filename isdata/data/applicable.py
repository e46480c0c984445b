"""Prices, CO2 factors and energy contents that apply to a park and year, with their sources.

The rule is implemented only in `applicable_values.sql`: the most specific region has precedence; within a region, the
value of the data year, else of the latest earlier year, else of the earliest later year.
"""

from collections.abc import Iterable, Mapping

import duckdb
import pandas as pd

from isdata.data import store, units
from isdata.data.i18n import LANGUAGES, Reader, reader
from isdata.errors import N_, UnitError

CO2, ENERGY_CONTENT, PRICE = "co2", "energy_content", "price"
ANY_YEAR = (None,)  # unknown data year: the newest value applies


def values(
    con: duckdb.DuckDBPyConnection,
    *,
    years: Iterable[int | None] = ANY_YEAR,
    park_id: str | None = None,
    region_id: str | None = None,
    factor_from: str | None = None,
) -> pd.DataFrame:
    """Applicable prices, CO2 factors and energy contents; columns as in `applicable_values.sql`.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    years : iterable of int or None
        Data years. By default the newest value of a region applies.
    park_id, region_id : str, optional
        Park or region of application. Without either, only values that apply everywhere.
    factor_from : str, optional
        CO2 factors of regions more specific than this one apply only where no other is stored.
    """
    asked = [None if year is None or pd.isna(year) else int(year) for year in dict.fromkeys(years)]
    return store.ask(
        con,
        "applicable_values",
        park_id=park_id,
        region_id=region_id,
        years=asked,
        factor_from=factor_from,
    )


def of_resources(found: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Values of one kind for one data year, index resource_id."""
    is_asked = (found["value_kind"] == kind) & found["resource_id"].notna()
    return found[is_asked].set_index("resource_id")


def denominator(unit: object) -> str:
    """Denominator of a unit.

    Examples
    --------
    >>> denominator("t/MWh"), denominator("kg/(t·km)"), denominator(None)
    ('MWh', '(t·km)', '')
    """
    return unit.partition("/")[2] if isinstance(unit, str) else ""


def numerator_unit(unit: object) -> str:
    """Numerator of a unit."""
    return unit.partition("/")[0] if isinstance(unit, str) else ""


def numerator(unit: object, target: str) -> float:
    """Number of `target` units per numerator unit; NaN for different quantities.

    Examples
    --------
    >>> numerator("kg/kWh", "t"), numerator("MJ/kg", "GJ"), numerator("CNY/t", "GJ")
    (0.001, 0.001, nan)
    """
    if not isinstance(unit, str):
        return float("nan")
    try:
        return units.factor(numerator_unit(unit), target)
    except UnitError:
        return float("nan")


def origin(row: Mapping, read: Reader, *, prefix: str = "") -> str:
    """Return region, year and publisher of a value, such as "Sichuan, 2022, Ministry of Ecology and Environment".

    Parameters
    ----------
    row : mapping
        region_en, region_zh, year and source as in `applicable_values.sql`, each with the prefix.
    read : Reader
    prefix : str
        Such as "factor_".
    """
    year = row[f"{prefix}year"]
    parts = (
        read.name(row[f"{prefix}region_en"], row[f"{prefix}region_zh"]) or read.text(N_("general")),
        "" if pd.isna(year) else str(int(year)),
        publisher(row[f"{prefix}source"], read),
    )
    return read.listed(part for part in parts if part)


def origin_in_all(row: Mapping) -> str:
    """Return `origin` in all languages, for storing as one text."""
    return " / ".join(dict.fromkeys(origin(row, reader(language)) for language in LANGUAGES))


def publisher(source: object, read: Reader) -> str:
    """Publisher of a value: its source up to the first comma, in the reader's language.

    Examples
    --------
    >>> publisher("NDRC China, Guidelines for accounting, 2015: default 0.11 t/GJ", Reader())
    'NDRC China'
    """
    name = read.half(source)
    for mark in (", ", "，", "; "):
        name = name.partition(mark)[0]
    return name.strip()


def published_factors(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """All published factors with resource, region and source; columns as in `factors.sql`."""
    return store.ask(con, "factors")
