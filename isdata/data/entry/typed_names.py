"""Names typed instead of ids: a name, id or synonym is accepted, similar ones are proposed, nothing is guessed."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import duckdb

from isdata.data.naming import References, phrases, sectors
from isdata.data.naming.references import Identified

_MOST = 3  # maximum number of names proposed for one text


class Named(NamedTuple):
    """Row identified by a text.

    Attributes
    ----------
    id : str or None
        None if no row has this name, or several have.
    near : tuple of str
        Ids of rows with a similar name, most likely first.
    likely : str or None
        Row that an import would propose, or the only similar one; it can be accepted without a choice.
    """

    id: str | None = None
    near: tuple[str, ...] = ()
    likely: str | None = None


def read(
    con: duckdb.DuckDBPyConnection, table: str, texts: Collection[str], *, words: Mapping[str, str]
) -> dict[str, Named]:
    """Identify each text among the selectable rows.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    table : str
        Table of the rows.
    texts : collection of str
        As typed.
    words : mapping of str to str
        Names by id of the selectable rows.
    """
    own: dict[str, list[str]] = {}
    for key, name in words.items():
        own.setdefault(phrases.normalised_phrase(name), []).append(key)
    found = {text: _own(text, own, words) for text in texts}
    left = [
        text
        for text, key in found.items()
        if key is None and len(own.get(phrases.normalised_phrase(text), ())) < 2
    ]
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


def industries(texts: Collection[str]) -> dict[str, Named]:
    """Identify each text as an industry, by its code, its name or another word in use."""
    found = {text: sectors.meant(text) for text in texts}
    return {
        text: Named(each.code, each.near, each.near[0] if len(each.near) == 1 else None)
        for text, each in found.items()
    }


def _proposed(near: tuple[str, ...], likely: Identified | None) -> Named:
    """Proposals for a text: the most likely of several rows, or the only one."""
    is_likely = bool(near) and (len(near) == 1 or (likely is not None and likely.id == near[0]))
    return Named(near=near, likely=near[0] if is_likely else None)


def _own(text: str, own: Mapping[str, list[str]], words: Mapping[str, str]) -> str | None:
    """Only row with a text as id or name."""
    if text in words:
        return text
    keys = own.get(phrases.normalised_phrase(text), [])
    return keys[0] if len(keys) == 1 else None


def _first(text: str, references: References | None, likely: Mapping[str, Identified]) -> list[str]:
    """Rows that share a text as a name, or the most likely row."""
    shared = references.several(text) if references else []
    return shared or ([likely[text].id] if text in likely else [])


def _near(
    text: str, first: list[str], own: Mapping[str, list[str]], words: Mapping[str, str]
) -> tuple[str, ...]:
    """Return similar rows: the given first ones, those of the same name, then names that begin with or contain the text."""
    plain = phrases.normalised_phrase(text)
    within = sorted(
        (name for name in own if plain in name),
        key=lambda name: (plain not in name.split(), not name.startswith(plain), len(name)),
    )
    keys = [key for key in first if key in words]
    keys += [key for name in within for key in own[name]]
    return tuple(dict.fromkeys(keys))[:_MOST] if plain else ()
