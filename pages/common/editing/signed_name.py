"""Name of the author of changes: entered once, remembered by the browser until it is closed."""

from urllib.parse import unquote

import streamlit as st

from pages.common import cookies, practice

COOKIE = "isdata-name"
_NAME = "signed_name"  # session key
_LONGEST = 120

# A reload starts a new server session; only the browser still has the name then.
_cookie = cookies.writer("signed_name", COOKIE)


def keep(name: str) -> None:
    """Keep the name that signed a change."""
    st.session_state[_NAME] = name


def known() -> str:
    """Name that signed the last change in this browser, or the trainee's in a practice copy; empty before."""
    given = str(st.session_state.get(_NAME) or "")
    if given or practice.is_on():
        return given or practice.trainee()
    return _of_browser()


def remember() -> None:
    """Store the name in the browser for reloads; a trainee's name stays in the practice copy."""
    name = str(st.session_state.get(_NAME) or "")
    if name and not practice.is_on() and name != _of_browser():
        _cookie(key="signed_name_cookie", data=name, height=1)


def _of_browser() -> str:
    """Name in the browser's cookie, as plain text on one line."""
    text = unquote(st.context.cookies.get(COOKIE) or "")
    return " ".join(text.split())[:_LONGEST]
