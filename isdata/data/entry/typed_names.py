"""Names typed in place of ids: what is a name, id or synonym is taken, what is near is proposed, nothing is guessed."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import duckdb

from isdata.data.naming import References, phrases
from isdata.data.naming.references import Meant

_MOST = 3  # names that are proposed for one text


class Named(NamedTuple):
    """What a text means.

    Attributes
    ----------
    id : str or None
        None where no row has this name, or several have.
    near : tuple of str
        Ids of rows with a similar name, the likeliest first.
    likely : str or None
        The one that an import would propose, or the only one that is near: to be accepted without a choice.
    """

    id: str | None = None
    near: tuple[str, ...] = ()
    likely: str | None = None


def read(
    con: duckdb.DuckDBPyConnection, table: str, texts: Collection[str], *, words: Mapping[str, str]
) -> dict[str, Named]:
    """Return what each text means among the rows that may be chosen.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    table : str
        The table whose rows are named.
    texts : collection of str
        As typed.
    words : mapping of str to str
        Names by id of the rows that may be chosen.
    """
    own: dict[str, list[str]] = {}
    for key, name in words.items():
        own.setdefault(phrases.plain(name), []).append(key)
    found = {text: _own(text, own, words) for text in texts}
    left = [text for text, key in found.items() if key is None and len(own.get(phrases.plain(text), ())) < 2]
    references = References(con, table) if left else None
    exact = references.exact(left) if references else {}
    likely = references.likely([text for text in left if text not in exact]) if references else {}
    meant = {text: each.id for text, each in exact.items() if each.id in words}
    return {
        text: Named(key)
        if (key := found[text] or meant.get(text))
        else _proposed(_near(text, _first(text, references, likely), own, words), likely.get(text))
        for text in texts
    }


def _proposed(near: tuple[str, ...], likely: Meant | None) -> Named:
    """Return what a text may mean: of several rows the likeliest, of one that row."""
    is_likely = bool(near) and (len(near) == 1 or (likely is not None and likely.id == near[0]))
    return Named(near=near, likely=near[0] if is_likely else None)


def _own(text: str, own: Mapping[str, list[str]], words: Mapping[str, str]) -> str | None:
    """Return the one row whose id or name a text is."""
    if text in words:
        return text
    keys = own.get(phrases.plain(text), [])
    return keys[0] if len(keys) == 1 else None


def _first(text: str, references: References | None, likely: Mapping[str, Meant]) -> list[str]:
    """Return the rows that share a text as a name, or the likeliest one."""
    shared = references.several(text) if references else []
    return shared or ([likely[text].id] if text in likely else [])


def _near(
    text: str, first: list[str], own: Mapping[str, list[str]], words: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the rows that are meant first, then those of the same name, then those whose names begin with a text or contain it."""
    plain = phrases.plain(text)
    within = sorted(
        (name for name in own if plain in name),
        key=lambda name: (plain not in name.split(), not name.startswith(plain), len(name)),
    )
    keys = [key for key in first if key in words]
    keys += [key for name in within for key in own[name]]
    return tuple(dict.fromkeys(keys))[:_MOST] if plain else ()
