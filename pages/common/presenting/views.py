"""Views of a presentation in order, and the keys to navigate them."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from isdata.data import store
from isdata.data.i18n import LANGUAGES, N_
from isdata.errors import NotFoundError
from isdata.programme import presented, stories
from pages.common import address, charts, controls, navigation
from pages.common.data import ask, cursor, database_path
from pages.common.language import _, names, reader
from pages.common.presenting import following, running, withholding

_SHOWN = "presented_version"  # data version shown by the page
_FROZEN = "presentation_frozen"
_DONE = "presentation_done"  # time of the last key action
_DRAWN = "presentation_drawn"  # story and position of the view drawn last
_SIGN = (
    10.0  # interval between signs that the window is open; it also looks for changes by other processes [s]
)
_HERE = Path(__file__).parent
# The rules are not passed as `css`: they must outlast the component between two pages.
_keys = st.components.v2.component(
    "presentation",
    html="<div></div>",
    js=f"const STYLE = {json.dumps((_HERE / 'keys.css').read_text('utf-8'))}\n"
    + (_HERE / "keys.js").read_text("utf-8"),
)


@dataclass(frozen=True)
class Shown:
    """One view of a presentation: its page, and settings that override those chosen by the user."""

    page: str
    title: str = ""
    query: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Title of the view, else of its page."""
        return self.title or next(_(entry.title) for entry in navigation.ENTRIES if entry.name == self.page)


@dataclass(frozen=True)
class Presented:
    """Views of a presentation, index of the one on the screen, and the story if there is one."""

    views: list[Shown]
    place: int
    story_id: str = ""

    def title(self, page: str) -> str:
        """Title of the view on the screen; empty if the user has followed a link to another page."""
        shown = self.views[self.place]
        return shown.title if shown.page == page else ""


def has_view(entry: navigation.Entry, park_id: str | None) -> bool:
    """Return True if a page has something to present to guests for a park."""
    if not entry.is_presented or not park_id:
        return entry.is_presented
    return entry.name not in ask(presented.pages_without_data, park_id=park_id)


def of_park(park_id: str | None, page: str = "") -> list[Shown]:
    """Pages that can be presented, each with the user's last settings: the first page of each task, then the others.

    Pages independent of the park come last; pages without content for this park are left out, except the open `page`, so that
    it has its place among them.
    """
    shown = [
        each
        for each in navigation.open_entries()
        if has_view(each, park_id) or (each.is_presented and each.name == page)
    ]
    first = {entry.task: entry for entry in reversed(shown)}.values()
    return [
        Shown(entry.name)
        for entry in sorted(shown, key=lambda entry: (not entry.needs_park, entry not in first))
    ]


def of_story(park_id: str, story_id: str) -> list[Shown]:
    """Views of a story; empty if the story no longer exists."""
    try:
        saved = ask(stories.views, park_id=park_id, story_id=story_id)
    except NotFoundError:
        return []
    known = {entry.name for entry in navigation.ENTRIES}
    return [
        Shown(view.page, reader().name(view.title_en, view.title_zh), view.choices)
        for view in saved
        if view.page in known
    ]


def begin(park_id: str, story_id: str) -> None:
    """Start presenting a story at its first view."""
    controls.present(is_on=True)
    running.end(story_id)
    _show(of_story(park_id, story_id), 0, story_id)


def listen(entry: navigation.Entry, park_id: str | None) -> Presented:
    """Handle the keys of a presentation and changes of the data; return the presented views."""
    story_id = address.remembered_text("story")
    views = of_story(park_id, story_id) if story_id and park_id else []
    if views:
        number = address.remembered_text("slide")
        place = min(max(1, int(number) if number.isdigit() else 1), len(views)) - 1
        st.session_state.slide = str(place + 1)
        _keep_to_page(views, place, story_id, entry.name)
        running.note(story_id, place)
    else:
        st.session_state.story = st.session_state.slide = story_id = ""
        views = of_park(park_id, entry.name)
    pages = [view.page for view in views]
    is_inside = bool(story_id) or entry.name in pages
    if not story_id:
        place = pages.index(entry.name) if entry.name in pages else 0
    address.keep("story")
    address.keep("slide")
    asked = _keys(
        key=charts.WINDOW,
        # On a page outside the views, the next view is the first one.
        data=_data(views, place if is_inside else -1)
        | {"isInside": is_inside, "end": _end(park_id, story_id)},
        height=1,
        on_action_change=lambda: None,
        on_size_change=lambda: None,
    ).action
    _follow()
    if asked and asked["at"] > st.session_state.get(_DONE, 0):  # each page stores its own last action
        st.session_state[_DONE] = asked["at"]
        _do(asked["name"], asked.get("value"), views, park_id, story_id)
    return Presented(views, place, story_id)


