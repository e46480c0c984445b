"""Practice copies in the app: the copy of this session, and the mark on every page.

A session in a practice copy stays in it until its page is reloaded without the copy's address, so that no action leads
from practice to the real file by mistake.
"""

import html
import os
import urllib.parse
from pathlib import Path

import duckdb
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from isdata.errors import IsdataError, PracticeCopyError
from isdata.programme.training.practice import Practice, folder_of, is_near_removal, removal_day
from isdata.programme.training.records import PracticeCopy, now
from pages.common import address, run_values
from pages.common.access import practising, visitor
from pages.common.language import _, reader

KEY = "practice"  # key in the address and the session
DEFAULT = "isdata.duckdb"
_AS_BUTTON = (
    "display:inline-block;padding:.25rem .75rem;border:1px solid rgba(128,128,128,.4);border-radius:.5rem;"
    "color:inherit;text-decoration:none"
)


def own_database() -> Path:
    """Database file of this server: ISDATA_DATABASE, or isdata.duckdb in the working folder."""
    return Path(os.environ.get("ISDATA_DATABASE", DEFAULT))


@st.cache_resource(show_spinner=False)
def _practice(folder: str) -> Practice:
    return Practice(folder)


def all_copies() -> Practice:
    """Practice copies of this server, stored beside its database."""
    return _practice(str(folder_of(own_database())))


def remember() -> None:
    """Read the practice copy of this session from the address, before any data access."""
    code = address.remembered_text(KEY) or st.session_state.get("practice_entered", "")
    st.session_state.practice_entered = st.session_state[KEY] = code
    run_values.forget()
    address.keep(KEY)
    _note_session()


def _note_session() -> None:
    """Allow uploads in this session if it works in an existing practice copy."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or not is_on():
        return
    try:
        current()
    except IsdataError:  # the page shows it with its errors
        return
    practising.begin(context.session_id)


def open_copy(copy: PracticeCopy) -> None:
    """Switch to a practice copy; session values of the real park are cleared."""
    for key in list(st.session_state):
        if not str(key).startswith("address_") and key != "lang":
            del st.session_state[key]
    st.session_state[KEY] = st.session_state.practice_entered = copy.code
    run_values.forget()


def is_on() -> bool:
    """Return True if this session works in a practice copy; False outside a session, as at server start."""
    return run_values.once_in_run("is_in_practice", _is_on)


def _is_on() -> bool:
    is_session = get_script_run_ctx(suppress_warning=True) is not None
    return is_session and bool(st.session_state.get("practice_entered"))


def current() -> PracticeCopy | None:
    """Practice copy of this session; None if it works with the real file.

    Raises
    ------
    PracticeCopyError
        The copy named by the address no longer exists, or it contains an own park, whose data only the facilitator may see.
    """
    copy = all_copies().find(st.session_state.practice_entered) if is_on() else None
    if copy and copy.park_id and not visitor.is_facilitator():
        raise PracticeCopyError
    return copy


def is_of_park() -> bool:
    """Return True if this session works in a copy of an own park."""
    try:
        copy = current()
    except IsdataError:  # the page shows it with its errors
        return False
    return bool(copy and copy.park_id)


def trainee() -> str:
    """Name of the trainee of this session's copy; empty outside a copy."""
    try:
        copy = current()
    except IsdataError:  # the page shows it with its errors
        return ""
    return copy.trainee if copy else ""


def path() -> Path | None:
    """File of the practice copy; None if this session works with the real file."""
    copy = current()
    return all_copies().path(copy) if copy else None


def connection() -> duckdb.DuckDBPyConnection | None:
    """Connection to the practice copy; None if this session works with the real file."""
    copy = current()
    return all_copies().connection(copy) if copy else None


def start_address() -> str:
    """Address of the start page of trainees."""
    root = (st.context.url or "").split("?")[0].rsplit("/", 1)[0]
    return f"{root}/training"


def is_on_this_computer() -> bool:
    """True if the app was opened at an address that no other device can open."""
    return urllib.parse.urlsplit(st.context.url or "").hostname in ("localhost", "127.0.0.1", "::1")


def address_of(copy: PracticeCopy) -> str:
    """Address that returns to a copy."""
    return f"{start_address()}?{KEY}={copy.code}"


def close_copy() -> None:
    """Draw a link to the training page of the real park that reloads the app, which Streamlit buttons cannot do."""
    words = html.escape(_("Leave the practice copy"))
    st.html(
        f'<a href="./training?lang={reader().language}" target="_self" style="{_AS_BUTTON}">{words}</a>',
        width="content",
    )


def mark() -> None:
    """Mark the page if it belongs to a practice copy."""
    if not is_on():
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="practice_mark"):
        st.badge(
            _("Practice copy"),
            icon=":material/school:",
            color="violet",
            help=_(
                "Everything on this page belongs to your private copy. The real park cannot be reached from here."
            ),
        )
        close_copy()
        copy = current()
        if copy:
            day = reader().date(removal_day(copy))
            st.caption(
                _("This copy is removed on {day} unless it is used before.", day=day)
                if is_near_removal(copy, now())
                else _("The copy is kept until {day}.", day=day),
                width="content",
            )
