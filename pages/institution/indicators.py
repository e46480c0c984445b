"""Indicators of the park: the way to targets and vision, standards of parks with limits, and what closes the gaps."""

from pages.common import pick
from pages.common.language import _
from pages.institution.parts import closing_view, scorecard_view, standard_view

VIEWS = {"pillars": _("Targets and vision"), "standards": _("Standards"), "gaps": _("Closing gaps")}

match pick.one_of(_("View"), VIEWS, key="indicator_view", label_visibility="collapsed"):
    case "pillars":
        scorecard_view.show()
    case "gaps":
        closing_view.show()
    case _:
        standard_view.compare()
