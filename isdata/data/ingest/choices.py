"""Words in cells: yes and no, and choices, each as the contracts write them."""

from functools import cache

from isdata.data import contracts, units
from isdata.data.contracts import Column
from isdata.data.ingest.headings import bilingual, plain

# An x, a tick's opposite to some and a tick to others, is neither.
YES = {"yes", "y", "true", "ja", "j", "1", "是", "对", "真", "√", "✓"}
NO = {"no", "n", "false", "nein", "0", "否", "假"}
# What else people write for a choice.
_ALSO = {"direction": {"have": "supply", "offer": "supply", "有": "supply", "供": "supply", "want": "demand", "need": "demand", "要": "demand", "需": "demand"}}  # fmt: skip
# What people write into an empty cell of a number or a day; "none" may mean nought.
EMPTY = {"-", "–", "—", "/", "n/a", "na", "#n/a", "k.a.", "k. a.", "null", "未知", "不详"}


def is_empty(text: str) -> bool:
    """Return whether a text in a cell for a number or a day says that there is none."""
    return text.strip().casefold() in EMPTY


def flag(text: str) -> bool | None:
    """Flag for a word, or None where it is neither yes nor no."""
    word = plain(text)
    return True if word in YES else False if word in NO else None


@cache
def _choices(name: str) -> dict[str, str]:
    found: dict[str, str] = dict(_ALSO.get(name, {}))
    for key, label in contracts.choices(name).items():
        for form in (key, label.en, label.zh, bilingual(label), f"{label.en} ({key})"):
            found.setdefault(plain(form), key)
    return found


def choice(text: str, column: Column) -> str:
    """Return the choice that a word means; a word that is none stays, and breaks the column's rule."""
    known = _choices(column.choices).get(plain(text))
    if known:
        return known
    if column.choices == contracts.CURRENCY and units.currency(text):
        unit = units.canonical(text)
        return unit if unit in units.currencies() else text
    return text
