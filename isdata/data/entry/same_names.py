"""Companies with equal or similar names, which may be one company entered twice."""

import re
import unicodedata
from collections.abc import Collection, Iterable

import duckdb
import pandas as pd
from rapidfuzz import fuzz, process

from isdata.data.entry.rows import KEY

_ALIKE = 86.0  # minimum similarity [%]
_SHORTEST = 5  # minimum letters; in shorter names, one different letter makes a different name
_MOST = 1000  # maximum number of new companies compared
_SHORT_NAME = 3  # minimum Latin letters of a short name that stands for a longer one


def shared(former: pd.DataFrame, edited: pd.DataFrame) -> list[str]:
    """Names shared by several rows, of which at least one is new or renamed.

    Spacing, character width and case are ignored.

    Parameters
    ----------
    former, edited : DataFrame
        Rows as stored and as edited: `row_key`, name_en, name_zh.
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
    """Pairs of a new company and a stored one with an equal or similar name, or of which the new name is a short form.

    Names that differ in a number, such as Plant 1 and Plant 2, are not similar.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
    companies : DataFrame
        Companies to be stored: company_id, name_en, name_zh.
    """
    stored = con.execute("select company_id, name_en, name_zh from company").df()
    new = companies[~companies["company_id"].isin(stored["company_id"])].head(_MOST)
    found = list[tuple[str, str]]()
    for column in ("name_en", "name_zh"):
        known = {_plain(name): str(name) for name in stored[column].dropna()}
        meant = [(str(name), _meant(_plain(name), known)) for name in new[column].dropna()]
        found += [(name, known[plain]) for name, plain in meant if plain is not None]
    return found


def meant(name: str, names: Iterable[str]) -> str | None:
    """The stored company of a park that a typed name may mean, by an equal or similar name or a short form; else None.

    Parameters
    ----------
    name : str
    names : iterable of str
        Names of the companies of the park, in any language.
    """
    known = {_plain(each): each for each in names}
    plain = _meant(_plain(name), known)
    return None if plain is None else known[plain]


def _meant(name: str, known: Collection[str]) -> str | None:
    match = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return match[0] if match is not None and _is_one(name, match[0]) else _long_form(name, known)


def _long_form(name: str, known: Iterable[str]) -> str | None:
    """The only known name that begins with the words of a short one, or in Chinese contains its characters."""
    if name.isascii():
        longer = [each for each in known if len(name) >= _SHORT_NAME and each.startswith(f"{name} ")]
    else:
        longer = [each for each in known if name in each]
    return longer[0] if len(longer) == 1 else None


def _is_one(name: str, known: str) -> bool:
    is_long = len(name) >= _SHORTEST and re.findall(r"\d+", name) == re.findall(r"\d+", known)
    return bool(name) and (name == known or is_long)
