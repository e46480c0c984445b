"""Example of a column as shown in the template, and detection of cells that still contain it."""

import datetime as dt
from contextlib import suppress

from isdata.data import contracts
from isdata.data.contracts import Column
from isdata.data.ingest.headings import MARK

MEANING, EXAMPLE = f"{MARK} 说明", f"{MARK} 示例"  # first cells of the template's own rows
YES_NO = {"en": ("yes", "no"), "zh": ("是", "否")}
Shown = str | float | dt.date


def shown(column: Column, language: str) -> Shown:
    """Column's example; choices and flags as words."""
    example = column.example
    if column.type in ("number", "integer") and example:
        return float(example)
    if column.type == "date" and example:
        return dt.date.fromisoformat(example)
    if column.type == "flag" and example:
        return YES_NO[language][example != "yes"]
    if column.choices and example in contracts.choices(column.choices):
        return contracts.choices(column.choices)[example][language]
    return example


def is_shown(text: str | None, column: Column) -> bool:
    """Return True if a text cell still contains the example, in either language."""
    for language in YES_NO:
        example = shown(column, language)
        if isinstance(example, float):
            with suppress(ValueError):
                if float(text or "nan") == example:
                    return True
        elif (text or "").startswith(str(example)) and bool(text) == bool(example):
            return True
    return False
