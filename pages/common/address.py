"""The address of the page holds what the reader chose, so that a view can be shared and reloaded.

Streamlit's own binding writes the words of an option into the address; ours writes its id, so
an address means the same in every language. Streamlit makes a step of the browser's history of each
writing; `at_once` makes one of all that a run of the script writes, so that "back" undoes one choice, and the document
(server.py) makes none of what a page fills in by itself.
"""

from collections.abc import Collection, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_WRITTEN = "address_written"  # the address of this page as we wrote it
_LAST = "address_last"  # what we wrote last under each key, on whichever page
_PAGE = "address_page"  # that the whole script ran for last
_EARLIER = "address_earlier"  # addresses of this page that a browser may still send
_MISSING = "address_missing"
_UNREAD = "address_unread"
# What every page keeps: who looks, at which park, in which language and how, and in which practice copy.
_EVERYWHERE = ("lang", "park", "role", "as_company", "amounts", "currency", "projector", "practice")
_OF_PRESENTATION = ("story", "slide")  # which view of which story is presented
_FRAME = "lang"  # the frame writes it on every page: an address without it has not been written by us yet
_BETWEEN = ","


@dataclass
class _Run:
    """One run of the script or of a fragment: what it is to write into the address, by key; None takes a key out."""

    is_whole: bool = False
    waiting: dict[str, str | None] = field(default_factory=dict)


_RUN: ContextVar[_Run | None] = ContextVar("run", default=None)
_IS_LOCKED = ContextVar("is_locked", default=False)


@contextmanager
def at_once() -> Generator[None]:
    """Write the changes of `keep` and `put` within as one step of the browser's history.

    The whole script runs within; a fragment that runs alone needs its own.
    """
    if _RUN.get() is not None:  # within another one, which writes for both
        yield
        return
    if st.query_params.to_dict() == st.session_state.get(_WRITTEN):
        st.session_state[_EARLIER] = []
    with _running(_Run()):
        yield


@contextmanager
def locked() -> Generator[None]:
    """Refuse to read or write a control within: what is drawn there is kept without its value."""
    token = _IS_LOCKED.set(True)
    try:
        yield
    finally:
        _IS_LOCKED.reset(token)


def is_locked() -> bool:
    """Whether what is drawn now is kept without the value of any control."""
    return _IS_LOCKED.get()


@contextmanager
def whole_script() -> Generator[None]:
    """Mark the run of the whole script: only then may the reader have gone to another address."""
    given = _given()
    st.session_state[_WRITTEN] = given
    st.session_state[_MISSING] = {}
    # A control that is not in sight yet, as in another view of the page, reads its value when it comes.
    known = st.session_state.setdefault(_LAST, {})
    st.session_state[_UNREAD] = {key: text for key, text in given.items() if text != known.get(key)}
    with _running(_Run(is_whole=True)):
        yield


def _given() -> dict[str, str]:
    """Return the address that the browser sent, or the one that we wrote last where the browser did not have it yet.

    A click, or a part of the page that runs again by itself, may be under way while an answer changes the address. Only
    the buttons of the browser lead back to an address that we wrote before.
    """
    given, context = st.query_params.to_dict(), get_script_run_ctx()
    if context is None:  # no browser
        return given
    is_same_page = st.session_state.get(_PAGE) == context.page_script_hash
    st.session_state[_PAGE] = context.page_script_hash
    if is_same_page and not context.is_history_navigation and given in st.session_state[_EARLIER]:
        given = st.session_state[_WRITTEN]
        st.query_params.from_dict(given)
    else:
        st.session_state[_EARLIER] = []
    return given


@contextmanager
def _running(run: _Run) -> Generator[None]:
    token = _RUN.set(run)
    try:
        yield
    finally:
        _RUN.reset(token)
        _write(run.waiting)


def _write(texts: dict[str, str | None]) -> None:
    """Write into the address as we wrote it last: what a browser sends with a click may be older than that."""
    now = st.session_state.get(_WRITTEN) or st.query_params.to_dict()
    new = {key: text for key, text in (now | texts).items() if text is not None}
    st.session_state[_WRITTEN] = new
    st.session_state[_LAST] = st.session_state.get(_LAST, {}) | texts
    if new != now:
        st.session_state.setdefault(_EARLIER, []).append(now)
        st.query_params.from_dict(new)


def remembered(key: str, options: Collection[str], default: str | None) -> str | None:
    """Return the value of a control before it is drawn: from the address, as it was, or the default.

    It stands in the session under `key`; call `keep` once the control is drawn.
    An option that does not exist (any more) falls back to the default; the page says which was asked for.
    """
    is_asked, asked = _asked(key)
    if is_asked and asked is None:
        st.session_state[key] = default
    elif is_asked and asked in options:
        st.session_state[key] = asked
    elif is_asked:
        st.session_state[_MISSING][key] = asked
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
    return st.session_state[key]


