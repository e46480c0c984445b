"""A table of the service platform that is edited in place."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from isdata.data import contracts
from isdata.institution import platform
from pages.common import editing
from pages.common.data import cursor
from pages.common.language import reader


def edit(
    table: str,
    rows: pd.DataFrame,
    shown: Mapping[str, Any],
    *,
    reason: str,
    alt: str,
    fixed: tuple[str, ...] = (),
    **new: object,
) -> None:
    """Let the administration change, add and remove rows; new rows hold `new` as well."""
    key = f"{table}_register"
    now = editing.edited(
        table,
        rows,
        shown,
        key=f"{key}_{editing.turn(key)}_{reader().language}",
        may_grow=True,
        fixed=fixed,
        height="auto",
        alt=alt,
    )
    who = editing.who(f"{key}_who")
    before = rows[contracts.tables()[table].keys[0]].tolist()
    editing.offer_to_store(
        who,
        key=key,
        reason=reason,
        store=lambda why: platform.save_rows(cursor(), table, now, before=before, who=who, reason=why, **new),
    )
