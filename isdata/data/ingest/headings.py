"""Recognition of tables and columns by name or label in either language."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from isdata.data.contracts import Column, Table, Words, other_labels, tables

MARK = "※"  # prefix of the template's own rows, which are not data
LEFT_OUT = "_"  # prefix of sheet names and headings that are to be ignored
LONGEST = 300  # maximum characters of a heading
_UNIT = re.compile(r"(?P<heading>.+?)\s*(?:\[(?P<square>[^\[\]]*)\]|\((?P<round>[^()]*)\))")
_COPY = re.compile(r"\s*(?:\(\d+\)|- ?copy|副本)$", re.IGNORECASE)


def normalised_heading(text: str) -> str:
    """Normalise a heading: case, character width, spacing, and the mark of required columns."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
    return re.sub(r"\s+", " ", folded).strip(" *:").replace(" (", "(")


def bilingual(words: Words) -> str:
    """Label in both languages; only once if they are equal."""
    return words.en if words.en == words.zh else f"{words.en} {words.zh}"


def _forms(name: str, words: Words) -> set[str]:
    return {normalised_heading(form) for form in (name, words.en, words.zh, bilingual(words))}


@cache
def _tables() -> dict[str, Table]:
    former = {
        normalised_heading(word): table for table in tables().values() for word in other_labels(table.name)
    }
    return former | {form: table for table in tables().values() for form in _forms(table.name, table.label)}


@cache
def _columns(table: str) -> Mapping[str, Column]:
    columns = tables()[table].columns
    former = {
        normalised_heading(word): column for column in columns for word in other_labels(table, column.name)
    }
    words = {form: column for column in columns for form in _forms(column.name, column.label)}
    return former | words | {normalised_heading(column.name): column for column in columns}


def table_of(name: str) -> Table | None:
    """Table named by a sheet or file."""
    return _tables().get(normalised_heading(name)) or _tables().get(normalised_heading(_COPY.sub("", name)))


def column_of(heading: str, table: Table) -> tuple[Column | None, str]:
    """Column for a heading, if any, and the unit in its brackets."""
    if len(heading) > LONGEST:
        return None, ""
    known = _columns(table.name)
    whole = known.get(normalised_heading(heading))
    if whole:
        return whole, ""
    match = _UNIT.fullmatch(unicodedata.normalize("NFKC", heading).strip(" *:\n"))
    if not match:
        return None, ""
    return known.get(normalised_heading(match["heading"])), (match["square"] or match["round"] or "").strip()


def count_known(headings: Iterable[str], table: Table | None) -> int:
    """Number of headings that are columns of the table, or of the best matching table."""
    texts = [heading for heading in headings if heading]
    candidates = [table] if table else tables().values()
    return max(sum(column_of(text, each)[0] is not None for text in texts) for each in candidates)


def best_row(rows: Iterable[Iterable[str | None]], table: Table | None) -> tuple[int, int]:
    """Position of the (first) row that names most columns, and the number of columns it names.

    A row cannot name more columns than it has cells, so few rows below the headings have to be examined.
    """
    place, most = 0, 0
    for number, row in enumerate(rows):
        texts = [text for text in row if text]
        if len(texts) > most and (known := count_known(texts, table)) > most:
            place, most = number, known
    return place, most


def nearest_table(name: str, headings: Iterable[str]) -> Table | None:
    """Most likely table, by the name, else by the headings."""
    close = get_close_matches(normalised_heading(name), _tables(), n=1, cutoff=0.7)
    if close:
        return _tables()[close[0]]
    texts = [heading for heading in headings if heading]
    best = max(tables().values(), key=lambda table: count_known(texts, table))
    return best if count_known(texts, best) >= 2 else None


def nearest_column(heading: str, table: Table, taken: Iterable[str]) -> Column | None:
    """Most likely column, of those not named by another heading."""
    bare = _UNIT.sub(r"\g<heading>", unicodedata.normalize("NFKC", heading))
    free = {form: column for form, column in _columns(table.name).items() if column.name not in set(taken)}
    close = get_close_matches(normalised_heading(bare), free, n=1, cutoff=0.6)
    return free[close[0]] if close else None
