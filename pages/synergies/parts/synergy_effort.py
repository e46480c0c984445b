"""Facilitation hours for one synergy: hours in total, a form for the next entry, and the log."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.output.figures.parkmap import presentation
from isdata.programme import effort
from isdata.symbiosis import assessment
from pages.common import form, navigation, screen, show, tables
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, ngettext, reader
from pages.common.role import viewer

_WIDTHS = (1.3, 1.1, 0.8, 1.6, 3)  # of the fields, relative


def show_effort(dossier: assessment.Dossier, name: str) -> None:
    """Show the effort log of the synergy, with a form for a new entry; `name` signs it."""
    read, synergy = reader(), str(dossier.facts["synergy_id"])
    known = ask(effort.log, synergy=synergy, viewer=viewer())
    if known.empty:
        show.info(_("No facilitation hours are recorded for this synergy."))
    else:
        st.markdown(
            ngettext(
                "{hours} of facilitation in {count} entry",
                "{hours} of facilitation in {count} entries",
                len(known),
                hours=f"**{read.amount(float(known['hours'].sum()), 'h')}**",
            )
        )
    # The form fills the window of a phone: there the log stands above it.
    places = [st.container(), st.container()]
    log, entry = places if screen.is_phone() else reversed(places)
    with entry:
        _entry(synergy, str(dossier.facts["park_id"]), name)
    with log:
        if len(known):
            _log(known, presentation.synergy_name(dossier.facts.to_dict(), read))


def _entry(synergy: str, park: str, name: str) -> None:
    """Show the form for a new entry."""
    scope = f"effort_{synergy}_{saving.save_count('effort')}"
    with st.form(scope, border=False):
        values = form.fields(
            "effort",
            effort.FIELDS,
            scope=scope,
            values={"day": dt.date.today(), "person": name},
            columns=_WIDTHS,
        )
        is_asked = st.form_submit_button(_("Add"), icon=":material/add:", key="effort_add")
    if signing.is_signed(is_asked, name, key="effort"):
        with saving.show_problems():
            effort.add(cursor(), park_id=park, synergy=synergy, values=values, who=name)
            saving.next_turn("effort")
            saving.saved()


def _log(known: pd.DataFrame, synergy: str) -> None:
    """Show the entries, newest first, with a link to those of the synergy in their table."""
    read = reader()
    tables.show_table(
        {
            read.column("effort", "day"): [tables.day(day) for day in known["day"]],
            read.column("effort", "effort_kind"): [
                read.choice("effort_kind", kind) for kind in known["effort_kind"]
            ],
            read.column("effort", "hours"): known["hours"],
            read.column("effort", "person"): [read.half(person) or "–" for person in known["person"]],
            read.column("effort", "note"): [read.half(note) or "–" for note in known["note"]],
        },
        alt=_("Facilitation hours of this synergy, latest first"),
    )
    navigation.link(
        "tables",
        _("Correct entries"),
        icon=":material/edit_note:",
        edit_table="effort",
        edit_filter=synergy,
        edit_all="true",
    )
