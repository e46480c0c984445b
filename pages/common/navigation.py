"""Navigation: the tasks in the menu, and the pages that belong to each."""

from dataclasses import dataclass

import streamlit as st

from isdata.data.i18n import N_
from pages.common import address, practice, role
from pages.common.access import visitor
from pages.common.language import _


@dataclass(frozen=True)
class Entry:
    """One page: the folder and name of its script, the task it belongs to, and its texts."""

    group: str
    name: str
    task: str
    title: str
    icon: str
    help: str
    needs_park: bool = True
    shows_scenario: bool = False
    is_for_guests: bool = True
    is_in_practice: bool = True
    is_tab: bool = True  # otherwise reached from another page of its task

    @property
    def script(self) -> str:
        """Path of the page's script."""
        return f"pages/{self.group}/{self.name}.py"


# The entries of the menu, each with its icon. A task with several pages shows them as tabs.
TASKS = {
    "overview": (N_("Overview"), ":material/dashboard:"),
    "flows": (N_("Flows"), ":material/account_tree:"),
    "map": (N_("Map"), ":material/map:"),
    "synergies": (N_("Synergies"), ":material/handshake:"),
    "energy": (N_("Energy"), ":material/bolt:"),
    "programme": (N_("Programme"), ":material/flag:"),
    "management": (N_("Park management"), ":material/apartment:"),
    "data": (N_("Data"), ":material/database:"),
    "help": (N_("Help"), ":material/help:"),
}
HELP = "help"  # at the edge, not in the menu

