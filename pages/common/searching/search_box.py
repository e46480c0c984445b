"""Search for everything that has a name, and for pages by the question they answer."""

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.park import flows, parks
from pages.common import address, controls, fragment, navigation, park_facts, popovers, role, show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.searching import asked_resources, page_search

ICONS = {
    "park": ":material/home_work:",
    "company": ":material/factory:",
    "resource": ":material/category:",
    "synergy": ":material/handshake:",
    "measure": ":material/bolt:",
    "programme": ":material/contract:",
    "partner": ":material/groups:",
    "case": ":material/library_books:",
    "event": ":material/event:",
    "decision": ":material/gavel:",
    "risk": ":material/warning:",
    "service": ":material/room_service:",
    "document": ":material/history_edu:",
}
# Page and its address parameter of a hit that needs no more than these.
_PAGES = {
    "case": ("cases", "case"),
    "risk": ("risks", "risk"),
    "service": ("services", "service"),
    "document": ("charter", "document"),
}
_NO_MEETING = ("policy", "milestone")  # kinds of events that are no meetings
_OPEN = "search_open"
_MOST_NAMES = 3  # number of other names of a hit
# The user can type as soon as the search opens.
_focus = st.components.v2.component(
    "focus_search",
    html="<span></span>",
    js="""const opened = new WeakSet()
export default function ({ parentElement }) {
  if (opened.has(parentElement)) return
  opened.add(parentElement)
  const place = () => document.querySelector(".st-key-find input")?.focus()
  const waits = [0, 80, 250].map((delay) => setTimeout(place, delay))
  return () => waits.forEach(clearTimeout)
}""",
)


def offer(place: DeltaGenerator) -> None:
    """Offer the search behind a button, which closes once a hit is chosen; a presentation has its own button."""
    with place:
        _search()


@fragment.independent_fragment  # typing and opening do not rerun the page
def _search() -> None:
    if controls.is_projected():
        _find()
        return
    with popovers.closable_popover(_("Search"), key=_OPEN, icon=":material/search:", width="content"):
        _find()


def _find() -> None:
    """Let the user type a name or a topic; each hit is a button that opens it."""
    _focus(key="find_focus", height=1)
    words = st.text_input(
        _("Name or topic, in English or Chinese"),
        placeholder=_("Company, resource, synergy, measure, event, document or page"),
        key="find",
        icon=":material/search:",
    )
    if not words.strip():
        return
    found = ask(parks.search, words=words, viewer=role.viewer(), park_id=controls.known_park())
    (called, answering), within = page_search.found(words), page_search.sections(words)
    with st.container(gap="xxsmall"):
        _list_pages(called)
        _list_sections(within)
        _list(found)
        is_asked = (
            found.empty and not called and not within and asked_resources.list_of_question(words, _close)
        )
        _list_pages(answering)
        if found.empty and not is_asked and not called and not within:
            _list_near(words, is_only=not answering)


def _close() -> None:
    popovers.close(_OPEN)


def _list_near(words: str, *, is_only: bool) -> None:
    """List names with similar spelling, or state that nothing was found."""
    near = ask(parks.search_nearly, words=words, viewer=role.viewer())
    if len(near):
        st.caption(_("Similar names"))
        _list(near)
    elif is_only and not asked_resources.list_of_words(words, _close):
        st.info(_("Nothing found for “{words}”.", words=show.escaped(words)), icon=":material/search_off:")


def _list(found: pd.DataFrame) -> None:
    for hit in found.astype(object).where(found.notna(), None).to_dict("records"):
        key = f"found_{hit['id']}_{hit['park_id']}_{hit['found']}"  # an id is unique within its table only
        if st.button(_described(hit), key=key, type="tertiary", icon=ICONS[hit["found"]]):
            _go_to(hit)
    if (found["total"] > found.groupby("found")["found"].transform("size")).any():
        st.caption(_("The first of each kind. Type more of the name for the others."))


