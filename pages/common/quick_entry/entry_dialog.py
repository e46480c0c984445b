"""“I have / I want” entry in one line on every page: recognised, corrected, stored as provisional, with its matches."""

import zlib
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import store
from isdata.data.entry import declaration, names, provisional, rows
from isdata.data.entry.declaration import Declaration
from isdata.data.naming import phrases
from pages.common import number_field, park_facts, role, show
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, reader
from pages.common.quick_entry import (
    entry_fields,
    entry_matches,
    entry_name,
    entry_notices,
    entry_undo,
    near_names,
    stored_duplicates,
)

_OPEN, _WHO, _SAVED = "declare_open", "declare_who", "declare_saved"
# The dialog opens with the cursor in the line; the script is loaded before, so that no typed letter is lost.
_focus = st.components.v2.component(
    "focus_line",
    html="<span></span>",
    js=(Path(__file__).parent / "entry_keys.js").read_text("utf-8"),
)


def offer(place: DeltaGenerator, park_id: str | None) -> None:
    """Offer the line to users who may enter data.

    The dialog is drawn in each run while it is open, because a presentation reruns when the data change.
    """
    if park_id is None or not role.may_enter():
        return
    if place.button(
        _("I have / I want"),
        key="declare",
        icon=":material/add_comment:",
        shortcut="i",
        help=_("Enter a supply or demand in one line and see its matches."),
    ):
        st.session_state[_OPEN] = True
    if st.session_state.get(_OPEN):
        title = _("I have / I want · {park}", park=park_facts.name(park_id))
        st.dialog(title, width="large", icon=":material/add_comment:", on_dismiss=_close)(_dialog)(park_id)


def listen() -> None:
    """Set the focus to the line when the dialog opens, and open the help by “?”; drawn last, as it takes some height."""
    _focus(key="focus_line", height=1)


def _close() -> None:
    st.session_state[_OPEN] = False
    if st.session_state.pop(_SAVED, None):
        st.session_state["declare_line"] = ""


def _dialog(park_id: str) -> None:
    line = st.text_input(
        _("Company, amount, resource, temperature"),
        key="declare_line",
        placeholder=_("Company name, 2000 GJ/yr waste heat, 60 °C"),
        help=_(
            "In English or Chinese; “need” or “want” for a demand. Enter recognises the line; once nothing is missing, Enter again saves it."
        ),
    ).strip()
    if not line:
        return
    mark = _mark(park_id, line)
    saved = st.session_state.get(_SAVED)
    # Two places, of which one is always empty: the browser would show what stood there before, faded, until the page is drawn.
    # The fields are not emptied while they are shown: those that vanish for a moment lose the cursor.
    if saved and saved[0] == mark:
        if entry_matches.is_stored(saved[1]):
            st.empty()
            with st.container():
                _show_saved(park_id, *saved[1:])
            return
        entry_undo.begin_again(_SAVED)
        mark = _mark(park_id, line)
    found = declaration.recognise(
        line,
        ask(names.sites_by_company, park_id=park_id),
        ask(store.ask, name="match_resources"),
        confirmed=ask(phrases.confirmed),
    )
    with st.container():
        entry_undo.state()
        stored = _stored(found, line, park_id, mark)
    st.empty()
    if stored:
        st.session_state[_SAVED] = mark, *stored
        st.rerun()  # the page behind shows the entry as well


def _show_saved(park_id: str, stream: str, company: str, is_known: bool) -> None:
    """Show the matches of an entered stream, and let the user undo the entry."""
    entry_undo.offer(entry_matches.show(park_id, stream, company, is_known=is_known), _WHO, _SAVED)


def _mark(park_id: str, line: str) -> str:
    """Key suffix that distinguishes the fields of a line; entry_keys.js relies on its end."""
    return f"{park_id}_{entry_undo.count()}_{zlib.crc32(line.encode()):08x}"


def _stored(found: Declaration, line: str, park_id: str, mark: str) -> tuple[str, str, bool] | None:
    """Let the user correct and save the recognised values; once stored, return what `_saved` returns."""
    sites = ask(names.names, table="site", park_id=park_id, language=reader().language)
    year = int(str(ask(rows.defaults, table="stream", park_id=park_id)["year"]))
    values, company = entry_fields.enter(found, sites, year, mark)
    entry_notices.state(found, values, sites)
    near = near_names.propose(found, values, company, sites, mark)
    values |= entry_name.keep(found.written, values["resource_id"], mark)
    known = stored_duplicates.settle(values, company, park_id, mark)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = signing.signature(_WHO)
        is_asked = st.button(
            _("Save and show matches"),
            key="declare_save",
            type="primary",
            icon=":material/save:",
            shortcut="Ctrl+Enter",
        )
        # The inner key tells the script the field to focus: the first incomplete one.
        lacks = f"declare_lacks_{_lacks(found, known, near, who)}"
        with st.container(key="declare_hint", width="content"), st.container(key=lacks, width="content"):
            st.caption(show.escaped(_hint(found, known, who)), width="content")
    is_ready = is_asked and number_field.is_readable() and entry_notices.is_settled(found, values)
    if is_ready and stored_duplicates.is_settled(known) and _is_signed(who):
        return _saved(known, line, park_id, who)
    return None


def _saved(known: stored_duplicates.Known, line: str, park_id: str, who: str) -> tuple[str, str, bool] | None:
    """Save the values as provisional, or show why they were refused.

    Returns the stream, the name of a new company, and whether the stream was stored before.
    """
    with saving.show_problems(entry_fields.labels()):
        before = store.data_version(cursor())
        saved = provisional.save(
            cursor(),
            known.values,
            park_id=park_id,
            line=line,
            company=known.company,
            replaces=known.replaces,
            who=who,
            language=reader().language,
        )
        entry_undo.keep(saved.version if saved.version > before else None)
        return saved.stream_id, known.company, known.is_same
    return None


def _hint(found: Declaration, known: stored_duplicates.Known, who: str) -> str:
    """Hint on the effect of Enter in the unchanged line; entry_keys.js hides it while the line is edited."""
    if known.asked or not entry_notices.is_settled(found, known.values):
        return _("Answer the questions above first")
    empty = [] if known.company or known.values["site_id"] else ["site_id"]
    empty += [] if known.values["resource_id"] else ["resource_id"]
    if fields := [*number_field.unreadable_inputs(), *(f"“{entry_fields.labels()[name]}”" for name in empty)]:
        return _("Complete {fields} first", fields=reader().listed(fields))
    return _("Enter again saves") if who else _("Enter your name; Enter there saves")


def _lacks(found: Declaration, known: stored_duplicates.Known, near: tuple[str, ...], who: str) -> str:
    """Key name of the first field to go to; empty if Enter in the line saves."""
    lacking = {
        "line": found.is_several or entry_undo.is_undone(),
        "near_site": "near_site" in near,
        "site": not known.company and not known.values["site_id"],
        "near_resource": "near_resource" in near,
        "resource": not known.values["resource_id"],
        "quantity": bool(number_field.unreadable_inputs())
        or ((found.amount.is_negative or found.amount.either) and known.values["quantity"] is None),
        "unit": bool(found.amount.unknown_unit) and not known.values["unit"],
        known.asked: bool(known.asked),
        "who": not who,
    }
    return next((field for field, is_lacking in lacking.items() if is_lacking), "")


def _is_signed(who: str) -> bool:
    """Return True if the name is given; otherwise state that it is missing; entry_keys.js then focuses its field."""
    with st.container(key="declare_unsigned"):
        return signing.is_named(who)
