"""Resource efficiency: energy, water, land, waste and raw material per value added, sectors and chains, jobs and SMEs."""

from pages.common import pick
from pages.common.language import _
from pages.institution.parts import efficiency_view, structure_view

VIEWS = {
    "resources": _("Resources per value added"),
    "structure": _("Sectors and chains"),
    "people": _("Jobs, SMEs and decisions"),
}

match pick.one_of(_("View"), VIEWS, key="efficiency_view", label_visibility="collapsed"):
    case "structure":
        structure_view.sectors()
    case "people":
        structure_view.people()
    case _:
        efficiency_view.show_all()
