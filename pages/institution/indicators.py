"""Indicators of the park: the way to targets and vision by pillar, and the standards of parks with limits."""

from pages.common import pick
from pages.common.language import _
from pages.institution.parts import scorecard_view, standard_view

VIEWS = {"pillars": _("Targets and vision"), "standards": _("Standards")}

match pick.one_of(_("View"), VIEWS, key="indicator_view", label_visibility="collapsed"):
    case "pillars":
        scorecard_view.show()
    case _:
        standard_view.compare()
