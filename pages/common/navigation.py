"""Navigation: tasks of the menu and their pages, as listed in pages.csv."""

from contextlib import nullcontext
from copy import copy
from dataclasses import dataclass
from functools import cache

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_
from isdata.locations import APP
from pages.common import address, controls, practice, role
from pages.common.access import visitor
from pages.common.language import _

# Pages that are independent of the park or can add one: also shown below the notice that a park does not exist.
WITHOUT_PARK = ("about", "data", "trainer", "training")


@dataclass(frozen=True)
class Entry:
    """One page: folder and name of its script, its task, and its texts."""

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
    is_tab: bool = True  # False: reached from another page of its task
    is_presented: bool = True  # by the facilitator, for guests

    @property
    def script(self) -> str:
        """Path of the page's script."""
        return f"pages/{self.group}/{self.name}.py"


# Menu entries with their icons. A task with several pages shows them as tabs.
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


# In the order of the tabs; titles and help texts are messages, translated in the catalogues.
_PAGES = pd.read_csv(APP / "pages/common/pages.csv", true_values=["yes"], false_values=["no"])
ENTRIES = [Entry(*row) for row in _PAGES.itertuples(index=False)]


def _page(entry: Entry, *, title: str = "", icon: str = "", is_in_menu: bool = False) -> st.Page:
    """New page object for one run, because Streamlit marks on it whether it may be called."""
    return copy(_made(entry, title or _(entry.title), icon or entry.icon, _(entry.help), is_in_menu))


@cache
def _made(entry: Entry, title: str, icon: str, note: str, is_in_menu: bool) -> st.Page:
    # Streamlit looks for the script in the file system each time.
    return st.Page(
        entry.script,
        title=title,
        icon=icon,
        help=note,
        url_path=entry.name,
        default=entry is ENTRIES[0],
        visibility="visible" if is_in_menu else "hidden",
    )


def open_entries() -> tuple[Entry, ...]:
    """Pages available to this reader."""
    return _open_to(
        role.may_change(),
        practice.is_on(),
        visitor.is_public(),
        controls.is_projected() and role.is_facilitator(),
    )


@cache  # a page asks for each of its links
def _open_to(may_change: bool, is_practice: bool, is_public: bool, presents: bool) -> tuple[Entry, ...]:
    return tuple(
        entry
        for entry in ENTRIES
        if (entry.is_for_guests or may_change or (entry.is_presented and presents))
        and (entry.is_in_practice or not is_practice)
        and not (is_public and entry.group == "training")  # a practice copy would be a file on the server
    )


def may_open(entry: Entry) -> bool:
    """Return True if this reader may use a page."""
    return entry in open_entries()


def choose() -> tuple[Entry, st.Page]:
    """Requested page, with the menu drawn at the top of the window.

    The menu shows one page per task: the current one, or the first one available to this reader. Since this depends on the
    current page, `st.navigation` is called twice.
    """
    pages = {entry.name: _page(entry) for entry in ENTRIES}
    current = entry(st.navigation(list(pages.values()), position="hidden"))
    usable = open_entries()
    for task, (title, icon) in TASKS.items():
        own = [one for one in usable if one.task == task]
        if own and task != HELP:
            shown = current if current in own else own[0]
            pages[shown.name] = _page(shown, title=_(title), icon=icon, is_in_menu=True)
    return current, st.navigation(list(pages.values()), position="top")


def tabs(current: Entry) -> None:
    """Show links between the pages of a task, with the current one marked; nothing for a single page."""
    own = [
        entry for entry in open_entries() if entry.task == current.task and (entry.is_tab or entry == current)
    ]
    if len(own) < 2:
        return
    with st.container(horizontal=True, wrap=False, gap="xsmall", width="content", key="task_pages"):
        for one in own:
            is_current = one == current
            with st.container(width="content", key="current_page") if is_current else nullcontext():
                link(one.name)


def page(name: str) -> st.Page:
    """Page by name, for links."""
    return _page(next(entry for entry in ENTRIES if entry.name == name))


def link(name: str, label: str | None = None, *, icon: str | None = None, **query: str) -> None:
    """Show a link to a page with the parameters `query`, if this reader may use it; its tooltip is the help of the page.

    The link also preserves the view when opened in a new tab or shared.
    """
    _link(name, label, icon, query, note=None)


def plain_link(name: str, label: str, *, icon: str, **query: str) -> None:
    """Show a link as `link`, without the tooltip, which would cover what is above."""
    _link(name, label, icon, query, note="")


def _link(name: str, label: str | None, icon: str | None, query: dict[str, str], *, note: str | None) -> None:
    target = next(one for one in ENTRIES if one.name == name)
    if may_open(target):
        st.page_link(
            _page(target), label=label, icon=icon, help=note, query_params=address.everywhere() | query
        )


def entry(page: st.Page) -> Entry:
    """Navigation entry of the current page."""
    return next((one for one in ENTRIES if one.name == page.url_path), ENTRIES[0])
