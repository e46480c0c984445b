"""Resource efficiency: energy, water, land, waste and raw material per value added, sectors and chains, jobs and SMEs."""

from pages.common import screen, selection
from pages.common.language import _
from pages.institution.parts import efficiency_view, structure_view

VIEWS = {
    "resources": _("Resources per value added"),
    "structure": _("Sectors and chains"),
    "people": _("Jobs, SMEs and decisions"),
}

line = selection.line("efficiency")
match line.view(VIEWS, key="efficiency_view"):
    case "structure":
        structure_view.sectors(line)
    case "people":
        structure_view.people(line)
    case _:
        efficiency_view.show_all(line)
screen.screen()  # a phone has a list of the views
