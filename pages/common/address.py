"""The page address stores the user's choices, so that a view can be shared and reloaded.

Streamlit's own binding writes the label of an option to the address; this module writes its id, so that an address is
independent of the language. Streamlit adds a browser history entry for each write; `one_history_entry` combines the writes of one
script run, so that "back" undoes one choice, and the document (server.py) adds none for values that a page fills in.
"""

from collections.abc import Collection, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_WRITTEN = "address_written"  # the address of this page as last written
_LAST = "address_last"  # the value last written for each key, on any page
_PAGE = "address_page"  # the page of the last run of the whole script
_EARLIER = "address_earlier"  # addresses of this page that a browser may send late
_MISSING = "address_missing"
_SHOWN = "address_shown"  # values shown instead of missing ones while the page states that these are missing
_UNREAD = "address_unread"
_IS_LINK = "address_is_link"  # True if a link to another page led to this run
# Parameters of every page: role, park, language, presentation and practice copy.
_EVERYWHERE = ("lang", "park", "role", "as_company", "amounts", "currency", "projector", "practice")
OF_PRESENTATION = ("story", "slide")  # the story and view presented
_FRAME = "lang"  # written on every page: an address without it has not been written by the app yet
_BETWEEN = ","


@dataclass
class _Run:
    """One run of the script or of a fragment: values to write to the address, by key; None removes a key."""

    is_whole: bool = False
    waiting: dict[str, str | None] = field(default_factory=dict)


_RUN: ContextVar[_Run | None] = ContextVar("run", default=None)
_IS_LOCKED = ContextVar("is_locked", default=False)


@contextmanager
def one_history_entry() -> Generator[None]:
    """Write the changes by `keep` and `put` in this context as one browser history entry.

    The whole script runs in this context; a fragment that runs alone needs its own.
    """
    if _RUN.get() is not None:  # nested: the outer context writes
        yield
        return
    if st.query_params.to_dict() == st.session_state.get(_WRITTEN):
        st.session_state[_EARLIER] = []
    with _running(_Run()):
        yield


@contextmanager
def locked() -> Generator[None]:
    """Forbid reading or writing control values in this context, because its drawings are cached without them."""
    token = _IS_LOCKED.set(True)
    try:
        yield
    finally:
        _IS_LOCKED.reset(token)


def is_locked() -> bool:
    """Return True if the current drawings are cached without control values."""
    return _IS_LOCKED.get()


@contextmanager
def whole_script() -> Generator[None]:
    """Mark a run of the whole script: only then may the user have opened another address."""
    given = _given()
    st.session_state[_WRITTEN] = given
    st.session_state[_MISSING] = {}
    st.session_state[_SHOWN] = {}
    # A control not shown yet, such as one in another view of the page, reads its value when it appears.
    known = st.session_state.setdefault(_LAST, {})
    st.session_state[_UNREAD] = {key: text for key, text in given.items() if text != known.get(key)}
    with _running(_Run(is_whole=True)):
        yield


def _given() -> dict[str, str]:
    """Address sent by the browser, or the one written last if the browser had not received it yet.

    A click or a periodic rerun of a fragment may be in progress while a response changes the address. Only the browser's
    back and forward buttons lead to an address written before.
    """
    given, context = st.query_params.to_dict(), get_script_run_ctx()
    if context is None:  # no browser
        return given
    is_same_page = st.session_state.get(_PAGE) == context.page_script_hash
    st.session_state[_PAGE] = context.page_script_hash
    is_new = not is_same_page and not context.is_history_navigation
    st.session_state[_IS_LINK] = is_new and given.keys() <= {*_EVERYWHERE}
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
    """Update the address as last written, since the one sent by the browser with a click may be older."""
    now = st.session_state.get(_WRITTEN) or st.query_params.to_dict()
    new = {key: text for key, text in (now | texts).items() if text is not None}
    st.session_state[_WRITTEN] = new
    st.session_state[_LAST] = st.session_state.get(_LAST, {}) | texts
    if new != now:
        st.session_state.setdefault(_EARLIER, []).append(now)
        st.query_params.from_dict(new)


