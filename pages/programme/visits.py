"""Visits: companies ranked by open questions, briefs, interviews that become data, and participation by step."""

from isdata.programme.visits import choice, interviews, participation
from pages.common import address, empty_view, exchange_rows, park_facts, role, screen, selection
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.common.once import once
from pages.programme.parts import interview, participation_view, unpublished_amounts, visit_choice

VIEWS = {
    "companies": _("Companies to visit"),
    "interviews": _("Interviews"),
    "participation": _("Participation"),
}

candidates = ask(choice.candidates, park_id=park_id())
if candidates.empty:
    empty_view.stop(
        _("This park has no companies yet"), _("Enter companies and their sites."), table="company"
    )
reached = ask(participation.participation, park_id=park_id())
line = selection.line("visit")
is_case = park_facts.is_published() and len(known := exchange_rows.found()) > 0  # nobody is visited
if is_case and not role.may_change():
    address.keep("visit_view")
    unpublished_amounts.show(known)
elif not role.may_change():  # presented: the other views show data of undisclosed companies
    address.keep("visit_view")
    disclosed = ask(choice.disclosed, park_id=park_id(), viewer=role.viewer())
    line.state(visit_choice.stated(candidates)[1])
    visit_choice.present(candidates, disclosed)
else:
    match line.view(VIEWS, key="visit_view"):
        case "companies" if is_case:
            unpublished_amounts.show(known)
        case "companies":
            line.state(*visit_choice.stated(candidates))
            visit_choice.show(candidates, line.row)
            once(visit_choice.table, candidates)
        case "interviews":
            held = ask(interviews.interviews, park_id=park_id())
            line.state(*interview.stated(held, reached))
            interview.show(candidates, held, line.row)
        case _:
            participation_view.show(reached, line)
            participation_view.table(candidates)
    screen.screen()  # a phone shows less
