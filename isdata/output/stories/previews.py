"""Thumbnails of the views of a story, for the page on which it is arranged."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import duckdb

from isdata.data.i18n import Reader
from isdata.data.store import answers
from isdata.engines import progress
from isdata.output.stories.content import IN_SMALL, WIDE, content
from isdata.programme.stories import SavedView


@dataclass(frozen=True)
class Preview:
    """Thumbnail of one view.

    Attributes
    ----------
    drawing : str
        Picture as SVG; empty if the view shows cards.
    titles : tuple of str
        Title of each of its first cards, with amount and next step; empty if its page has no picture on slides.
    total : int
        Number of all its cards.
    """

    drawing: str = ""
    titles: tuple[str, ...] = ()
    total: int = 0


def previews(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    views: Sequence[SavedView],
    reader: Reader,
    day: dt.date,
    is_wide: bool = False,
) -> list[Preview]:
    """Previews of saved views in their order, as guests see them; those after a stop are empty.

    `is_wide`: for cards in two columns
    """
    found = []
    for done, view in enumerate(views):
        if not progress.report(done / len(views)):
            break
        key = "preview", park_id, view.page, view.query, reader, day, is_wide
        found.append(
            answers.computed(
                key, partial(_preview, con, park_id, view, reader, day, WIDE if is_wide else "1")
            )
        )
    return found + [Preview()] * (len(views) - len(found))


def _preview(
    con: duckdb.DuckDBPyConnection, park_id: str, view: SavedView, reader: Reader, day: dt.date, width: str
) -> Preview:
    small = replace(view, query="&".join(filter(None, [view.query, f"{IN_SMALL}={width}"])))
    shown = content(con, park_id=park_id, view=small, reader=reader, day=day)
    if shown is None:
        return Preview()
    titles = (
        " · ".join(filter(None, (card.title, *card.facts[:1], card.obstacle, card.responsible)))
        for card in shown.cards
    )
    return Preview(shown.drawing.decode() if shown.drawing else "", tuple(titles), shown.total)
