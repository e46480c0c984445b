"""Small pictures of the views of a story, for the page on which it is arranged."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb

from isdata.data.i18n import Reader
from isdata.engines import progress
from isdata.output.stories.content import IN_SMALL, content
from isdata.programme.stories import SavedView


@dataclass(frozen=True)
class Preview:
    """What one view shows in small.

    Attributes
    ----------
    drawing : str
        Its picture as SVG; empty where it shows cards.
    titles : tuple of str
        Titles of its first cards; none where its page has no picture on slides.
    """

    drawing: str = ""
    titles: tuple[str, ...] = ()


def previews(
    con: duckdb.DuckDBPyConnection, *, park_id: str, views: Sequence[SavedView], reader: Reader, day: dt.date
) -> list[Preview]:
    """Previews of saved views in their order, as guests see them; those after a stop are empty."""
    found = []
    for done, view in enumerate(views):
        if not progress.goes_on(done / len(views)):
            break
        small = replace(view, query="&".join(filter(None, [view.query, f"{IN_SMALL}=1"])))
        shown = content(con, park_id=park_id, view=small, reader=reader, day=day)
        drawing = shown.drawing if shown else None
        titles = tuple(card.title for card in shown.cards) if shown else ()
        found.append(Preview(drawing.decode() if drawing else "", titles))
    return found + [Preview()] * (len(views) - len(found))
