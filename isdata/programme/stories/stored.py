"""Stories of a park: read, saved and removed as a whole."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import both
from isdata.errors import N_, NotFoundError

SAVED, REMOVED = N_("Story saved"), N_("Story deleted")


@dataclass(frozen=True)
class SavedView:
    """One view of a story.

    Attributes
    ----------
    page : str
        Page of the app.
    query : str
        Settings of the page as in its address, such as "flow_kind=energy".
    title_en, title_zh : str or None
        Title; at least one of them.
    note_en, note_zh : str or None
        Speaker note.
    """

    page: str
    query: str = ""
    title_en: str | None = None
    title_zh: str | None = None
    note_en: str | None = None
    note_zh: str | None = None

    @property
    def choices(self) -> dict[str, str]:
        """Settings of the page by name."""
        return dict(parse_qsl(self.query))


def query_of(choices: Mapping[str, str]) -> str:
    """Settings of a page in the form of an address query.

    Examples
    --------
    >>> query_of({"flow_kind": "energy", "flow_year": "2024"})
    'flow_kind=energy&flow_year=2024'
    """
    return urlencode(dict(choices), safe=":~,.")


def stories(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Stories of a park; columns as in `story_list.sql`."""
    return store.ask(con, "story_list", park_id=park_id)


def views(con: duckdb.DuckDBPyConnection, *, park_id: str, story_id: str) -> list[SavedView]:
    """Views of a story in their order.

    Raises
    ------
    NotFoundError
        The park has no such story.
    """
    _known(con, park_id, story_id)
    rows = store.ask(con, "story_views", park_id=park_id)
    rows = rows[rows["story_id"] == story_id].drop(columns=["story_id", "place"])
    found: list[dict[str, Any]] = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return [SavedView(**row) for row in found]


def save(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    views: Sequence[SavedView],
    who: str,
    name_en: str | None = None,
    name_zh: str | None = None,
    story_id: str | None = None,
) -> str:
    """Save a story with all its views, replacing its former views; return its id.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
        The park.
    views : sequence of SavedView
        Views in their order.
    who : str
        For the change log.
    name_en, name_zh : str, optional
        Name of the story; at least one of them.
    story_id : str, optional
        Story to change; by default a new one.

    Raises
    ------
    NotFoundError
        The park has no such story.
    ProblemsError
        Values break rules of the contract; nothing was saved.
    """
    former = 0
    about: dict[str, object] = {}
    if story_id:
        row = _known(con, park_id, story_id)
        former = int(row["views"])
        about = {name: row[name] for name in ("source", "is_illustrative")}
    name = story_id or _new_id(con, park_id)
    story = about | {"story_id": name, "park_id": park_id, "name_en": name_en, "name_zh": name_zh}
    rows = {"story": pd.DataFrame([story])}
    if views:
        rows["story_view"] = pd.DataFrame(
            [{"story_id": name, "place": place, **asdict(view)} for place, view in enumerate(views, 1)]
        )
    gone = [f"{name} · {place}" for place in range(len(views) + 1, former + 1)]
    store.write(con, rows, removed={"story_view": gone}, who=who, reason=both(SAVED))
    return name


def add(con: duckdb.DuckDBPyConnection, *, park_id: str, story_id: str, view: SavedView, who: str) -> int:
    """Append a view to a story; return its position, from 1."""
    row = _known(con, park_id, story_id)
    known = views(con, park_id=park_id, story_id=story_id)
    named = {name: None if pd.isna(row[name]) else str(row[name]) for name in ("name_en", "name_zh")}
    save(con, park_id=park_id, story_id=story_id, views=[*known, view], who=who, **named)
    return len(known) + 1


def remove(con: duckdb.DuckDBPyConnection, *, park_id: str, story_id: str, who: str) -> None:
    """Remove a story with its views."""
    row = _known(con, park_id, story_id)
    own = [f"{story_id} · {place}" for place in range(1, int(row["views"]) + 1)]
    store.write(con, {}, removed={"story_view": own, "story": [story_id]}, who=who, reason=both(REMOVED))


def moved(views: Sequence[SavedView], place: int, steps: int) -> list[SavedView]:
    """Views with the one at `place` moved by a number of steps, at most to the first or last position.

    Examples
    --------
    >>> [view.page for view in moved([SavedView("map"), SavedView("flows"), SavedView("board")], 2, -1)]
    ['map', 'board', 'flows']
    """
    left = list(views)
    view = left.pop(place)
    left.insert(min(max(0, place + steps), len(left)), view)
    return left


def _known(con: duckdb.DuckDBPyConnection, park_id: str, story_id: str) -> pd.Series:
    """Row of a stored story.

    Raises
    ------
    NotFoundError
    """
    known = stories(con, park_id=park_id).set_index("story_id")
    if story_id not in known.index:
        raise NotFoundError(thing=N_("story"), name=story_id, known=", ".join(known.index) or "–")
    return known.loc[story_id]


def _new_id(con: duckdb.DuckDBPyConnection, park_id: str) -> str:
    """Unused id for a story, including former ones: the park's id and a number."""
    known = store.ask(con, "story_ids")["story_id"]
    pattern = re.compile(rf"{re.escape(park_id)}-ST(\d+)")
    numbers = [int(found[1]) for found in map(pattern.fullmatch, known) if found]
    return f"{park_id}-ST{max(numbers, default=0) + 1:02d}"