def _list_pages(entries: list[navigation.Entry]) -> None:
    for entry in entries:
        label = f"**{_(entry.title)}** · {_('Page')} · {_(entry.help)}"
        if st.button(label, key=f"found_page_{entry.name}", type="tertiary", icon=entry.icon):
            popovers.close(_OPEN)
            st.switch_page(navigation.page(entry.name), query_params=address.everywhere())


def _list_sections(within: list[tuple[navigation.Entry, page_search.Section]]) -> None:
    for entry, section in within:
        label = f"**{_(section.title)}** · {_(entry.title)}"
        key = f"found_section_{section.page}_{section.value}"
        if st.button(label, key=key, type="tertiary", icon=entry.icon):
            popovers.close(_OPEN)
            query = address.everywhere() | {section.parameter: section.value}
            st.switch_page(navigation.page(entry.name), query_params=query)


def _described(hit: dict[str, Any]) -> str:
    """Hit in one line: name, kind, park, and other names."""
    read = reader()
    kinds = {
        "park": _("Park"),
        "company": _("Company"),
        "resource": _("Resource"),
        "synergy": _("Synergy"),
        "measure": _("Measure"),
        "programme": read.column("programme_partner", "programme_id"),
        "partner": _("Programme partner"),
        "case": _("Case"),
        "event": _("Event"),
        "decision": _("Decision"),
        "risk": _("Risk"),
        "service": _("Service"),
        "document": _("Document"),
    }
    beside = [kinds[hit["found"]]]
    if hit["found"] not in ("park", "resource") and hit["park_id"]:
        beside.append(park_facts.name(hit["park_id"]))
    if hit["also"]:
        beside.append(_("also called {names}", names=read.listed(hit["also"].split("; ")[:_MOST_NAMES])))
    return (
        f"**{show.escaped(read.name(hit['name_en'], hit['name_zh']))}** · {show.escaped(' · '.join(beside))}"
    )


def _go_to(hit: dict[str, Any]) -> None:
    """Open a hit on the page that shows it; a company on its flows, or on the map if it has none."""
    popovers.close(_OPEN)
    query = st.query_params.to_dict() | ({"park": hit["park_id"]} if hit["park_id"] else {})
    match hit["found"]:
        case "company" if hit["kind"]:
            seen = {"flow_look": "company", "flow_company": hit["id"]}
            seen |= {"flow_preset": flows.OWN, "flow_kind": hit["kind"]}
            st.switch_page(navigation.page("flows"), query_params=query | seen)
        case "company":
            st.switch_page(navigation.page("map"), query_params=query)
        case "resource":
            name = reader().name(hit["name_en"], hit["name_zh"])
            st.switch_page(
                navigation.page("matches"), query_params=query | {"view": "phrase", "phrase": name}
            )
        case "synergy":
            st.switch_page(navigation.page("synergy"), query_params=query | {"synergy": hit["id"]})
        case "measure":
            st.switch_page(navigation.page("measure"), query_params=query | {"measure_chosen": hit["id"]})
        case "programme":
            st.switch_page(navigation.page("missions"), query_params=query)
        case "partner":
            table = {"edit_table": "programme_partner", "edit_filter": hit["name_en"] or hit["name_zh"]}
            st.switch_page(navigation.page("tables"), query_params=query | table)
        case "event" | "decision":
            _go_to_event(hit, query)
        case name if name in _PAGES:
            page, key = _PAGES[name]
            st.switch_page(navigation.page(page), query_params=query | {key: hit["id"]})
        case _:
            st.switch_page(navigation.page("overview"), query_params=query)


def _go_to_event(hit: dict[str, Any], query: dict[str, Any]) -> None:
    """Open an event, or that of a decision, in the meetings; policies and milestones on the timeline."""
    event = hit["id"] if hit["found"] == "event" else hit["kind"]
    is_dated_only = not event or (hit["found"] == "event" and hit["kind"] in _NO_MEETING)
    seen = {"maturity_view": "timeline"} if is_dated_only else {"meeting": event}
    page = "maturity" if is_dated_only else "meetings"
    st.switch_page(navigation.page(page), query_params=query | seen)
