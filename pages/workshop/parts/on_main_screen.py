"""“Show on main screen” on other pages: the current view as guests see it."""

import contextlib
import datetime as dt
from collections.abc import Generator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial

import streamlit as st

from isdata.data import i18n
from isdata.data.disclosure import GUEST
from isdata.errors import HiddenError, IsdataError
from isdata.output.cards import Card
from isdata.output.stories.content import content, is_on_slides
from isdata.output.stories.slide_content import of_chart
from isdata.programme.stories import SavedView
from isdata.programme.stories.stored import query_of
from isdata.programme.workshop import main_screen_language
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.main_screen_language import BOTH
from pages.common import address, charts, controls, main_screen, navigation, role
from pages.common.data import ask, asked, calculations, cursor, key_of, one_version, stored_version
from pages.common.language import _, for_reader, reader
from pages.common.session_threads import deferred
from pages.workshop.parts import running
from pages.workshop.parts.prepared import Drawn, View, ready

_MOST_CARDS = 6
_MESSAGE = "shown_on_main_screen"  # message shown once the page is redrawn
_WITHHELD = "withheld_on_main_screen"  # True if guests do not see the totals of this page, once known
_EVERY = 1.0  # polling interval [s]
_PUTTING_UP = "putting_up_on_main_screen"


@dataclass
class _PuttingUp:
    """A page without a slide version, drawn for the main screen in each language, since the language key may select any.

    Attributes
    ----------
    languages : list of str
        Languages still to be drawn, beginning with that of the main screen.
    figures : dict
        Key figures as cards by language, if it has no picture.
    name : str
        Name of the view in the journal, once the main screen shows it.
    """

    languages: list[str]
    figures: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    name: str = ""


@main_screen.connect
def _live() -> Live | None:
    """The open workshop, for other pages that show cards on its main screen."""
    now = running.current_session()
    return now.live if now else None


def offer(entry: navigation.Entry, park_id: str) -> None:
    """Show the facilitator the button while a workshop is open, on pages visible to guests."""
    now = running.current_session()
    if now is None or not _may_show(entry):
        return
    every = None if is_on_slides(entry.name) else _EVERY
    with st.container(width="content"):  # a fragment takes the whole width otherwise
        st.fragment(_button, run_every=every)(now, entry, park_id)


def _may_show(entry: navigation.Entry) -> bool:
    return role.may_change() and entry.is_for_guests and entry.is_presented


def _button(now: running.Running, entry: navigation.Entry, park_id: str) -> None:
    """Draw the button in a separate fragment, so that the page is not redrawn if its view is ready."""
    if charts.is_collecting():
        st.rerun()
    if message := st.session_state.pop(_MESSAGE, ""):
        st.toast(message, icon=":material/cast:")
    is_withheld = _is_withheld(entry)
    st.button(
        _("Main screen: no totals") if is_withheld else _("Show on main screen"),
        key="show_on_main_screen",
        type="tertiary",
        icon=":material/visibility_off:" if is_withheld else ":material/cast:",
        help=_("The main screen only states that totals are withheld: guests could derive a company's value.")
        if is_withheld
        else _("Shows this view on the main screen of the workshop, as guests see it."),
        on_click=_show,
        args=(now, entry, park_id),
    )


def _is_withheld(entry: navigation.Entry) -> bool:
    """Return True if it is known that guests do not see the totals of this page."""
    page, known = st.session_state.get(_WITHHELD, ("", None))
    return page == entry.name and ready(known) is True


def _show(now: running.Running, entry: navigation.Entry, park_id: str) -> None:
    """Show the view as on slides; a page without a slide version is drawn for guests once per language."""
    language = now.live.day.main_screen_language
    if is_on_slides(entry.name):
        view = _view(entry, park_id)
        shown = _drawn(now, view, language).result()
        if isinstance(shown, (bytes, list)):
            now.show_on_main_screen(shown, language, entry.title, view)
            st.session_state[_MESSAGE] = main_screen.state(now.live.day)
            return
    languages = dict.fromkeys([language, *i18n.LANGUAGES, BOTH])
    st.session_state[_PUTTING_UP] = _PuttingUp(list(languages))
    charts.begin()
    controls.set_projected(is_on=True)


def _view(entry: navigation.Entry, park_id: str) -> View:
    return View(park_id, SavedView(entry.name, query_of(address.of_view())), entry.title)


