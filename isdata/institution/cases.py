"""Case library: published cases by tag and text, and their similarity to a park by the attributes that both state."""

import math
import re
from collections.abc import Mapping, Sequence

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.symbiosis import synergies

SETS, NUMBERS = ("instruments", "topics"), ("companies", "projects")
COMPARED = ("level", *SETS, *NUMBERS)  # attributes that a park has as well
TAGS = {"phase": "case_phase", "target_groups": "target_group"}  # attributes to search by, with their choices
_DATED = re.compile(r".*?\((?:eds\., )?\d{4}\)")  # matches authors and year of a source's first publication
_DECADES = 2.0  # numbers that differ by a factor of 100 or more have the greatest distance, 1


def cases(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Cases with their attributes and number of published figures; columns as in `case_list.sql`."""
    return store.ask(con, "case_list")


def cards(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Cases with their questions for discussion; columns as in `case_cards.sql`."""
    return store.ask(con, "case_cards")


def figures(con: duckdb.DuckDBPyConnection, *, case_id: str | None = None) -> pd.DataFrame:
    """Published figures of a case, or of all; columns as in `case_figures.sql`."""
    return store.ask(con, "case_figures", case_id=case_id)


def attributes(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Published attributes by case and name."""
    rows = store.ask(con, "case_attributes")
    return {
        str(case): dict(zip(own["attribute"], own["value"], strict=True))
        for case, own in rows.groupby("case_id")
    }


def park_attributes(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> dict[str, str]:
    """Attributes of a park from its data, named as those of cases; unknown ones are left out.

    Topics are those of the synergies that the reader sees.
    """
    row = store.ask(con, "case_park", park_id=park_id).iloc[0]
    known = synergies.synergies(con, parks=[park_id], viewer=viewer)
    topics = "; ".join(sorted(known.loc[known["park_id"] == park_id, "topic"].dropna().unique()))
    found = {"level": "park", "topics": topics} | {name: row[name] for name in ("instruments", *NUMBERS)}
    return {name: str(value) for name, value in found.items() if pd.notna(value) and value != ""}


def distance(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[float, int]:
    r"""Gower distance of two sets of attributes: the mean over the attributes that both state.

    .. math:: d = \frac{1}{n} \sum_i d_i

    with :math:`d_i` 0 or 1 for choices, :math:`1 - |A \cap B| / |A \cup B|` for sets (Jaccard), and
    :math:`\min(|\log_{10}(a / b)| / 2, 1)` for numbers. An attribute that only one of them states is left out: unknown is
    not zero.

    Returns
    -------
    tuple of float and int
        Distance between 0 and 1 (nan where no attribute is stated by both), and the number of attributes compared.

    Examples
    --------
    >>> distance({"topics": "metals; wood", "companies": "100"}, {"topics": "metals", "companies": "10"})
    (0.5, 2)
    """
    parts = [_part(name, one[name], other[name]) for name in sorted(one.keys() & other.keys())]
    return (sum(parts) / len(parts) if parts else math.nan), len(parts)


def _part(name: str, one: str, other: str) -> float:
    if name in SETS:
        left, right = (_members(text) for text in (one, other))
        return 1 - len(left & right) / len(left | right) if left or right else 0.0
    if name in NUMBERS:
        low, high = sorted((float(one), float(other)))
        return 0.0 if low == high else 1.0 if low <= 0 else min(math.log10(high / low) / _DECADES, 1.0)
    return float(one.strip() != other.strip())


def _members(text: str) -> set[str]:
    return {part.strip() for part in text.split(";") if part.strip()}


def distances(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Cases with their distance to a park, the nearest first and those without a common attribute last.

    Returns
    -------
    DataFrame
        Columns of `cases`, and distance [0–1], compared (attributes stated by both).
    """
    own, known = park_attributes(con, park_id=park_id, viewer=viewer), attributes(con)
    found = cases(con)
    pairs = [distance(own, known.get(str(case), {})) for case in found["case_id"]]
    found = found.assign(distance=[each for each, _n in pairs], compared=[count for _d, count in pairs])
    return found.sort_values(["distance", "case_id"], na_position="last", ignore_index=True)


def are_of_park(found: pd.DataFrame, park_id: str) -> pd.Series:
    """Flag for each case, as from `cases`: True if it is about the park itself."""
    return (found["described_park_id"] == park_id).fillna(False).astype(bool)


def tagged(
    found: pd.DataFrame, known: Mapping[str, Mapping[str, str]], name: str, chosen: Sequence[str]
) -> pd.Series:
    """Flag for each case that has all chosen values of an attribute of TAGS; `known` as from `attributes`."""
    own = [_members(known.get(str(case), {}).get(name, "")) for case in found["case_id"]]
    return pd.Series([set(chosen) <= members for members in own], found.index, bool)


def containing(found: pd.DataFrame, words: str, tags: Sequence[str] = ()) -> pd.DataFrame:
    """Cases, as from `cases`, whose names, summaries, tags or source contain the words and which have all tags.

    Parameters
    ----------
    words : str
        In any case; empty for all.
    tags : sequence of str
    """
    columns = ["name_en", "name_zh", "summary_en", "summary_zh", "tags", "source"]
    text = found[columns].fillna("").agg(" ".join, axis=1)
    fits = text.str.lower().str.contains(words.lower(), regex=False)
    for tag in tags:
        fits &= found["tags"].fillna("").str.contains(tag, regex=False)
    return found[fits]


def is_dated(source: str) -> bool:
    """Return True if a reference states the year of a publication in brackets."""
    return bool(_DATED.match(source))


def short_source(source: str) -> str:
    """Author and year of the first publication of a source, or its author and title, for a table.

    Examples
    --------
    >>> short_source("Park, J., Park, H.-S. (2018): Scaling-Up of Industrial Symbiosis, doi.org/10.1111/jiec.12749; leen.de")
    'Park, J., Park, H.-S. (2018)'
    >>> short_source("GIZ: Pathways to industrial symbiosis, sia-toolbox.net; project page")
    'GIZ: Pathways to industrial symbiosis'
    """
    dated = _DATED.match(source)
    return dated.group() if dated else re.split(r"[;；,，]", source)[0].strip()
