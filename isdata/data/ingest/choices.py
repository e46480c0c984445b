"""Parsing of words in cells: flags and choices, converted to the values of the contracts."""

from functools import cache

from isdata.data import contracts, units
from isdata.data.contracts import Column
from isdata.data.ingest.headings import bilingual, normalised_heading

# An x is neither yes nor no: for some people it is a tick, for others the opposite.
YES = {"yes", "y", "true", "ja", "j", "1", "是", "对", "真", "√", "✓"}
NO = {"no", "n", "false", "nein", "0", "否", "假"}
# Other usual words for a choice.
_SYNONYMS = {"direction": {"have": "supply", "offer": "supply", "有": "supply", "供": "supply", "want": "demand", "need": "demand", "要": "demand", "需": "demand"}}  # fmt: skip
# Usual entries for "no value" in cells for numbers and days; "none" is not among them, as it may mean zero.
EMPTY = {"-", "–", "—", "/", "n/a", "na", "#n/a", "k.a.", "k. a.", "null", "未知", "不详"}


def is_empty(text: str) -> bool:
    """Return True if a text in a cell for a number or a day means that there is no value."""
    return text.strip().casefold() in EMPTY


def flag(text: str) -> bool | None:
    """Flag for a word; None if it is neither yes nor no."""
    word = normalised_heading(text)
    return True if word in YES else False if word in NO else None


@cache
def _choices(name: str) -> dict[str, str]:
    found: dict[str, str] = dict(_SYNONYMS.get(name, {}))
    for key, label in contracts.choices(name).items():
        for form in (key, label.en, label.zh, bilingual(label), f"{label.en} ({key})"):
            found.setdefault(normalised_heading(form), key)
    return found


def choice(text: str, column: Column) -> str:
    """Choice for a word; an unknown word is returned unchanged and breaks the column's rule."""
    known = _choices(column.choices).get(normalised_heading(text))
    if known:
        return known
    if column.choices == contracts.CURRENCY and units.currency(text):
        unit = units.canonical(text)
        return unit if unit in units.currencies() else text
    return text
