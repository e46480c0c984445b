"""Views of a story in order, each as a thumbnail with a link to its working page."""

import datetime as dt
import math
from collections.abc import Sequence
from unicodedata import east_asian_width

import streamlit as st

from isdata.output import stories as output
from isdata.output.stories import Preview
from isdata.programme.stories import SavedView
from pages.common import background, navigation, park_facts, screen, show, whole_amounts
from pages.common.language import _, ngettext, other_reader, reader

_LINES, _LINES_IF_HIGH, _HIGH = 9, 14, 900  # lines of text of a view, also in a window of that height [px]
_LINE, _OF_TWO = 56, 88  # half-width letters of a line of the narrowest card, and of one of two side by side
_ACROSS = 3  # maximum number of cards side by side
_PATIENCE = 3.0  # for the first pictures, instead of words that they are being drawn [s]
_MINUTES = 2  # assumed for each view of a presentation
# Two rows of cards fit below the controls in a window of 1280 × 720 px.
_STYLE = """<style>
[class*=st-key-card_story_view_] [data-testid=stImage] img {
  height: auto; aspect-ratio: 2; max-height: max(110px, 50vh - 185px); object-fit: contain}
[class*=st-key-awaited_story_view_] {min-height: max(110px, 50vh - 185px)}
[class*=st-key-card_story_view_] [data-testid=stPageLink] a {padding: 0; min-height: 1.8rem}
[class*=st-key-card_story_view_] [data-testid=stMarkdownContainer] {margin: 0}
[class*=st-key-card_story_view_] ul {margin: 0.2rem 0; padding-left: 1.1rem}
[class*=st-key-card_story_view_] li {margin: 0 0 0.2rem; padding: 0; line-height: 1.25}
</style>"""


def show_views(park_id: str, saved: list[SavedView]) -> None:
    """Show the views; their pictures appear as soon as they are drawn."""
    st.html(_STYLE)
    is_wide = _across(len(saved)) < _ACROSS and not screen.is_phone()
    asked = {"park_id": park_id, "reader": reader(), "day": dt.date.today(), "is_wide": is_wide}
    questions = [asked | {"views": (view,)} for view in saved]
    place = st.container(key="story_views")
    found = background.ask_each(output.previews, _("Drawing the views …"), questions, patience=_PATIENCE)
    # A presentation changes the language with a key: the pictures are few, and the same for all readers.
    background.prepare(output.previews, [each | {"reader": other_reader()} for each in questions])
    # Otherwise, amounts would differ from those of the page without a reason.
    guests = "" if park_facts.is_published() else _("As guests see them: undisclosed amounts are ranges.")
    has_gap = bool(len(saved) % _across(len(saved))) and not screen.is_phone()
    if guests and not has_gap:
        place.caption(guests)
    with place, st.grid(_across(len(saved)), min_column_width=260, height="stretch"):
        for number, view in enumerate(saved, 1):
            with st.container(border=True, height="stretch", gap=None, key=f"card_story_view_{number}"):
                _view(number, view, found[number - 1], _letters(len(saved)))
        if has_gap:
            add = _("“Add to story” at the top of any page adds its view here.")
            st.caption(reader().sentences(filter(None, [guests, add])), text_alignment="center")


def _across(views: int) -> int:
    """Number of cards side by side, so that the last row has as few gaps as possible."""
    return 2 if views in (2, 4) else min(_ACROSS, max(1, views))


def _letters(views: int) -> int:
    """Half-width letters of a line of a card."""
    return _OF_TWO if _across(views) == 2 and not screen.is_phone() else _LINE


def length(views: int) -> str:
    """Number of views of a story, and its duration."""
    count = ngettext("{count} view", "{count} views", views)
    minutes = reader().amount(views * _MINUTES, "min")
    return _(
        "{views}, about {minutes} at {each} per view",
        views=count,
        minutes=minutes,
        each=reader().amount(_MINUTES, "min"),
    )


def _view(number: int, view: SavedView, drawn: list[Preview] | None, letters: int) -> None:
    """Show the title of a view at once, and its picture once it is drawn; notes are for the speaker's view."""
    read = reader()
    title = read.name(view.title_en, view.title_zh)
    icon = next((entry.icon for entry in navigation.ENTRIES if entry.name == view.page), None)
    navigation.link(view.page, f"**{number} · {show.escaped(title)}**", icon=icon, **view.choices)
    if drawn is None:
        with st.container(key=f"awaited_story_view_{number}"):
            st.caption(_("The picture is being drawn …"))
        return
    small = drawn[0] if drawn else Preview()
    if small.drawing:
        st.image(small.drawing, width="stretch", alt=title)
    elif small.titles:
        is_low = screen.height() < _HIGH
        titles = [whole_amounts.line(text) for text in small.titles]
        lines = _fitting(titles, small.total, _LINES if is_low else _LINES_IF_HIGH, letters)
        st.markdown("\n".join(f"- :small[{line}]" if is_low else f"- {line}" for line in lines))


def _fitting(titles: Sequence[str], total: int, lines: int, letters: int = _LINE) -> list[str]:
    """As many titles as fit into lines of a card, and the number of the others of all."""
    used, fitting = 0, []
    for title in titles:
        used += math.ceil(sum(1 + (east_asian_width(letter) in "WF") for letter in title) / letters)
        if used > lines - (len(fitting) + 1 < total) and fitting:
            break
        fitting.append(show.escaped(title))
    if others := total - len(fitting):
        fitting.append(ngettext("and {count} more entry", "and {count} more entries", others))
    return fitting
