"""Concurrent edits: the data version at the start of an edit, and the question if two users changed a row."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

import streamlit as st
from streamlit.errors import StreamlitInvalidFormCallbackError
from streamlit.runtime.scriptrunner_utils.exceptions import StopException

from isdata.data import contracts, history, store
from isdata.data.entry import names
from isdata.data.store.concurrent_edits import Choice
from isdata.errors import ConcurrentChange, ConcurrentChangesError
from pages.common import data, role
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows

_SHOWN = "concurrent_shown"  # database file and data version shown on the screen
_BEGUN = "concurrent_begun"  # initial content by key of a field or table
_DRAWN = "concurrent_drawn"  # keys drawn in this run of the whole page
_DECIDED = "concurrent_decided"  # version of the other change and the user's choice, by table and row
_HELD = "concurrent_held"  # True if typed values are not stored yet, so that the page keeps its version
_STORED = "concurrent_stored"  # tables of the page saved last, until they are redrawn
_RESUMED = "concurrent_resumed"  # key of the last used save button
_FEW = 5  # number of rows asked about at once
_IS_WHOLE: ContextVar[bool] = ContextVar("is_whole", default=False)


class _Begun(NamedTuple):
    """Initial content of a field."""

    at: tuple[str, int]
    given: object = None
    turn: int = 0
    follows: bool = False


@contextmanager
def whole_script() -> Generator[None]:
    """Mark a run of the whole script, after which the user sees the data of its start."""
    token, st.session_state[_DRAWN] = _IS_WHOLE.set(True), set()
    try:
        yield
    except StopException:
        _note_shown()
        raise
    else:
        _note_shown()
    finally:
        _IS_WHOLE.reset(token)


def _note_shown() -> None:
    drawn, begun = st.session_state[_DRAWN], st.session_state.get(_BEGUN, {})
    st.session_state[_BEGUN] = {key: each for key, each in begun.items() if key in drawn}
    if not st.session_state.pop(_HELD, False):
        st.session_state[_SHOWN] = data.version_of_run()


def keep_version() -> None:
    """Keep the version shown by the page, because values typed in it are not stored yet."""
    st.session_state[_HELD] = True


def version() -> tuple[str, int]:
    """Database file and data version visible in this run."""
    shown = st.session_state.get(_SHOWN)
    return data.version_of_run() if _IS_WHOLE.get() or shown is None else shown


def note(key: str, at: tuple[str, int]) -> None:
    """Record the data version at the start of a table's edit."""
    st.session_state.setdefault(_BEGUN, {})[key] = _Begun(at)
    st.session_state.setdefault(_DRAWN, set()).add(key)


def has_stored(key: str) -> bool:
    """Return True if the user saved the page since a table on it was drawn."""
    stored = st.session_state.get(_STORED, set())
    is_stored = key in stored
    stored.discard(key)
    return is_stored


def initial_value(key: str, given: object) -> str:
    """Record the initial value of a field; return a key suffix that restarts the field after changes by others.

    Parameters
    ----------
    key : str
        Key of the field.
    given : object
        Stored value.
    """
    known = st.session_state.setdefault(_BEGUN, {})
    field = known.get(key) or _Begun(version(), given)
    if field.follows and given != field.given:
        field = _Begun(version(), given, field.turn + 1)
    known[key] = field._replace(follows=False)
    st.session_state.setdefault(_DRAWN, set()).add(key)
    return f"_{field.turn}" if field.turn else ""


@contextmanager
def compared() -> Generator[None]:
    """Compare rows stored in this context with changes by others since the edit began, and ask if both changed a row."""
    path = str(data.database_path())
    known = [st.session_state.get(_SHOWN), *(each.at for each in st.session_state.get(_BEGUN, {}).values())]
    versions = [each[1] for each in known if each and each[0] == path]
    decided = st.session_state.get(_DECIDED, {})
    if not versions:
        yield
        return
    keep_version()
    is_refused = False
    with store.compared_since(min(versions), decided) as seen:
        try:
            yield
        except ConcurrentChangesError as error:
            is_refused = True
            _ask(error.rows)
        except Exception:
            is_refused = True
            raise
        finally:
            if seen.own or (decided and not is_refused):
                _go_on()


