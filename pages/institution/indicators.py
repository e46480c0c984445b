"""Indicators of the park: progress to targets and vision, seven pillars, standards, and measures that close gaps."""

from pages.common import controls, selection
from pages.common.language import _
from pages.institution.parts import closing_view, pillar_view, scorecard_view, standard_view

VIEWS = {
    "pillars": _("Targets and vision"),
    "seven": _("Seven pillars"),
    "standards": _("Standards"),
    "gaps": _("Closing gaps"),
}

line = selection.line("indicators")
match line.view(VIEWS, key="indicator_view"):
    case "pillars":
        scorecard_view.show(line)
    case "seven":
        pillar_view.show(line)
    case "gaps" if controls.is_projected():
        scorecard_view.show(line, _("What closes the gaps belongs to companies and is not presented"))
    case "gaps":
        closing_view.show(line)
    case _:
        standard_view.compare(line)
