"""Case library: search of published cases by text and tags, comparison with this park, and citation."""

from isdata.institution import cases
from pages.common import role, selection
from pages.common.data import ask
from pages.common.language import _
from pages.common.show import info
from pages.institution.parts import case_comparison, case_entry, case_library

VIEWS = {"library": _("Library"), "compare": _("Compare")}
if role.may_change():
    VIEWS["add"] = _("Add a case")

line = selection.line("cases", _("Search cases"), ":material/filter_list:")
view = line.view(VIEWS, key="case_view")
if view == "add":
    case_entry.offer_form()
elif ask(cases.cases).empty:
    info(
        _("No cases are stored yet. Add one, or load a sample park.")
        if role.may_change()
        else _("No cases are stored yet.")
    )
elif view == "compare":
    case_comparison.compare(line)
else:
    case_library.show(line)
