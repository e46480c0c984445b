"""Table of the service platform, edited in place."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from isdata.data import contracts
from isdata.institution import service_platform
from pages.common.editing import edited_table, saving, signing
from pages.common.language import reader


def edit(
    table: str,
    rows: pd.DataFrame,
    shown: Mapping[str, Any],
    *,
    reason: str,
    alt: str,
    fixed: tuple[str, ...] = (),
    row_height: int | None = None,
    **new: object,
) -> None:
    """Let the administration change, add and remove rows; new rows also get the values of `new`."""
    key = f"{table}_register"
    now = edited_table.edited(
        table,
        rows,
        shown,
        key=f"{key}_{saving.save_count(key)}_{reader().language}",
        may_grow=True,
        fixed=fixed,
        height="auto",
        row_height=row_height,
        alt=alt,
    )
    before = rows[contracts.tables()[table].keys[0]].tolist()
    store = partial(service_platform.save_rows, table=table, rows=now, before=before, **new)
    name = signing.signature(f"{key}_who", is_short=True)  # behind a button, like other forms of these pages
    saving.offer_to_store(name, store, key=key, reason=reason)
