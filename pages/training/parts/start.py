"""Entering, re-entering and resetting a practice copy."""

import streamlit as st

from isdata.programme.training.practice import removal_day
from pages.common import controls, navigation, popovers, practice, role
from pages.common.data import cursor
from pages.common.editing.saving import show_problems
from pages.common.language import _, reader
from pages.training.parts import exercise_list

RESET = "practice_reset_opened"  # key of the popover


def offer() -> None:
    """Let a trainee start in a private copy of the sample park."""
    if not controls.is_projected():  # the title states it when presented
        st.subheader(exercise_list.headline(), anchor=False)
    with (
        st.form("practice_start", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        name = st.text_input(
            _("Your name (shown to the trainer and on the certificate)"),
            key="practice_trainee",
            placeholder=_("Required"),
            width=420,
        )
        is_started = st.form_submit_button(_("Start in a practice copy"), type="primary", key="practice_make")
        park = st.session_state.get("park") if role.may_change() else None
        is_of_park = bool(park) and st.form_submit_button(
            _("Practise on a copy of this park"),
            key="practice_make_of_park",
            help=_(
                "All data of the park chosen above, undisclosed ones included, for practice and exercises on its data. Nothing "
                "returns to the park. The copy opens for the facilitator only."
            ),
        )
    words = [_("Answers are checked, with a reason for each mistake and hints in five steps.")]
    if not controls.is_projected():  # the title states it when presented
        words.insert(
            0,
            _(
                "You practise on a private copy of the Chengdu sample park; the real park cannot be reached from it."
            ),
        )
    st.container(key="small_intro").markdown(reader().sentences(words))
    if (is_started or is_of_park) and not name.strip():
        st.warning(_("Enter your name first."))
    elif is_started or is_of_park:
        _make(name.strip(), park if is_of_park else None)


def _make(name: str, park: str | None = None) -> None:
    """Create a copy of a park, or of the sample park, and enter it."""
    with show_problems():
        with st.spinner(_("Creating your copy; the first one on this server takes a few seconds")):
            copies = practice.all_copies()
            copy = copies.make_of_park(name, cursor(), park_id=park) if park else copies.make(name)
        practice.open_copy(copy)
        st.rerun()


def about_own_park() -> None:
    """Show that this is a copy of an own park, and lead to the exercises on the sample park."""
    copy = practice.current()
    if copy is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            _("Copy of your park: questions are made from its data, and nothing returns to the park."),
            width="content",
        )
        navigation.link("overview", _("Open the overview"), icon=":material/dashboard:")
        if st.button(_("Exercises on a copy of the sample park"), key="practice_sample"):
            _make(copy.trainee)


def about_copy() -> None:
    """Show the owner of this copy, its return address, and a reset button."""
    copy = practice.current()
    if copy is None:
        return
    with st.popover(_("Return later"), icon=":material/link:"):
        st.markdown(_("Practice copy of **{name}**", name=copy.trainee.replace("*", "")))
        st.markdown(
            _(
                "This address returns to your copy from any browser. The copy is kept until {day}, three weeks after its "
                "last use.",
                day=reader().date(removal_day(copy)),
            )
        )
        st.code(practice.address_of(copy), language=None)
    with popovers.closable_popover(_("Reset the copy"), key=RESET, icon=":material/restart_alt:"):
        st.markdown(
            _("The park is reset to its state when it was copied.")
            if copy.park_id
            else _("The sample park is reset. Passed exercises stay recorded.")
        )
        if st.button(_("Reset now"), key="practice_reset", type="primary"):
            practice.all_copies().reset(copy)
            popovers.close(RESET)
            st.rerun()
