"""Indicators of the park: progress to targets and vision, seven pillars, standards, and measures that close gaps."""

from pages.common import controls, selection
from pages.common.language import _
from pages.institution.parts import (
    closing_view,
    own_indicator_view,
    pillar_view,
    scorecard_view,
    standard_view,
)

VIEWS = {
    "pillars": _("Targets and vision"),
    "seven": _("Seven pillars"),
    "standards": _("Standards"),
    "gaps": _("Closing gaps"),
    "record": _("Record values"),
}

line = selection.line("indicators")
match line.view(VIEWS, key="indicator_view"):
    case "pillars":
        scorecard_view.show(line)
    case "seven":
        pillar_view.show(line)
    case "gaps" if controls.is_projected():
        scorecard_view.show(
            line, _("Measures that close the gaps concern single companies and are not presented")
        )
    case "record" if not controls.is_projected():
        own_indicator_view.show_form(line)
    case "record":
        scorecard_view.show(line)
    case "gaps":
        closing_view.show(line)
    case _:
        standard_view.compare(line)
