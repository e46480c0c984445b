"""Trainer: progress, stuck trainees, common mistakes, best answers, agenda and attendance, competences, certificates."""

import streamlit as st

from isdata.programme.training import results
from isdata.programme.training.records import now
from pages.common import controls, practice, selection
from pages.common.language import _
from pages.training.parts import (
    agenda_editor,
    best_answers,
    cases,
    certificate,
    competence_view,
    overview,
    result_sheet,
)

VIEWS = {
    "results": _("Results"),
    "answers": _("Mistakes and answers"),
    "competences": _("Competences of the administration"),
    "agenda": _("Agenda and attendance"),
    "certificates": _("Certificates and copies"),
}

copies = practice.all_copies()
held = copies.records.copies()
entries = copies.records.entries()
shown = results.attempts(held, entries, now())
if not held:
    VIEWS = {name: VIEWS[name] for name in ("agenda", "competences", "certificates")}
if not controls.known_park():
    del VIEWS["competences"]
line = selection.line("trainer")
view = line.view(VIEWS, key="trainer_view")
if view != "competences":
    line.state(*overview.stated(held, shown))
if not held:
    overview.start_address(line.row)
match view:
    case "competences":
        competence_view.show(line, held, shown)
    case "results":
        overview.figures(held, shown)
        overview.heat_map(shown)
        overview.competences(results.competences(shown, entries))
        result_sheet.offer(copies.records, shown, entries)
    case "answers":
        overview.mistakes(results.mistakes(entries))
        best_answers.show(shown, entries)
        cases.show()
    case "agenda":
        agenda_editor.build(copies.records)
        if held:
            st.subheader(_("Attendance of trainees"), anchor=False)
            agenda_editor.attendance(copies.records, held)
        cases.show()
    case "certificates":
        if held:
            certificate.issue(held, shown)
        if copies.in_use():
            overview.copies()
        certificate.verify()
