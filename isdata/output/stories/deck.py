"""A story with the contents of its views, before export to a file."""

import datetime as dt
from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata.data import contracts, store
from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.stories.content import content
from isdata.output.stories.slide_content import Content
from isdata.park import parks
from isdata.programme import stories
from isdata.programme.stories import SavedView


@dataclass(frozen=True)
class Slide:
    """One view: title, speaker note and contents."""

    title: str
    note: str
    content: Content


@dataclass(frozen=True)
class Deck:
    """A story before export.

    Attributes
    ----------
    title, park : str
    slides : list of Slide
    reader : Reader
        Language and number format.
    day : date
        Date of creation.
    data_version : int
        Data version shown.
    is_illustrative : bool
        True if the data of the park are fictitious.
    """

    title: str
    park: str
    slides: list[Slide]
    reader: Reader
    day: dt.date
    data_version: int
    is_illustrative: bool

    @property
    def footer(self) -> str:
        """Park, day and data version, and a note if the data are fictitious."""
        made = self.reader.text(
            N_("Created {day} with isdata · data version {version}"),
            day=self.reader.date(self.day),
            version=self.data_version,
        )
        fictitious = self.reader.text(N_("Fictitious data")) if self.is_illustrative else ""
        return " · ".join(filter(None, [self.park, made, fictitious]))


def deck(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    story_id: str,
    reader: Reader,
    day: dt.date | None = None,
) -> Deck:
    """Read a story as guests see it: companies are named if they agreed.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id, story_id : str
    reader : Reader
    day : date, optional
        Today by default.

    Raises
    ------
    NotFoundError
        The park has no such story.
    """
    known = stories.stories(con, park_id=park_id).set_index("story_id")
    views = stories.views(con, park_id=park_id, story_id=story_id)
    about = parks.summary(con, park_id=park_id).iloc[0]
    day = day or dt.date.today()
    return Deck(
        title=reader.name(known.loc[story_id, "name_en"], known.loc[story_id, "name_zh"]),
        park=reader.name(about["name_en"], about["name_zh"]),
        slides=[_slide(con, park_id, view, reader, day) for view in views],
        reader=reader,
        day=day,
        data_version=store.data_version(con),
        is_illustrative=bool(pd.notna(about["is_illustrative"]) and about["is_illustrative"]),
    )


def _slide(
    con: duckdb.DuckDBPyConnection, park_id: str, view: SavedView, reader: Reader, day: dt.date
) -> Slide:
    title = reader.name(view.title_en, view.title_zh)
    note = reader.name(view.note_en, view.note_zh)
    shown = content(con, park_id=park_id, view=view, reader=reader, day=day)
    if shown is None:
        page = contracts.choices("story_page")[view.page][reader.language]
        shown = Content(notes=(reader.text(N_("Shown live in isdata on the page “{page}”."), page=page),))
    return Slide(title, note, shown)