def _drawn(now: running.Running, view: View, language: str) -> Future[Drawn | bool | None]:
    """A view as guests see it on slides, None if the park lacks its data; rendered in a thread if not done yet."""
    own, day = str(now.live.day.about.get("language")), dt.date.today()
    readers = [_of_main_screen(now, language)]
    if language == BOTH:
        readers += [i18n.reader(other) for other in i18n.LANGUAGES if other != own]
    key = key_of(content, stored_version(), view, readers, day)
    con = cursor()

    def drawn() -> Drawn | None:
        """Render the view: a picture contains bilingual names, cards of both languages are side by side."""
        found = []
        for read in readers:
            each = content(con, park_id=view.park_id, view=view.saved, reader=read, day=day)
            if each is None:
                return None
            if each.drawing:
                return each.drawing
            found.append([_card(card) for card in each.cards[: _MOST_CARDS // len(readers)]])
        return [card for side_by_side in zip(*found, strict=True) for card in side_by_side] or None

    return now.views.begin(key, drawn)


def _of_main_screen(now: running.Running, language: str) -> i18n.Reader:
    """Reader for rendering on a main screen in a language, with the currency chosen by the facilitator."""
    own = str(now.live.day.about.get("language"))
    return replace(main_screen_language.of_picture(language, own), stated=reader().stated)


def follow_language(now: running.Running) -> None:
    """Render the page shown on the main screen in its present language, if not done yet."""
    day = now.live.day
    scene, language = day.on_main_screen.scene, day.main_screen_language
    view = now.shown.get(str(scene.get("view")))
    if view is None or language in scene["shown"]:
        return
    found = ready(_drawn(now, view, language))
    if isinstance(found, (bytes, list)):
        now.add_language(found, language, scene["view"])


def finish(entry: navigation.Entry, park_id: str | None) -> None:
    """Show on the main screen what the page drew for guests, and redraw it for the facilitator.

    If it was drawn for the facilitator, its view is prepared in advance for the main screen.
    """
    found, now = charts.end(), running.current_session()
    if found is None:
        if now is not None and park_id and _may_show(entry) and not controls.is_projected():
            if is_on_slides(entry.name):
                _drawn(now, _view(entry, park_id), now.live.day.main_screen_language)
            else:
                _answer_for_guests(now, entry)
        return
    putting: _PuttingUp = st.session_state[_PUTTING_UP]
    if now is not None:
        has_any = _put_up(now, entry, found, putting)
        if has_any and putting.languages:
            charts.begin()
            st.rerun()
        st.session_state[_MESSAGE] = (
            main_screen.state(now.live.day)
            if has_any
            else _(
                "This view has no picture for the main screen, which still shows: {scene}",
                scene=main_screen.title(now.live.day),
            )
        )
    controls.set_projected(is_on=False)
    del st.session_state[_PUTTING_UP]
    st.rerun()


def _put_up(now: running.Running, entry: navigation.Entry, found: charts.Shown, putting: _PuttingUp) -> bool:
    """Show a chart, else key figures, else that totals are withheld; return True if there was any of these."""
    language = putting.languages.pop(0)
    drawn: Mapping[str, Drawn] = {}
    if found.charts:
        drawn = {language: of_chart(found.charts[0]).drawing or b""}
    elif found.figures:
        drawn = _as_cards(found.figures[:_MOST_CARDS], language, putting)
    elif found.is_withheld:
        now.live.console("show", scene="withheld", page=entry.title)
        putting.languages.clear()
    for name, each in drawn.items():
        if putting.name:
            now.add_language(each, name, putting.name)
        else:
            putting.name = now.show_on_main_screen(each, name, entry.title)
    return bool(found.charts or found.figures or found.is_withheld)


def _as_cards(
    figures: list[tuple[str, str, str]], language: str, putting: _PuttingUp
) -> dict[str, list[dict[str, object]]]:
    """Key figures as cards by language; for a bilingual main screen side by side once both are known."""
    if language == BOTH:
        return {}
    putting.figures[language] = [
        {"title": label, "way": "", "facts": [value], "next": note} for label, value, note in figures
    ]
    drawn = {language: putting.figures[language]}
    if len(putting.figures) == len(i18n.LANGUAGES):
        first = [putting.figures[each][: _MOST_CARDS // len(i18n.LANGUAGES)] for each in i18n.LANGUAGES]
        drawn[BOTH] = [card for side_by_side in zip(*first, strict=False) for card in side_by_side]
    return drawn


def _answer_for_guests(now: running.Running, entry: navigation.Entry) -> None:
    """Run the page's queries for guests in a thread, so that it can be drawn for the main screen quickly.

    If totals are withheld from guests, the button shows this before it is used.
    """
    own = role.viewer()
    questions = [
        (function, {name: GUEST if value == own else value for name, value in parameters.items()})
        for function, parameters in asked()
        if own in parameters.values()
    ]

    tasks = [
        *(partial(ask, function, **parameters) for function, parameters in questions),
        *(partial(calculate, GUEST) for calculate in calculations()),
    ]

    def answer() -> bool:
        is_withheld = False
        with one_version():  # same cache keys as on the page
            for task in tasks:
                try:
                    task()
                except HiddenError:
                    is_withheld = True
                except IsdataError:
                    pass  # the page shows it when drawn
        return is_withheld

    key = key_of(answer, stored_version(), entry.name, questions, len(tasks))
    st.session_state[_WITHHELD] = entry.name, now.views.begin(key, deferred(answer))


@contextlib.contextmanager
def in_language_of_main_screen() -> Generator[None]:
    """Render a page in the language of the main screen while its pictures are collected."""
    now = running.current_session()
    with contextlib.ExitStack() as stack:
        if now is not None and charts.is_collecting():
            language = st.session_state[_PUTTING_UP].languages[0]
            stack.enter_context(for_reader(_of_main_screen(now, language)))
        yield


def _card(card: Card) -> dict[str, object]:
    return {"title": card.title, "way": card.partners, "facts": list(card.facts), "next": card.obstacle}
