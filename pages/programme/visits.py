"""Visits: companies ranked by open questions, briefs for visits, and interviews that become data."""

from isdata.programme.visits import choice, interviews
from pages.common import screen, selection, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.programme.parts import interview, visit_choice

VIEWS = {"companies": _("Companies to visit"), "interviews": _("Interviews")}

candidates = ask(choice.candidates, park_id=park_id())
if candidates.empty:
    show.stop_without_data(
        _("This park has no companies yet. Enter companies and their sites."), table="company"
    )
else:
    line = selection.line("visit")
    if line.view(VIEWS, key="visit_view") == "companies":
        line.state(*visit_choice.stated(candidates))
        visit_choice.show(candidates, line.row)
        visit_choice.table(candidates)
    else:
        held = ask(interviews.interviews, park_id=park_id())
        line.state(interview.stated(held))
        interview.show(candidates, held, line.row)
    screen.screen()  # a phone shows less
