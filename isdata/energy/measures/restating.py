"""Measures restated with other CO2 factors."""

from collections.abc import Mapping
from dataclasses import replace

import duckdb
import pandas as pd

from isdata.data import store
from isdata.energy.measures.register import Register
from isdata.energy.measures.savings import FACTOR_COLUMNS
from isdata.energy.measures.valuing import co2_valued, summed


def co2_factors(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Stored CO2 factors; columns as in `co2_factors.sql`."""
    return store.ask(con, "co2_factors")


def with_factors(register: Register, factors: pd.DataFrame, chosen: Mapping[str, str]) -> Register:
    """Measures with their CO2 computed with other factors.

    Parameters
    ----------
    register : Register
        The measures.
    factors : DataFrame
        As `co2_factors` returns.
    chosen : mapping of str to str
        The factor_id for each resource with another factor; all others keep theirs.
    """
    savings = register.savings
    table = factors.set_index("factor_id", drop=False)
    rows = savings["resource_id"].map(chosen)
    is_other = rows.isin(table.index)
    if not is_other.any():
        return register
    stated = {
        name: savings[name].astype(object).mask(is_other, rows.map(table[name])).infer_objects()
        for name in FACTOR_COLUMNS.values()
    }
    restated = savings.assign(**stated)
    # Amounts are kept: overlaps may be deducted from them already.
    valued = co2_valued(restated)
    savings = savings.assign(**stated, co2_factor=valued["co2_factor"], co2=valued["co2"])
    touched = savings.loc[is_other, "measure_id"].unique()
    sums = summed(savings[savings["measure_id"].isin(touched)])["co2"]
    measures = register.measures
    co2 = measures["co2_saving"].mask(measures.index.isin(sums.index), sums.reindex(measures.index))
    return replace(register, measures=measures.assign(co2_saving=co2), savings=savings)
