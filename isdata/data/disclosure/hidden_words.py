"""Words in free text that identify undisclosed companies."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data.disclosure.viewer import Viewer, ask

_REFERENCE = Path(__file__).parent.parent / "reference"
_SHORTEST = 4  # minimum letters of a single word to search for
_LATIN = re.compile(rf"[a-z]{{{_SHORTEST},}}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_NAMES = """
    select company_id, company.name_en, company.name_zh, company_group, site_id, site.name_en, site.name_zh
    from company left join site using (company_id) where visibility {is_hidden}"""
_PLACES = "select name_en, name_zh, aliases from park union all select name_en, name_zh, null from region"


def hidden_words(con: duckdb.DuckDBPyConnection) -> str:
    """Regular expression for names, ids and distinctive words of undisclosed companies; "" without such companies.

    A word of a name is distinctive if it occurs in no name of a disclosed company, park or region and in no reference
    list: "Azalea" of "Azalea Coatings". Chinese names are searched by pairs of characters.
    """
    shown = con.execute(_NAMES.format(is_hidden="= 'public'")).fetchall() + con.execute(_PLACES).fetchall()
    others = {name for row in shown for name in row if name}
    rows = con.execute(_NAMES.format(is_hidden="<> 'public'")).fetchall()
    hidden = {
        name for row in rows for name in row if name
    } - others  # several companies may belong to one group
    usual = " ".join(name.lower() for name in others) + _reference_text()
    latin = {name.lower() for name in hidden if not _CHINESE.search(name)}
    chinese = {name for name in hidden if _CHINESE.search(name)}
    latin |= {word for name in hidden for word in _LATIN.findall(name.lower()) if word not in usual}
    chinese |= {pair for name in hidden for pair in _pairs(name) if pair not in usual}
    found = []
    if latin:
        found.append(rf"(^|[^0-9A-Za-z])({_any_of(latin)})($|[^0-9A-Za-z])")
    if chinese:
        found.append(_any_of(chinese))
    return f"(?i){'|'.join(found)}" if found else ""


def without_hidden(
    con: duckdb.DuckDBPyConnection,
    *,
    rows: pd.DataFrame,
    texts: Sequence[str],
    masked: Sequence[str] = (),
    park_id: str = "",
    viewer: Viewer,
) -> pd.DataFrame:
    """Rows with free texts that a viewer may read; all rows for a viewer who sees everything.

    Texts that name the viewer's own company are left out, too, if it is undisclosed: others may see the screen.

    Parameters
    ----------
    rows : DataFrame
    texts : sequence of str
        Text columns; a row is left out if one of them names an undisclosed company.
    masked : sequence of str
        Columns that are emptied where they name one.
    park_id : str
        Park of rows with an event_id or action_id; events and actions of an undisclosed company are left out.
    viewer : Viewer
    """
    if park_id and not viewer.sees_all:
        kept = ask(con, "programme_kept", viewer, park_id=park_id)["id"]
        name = "action_id" if "action_id" in rows else "event_id"
        rows = rows[~rows[name].isin(kept)]
    pattern = "" if viewer.sees_all else hidden_words(con)
    if not pattern:
        return rows
    found = re.compile(pattern)
    names = {name: rows[name].map(lambda text: bool(found.search(str(text)))) for name in (*texts, *masked)}
    shown = rows.assign(**{name: rows[name].mask(names[name].astype(bool), None) for name in masked})
    is_left_out = pd.DataFrame({name: names[name] for name in texts}, index=rows.index).any(axis=1)
    return shown[~is_left_out.astype(bool)]


def _any_of(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _pairs(name: str) -> list[str]:
    return [part[at : at + 2] for part in _CHINESE.findall(name) for at in range(len(part) - 1)]


@cache
def _reference_text() -> str:
    """Text of the product's reference lists, in lower case."""
    return " ".join(path.read_text("utf-8").lower() for path in sorted(_REFERENCE.glob("*.csv")))
