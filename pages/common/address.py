"""The address of the page holds what the reader chose, so that a view can be shared and reloaded.

Streamlit's own binding writes the words of an option into the address; ours writes its id, so
an address means the same in every language. Streamlit makes a step of the browser's history of each
writing; `at_once` makes one of all that a run of the script writes, so that "back" undoes one choice.
"""

from collections.abc import Collection, Generator
from contextlib import contextmanager

import streamlit as st

_WAITING = "address_waiting"
_WRITTEN = "address_written"
_WHOLE = "address_whole"
_MISSING = "address_missing"
# What every page keeps: who looks, at which park, in which language and how.
_EVERYWHERE = ("lang", "park", "role", "amounts", "projector")
_FRAME = "lang"  # the frame writes it on every page: an address without it has not been written by us yet
_BETWEEN = ","

# What a page writes before the reader does anything on it fills in what the address left open. That is no step of the
# reader's, so it takes the place of the address that led here, be it bare or of a link that tells a part.
_FILLING = """
export default function () {
  if (window.history.isFilledIn) return
  window.history.isFilledIn = true
  let hasActed = false
  const acts = () => { hasActed = true }
  const arrives = () => { hasActed = false }
  for (const act of ["pointerdown", "keydown"]) window.addEventListener(act, acts, true)
  window.addEventListener("popstate", arrives, true)
  const push = window.history.pushState.bind(window.history)
  window.history.pushState = (state, title, url) => {
    const next = new URL(url ?? "", window.location.href)
    const isSamePage = next.pathname === window.location.pathname
    const told = [...new URLSearchParams(window.location.search)]
    const isFilled = told.every(([key, text]) => next.searchParams.get(key) === text)
    if (isSamePage && isFilled && (!hasActed || !told.length)) window.history.replaceState(state, title, url)
    else push(state, title, url)
    if (!isSamePage) arrives()
  }
}
"""
_filling = st.components.v2.component("address", html="<div></div>", js=_FILLING)


def fill_in() -> None:
    """Let what is written on a page at first take the place of the address that led there; draws nothing."""
    _filling(key="address", height=1)


@contextmanager
def at_once() -> Generator[None]:
    """Write what `keep` and `put` are told within as one step of the browser's history.

    The whole script runs within; a fragment that runs alone needs its own.
    """
    if _WAITING in st.session_state:  # within another one, which writes for both
        yield
        return
    st.session_state[_WAITING] = {}
    try:
        yield
    finally:
        _write(st.session_state.pop(_WAITING))


@contextmanager
def whole_script() -> Generator[None]:
    """Mark the run of the whole script: only then may the reader have gone to another address."""
    st.session_state[_WRITTEN] = st.query_params.to_dict()
    st.session_state[_WHOLE] = True
    st.session_state[_MISSING] = {}
    try:
        with at_once():
            yield
    finally:
        st.session_state.pop(_WHOLE, None)


def _write(told: dict[str, str | None]) -> None:
    """Write into the address as we wrote it last: what a browser sends with a click may be older than that."""
    now = st.session_state.get(_WRITTEN) or st.query_params.to_dict()
    new = {key: text for key, text in (now | told).items() if text is not None}
    st.session_state[_WRITTEN] = new
    if new != now:
        st.query_params.from_dict(new)


def remembered(key: str, options: Collection[str], default: str | None) -> str | None:
    """Give the widget `key` its value before it is drawn: from the address, as it was, or the default.

    Draw the widget with `key=key` and `persist_state="session"`, then call `keep`.
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
    """Return what the address asks of the widget `key` and does not exist (any more), for a page that says so itself."""
    return st.session_state.get(_MISSING, {}).pop(key, None)


def all_missing() -> dict[str, str]:
    """Return what else the address asks for and does not exist (any more), by the key it stands under."""
    return st.session_state.get(_MISSING, {})


def remembered_many(key: str, options: Collection[str]) -> list[str]:
    """Give a widget of several choices its values, as `remembered` does; those that do not exist are left out."""
    is_asked, asked = _asked(key)
    chosen = (asked or "").split(_BETWEEN) if is_asked else st.session_state.get(key) or []
    strange = [option for option in chosen if option and option not in options]
    if is_asked and strange:
        st.session_state[_MISSING][key] = _BETWEEN.join(strange)
    st.session_state[key] = [option for option in chosen if option in options]
    return st.session_state[key]


def remembered_flag(key: str) -> bool:
    """Give a switch its value, as `remembered` does."""
    is_asked, asked = _asked(key)
    if is_asked:
        st.session_state[key] = asked == "true"
    return bool(st.session_state.setdefault(key, False))


def remembered_text(key: str) -> str:
    """Return a text, typed or standing for what was clicked; empty when there is none."""
    is_asked, asked = _asked(key)
    if is_asked:
        st.session_state[key] = asked or ""
    return st.session_state.setdefault(key, "")


def keep(key: str) -> None:
    """Write the value of the widget `key` into the address; what is off or empty is left out of it."""
    value = st.session_state.get(key)
    if isinstance(value, bool):
        value = "true" if value else None
    elif isinstance(value, (list, tuple)):
        value = _BETWEEN.join(value)
    st.session_state[_written(key)] = value or None
    put(key, value or None)


def put(key: str, text: str | None) -> None:
    """Write a text into the address; None takes it out."""
    if _WAITING in st.session_state:
        st.session_state[_WAITING][key] = text
    else:
        _write({key: text})


def everywhere() -> dict[str, str]:
    """Return what the address holds for every page: what a link needs to look the same in a new tab."""
    now = st.session_state.get(_WRITTEN, {}) | st.session_state.get(_WAITING, {})
    return {key: now[key] for key in _EVERYWHERE if now.get(key)}


def _asked(key: str) -> tuple[bool, str | None]:
    """Return whether the address asks for another value than we wrote, and which.

    What is missing in an address that we wrote was not chosen at the time: the reader went back to it.
    A fragment that runs alone follows a click, never an address.
    """
    if _WHOLE not in st.session_state:
        return False, None
    asked, written = st.query_params.get(key), st.session_state.get(_written(key))
    if asked is None:
        return written is not None and _FRAME in st.query_params, None
    return asked != written, asked


def _written(key: str) -> str:
    return f"{key}_in_address"
