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
        N_("What is known about the park at a glance, and where to go next."),
        shows_scenario=True,
    ),
    Entry(
        "park",
        "flows",
        N_("Flows"),
        ":material/account_tree:",
        N_("Which materials, energy and water move between the companies."),
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
        N_("The park plan with its sites and the synergies between them."),
    ),
    Entry(
        "synergies",
        "board",
        N_("Board"),
        ":material/view_kanban:",
        N_("How far each synergy has come, what is due, and what has been achieved."),
        shows_scenario=True,
    ),
    Entry(
        "synergies",
        "synergy",
        N_("One synergy"),
        ":material/handshake:",
        N_("Whether it is worth doing, how ready it is, its risks and its permits."),
    ),
    Entry(
        "synergies",
        "matches",
        N_("Matches"),
        ":material/join_inner:",
        N_("Which supply could serve which demand, what holds it back, and at what price."),
    ),
    Entry(
        "synergies",
        "sharing",
        N_("Shared supply"),
        ":material/hub:",
        N_("What a plant or service costs that firms run together, and the fair share of each."),
    ),
    Entry(
        "synergies",
        "resilience",
        N_("If one leaves"),
        ":material/link_off:",
        N_("What the network loses when a company goes or shrinks, and who could step in."),
    ),
    Entry(
        "network",
        "energy",
        N_("Energy network"),
        ":material/bolt:",
        N_("Efficiency measures: what they cost, save and pay back."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "certainty",
        N_("How sure"),
        ":material/casino:",
        N_("Payback and value within their uncertainties, and what drives them."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "members",
        N_("Members and target"),
        ":material/groups:",
        N_("Whether the network is on its way to its target, and its members side by side."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "meters",
        N_("Meters"),
        ":material/speed:",
        N_("What the meters read against a baseline that knows output and weather, and what was saved."),
    ),
    Entry(
        "network",
        "plan",
        N_("Best plan"),
        ":material/checklist:",
        N_("Which measures within a budget are worth most together, and why these."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "investors",
        N_("Investors"),
        ":material/account_balance:",
        N_(
            "What a network, plan, measure or synergy is worth, whether a loan is covered, and what could go wrong."
        ),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "scenarios",
        N_("Scenarios"),
        ":material/alt_route:",
        N_("Named sets of changes side by side: prices, budgets, measures, synergies and companies."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "measure",
        N_("Edit a measure"),
        ":material/edit_note:",
        N_("Write down a measure with what it saves, or change one."),
        is_for_guests=False,
    ),
    Entry(
        "data",
        "data",
        N_("Data"),
        ":material/database:",
        N_(
            "A template to fill in, the import with all its problems at once, export, backup and sample parks."
        ),
        needs_park=False,
        is_for_guests=False,
    ),
    Entry(
        "data",
        "history",
        N_("History"),
        ":material/history:",
        N_("Who changed what, when and why, and undo."),
        needs_park=False,
        is_for_guests=False,
    ),
    Entry(
        "about",
        "about",
        N_("About"),
        ":material/menu_book:",
        N_("Methods, factors, sources and the words used."),
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
