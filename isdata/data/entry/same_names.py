"""Companies that are called the same or nearly so: meant, or entered twice."""

import re
import unicodedata

import duckdb
import pandas as pd
from rapidfuzz import fuzz, process

from isdata.data.entry.rows import KEY

_ALIKE = 86.0  # per cent of the letters
_SHORTEST = 5  # letters; one of fewer that differs makes another name
_MOST = 1000  # new companies that are compared


def shared(former: pd.DataFrame, edited: pd.DataFrame) -> list[str]:
    """Names that several rows have, at least one of which is new or was called otherwise.

    Spacing, width and case of the letters make no other name.

    Parameters
    ----------
    former, edited : DataFrame
        Rows as stored and as they are now: `row_key`, name_en, name_zh.
    """
    found, edited = list[str](), edited.reset_index(drop=True)
    for column in ("name_en", "name_zh"):
        before = dict(zip(former[KEY], former[column].map(_plain), strict=True))
        plain = edited[column].map(_plain)
        is_new = plain.to_numpy() != edited[KEY].map(before).fillna("").to_numpy()
        twice = plain[(plain != "") & plain.duplicated(keep=False)]
        found += [
            str(edited.loc[rows.index[0], column]).strip()
            for _name, rows in twice.groupby(twice, sort=False)
            if is_new[rows.index].any()
        ]
    return list(dict.fromkeys(found))


def _plain(name: object) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split()) if isinstance(name, str) else ""


def near(con: duckdb.DuckDBPyConnection, companies: pd.DataFrame) -> list[tuple[str, str]]:
    """New companies whose name is that of a stored one, or nearly so: both names.

    Names that differ in a number, such as Plant 1 and Plant 2, are no such names.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
    companies : DataFrame
        company_id, name_en, name_zh: what is to be stored.
    """
    stored = con.execute("select company_id, name_en, name_zh from company").df()
    new = companies[~companies["company_id"].isin(stored["company_id"])].head(_MOST)
    found = list[tuple[str, str]]()
    for column in ("name_en", "name_zh"):
        known = {_plain(name): str(name) for name in stored[column].dropna()}
        for name in new[column].dropna():
            match = process.extractOne(_plain(name), list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
            if match and _is_one(_plain(name), match[0]):
                found.append((str(name), known[match[0]]))
    return found


def _is_one(name: str, known: str) -> bool:
    is_long = len(name) >= _SHORTEST and re.findall(r"\d+", name) == re.findall(r"\d+", known)
    return bool(name) and (name == known or is_long)
