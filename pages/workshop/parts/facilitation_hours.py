"""Working time of facilitators for a workshop: table, form, and effort logs of the synergies that resulted."""

import pandas as pd
import streamlit as st

from isdata.programme.workshop import park_references, working_time
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.live import Live
from isdata.symbiosis import synergies
from pages.common import data, navigation, number_field, role, show
from pages.common.editing import saving
from pages.common.language import _, reader


def edit(live: Live) -> None:
    """Show the working time of facilitators for this workshop, with a form for more."""
    day, read = live.day, reader()
    total = sum(each.hours for each in day.efforts.values())
    st.subheader(_("Facilitation hours"), anchor=False)
    st.markdown(_("{hours} of facilitation so far", hours=read.amount(total, "h")))
    _hours(day)
    _logs(day)
    _form(live)


def _form(live: Live) -> None:
    """Draw the form for hours of work and store them."""
    day = live.day
    scope = (
        f"effort{saving.save_count('effort_of_day') or ''}"  # emptied once stored, not by a refused attempt
    )
    with (
        st.form(f"workshop_{scope}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        who = st.selectbox(
            _("Who"), day.facilitators, index=None, accept_new_options=True, key=f"{scope}_who",
            placeholder=_("Choose or type a name"),
        )  # fmt: skip
        activity = st.text_input(_("Activity"), key=f"{scope}_activity")
        hours = number_field.enter_number(_("Hours"), minimum=0, maximum=1000, unit="h", key=f"{scope}_hours")
        names = {name: reader().half(each.title) for name, each in day.opportunities.items()}
        opportunity = st.selectbox(
            _("Opportunity"), names, format_func=lambda name: names.get(name, name), index=None,
            placeholder=_("The workshop as a whole"), key=f"{scope}_opportunity",
        )  # fmt: skip
        is_sent = st.form_submit_button(_("Save"), key=f"{scope}_save")
    if not is_sent or not number_field.is_readable():
        return
    if not hours:
        st.warning(_("Enter the hours of work."), icon=":material/edit:")
        return
    live.console(
        "effort", who=(who or "").strip(), activity=activity, hours=hours, opportunity=opportunity or ""
    )
    saving.next_turn("effort_of_day")
    st.rerun()


def _logs(day: Day) -> None:
    """Link the effort logs of the synergies on the board that resulted from the workshop."""
    park = str(day.about.get("park_id", ""))
    stored = set(data.ask(synergies.synergies, parks=[park], viewer=role.viewer())["synergy_id"])
    ids = {
        park_references.derived_id(day, "opportunity", name): each for name, each in day.opportunities.items()
    }
    for synergy, each in ids.items():
        if each.is_confirmed and synergy in stored:
            words = _("Facilitation hours of “{synergy}”", synergy=show.escaped(reader().half(each.title)))
            navigation.link("synergy", words, icon=":material/timer:", synergy=synergy, part="effort")


def _hours(day: Day) -> None:
    """Show hours by person and by opportunity, side by side."""
    if not day.efforts:
        return
    for_all = _("The workshop as a whole")
    people = {who or "–": hours for who, hours in working_time.hours_by_person(day).items()}
    opportunities = [
        (reader().half(day.opportunities[name].title) if name else for_all, hours)
        for name, hours in working_time.hours_by_opportunity(day).items()
    ]
    left, right = st.columns(2)
    for place, heading, rows, key in (
        (left, _("Who"), list(people.items()), "effort_by_person"),
        (right, _("Opportunity"), opportunities, "effort_by_opportunity"),
    ):
        place.dataframe(
            pd.DataFrame(rows, columns=[heading, _("Hours")]),
            hide_index=True,
            column_config={_("Hours"): st.column_config.NumberColumn(format="%.1f")},
            key=key,
            alt=_("Facilitation hours"),
        )
