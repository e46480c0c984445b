"""The pages of the app, by group."""

from dataclasses import dataclass

import streamlit as st

from isdata.data.i18n import N_
from pages.common import address, role
from pages.common.language import _


@dataclass(frozen=True)
class Entry:
    """One page: where its script lies, and what the navigation says of it."""

    group: str
    name: str
    title: str
    icon: str
    help: str
    needs_park: bool = True
    shows_scenario: bool = False
    is_for_guests: bool = True

    @property
    def script(self) -> str:
        """Path of the page's script."""
        return f"pages/{self.group}/{self.name}.py"


GROUPS = {
    "park": N_("Park"),
    "synergies": N_("Synergies"),
    "network": N_("Energy"),
    "data": N_("Data"),
    "about": N_("Help"),
}

ENTRIES = [
    Entry(
        "park",
        "overview",
        N_("Overview"),
        ":material/dashboard:",
        N_("Key figures of the park and next steps."),
        shows_scenario=True,
    ),
    Entry(
        "park",
        "flows",
        N_("Flows"),
        ":material/account_tree:",
        N_("Material, energy and water flows between companies."),
        shows_scenario=True,
    ),
    Entry(
        "park",
        "balance",
        N_("Balance"),
        ":material/balance:",
        N_("Consistency of the data, suspicious values, and energy per value added."),
        is_for_guests=False,
    ),
    Entry(
        "park",
        "map",
        N_("Map"),
        ":material/map:",
        N_("Park plan with sites and synergies."),
    ),
    Entry(
        "synergies",
        "board",
        N_("Board"),
        ":material/view_kanban:",
        N_("Progress of each synergy, due dates and achievements."),
        shows_scenario=True,
    ),
    Entry(
        "synergies",
        "synergy",
        N_("Synergy details"),
        ":material/handshake:",
        N_("Feasibility, readiness, risks and permits of a synergy."),
    ),
    Entry(
        "synergies",
        "matches",
        N_("Matches"),
        ":material/join_inner:",
        N_("Possible exchanges between supplies and demands, obstacles, and prices."),
    ),
    Entry(
        "synergies",
        "sharing",
        N_("Shared supply"),
        ":material/hub:",
        N_("Costs of jointly run plants and services, and a fair share for each company."),
    ),
    Entry(
        "synergies",
        "resilience",
        N_("Resilience"),
        ":material/link_off:",
        N_("Losses of the network when a company leaves or shrinks, and possible replacements."),
    ),
    Entry(
        "network",
        "energy",
        N_("Energy network"),
        ":material/bolt:",
        N_("Costs, savings and payback of efficiency measures."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "certainty",
        N_("Uncertainty"),
        ":material/casino:",
        N_("Payback and NPV with uncertainty, and the main drivers."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "members",
        N_("Members and target"),
        ":material/groups:",
        N_("Progress towards the network target, and comparison of members."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "meters",
        N_("Meters"),
        ":material/speed:",
        N_("Meter readings against a baseline adjusted for output and weather, and the resulting savings."),
    ),
    Entry(
        "network",
        "plan",
        N_("Investment plan"),
        ":material/checklist:",
        N_("Best measures within a budget, and the reasons for the choice."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "investors",
        N_("Investment appraisal"),
        ":material/account_balance:",
        N_("Valuation of a network, plan, measure or synergy, with loans, risks and reports."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "scenarios",
        N_("Scenarios"),
        ":material/alt_route:",
        N_("Comparison of scenarios for prices, budgets, measures, synergies and companies."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "measure",
        N_("Edit a measure"),
        ":material/edit_note:",
        N_("Add or edit a measure and its savings."),
        is_for_guests=False,
    ),
    Entry(
        "data",
        "data",
        N_("Data"),
        ":material/database:",
        N_("Template, import with a full problem list, export, backup and sample parks."),
        needs_park=False,
        is_for_guests=False,
    ),
    Entry(
        "data",
        "history",
        N_("History"),
        ":material/history:",
        N_("Change log with undo."),
        needs_park=False,
        is_for_guests=False,
    ),
    Entry(
        "about",
        "about",
        N_("About"),
        ":material/menu_book:",
        N_("Methods, factors, sources and glossary."),
        needs_park=False,
    ),
]


def _page(entry: Entry) -> st.Page:
    return st.Page(
        entry.script,
        title=_(entry.title),
        icon=entry.icon,
        help=_(entry.help),
        url_path=entry.name,
        default=entry is ENTRIES[0],
        visibility="visible" if may_open(entry) else "hidden",
    )


def may_open(entry: Entry) -> bool:
    """Whether this reader may use a page."""
    return entry.is_for_guests or role.sees_all()


def pages() -> dict[str, list[st.Page]]:
    """Return the pages as the navigation wants them, in the chosen language."""
    return {
        _(title): [_page(entry) for entry in ENTRIES if entry.group == group]
        for group, title in GROUPS.items()
    }


def page(name: str) -> st.Page:
    """Return one page, for links to it."""
    return next(_page(entry) for entry in ENTRIES if entry.name == name)


def link(name: str, label: str | None = None, *, icon: str | None = None, **query: str) -> None:
    """Draw a link to a page that shows `query`, if this reader may use it.

    Opened in a new tab or sent to somebody, it looks as it does here.
    """
    target = next(one for one in ENTRIES if one.name == name)
    if may_open(target):
        st.page_link(_page(target), label=label, icon=icon, query_params=address.everywhere() | query)


def entry(page: st.Page) -> Entry:
    """Return what is written here about the page that the navigation chose."""
    return next((one for one in ENTRIES if one.name == page.url_path), ENTRIES[0])