def _keep_to_page(views: list[Shown], place: int, story_id: str, page: str) -> None:
    """Open a view as saved if the address names it but another page is open, or without the settings of the view.

    Automatic messages of a page, such as its size, can interrupt the change to the next page. A user who followed a link
    away from a view stays on that page.
    """
    is_drawn = st.session_state.get(_DRAWN) == (story_id, place)
    is_open = views[place].page == page
    if is_open:
        st.session_state[_DRAWN] = story_id, place
    if not is_drawn and not (is_open and views[place].query.keys() <= st.query_params.to_dict().keys()):
        _show(views, place, story_id)


def _do(action: str, value: int | None, views: list[Shown], park_id: str | None, story_id: str) -> None:
    """Perform the action of a key."""
    if action == "go" and value is not None:
        _show(views, value, story_id)
    elif action == "story" and park_id and (after := _next_story(park_id, story_id)):
        running.end(story_id)
        begin(park_id, after)
    elif action == "language":
        st.session_state.lang = next(one for one in LANGUAGES if one != st.session_state.lang)
    elif action == "names":
        st.session_state.both_names = not st.session_state.get("both_names")
    elif action == "freeze":
        st.session_state[_FROZEN] = not st.session_state.get(_FROZEN)
    elif action == "leave":
        _leave(story_id)
    st.rerun()


def _leave(story_id: str) -> None:
    """End the presentation on the page of the view, or after a story on the page of stories."""
    controls.present(is_on=False)
    if story_id:
        running.end(story_id)
        common = {key: value for key, value in address.everywhere().items() if key != "projector"}
        st.switch_page(navigation.page("stories"), query_params=common | {"story_chosen": story_id})
    for key in ("projector", *address.OF_PRESENTATION):
        address.put(key, None)


def _show(views: list[Shown], place: int, story_id: str) -> None:
    """Open a view as saved in its story, or as the user left the page."""
    view = views[place]
    page = navigation.page(view.page)
    if not story_id:
        st.session_state[withholding.ARRIVED] = view.page
        st.switch_page(page)
    place_in_story = {"projector": "true", "story": story_id, "slide": str(place + 1)}
    st.switch_page(page, query_params=address.everywhere() | view.query | place_in_story)


def _follow() -> None:
    """Redraw the page when the stored data change, unless it is frozen."""
    st.session_state[_SHOWN] = store.data_version(cursor())
    _watch()


@st.fragment(run_every=_SIGN)
def _watch() -> None:
    running.keep()
    following.note(database_path())
    if not st.session_state.get(_FROZEN) and store.data_version(cursor()) != st.session_state.get(_SHOWN):
        st.rerun()


_KEYS = (
    ("→  PgDn  Space", N_("Next view")),
    ("←  PgUp", N_("Previous view")),
    ("↓  ↑", N_("Next or previous cards or rows, where a view has more of them")),
    ("1 … {last}", N_("View with this number")),
    ("I", N_("I have / I want")),
    ("Home  End", N_("First or last view")),
    ("L", N_("English or Chinese")),
    ("D", N_("Names in one language or in both")),
    ("P", N_("Freeze: do not follow changes of the data")),
    ("B", N_("Blank screen")),
    ("+  −  0", N_("Zoom at the pointer; arrow keys then move the view, 0 shows it whole")),
    ("F", N_("Full screen")),
    ("O", N_("Show or hide the controls of the page")),
    ("Esc", N_("Exit presentation")),
    ("?", N_("This list")),
    ("", N_("Notes on a second screen: “Speaker view” on the page Stories")),
)


def _end(park_id: str | None, story_id: str) -> dict[str, str]:
    """Texts of the end card after the last view."""
    if not story_id or park_id is None:
        title, leave = _("End of the presentation"), _("Exit presentation")
        return {"name": "", "title": title, "first": _("First view"), "leave": leave}
    known = names(ask(stories.stories, park_id=park_id), "story_id")
    following_story = _next_story(park_id, story_id)
    return {
        "name": known.get(story_id, ""),
        "title": _("End of the story"),
        "next": _("Next story (Enter): {story}", story=known[following_story]) if following_story else "",
        "first": _("First view"),
        "leave": _("All stories (Esc)"),
    }


def _next_story(park_id: str, story_id: str) -> str:
    """Story with views that follows one in the park's order; empty after the last."""
    known = ask(stories.stories, park_id=park_id)
    after = known[(known["story_id"] > story_id) & (known["views"] > 0)]
    return "" if after.empty else str(after["story_id"].iloc[0])


def _data(views: list[Shown], place: int) -> dict[str, object]:
    return {
        "count": len(views),
        "place": place,
        "done": st.session_state.get(_DONE),
        "size": charts.window(),
        "isFrozen": bool(st.session_state.get(_FROZEN)),
        "words": {
            "next": _("Next view"),
            "previous": _("Previous view"),
            "controls": _("Show controls"),
            "frozen": _("Frozen"),
            "help": _("Keys of the presentation"),
            "leave": _("Exit presentation"),
        },
        "keys": [(key.format(last=len(views)), _(words)) for key, words in _KEYS],
    }
