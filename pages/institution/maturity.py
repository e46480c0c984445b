"""Maturity: profile of the energy management over the years, self-assessment, and timeline of policies and events."""

from pages.common import pick
from pages.common.language import _
from pages.institution.parts import maturity_view, timeline_view

VIEWS = {"profile": _("Profile"), "assess": _("Self-assessment"), "timeline": _("Timeline")}

match pick.one_of(_("View"), VIEWS, key="maturity_view", label_visibility="collapsed"):
    case "assess":
        maturity_view.assess()
    case "timeline":
        timeline_view.show()
    case _:
        maturity_view.profile()
