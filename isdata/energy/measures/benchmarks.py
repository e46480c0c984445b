"""Results of other networks and programmes from the case library."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata.data import store, units
from isdata.errors import UnitError


@dataclass(frozen=True)
class Benchmark:
    """A published figure: its value in the requested unit, its bound, its years, and its publisher."""

    value: float
    bound: str
    years: tuple[int | None, int | None]
    source: str


def benchmarks(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Published figures of the case library; columns as in `case_benchmarks.sql`."""
    return store.ask(con, "case_benchmarks")


def benchmark(figures: pd.DataFrame, case_id: str, figure: str, unit: str) -> Benchmark | None:
    """One published figure; None if it is not stored, or its unit cannot be converted.

    Parameters
    ----------
    figures : DataFrame
        As `benchmarks` returns.
    case_id, figure : str
        Case and figure.
    unit : str
        Unit of the value returned.
    """
    found = figures[(figures["case_id"] == case_id) & (figures["figure"] == figure)]
    if found.empty:
        return None
    row = found.iloc[0]
    try:
        value = float(row["value"]) * units.factor(str(row["unit"]), unit)
    except UnitError:
        return None
    years = tuple(None if pd.isna(row[name]) else int(row[name]) for name in ("started", "ended"))
    return Benchmark(value, str(row["bound"]), (years[0], years[1]), str(row["source"]))
