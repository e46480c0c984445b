"""Maturity: profile of the park and of its energy management over the years, self-assessment, and timeline."""

from pages.common import controls, selection
from pages.common.language import _
from pages.institution.parts import maturity_view, timeline_view

VIEWS = {"profile": _("Profile"), "assess": _("Self-assessment"), "timeline": _("Timeline")}

line = selection.line("maturity")
match line.view(VIEWS, key="maturity_view"):
    case "assess" if not controls.is_projected():
        maturity_view.assess(line)
    case "timeline":
        timeline_view.show(line)
    case _ if controls.is_projected() and not maturity_view.is_assessed():
        timeline_view.show(line, is_unassessed=True)  # the park may have a timeline nevertheless
    case _:
        maturity_view.profile(line)
