"""Comparison of the parks of a region, potentials between them, challenges with actions, and the regional report."""

import datetime as dt

from isdata.data import store
from isdata.institution import regions
from isdata.output import reports
from isdata.output.reports.region import region_report
from pages.common import park_facts, pick, role, screen, selection, show
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.language import _, names, reader
from pages.common.once import once
from pages.common.report_offer import report_buttons
from pages.institution.parts import region_potential, region_view

VIEWS = {
    "parks": _("Parks side by side"),
    "ahead": _("Results and potential"),
    "potentials": _("Between parks"),
    "challenges": _("Challenges"),
}

read, today = reader(), dt.date.today()
choices = ask(regions.choices, park_id=park_id())
known = names(choices, "region_id")
line = selection.line("region")
view = line.view(VIEWS, key="region_view")
with line.controls:
    region = pick.from_list(
        _("Region"), known, key="region", default=regions.default_region(choices), width=320
    )
viewer = role.viewer()
screen.screen()  # a phone has narrower columns
parks = ask(regions.parks_of_region, region_id=region, today=today, viewer=viewer)
challenges = ask(regions.challenges, region_id=region, today=today, viewer=viewer)


with line.row:
    if not park_facts.about()["is_illustrative"]:  # otherwise it is marked beside the title
        show.fictitious({"is_illustrative": parks["is_illustrative"].any()})
    report_buttons(
        lambda: region_report(
            known[region], parks, challenges, data_version=store.data_version(cursor()), day=today, read=read
        ),
        reports.PROGRAMS,
        f"region-{region}",
        key="region",
        help=_("Report on the region"),
    )
region_view.figures(parks)
match view:
    case "parks":
        region_view.compare(parks, known[region], line)
    case "ahead":
        line.state(known[region])
        once(region_potential.show, parks)
    case "potentials":
        line.state(known[region])
        region_view.potentials(str(region))
    case _:
        line.state(known[region])
        region_view.challenges(challenges)
