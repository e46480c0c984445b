"""Moving a synergy to its next stage: one click if the name is known, with a single confirmation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from isdata.data.disclosure import FACILITATOR
from isdata.errors import IsdataError
from isdata.symbiosis import synergies
from isdata.symbiosis.synergies.sums import StateTotals
from pages.common import number_field, synergy_totals
from pages.common.data import cursor
from pages.common.editing import saving, signing
from pages.common.language import _, reader
from pages.synergies.parts import achievement

Move = tuple[str, str, str, str]  # synergy, new stage, park, stage as displayed


@dataclass
class State:
    """State of the board, besides the values of its controls.

    Attributes
    ----------
    forms : int
        Number of forms opened; distinguishes their fields.
    seen : dict
        Initial state of each open form.
    drafts : dict
        Of each form whose edits are kept: its number of saves, its initial state, and whether it holds edits.
    asked : tuple, optional
        Move awaiting the user's name.
    moved : tuple, optional
        Stage of the last move, and the achieved totals before it.
    error : IsdataError, optional
        Reason why the last move failed.
    """

    forms: int = 0
    seen: dict[str, Mapping] = field(default_factory=dict)
    drafts: dict[str, tuple[int, Mapping, bool]] = field(default_factory=dict)
    asked: Move | None = None
    moved: tuple[str, StateTotals] | None = None
    error: IsdataError | None = None


def _state() -> State:
    return st.session_state.setdefault("board_state", State())


def name() -> str:
    """Name of the user, as given in this session; empty until then."""
    return str(
        st.session_state.get(f"{signing.WHO}_given") or st.session_state.get(signing.WHO) or ""
    ).strip()


def dialog_name(what: str, first: str) -> str:
    """Name field of a dialog; the board and later dialogs reuse the name."""
    key = f"who_{scope(what)}"
    if first and not st.session_state.get(key):
        st.session_state[f"{key}_given"] = first
    given = signing.signature(key)
    if given and given != name():
        st.session_state[f"{signing.WHO}_given"] = given
    return given


def reset_form() -> None:
    """Start an empty form, without the input of earlier ones."""
    _state().forms += 1


def scope(what: str) -> str:
    """Identifier that distinguishes this opening of a form from earlier ones."""
    return f"{what}_{_state().forms}"


def initial_state(what: str, now: Mapping) -> Mapping:
    """Initial state of a form, kept across reruns, because others may change the record meanwhile."""
    return _state().seen.setdefault(scope(what), dict(now))


def draft(turn: str, now: Mapping) -> Mapping:
    """Initial state of a form whose edits are kept while it is closed; without edits, the state of now.

    Parameters
    ----------
    turn : str
        Key of the number of times the form was saved or discarded.
    now : mapping
        Stored values.
    """
    kept = _state().drafts.get(turn)
    if kept and kept[0] == saving.save_count(turn) and kept[2]:
        return kept[1]
    if kept and kept[0] == saving.save_count(turn) and kept[1] != dict(now):
        saving.next_turn(turn)  # somebody else changed the record
    _state().drafts[turn] = saving.save_count(turn), dict(now), False
    return now


def note_draft(turn: str, *, is_edited: bool) -> None:
    """Record whether the fields of a form hold edits."""
    number, seen, _former = _state().drafts[turn]
    _state().drafts[turn] = number, seen, is_edited


def ask_to_move(synergy: str, stage: str, park: str, previous: str) -> None:
    """Move a synergy on from its displayed stage; if there is no name yet, ask for it first."""
    if name():
        _move(synergy, stage, park, previous)
    else:
        _state().asked = (synergy, stage, park, previous)


def ask_for_name() -> None:
    """Ask for the name if a move awaits it."""
    asked, _state().asked = _state().asked, None
    if asked:
        st.dialog(_("Enter your name"))(name_form)(*asked)


def name_form(synergy: str, stage: str, park: str, previous: str) -> None:
    """Ask for the name, keep it for this session, and move."""
    with st.form("name_form", border=False):
        given = st.text_input(_("Your name (for the change log)"), key="name_asked")
        words = reader().choice("stage", stage)
        if st.form_submit_button(_("Move to: {stage}", stage=words), type="primary"):
            if given.strip():
                st.session_state[f"{signing.WHO}_given"] = given.strip()
                _move(synergy, stage, park, previous, who=given.strip())
                st.rerun()
            st.warning(_("Enter your name; it is recorded in the change log."), icon=":material/badge:")


def _move(synergy: str, stage: str, park: str, seen: str, *, who: str = "") -> None:
    """Store the move; errors are shown when the board is redrawn."""
    before = synergy_totals.in_operation(park, viewer=FACILITATOR)
    try:
        synergies.move(cursor(), synergy=synergy, stage=stage, who=who or name(), previous=seen)
    except IsdataError as error:
        _state().error = error
        return
    remember(stage, before)


def remember(stage: str, before: StateTotals) -> None:
    """Keep a move and the achieved totals before it for the next run of the board."""
    _state().moved = (stage, before)


def show_last_move(park: str) -> StateTotals | None:
    """Show the result of the last move once; return the achieved totals before it."""
    state = _state()
    error, state.error = state.error, None
    if error is not None:
        with saving.show_problems():
            raise error
    moved, state.moved = state.moved, None
    if not moved:
        return None
    stage, before = moved
    lines = [_("Moved to: {stage}", stage=reader().choice("stage", stage))]
    lines += achievement.changed(before, synergy_totals.in_operation(park, viewer=FACILITATOR), park)
    st.toast("  \n".join(lines), icon=":material/check:", duration="long" if len(lines) > 1 else "short")
    return before


def may_store(name: str, stage: str | None = "idea") -> bool:
    """Return True if the form is complete; otherwise show what is missing: name, new stage, or a readable number."""
    if not number_field.is_readable():
        return False
    if not name:
        st.warning(_("Enter your name; it is recorded in the change log."), icon=":material/badge:")
    elif stage is None:
        st.warning(_("Choose the new stage."), icon=":material/info:")
    return bool(name) and stage is not None
