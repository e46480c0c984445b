"""Views of a presentation in their order, and the keys that lead from one to the next."""

from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from isdata.data import store
from isdata.data.i18n import LANGUAGES
from pages.common import address, controls, navigation
from pages.common.data import cursor
from pages.common.language import _

_SHOWN = "presented_version"  # data version that the page shows
_FROZEN = "presentation_frozen"
_keys = st.components.v2.component(
    "presentation",
    html="<div></div>",
    js=(Path(__file__).parent / "keys.js").read_text("utf-8"),
)


@dataclass(frozen=True)
class Shown:
    """One view of a presentation: its page, and what the page is to show beyond what the reader chose there."""

    page: str
    title: str = ""
    query: dict[str, str] = field(default_factory=dict)


def of_park() -> list[Shown]:
    """Pages that everybody may see, in the order of the menu, each as the reader left it."""
    return [Shown(entry.name) for entry in navigation.ENTRIES if entry.needs_park and entry.is_for_guests]


def listen(entry: navigation.Entry) -> None:
    """Listen to the keys of a presentation, and follow changes of the data."""
    views = of_park()
    place = next((k for k, view in enumerate(views) if view.page == entry.name), 0)
    asked = _keys(
        key="presentation", data=_data(views, place), height=1, on_action_change=lambda: None
    ).action
    _follow()
    if asked:
        _do(asked["name"], asked.get("value"), views)


def _do(action: str, value: int | None, views: list[Shown]) -> None:
    """Do what a key asks for."""
    if action == "go" and value is not None:
        st.switch_page(navigation.page(views[value].page))
    elif action == "language":
        others = [one for one in LANGUAGES if one != st.session_state.lang]
        st.session_state.lang = others[0]
    elif action == "names":
        st.session_state.both_names = not st.session_state.get("both_names")
    elif action == "freeze":
        st.session_state[_FROZEN] = not st.session_state.get(_FROZEN)
    elif action == "leave":
        controls.present(is_on=False)
    address.put("projector", "true" if controls.is_projected() else None)
    st.rerun()


def _follow() -> None:
    """Show the page again within a second after the stored data changed, unless it is frozen."""
    st.session_state[_SHOWN] = store.data_version(cursor())
    _watch()


@st.fragment(run_every=1.0)
def _watch() -> None:
    if not st.session_state.get(_FROZEN) and store.data_version(cursor()) != st.session_state.get(_SHOWN):
        st.rerun()


def _data(views: list[Shown], place: int) -> dict[str, object]:
    return {
        "count": len(views),
        "place": place,
        "isFrozen": bool(st.session_state.get(_FROZEN)),
        "words": {
            "next": _("Next view"),
            "previous": _("Previous view"),
            "controls": _("Show controls"),
            "frozen": _("Frozen"),
            "help": _("Keys of the presentation"),
            "leave": _("Exit presentation"),
        },
        "keys": [
            ("→  PgDn", _("Next view")),
            ("←  PgUp", _("Previous view")),
            (f"1 … {len(views)}", _("View with this number")),
            ("Home  End", _("First or last view")),
            ("L", _("English or Chinese")),
            ("D", _("Names in one language or in both")),
            ("P", _("Freeze: do not follow changes of the data")),
            ("B", _("Blank screen")),
            ("+  −  0", _("Zoom at the pointer; 0 shows the whole view")),
            ("F", _("Full screen")),
            ("O", _("Show or hide the controls of the page")),
            ("Esc", _("Exit presentation")),
            ("?", _("This list")),
        ],
    }
