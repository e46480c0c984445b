"""Line on the unused by-products of a park with a link to the list."""

from isdata.data import disclosure
from isdata.park import flows
from pages.common import amounts, navigation, role, undisclosed
from pages.common.data import ask, derive
from pages.common.language import ngettext, reader

KIND, UNIT = "material", "t"


def link(park_id: str) -> None:
    """Show the number of unused by-products of the latest year with a link; nothing if there are none."""
    years = ask(flows.years, park_id=park_id)["year"]
    if years.empty:
        return
    year = int(years.iloc[0])
    choice = flows.FlowSelection(year=year, kind=KIND, unit=UNIT, is_reconciled=amounts.are_reconciled())
    found = ask(flows.converted, park_id=park_id, choice=choice, viewer=role.viewer())
    count, value = flows.unused_by_products(derive(flows.residuals, found))
    if not count:
        return
    sentence = ngettext(
        "Unused by-products and waste: {count} ({amount})",
        "Unused by-products and waste: {count} ({amount})",
        count,
        amount=reader().quantity(value, UNIT),
    )
    without = disclosure.clause(undisclosed.count({"park_id": park_id}), reader())
    navigation.link(
        "flows",
        reader().listed(filter(None, [sentence, without])),
        icon=":material/recycling:",
        park=park_id,
        flow_table="ends",
        flow_preset="unused",
        flow_unit=UNIT,
        flow_year=str(year),
    )
