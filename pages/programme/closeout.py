"""Close-out: lessons and recommendations, hand-over check, and hand-over files."""

from isdata.programme import effort
from isdata.programme.closeout import handover, lessons
from pages.common import (
    controls,
    empty_view,
    mission_link,
    parts,
    programme_partners,
    role,
    screen,
    selection,
)
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.show import end_of_presented
from pages.programme.parts import closeout_effort, closeout_files, closeout_forms, handover_view

learnt, steps = ask(lessons.lessons, park_id=park_id()), ask(handover.steps, park_id=park_id())
hours = ask(effort.hours, park_id=park_id(), viewer=role.viewer())
missions = mission_link.missions(park_id())
line = selection.line("closeout")
line.state(*closeout_forms.stated(missions))
if not controls.is_projected():
    with line.row:
        closeout_files.offer()
title = closeout_forms.headline(steps)
headline.state(title, is_on_page=True)
once(closeout_forms.overview, learnt, steps, missions, hours)
if steps.empty:
    closeout_forms.nothing_started()
end_of_presented()
PARTS = {
    "texts": _("Lessons and recommendations"),
    "check": _("Hand-over check"),
    "work": _("Facilitation hours"),
}
if steps.empty and learnt.empty and hours.empty:
    with empty_view.folded(PARTS["texts"], is_empty=True):
        closeout_forms.lessons_form(learnt)
else:
    texts, check, work = parts.tabs(PARTS, key="closeout_part")
    with texts:
        closeout_forms.lessons_form(learnt)
    with check:
        handover_view.show_criteria()
        closeout_forms.handover_form(steps, missions)
    with work:
        once(closeout_effort.by_synergy, hours)
once(programme_partners.show_programmes, park_id())
screen.screen()  # a phone has narrower columns
