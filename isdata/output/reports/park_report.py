"""Reports on a park: name and data version on the first page, all contents from one data version."""

import datetime as dt
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import Reader
from isdata.output.reports.blocks import Block, Report
from isdata.park import parks


@contextmanager
def consistent_cursor(con: duckdb.DuckDBPyConnection) -> Generator[duckdb.DuckDBPyConnection]:
    """Cursor whose queries within the block all see the same data version."""
    cursor = con.cursor()
    cursor.begin()
    try:
        yield cursor
    finally:
        cursor.rollback()


def park_report(
    con: duckdb.DuckDBPyConnection,
    park_id: str,
    *,
    title: str,
    subtitle: str | Mapping[str, Any],
    reader: Reader,
    day: dt.date,
    blocks: Sequence[Block],
) -> Report:
    """Report on a park.

    Parameters
    ----------
    title : str
        Message, translated to the reader's language.
    subtitle : str or mapping
        Text in the reader's language, or a row with name_en and name_zh.
    day : date
        Date of creation.
    """
    about = parks.summary(con, park_id=park_id).iloc[0]
    return Report(
        title=reader.text(title),
        subtitle=subtitle
        if isinstance(subtitle, str)
        else reader.name(subtitle["name_en"], subtitle["name_zh"]),
        park=reader.name(about["name_en"], about["name_zh"]),
        day=day,
        data_version=store.data_version(con),
        reader=reader,
        blocks=list(blocks),
    )


def is_illustrative(con: duckdb.DuckDBPyConnection, park_id: str) -> bool:
    """Return True if the data of a park are fictitious."""
    about = parks.summary(con, park_id=park_id).iloc[0]
    return bool(pd.notna(about["is_illustrative"]) and about["is_illustrative"])
