"""Joint sustainability report: sums of all companies, a sheet for each, checks, and the label; for guests its holders."""

import datetime as dt

from isdata.data import store
from isdata.institution import joint_report
from pages.common import park_facts, pick, role, screen, selection
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.institution.parts import label_view, report_checks, report_sheet, report_sums

VIEWS = {
    "report": _("Report"),
    "sheet": _("Sheet of a company"),
    "checks": _("Checks"),
    "label": _("Label of the park"),
}


def show_report() -> None:
    """Show the report, a sheet, the checks or the label, as chosen."""
    known = ask(store.ask, name="report_years", park_id=park_id())["year"]
    years = [str(int(year)) for year in known] or [str(dt.date.today().year - 1)]
    line = selection.line("report")
    view = line.view(VIEWS, key="report_view")
    with line.controls:
        year = int(
            pick.from_dropdown(_("Year"), years, key="report_year", default=years[0], width=120) or years[0]
        )
    sheets = ask(joint_report.sheets, park_id=park_id(), year=year, viewer=role.viewer())
    if view != "report":
        if view != "sheet" or not screen.is_phone():  # this view has the companies in the line
            line.state(park_facts.year_words(year))
        screen.screen()  # a phone has different tables
    match view:
        case "report":
            earlier = ask(joint_report.earlier_figures, park_id=park_id(), year=year, viewer=role.viewer())
            report_sums.show(sheets, earlier, year, line)
        case "sheet":
            report_sheet.show(sheets, year, line)
        case "checks":
            report_checks.show(sheets)
        case _:
            label_view.show(year)


if role.may_change():
    show_report()
else:
    label_view.show_holders()
