"""The case library: published cases found by words and tags, compared with this park, and cited."""

from pages.common import pick
from pages.common.language import _
from pages.institution.parts import case_comparison, case_entry, case_library

VIEWS = {"library": _("Library"), "compare": _("Compare"), "add": _("Add a case")}

match pick.one_of(_("View"), VIEWS, key="case_view", label_visibility="collapsed"):
    case "library":
        case_library.show()
    case "compare":
        case_comparison.show()
    case _:
        case_entry.enter()
