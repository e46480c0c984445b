"""Comparison of the parks of a region, potentials between them, tasks, challenges with actions, and reports."""

import datetime as dt
from functools import partial

from isdata.institution import regions
from isdata.output import reports
from isdata.park.parks import regions_of_park
from pages.common import park_facts, pick, role, screen, selection, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, names
from pages.common.once import once
from pages.common.report_offer import report_buttons
from pages.institution.parts import (
    challenge_view,
    region_energy,
    region_figures,
    region_potential,
    region_view,
    task_view,
)

VIEWS = {
    "parks": _("Parks side by side"),
    "ahead": _("Results and potential"),
    "energy": _("Energy"),
    "potentials": _("Between parks"),
    "tasks": _("Seven tasks"),
    "challenges": _("Challenges"),
}

today = dt.date.today()
choices = ask(regions_of_park, park_id=park_id())
known = names(choices, "region_id")
line = selection.line("region")
view = line.view(VIEWS, key="region_view")
with line.controls:
    region = pick.from_dropdown(
        _("Region"), known, key="region", default=regions.default_region(choices), width=320
    )
viewer = role.viewer()
screen.screen()  # a phone has narrower columns
parks = ask(regions.parks_of_region, region_id=region, today=today, viewer=viewer)
challenges = ask(regions.challenges, region_id=region, today=today, viewer=viewer)

if view == "tasks":
    scope, own = task_view.choose(line, parks, known[region])
    name, about = "tasks", _("Report by task for the National Development and Reform Commission")
    make = partial(task_view.report, scope, own)
else:
    name, about = "region", _("Report on the region")
    make = partial(region_view.report, parks, challenges, str(region), known[region])

with line.row:
    if not park_facts.about()["is_illustrative"]:  # otherwise it is marked beside the title
        show.fictitious({"is_illustrative": parks["is_illustrative"].any()})
    report_buttons(make, reports.PROGRAMS, f"{name}-{region}", key=name, help=about)
if view not in ("parks", "tasks", "energy"):
    region_figures.show(parks)
match view:
    case "parks":
        region_view.compare(parks, known[region], line)
    case "ahead":
        line.state(known[region])
        once(region_potential.show, parks)
    case "energy":
        line.state(known[region])
        region_energy.show(parks)
    case "tasks":
        task_view.show(scope, own, line)
    case "potentials":
        line.state(known[region])
        region_view.potentials(str(region))
    case _:
        line.state(known[region])
        challenge_view.show(challenges)
