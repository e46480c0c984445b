"""Possible duplicates among supplies and demands: the same company and resource declared twice."""

from collections.abc import Mapping

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store

POSITION = "position"  # column of `stored`: position of the row among the given streams
_OF_STREAM = ["stream_id", "site_id", "direction", "resource_id", "year"]
_SAME = ["company_id", "park_id", "direction", "resource_id"]


def stored(con: duckdb.DuckDBPyConnection, streams: pd.DataFrame, *, any_year: bool = False) -> pd.DataFrame:
    """Stored streams with the same company, park, direction and resource as streams to be stored.

    Streams of different years are not included, unless one states no year, nor are those of rows that are stored with the
    same id for the same purpose: they were asked about when they were entered.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    streams : DataFrame
        Streams to be stored: site_id, direction, resource_id, and stream_id and year if known.
    any_year : bool
        Whether streams of other years are included.

    Returns
    -------
    DataFrame
        Columns of `declared_streams.sql`, and the `position` in `streams`.
    """
    known = store.ask(con, "declared_streams")
    asked = streams.reset_index(drop=True).reindex(columns=_OF_STREAM).rename_axis(POSITION).reset_index()
    asked = asked.merge(_sites(con, asked), on="site_id")[[POSITION, "stream_id", "year", *_SAME]]
    for name in ("stream_id", *_SAME):
        asked[name] = asked[name].astype(object)
    asked = asked[~_is_stored(asked, known)]
    found = asked.merge(known, on=_SAME, suffixes=("_asked", ""))
    years = pd.to_numeric(found["year_asked"]), pd.to_numeric(found["year"])
    is_year = any_year | (years[0] == years[1]) | years[0].isna() | years[1].isna()
    is_other = found["stream_id_asked"].isna() | (found["stream_id_asked"] != found["stream_id"])
    return found.loc[is_year.fillna(True) & is_other, [POSITION, *known.columns]].reset_index(drop=True)


def of_same_amount(values: Mapping[str, object], streams: pd.DataFrame) -> str | None:
    """Stored stream with the amount and year of a new entry, and no other temperature; None without one.

    Parameters
    ----------
    values : mapping
        Columns of the new entry: quantity, unit, period, year, temperature [°C].
    streams : DataFrame
        As returned by `stored`.
    """
    if values.get("quantity") is None:
        return None
    is_same = pd.Series(True, index=streams.index)
    for name in ("quantity", "unit", "period"):
        is_same &= streams[name] == values.get(name)
    if values.get("temperature") is not None:
        is_same &= streams["temperature"].isna() | (streams["temperature"] == values["temperature"])
    is_same &= streams["year"].isna() | (streams["year"] == values.get("year"))
    return next(iter(streams.loc[is_same, "stream_id"]), None)


def _is_stored(asked: pd.DataFrame, known: pd.DataFrame) -> np.ndarray:
    """True for each row stored with the same id, company, park, direction, resource and year."""
    rows = [
        pd.MultiIndex.from_frame(
            frame[["stream_id", *_SAME]]
            .astype(str)
            .assign(year=pd.to_numeric(frame["year"]).fillna(0).astype(int))
        )
        for frame in (asked, known)
    ]
    return rows[0].isin(rows[1])


def repeated_within(con: duckdb.DuckDBPyConnection, streams: pd.DataFrame) -> pd.DataFrame:
    """Rows to be stored that repeat an earlier row among them: same company, direction, resource, amount and year.

    Rows with different own names are not included, nor are rows of a site that is not stored yet.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    streams : DataFrame
        As in `stored`.
    """
    columns = [*_OF_STREAM, "name_en", "name_zh", "quantity", "unit", "period", "source"]
    rows = streams.reindex(columns=columns).rename(columns={"name_en": "stream_en", "name_zh": "stream_zh"})
    return _repeated(rows.astype(object).merge(_sites(con, rows), on="site_id"))


def repeated(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Stored streams of a park that repeat an earlier one; columns as in `declared_streams.sql`.

    Streams with different own names are not included.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
        The park.
    """
    known = store.ask(con, "declared_streams")
    return _repeated(known.loc[known["park_id"] == park_id])


def _sites(con: duckdb.DuckDBPyConnection, streams: pd.DataFrame) -> pd.DataFrame:
    return store.ask(con, "site_companies", sites=streams["site_id"].dropna().astype(str).unique().tolist())


def _repeated(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.loc[rows.duplicated([*_SAME, "year", "stream_en", "stream_zh"])].reset_index(drop=True)
