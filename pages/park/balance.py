"""Balance: consistency of the figures, suspicious amounts, and energy intensity."""

from isdata.institution import value_added
from isdata.park import flows
from pages.common import (
    amounts,
    controls,
    empty_view,
    fragment,
    park_facts,
    pick,
    role,
    screen,
    selection,
)
from pages.common.data import ask, cursor
from pages.common.language import _, names
from pages.park.parts import balance_scores, balance_source, balance_suspects, balance_views

park_id = controls.park_id()
years = [str(year) for year in park_facts.years()]
if not years:
    empty_view.stop(
        _("No flows are recorded for this park"),
        _("Enter provider, receiver, resource, year and amount of each flow."),
        table="flow",
    )

VIEWS = {
    "balance": _("Imbalances"),
    "suspicious": _("Consistency check"),
    "quality": _("Data quality"),
    "intensity": _("Energy per value added"),
}
line = selection.line("balance")
view = line.view(VIEWS, key="balance_view")
with line.controls:
    year = int(pick.from_dropdown(_("Year"), years, key="balance_year", width=110))
    by = balance_views.choose_by() if view == "balance" else balance_views.KIND
    is_whole = view == "balance" and pick.switch(_("Show all sites"), key="balance_sites")
grouping = _("balance by {quantity}", quantity=balance_views.groupings()[by].lower())
with line.row:
    balance_source.offer_undo()
line.state(park_facts.year_words(year), grouping if view == "balance" else "")

declared = ask(flows.declared, park_id=park_id, year=year, viewer=role.viewer())
shown = ask(
    flows.declared, park_id=park_id, year=year, reconciled=amounts.are_reconciled(), viewer=role.viewer()
)
growth = ask(flows.growth, park_id=park_id, year=year, viewer=role.viewer())
places = ask(flows.places, park_id=park_id, viewer=role.viewer(), year=year)
sites = names(places, "site_id")
companies = {row["company_id"]: sites[row["site_id"]] for row in places.to_dict("records")}
currency = park_facts.currency()
if declared[declared["slope"].notna()].empty:
    empty_view.stop(
        _("No materials, energy or water flows of companies in the park are recorded for this year."),
        table="flow",
    )


@fragment.independent_fragment
def explore() -> None:
    """The chosen view; only this part reruns after a click."""
    match view:
        case "suspicious":
            balance_suspects.suspicious(park_id, year, declared, sites)
        case "quality":
            balance_scores.quality(park_id, year, declared, companies, sites)
        case "intensity":
            amounts.note(park_id, year)
            counted = value_added.in_currency(cursor(), places, park_id=park_id)
            counted = counted.assign(value_added=value_added.of_year(counted, year))
            balance_scores.intensities(park_id, shown, counted, companies, currency)
        case _:
            amounts.note(park_id, year)
            balance_views.balance(park_id, year, by, shown, growth, sites, is_whole=is_whole)


explore()
screen.screen()  # a phone has a list of the views
