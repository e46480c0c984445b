"""Companies of one park that are called the same: meant, or entered twice."""

import unicodedata

import pandas as pd

from isdata.data.entry.rows import KEY


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
