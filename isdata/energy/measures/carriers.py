"""Savings by carrier with price and CO2 factor, and with the factors of other regions."""

import duckdb
import pandas as pd

from isdata.data.contracts.results import Savings
from isdata.data.disclosure import Undisclosed
from isdata.energy.measures.register import Register, in_scope, undisclosed
from isdata.energy.measures.savings import FACTOR_COLUMNS, PRICE_COLUMNS
from isdata.park import parks

_NAMES = ("resource_en", "resource_zh")


def by_carrier(register: Register) -> pd.DataFrame:
    """Savings by resource, largest cost saving first.

    Returns
    -------
    DataFrame
        resource_id, saved [unit/yr], energy [GJ/yr], money [currency/yr], co2 [t/yr] (each missing where it is
        known of no measure), own_prices (measures with a price of their own), measures (number), resource_en,
        resource_zh, unit; the price and CO2
        factor that most of its measures are valued with, columns as in `savings.savings`; other_prices and
        other_factors: number of others in use, as measures of other data years have others. One row per
        resource and unit.
    """
    rows = register.savings
    keys = ["resource_id", "unit"]
    groups = rows.groupby(keys)
    table = groups[["saved", "energy", "money", "co2"]].sum(min_count=1)
    table[[*_NAMES]] = groups[[*_NAMES]].first()
    table["own_prices"] = groups["own_price"].count()
    table["measures"] = groups["measure_id"].nunique()
    for name, applied, columns in (
        (
            "other_prices",
            "price_id",
            [*PRICE_COLUMNS.values(), "price_currency", "energy_content", "energy_unit"],
        ),
        ("other_factors", "factor_id", [*FACTOR_COLUMNS.values()]),
    ):
        table[name] = (groups[applied].nunique() - 1).clip(lower=0)
        table = table.join(_usual(rows, keys, applied)[columns])
    return table.reset_index().sort_values("money", ascending=False, ignore_index=True)


def factors_by_measure(savings: Savings) -> pd.DataFrame:
    """CO2 factors applied to each measure.

    Returns
    -------
    DataFrame
        measure_id, resource_id, resource_en, resource_zh and the factor columns of `savings.savings`; one row per
        measure, resource and factor.
    """
    known = savings[savings["factor_id"].notna()]
    columns = ["measure_id", "resource_id", *_NAMES, *FACTOR_COLUMNS.values()]
    return known.drop_duplicates(["measure_id", "resource_id", "factor_id"])[columns].reset_index(drop=True)


def _usual(rows: Savings, keys: list[str], applied: str) -> pd.DataFrame:
    """Return for each resource and unit the first row with the most frequent value; index `keys`."""
    known = rows[rows[applied].notna()]
    uses = known.groupby([*keys, applied])[applied].transform("size")
    ordered = known.assign(uses=uses).sort_values(["uses", applied], ascending=[False, True], kind="stable")
    return ordered.drop_duplicates(keys).set_index(keys)


def co2_by_region(con: duckdb.DuckDBPyConnection, *, park_id: str, scope: str) -> Undisclosed[pd.DataFrame]:
    """CO2 saved with the factors of the park's own region, and of each region that contains it.

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
    Undisclosed DataFrame
        region_id, name_en, name_zh, co2_saving [t/yr], and the CO2 factor of the carrier whose factor differs
        most between regions (electricity), columns as in `savings.savings`; regions without a different
        result are left out.
    """
    rows: list[dict[str, object]] = []
    seen: set[tuple[object, ...]] = set()
    for region in parks.regions_of_park(con, park_id=park_id).to_dict("records"):
        restated = in_scope(
            undisclosed(con, park_id=park_id, factor_from=str(region["region_id"])).in_full, scope
        )
        key = tuple(restated.savings["factor_id"].fillna(""))
        if key in seen:
            continue
        seen.add(key)
        factors = restated.savings.drop_duplicates("resource_id").set_index("resource_id")
        electricity = (
            factors.loc["electricity"] if "electricity" in factors.index else pd.Series(dtype=object)
        )
        rows.append(
            {name: region[name] for name in ("region_id", "name_en", "name_zh")}
            | {"co2_saving": restated.measures["co2_saving"].sum(skipna=False)}
            | {name: electricity.get(name) for name in FACTOR_COLUMNS.values()}
        )
    return Undisclosed(pd.DataFrame(rows))