def kept_theirs() -> bool:
    """Return True if the user chose to keep the changes of others in this save."""
    return any(choice == "theirs" for _version, choice in st.session_state.get(_DECIDED, {}).values())


def _go_on() -> None:
    """Restart from the presently stored data, which include the user's own change."""
    now = data.stored_version()
    begun = st.session_state.get(_BEGUN, {})
    st.session_state[_BEGUN] = {key: each._replace(at=now, follows=True) for key, each in begun.items()}
    st.session_state[_STORED] = set(begun)
    st.session_state[_SHOWN] = now
    for name in (_DECIDED, _HELD):
        st.session_state.pop(name, None)


def resuming_key(key: str) -> None:
    """Record the save button, which continues automatically after the user's choice; "" if it cannot."""
    st.session_state[_RESUMED] = key


def _decide(rows: Sequence[ConcurrentChange], choice: Choice) -> None:
    decided = st.session_state.setdefault(_DECIDED, {})
    decided |= {(row.table, row.row_key): (row.version, choice) for row in rows}
    keep_version()
    if key := st.session_state.get(_RESUMED):
        st.session_state[f"{key}_signed"] = True
    else:
        st.toast(_("Choice noted. Save again."), icon=":material/check:")


def _ask(rows: Sequence[ConcurrentChange]) -> None:
    """Show both versions of each row, and let the user choose."""
    st.warning(
        ngettext(
            "{count} row was changed by others while you edited it. Nothing is saved until you choose.",
            "{count} rows were changed by others while you edited them. Nothing is saved until you choose.",
            len(rows),
        ),
        icon=":material/group:",
    )
    for number, row in enumerate(rows[:_FEW]):
        with st.container(border=True):
            st.markdown(_heading(row))
            show_rows(_cells(row), alt=_("Cells that differ"))
            _offer([row], f"{number}", _("Keep theirs"), _("Use mine"))
    if len(rows) > 1:
        _offer(rows, "all", _("Keep theirs in all rows"), _("Use mine in all rows"))


def _offer(rows: Sequence[ConcurrentChange], number: str, theirs: str, mine: str) -> None:
    with st.container(horizontal=True):
        _button(theirs, f"concurrent_theirs_{number}", rows, "theirs")
        _button(mine, f"concurrent_mine_{number}", rows, "mine")


def _button(label: str, key: str, rows: Sequence[ConcurrentChange], choice: Choice) -> None:
    try:
        st.button(label, key=key, on_click=_decide, args=(rows, choice))
    except StreamlitInvalidFormCallbackError:
        st.form_submit_button(label, key=key, on_click=_decide, args=(rows, choice))


def _heading(row: ConcurrentChange) -> str:
    """Heading with table, row and author of the change."""
    from pages.common.show import escaped  # which imports half of the pages

    read = reader()
    found = data.ask(history.names, version=row.version, table=row.table, viewer=role.viewer())
    named = found.to_dict("index").get(row.row_key, {})
    name = read.name(named.get("name_en"), named.get("name_zh")) if named else ""
    words = _(
        "{row}: changed by {who}", row=read.noted(name or row.row_key, read.table(row.table)), who=row.who
    )
    return f"**{escaped(words)}**"


def _cells(row: ConcurrentChange) -> dict[str, list[str | None]]:
    """Both values of each cell as text; a missing row has none."""
    places = ("before", "theirs", "mine")
    values = {
        place: [in_words(row.table, name, cell[number]) for name, cell in row.cells.items()]
        for number, place in enumerate(places)
    }
    return {
        _("Column"): [reader().column(row.table, name) for name in row.cells],
        _("Before"): values["before"],
        _("Stored now"): values["theirs"],
        _("Yours"): values["mine"],
    }


def in_words(table: str, name: str, cell: Any) -> str | None:
    """Stored cell as text for the reader; None if empty."""
    column, read = contracts.tables()[table][name], reader()
    if cell is None or cell != cell:
        return None
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, (int, float)):
        return f"{cell:.12g}"
    if column.choices:
        return read.choice(column.choices, cell)
    if column.reference:
        park = st.session_state.get("park") or ""
        named = data.ask(names.names, table=column.reference[0], park_id=park, language=read.language)
        return named.get(cell, cell)
    return read.half(cell)