def missing(key: str) -> str | None:
    """Value requested by the address for control `key` that does not exist (any more), for a page that
    reports it itself.
    """
    return st.session_state.get(_MISSING, {}).pop(key, None)


def all_missing() -> dict[str, str]:
    """Other values requested by the address that do not exist (any more), by their key."""
    return st.session_state.get(_MISSING, {})


def remembered_many(key: str, options: Collection[str], default: Collection[str] = ()) -> list[str]:
    """Return the values of a control of several choices, as `remembered` does; those that do not exist are left out."""
    is_asked, asked = _asked(key)
    if is_asked and asked is not None:
        chosen = _listed(asked)
        strange = [option for option in chosen if option not in options]
        if strange:
            st.session_state[_MISSING][key] = _BETWEEN.join(strange)
    else:
        chosen = default if is_asked else st.session_state.get(key, default)
    st.session_state[key] = [option for option in chosen if option in options]
    return st.session_state[key]


def remembered_list(key: str) -> list[str]:
    """Return a list of texts, as `remembered_text` does."""
    is_asked, asked = _asked(key)
    if is_asked:
        st.session_state[key] = _listed(asked or "")
    return st.session_state.setdefault(key, [])


def remembered_flag(key: str, *, default: bool = False) -> bool:
    """Return whether a switch is on, as `remembered` does."""
    is_asked, asked = _asked(key)
    if is_asked:
        st.session_state[key] = default if asked is None else asked == "true"
    return bool(st.session_state.setdefault(key, default))


def remembered_text(key: str) -> str:
    """Return a text, typed or standing for what was clicked; empty when there is none."""
    is_asked, asked = _asked(key)
    if is_asked:
        st.session_state[key] = asked or ""
    return st.session_state.setdefault(key, "")


def keep(key: str, *, default: object = None) -> None:
    """Write the value under `key` into the address; what is off or empty is left out of it, unless `default` is not."""
    value = st.session_state.get(key)
    text = _text(value)
    if not text and default:
        text = "false" if value is False else ""
    elif not text or value is default:
        text = None
    put(key, text)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, (list, tuple)):
        return _BETWEEN.join(map(_escaped, value))
    return str(value or "")


def _listed(text: str) -> list[str]:
    return [_unescaped(part) for part in text.split(_BETWEEN) if part]


def _escaped(option: str) -> str:
    return option.replace("%", "%25").replace(_BETWEEN, "%2C")


def _unescaped(text: str) -> str:
    return text.replace("%2C", _BETWEEN).replace("%25", "%")


def put(key: str, text: str | None) -> None:
    """Write a text into the address; None takes it out."""
    _check_not_locked(key)
    run = _RUN.get()
    if run is None:
        _write({key: text})
    else:
        run.waiting[key] = text


def everywhere() -> dict[str, str]:
    """Parameters of the address common to all pages: what a link needs to look the same in a new tab."""
    run = _RUN.get()
    now = st.session_state.get(_WRITTEN, {}) | (run.waiting if run else {})
    return {key: now[key] for key in _EVERYWHERE if now.get(key)}


def of_view() -> dict[str, str]:
    """Parameters of the address that choose what this page shows, without those common to all pages.

    What this run has still to write is among them.
    """
    run, shared = _RUN.get(), (*_EVERYWHERE, *_OF_PRESENTATION)
    given = st.query_params.to_dict() | (run.waiting if run else {})
    return {key: text for key, text in given.items() if text is not None and key not in shared}


def known(beginning: str) -> list[str]:
    """Values written to the address in this session under keys with this prefix."""
    return [key for key in st.session_state.get(_LAST, {}) if key.startswith(beginning)]


def _asked(key: str) -> tuple[bool, str | None]:
    """Whether the address requests another value than the one written, and which.

    What is missing in an address that we wrote was not chosen at the time: the reader went back to it.
    A fragment that runs alone follows a click, never an address: it only reads what no control has read yet.
    """
    _check_not_locked(key)
    unread = st.session_state.get(_UNREAD, {})
    run = _RUN.get()
    if run is None or not run.is_whole:
        return (True, unread.pop(key)) if key in unread else (False, None)
    unread.pop(key, None)
    asked, written = st.query_params.get(key), st.session_state.get(_LAST, {}).get(key)
    if asked is None:
        return written is not None and _FRAME in st.query_params, None
    return asked != written, asked


def _check_not_locked(key: str) -> None:
    if _IS_LOCKED.get():
        raise RuntimeError(
            f"Control “{key}” is used by a part of the page that is drawn once; pass its value."
        )