def remembered(key: str, options: Collection[str], default: str | None) -> str | None:
    """Value of a control before it is drawn: from the address, the former value, or the default.

    It is in the session under `key`; call `keep` once the control is drawn. An option that does not exist (any more) is
    replaced by the default; the page reports the requested one.
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


def state_missing() -> None:
    """Record that the page states which values are missing."""
    st.session_state[_SHOWN] = {key: st.session_state.get(key) for key in all_missing()}


def is_outdated() -> bool:
    """Return True if the reader chose another value since the page stated that one is missing."""
    return any(st.session_state.get(key) != value for key, value in st.session_state.get(_SHOWN, {}).items())


def remembered_many(key: str, options: Collection[str], default: Collection[str] = ()) -> list[str]:
    """Values of a multiple-choice control, as `remembered`; options that do not exist are left out."""
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
    """List of texts, as `remembered_text`."""
    is_asked, asked = _asked(key)
    if is_asked:
        st.session_state[key] = _listed(asked or "")
    return st.session_state.setdefault(key, [])


def remembered_flag(key: str, *, default: bool = False) -> bool:
    """State of a switch, as `remembered`."""
    is_asked, asked = _asked(key)
    if is_asked:
        st.session_state[key] = default if asked is None else asked == "true"
    return bool(st.session_state.setdefault(key, default))


def remembered_text(key: str) -> str:
    """Text typed or representing a click; empty if there is none."""
    is_asked, asked = _asked(key)
    if is_asked:
        st.session_state[key] = asked or ""
    return st.session_state.setdefault(key, "")


def keep(key: str, *, default: object = None) -> None:
    """Write the value of `key` to the address; off or empty values are omitted unless `default` is on or set."""
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
    """Write a text to the address; None removes it."""
    _check_not_locked(key)
    run = _RUN.get()
    if run is None:
        _write({key: text})
    else:
        run.waiting[key] = text


def everywhere() -> dict[str, str]:
    """Address parameters common to all pages, which a link needs to look the same in a new tab."""
    run = _RUN.get()
    now = st.session_state.get(_WRITTEN, {}) | (run.waiting if run else {})
    return {key: now[key] for key in _EVERYWHERE if now.get(key)}


def of_view() -> dict[str, str]:
    """Address parameters specific to this page, without those common to all pages.

    They include values that this run has not written yet.
    """
    run, shared = _RUN.get(), (*_EVERYWHERE, *OF_PRESENTATION)
    given = st.query_params.to_dict() | (run.waiting if run else {})
    return {key: text for key, text in given.items() if text is not None and key not in shared}


def written_values(beginning: str) -> list[str]:
    """Values written to the address in this session under keys with this prefix."""
    return [key for key in st.session_state.get(_LAST, {}) if key.startswith(beginning)]


def _asked(key: str) -> tuple[bool, str | None]:
    """Return True and the value if the address requests another value than the one written.

    A value missing in an address written by the app was not chosen at that time: the user went back to it. A link to
    another page states no values: those of the session are kept, such as the discount rate and the scenario. A fragment
    that runs alone follows a click, never an address: it only reads values that no control has read yet.
    """
    _check_not_locked(key)
    unread = st.session_state.get(_UNREAD, {})
    run = _RUN.get()
    if run is None or not run.is_whole:
        return (True, unread.pop(key)) if key in unread else (False, None)
    unread.pop(key, None)
    asked, written = st.query_params.get(key), st.session_state.get(_LAST, {}).get(key)
    if asked is None:
        is_written = _FRAME in st.query_params and not st.session_state.get(_IS_LINK)
        return written is not None and is_written, None
    return asked != written, asked


def _check_not_locked(key: str) -> None:
    if _IS_LOCKED.get():
        raise RuntimeError(
            f"Control “{key}” is used by a part of the page that is drawn once; pass its value."
        )