ENTRIES = [
    Entry(
        "park",
        "overview",
        "overview",
        N_("Overview"),
        ":material/dashboard:",
        N_("Key figures of the park and next steps."),
        shows_scenario=True,
    ),
    Entry(
        "park",
        "stories",
        "overview",
        N_("Stories"),
        ":material/auto_stories:",
        N_("Saved views in the order of a presentation, with speaker notes."),
        is_for_guests=False,
    ),
    Entry(
        "park",
        "flows",
        "flows",
        N_("Flows"),
        ":material/account_tree:",
        N_("Material, energy and water flows between companies."),
        shows_scenario=True,
    ),
    Entry(
        "park",
        "balance",
        "flows",
        N_("Balance"),
        ":material/balance:",
        N_("Consistency of the data, suspicious values, and energy per value added."),
        is_for_guests=False,
    ),
    Entry(
        "park",
        "map",
        "map",
        N_("Map"),
        ":material/map:",
        N_("Park plan with sites and synergies."),
    ),
    Entry(
        "synergies",
        "matches",
        "synergies",
        N_("Matches"),
        ":material/join_inner:",
        N_("Possible exchanges between supplies and demands, obstacles, and prices."),
    ),
    Entry(
        "synergies",
        "board",
        "synergies",
        N_("Board"),
        ":material/view_kanban:",
        N_("Progress of each synergy, due dates and achievements."),
        shows_scenario=True,
    ),
    Entry(
        "synergies",
        "synergy",
        "synergies",
        N_("Synergy details"),
        ":material/handshake:",
        N_("Feasibility, readiness, risks and permits of a synergy."),
    ),
    Entry(
        "synergies",
        "sharing",
        "synergies",
        N_("Shared supply"),
        ":material/hub:",
        N_("Costs of jointly run plants and services, and a fair share for each company."),
    ),
    Entry(
        "synergies",
        "resilience",
        "synergies",
        N_("Resilience"),
        ":material/link_off:",
        N_("Losses of the network when a company leaves or shrinks, and possible replacements."),
    ),
    Entry(
        "synergies",
        "uses",
        "synergies",
        N_("Uses and substitutes"),
        ":material/recycling:",
        N_("Published uses of by-products, and what could replace a bought input, with sources."),
        needs_park=False,
    ),
    Entry(
        "network",
        "energy",
        "energy",
        N_("Energy network"),
        ":material/bolt:",
        N_("Costs, savings and payback of efficiency measures."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "members",
        "energy",
        N_("Members and target"),
        ":material/groups:",
        N_("Progress towards the network target, and comparison of members."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "meters",
        "energy",
        N_("Meters"),
        ":material/speed:",
        N_("Meter readings against a baseline adjusted for output and weather, and the resulting savings."),
    ),
    Entry(
        "network",
        "plan",
        "energy",
        N_("Investment plan"),
        ":material/checklist:",
        N_("Best measures within a budget, and the reasons for the choice."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "investors",
        "energy",
        N_("Investment appraisal"),
        ":material/account_balance:",
        N_("Valuation of a network, plan, measure or synergy, with loans, risks and reports."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "certainty",
        "energy",
        N_("Uncertainty"),
        ":material/casino:",
        N_("Payback and NPV with uncertainty, and the main drivers."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "scenarios",
        "energy",
        N_("Scenarios"),
        ":material/alt_route:",
        N_("Comparison of scenarios for prices, budgets, measures, synergies and companies."),
        shows_scenario=True,
    ),
    Entry(
        "network",
        "measure",
        "energy",
        N_("Edit a measure"),
        ":material/edit_note:",
        N_("Add or edit a measure and its savings."),
        is_for_guests=False,
        is_tab=False,
    ),
    Entry(
        "programme",
        "missions",
        "programme",
        N_("Missions"),
        ":material/flag:",
        N_("Missions with their steps, outputs and gates."),
        is_for_guests=False,
    ),
    Entry(
        "programme",
        "meetings",
        "programme",
        N_("Meetings"),
        ":material/event_note:",
        N_("Agenda, minutes, decisions with votes, and actions that return until they are done."),
        is_for_guests=False,
    ),
    Entry(
        "programme",
        "visits",
        "programme",
        N_("Visits"),
        ":material/factory:",
        N_("Which companies to visit and why, briefs, and interviews that become data."),
        is_for_guests=False,
    ),
    Entry(
        "programme",
        "schedule",
        "programme",
        N_("Schedule"),
        ":material/view_timeline:",
        N_("Tasks, permits and decisions of feasibility studies, with critical path and slippage."),
        is_for_guests=False,
    ),
    Entry(
        "programme",
        "success",
        "programme",
        N_("Success"),
        ":material/target:",
        N_("Success contract with results, opportunities under several criteria, and the committee's pack."),
        is_for_guests=False,
    ),
    Entry(
        "workshop",
        "workshop",
        "programme",
        N_("Workshop"),
        ":material/groups:",
        N_("A live session: phones declare and vote, the wall shows, the facilitator confirms."),
        is_for_guests=False,
        is_in_practice=False,
    ),
    Entry(
        "institution",
        "indicators",
        "management",
        N_("Indicators"),
        ":material/speed:",
        N_("Targets and vision of the park, and the standards of parks with value and limit."),
        is_for_guests=False,
    ),
    Entry(
        "institution",
        "newcomers",
        "management",
        N_("Newcomers"),
        ":material/add_business:",
        N_(
            "Companies that want to settle, tested against the limits of the park, and what can be offered to them."
        ),
        is_for_guests=False,
    ),
    Entry(
        "institution",
        "risks",
        "management",
        N_("Risks"),
        ":material/crisis_alert:",
        N_("Risk register with expected loss, worst case, owners and treatment."),
        is_for_guests=False,
    ),
    Entry(
        "data",
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
        "tables",
        "data",
        N_("Tables"),
        ":material/edit_note:",
        N_("View, add and correct the rows of every table."),
        is_for_guests=False,
    ),
    Entry(
        "data",
        "history",
        "data",
        N_("History"),
        ":material/history:",
        N_("Change log with undo."),
        needs_park=False,
        is_for_guests=False,
    ),
    Entry(
        "about",
        "about",
        "help",
        N_("About"),
        ":material/menu_book:",
        N_("Methods, factors, sources and glossary."),
        needs_park=False,
    ),
    Entry(
        "training",
        "training",
        "help",
        N_("Training"),
        ":material/school:",
        N_("A private practice copy, exercises that are checked on it, and hints."),
        needs_park=False,
    ),
    Entry(
        "training",
        "trainer",
        "help",
        N_("Trainer"),
        ":material/co_present:",
        N_("Who passed what, who is stuck, common mistakes, and certificates."),
        needs_park=False,
        is_for_guests=False,
        is_in_practice=False,
    ),
]


def _page(entry: Entry, *, title: str = "", icon: str = "", is_in_menu: bool = False) -> st.Page:
    return st.Page(
        entry.script,
        title=title or _(entry.title),
        icon=icon or entry.icon,
        help=_(entry.help),
        url_path=entry.name,
        default=entry is ENTRIES[0],
        visibility="visible" if is_in_menu else "hidden",
    )


def may_open(entry: Entry) -> bool:
    """Whether this reader may use a page."""
    if visitor.is_public() and entry.group == "training":  # a practice copy would be a file on the server
        return False
    is_here = entry.is_in_practice or not practice.is_on()
    return is_here and (entry.is_for_guests or role.may_change())


def of_task(task: str) -> list[Entry]:
    """Pages of a task that this reader may use."""
    return [entry for entry in ENTRIES if entry.task == task and may_open(entry)]


def pages(current: Entry | None = None) -> list[st.Page]:
    """All pages; the menu shows one for each task: the current page, or the first that this reader may use."""
    in_menu = {}
    for task in TASKS:
        own = of_task(task)
        if own and task != HELP:
            in_menu[current.name if current in own else own[0].name] = task
    return [
        _page(
            entry, title=_(TASKS[in_menu[entry.name]][0]), icon=TASKS[in_menu[entry.name]][1], is_in_menu=True
        )
        if entry.name in in_menu
        else _page(entry)
        for entry in ENTRIES
    ]


def choose() -> tuple[Entry, st.Page]:
    """The page that the address asks for, with the menu drawn at the top of the window.

    Which page stands for its task in the menu depends on the page itself, so Streamlit is asked twice.
    """
    current = entry(st.navigation(pages(), position="hidden"))
    return current, st.navigation(pages(current), position="top")


def tabs(current: Entry) -> None:
    """Links between the pages of a task, the current one marked; none where it has only one page."""
    own = [entry for entry in of_task(current.task) if entry.is_tab]
    if len(own) < 2:
        return
    with st.container(horizontal=True, wrap=False, gap="xsmall", width="content", key="task_pages"):
        for one in own:
            link(one.name, icon=one.icon)


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
    """Navigation entry of the current page."""
    return next((one for one in ENTRIES if one.name == page.url_path), ENTRIES[0])
