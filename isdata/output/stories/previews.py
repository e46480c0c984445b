"""Thumbnails of the views of a story, for the page on which it is arranged."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import duckdb

from isdata.data import i18n
from isdata.data.i18n import Reader
from isdata.data.store import answers
from isdata.engines import progress
from isdata.output.stories.content import IN_SMALL, WORDLESS, content
from isdata.programme.stories import SavedView


@dataclass(frozen=True)
class Preview:
    """Thumbnail of one view.

    Attributes
    ----------
    drawing : str
        Picture as SVG; empty if the view shows cards.
    titles : tuple of str
        Titles of its first cards; empty if its page has no picture on slides.
    """

    drawing: str = ""
    titles: tuple[str, ...] = ()


def previews(
    con: duckdb.DuckDBPyConnection, *, park_id: str, views: Sequence[SavedView], reader: Reader, day: dt.date
) -> list[Preview]:
    """Previews of saved views in their order, as guests see them; those after a stop are empty."""
    found = []
    for done, view in enumerate(views):
        if not progress.report(done / len(views)):
            break
        if view.page in WORDLESS:  # the same for all readers
            nobody = i18n.reader("en")
            key = "preview", park_id, view.page, view.query, day
            found.append(answers.computed(key, partial(_preview, con, park_id, view, nobody, day)))
        else:
            found.append(_preview(con, park_id, view, reader, day))
    return found + [Preview()] * (len(views) - len(found))


def _preview(
    con: duckdb.DuckDBPyConnection, park_id: str, view: SavedView, reader: Reader, day: dt.date
) -> Preview:
    small = replace(view, query="&".join(filter(None, [view.query, f"{IN_SMALL}=1"])))
    shown = content(con, park_id=park_id, view=small, reader=reader, day=day)
    if shown is None:
        return Preview()
    return Preview(shown.drawing.decode() if shown.drawing else "", tuple(card.title for card in shown.cards))
