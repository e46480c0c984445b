"""Find a park, company or resource by any part of its name, and go there."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.park import parks
from pages.common import closing, controls, fragment, navigation, park_facts, role, show
from pages.common.data import ask
from pages.common.language import _, reader

ICONS = {"park": ":material/home_work:", "company": ":material/factory:", "resource": ":material/category:"}


_OPEN = "search_open"
_SAID = 3  # other names of a hit


def offer(place: DeltaGenerator) -> None:
    """Offer the search behind a button, which closes once a hit is chosen; a presentation has a button of its own."""
    with place:
        _search()


@fragment.alone  # typing and opening do not run the page
def _search() -> None:
    if controls.is_projected():
        _find()
        return
    with closing.popover(_("Search"), key=_OPEN, icon=":material/search:", width="content"):
        _find()


def _find() -> None:
    """Let the reader type part of a name; each hit is a button that leads to it."""
    words = st.text_input(
        _("Part of a name"),
        placeholder=_("Park, company or resource, in English or Chinese, including former names"),
        key="find",
        icon=":material/search:",
    )
    if not words.strip():
        return
    found = ask(parks.search, words=words, viewer=role.viewer())
    if found.empty:
        st.info(_("No entries contain “{words}”.", words=show.plain(words)), icon=":material/search_off:")
        return
    with st.container(gap="xxsmall"):
        for hit in found.astype(object).where(found.notna(), None).to_dict("records"):
            if st.button(
                _described(hit),
                key=f"found_{hit['id']}_{hit['park_id']}",
                type="tertiary",
                icon=ICONS[hit["found"]],
            ):
                _go_to(hit)


def _described(hit: dict[str, Any]) -> str:
    """Return a hit in one line: its name, what it is, its park, and its other names."""
    read = reader()
    kinds = {"park": _("Park"), "company": _("Company"), "resource": _("Resource")}
    beside = [kinds[hit["found"]]]
    if hit["found"] == "company":
        beside.append(park_facts.name(hit["park_id"]))
    if hit["also"]:
        beside.append(_("also called {names}", names=read.listed(hit["also"].split("; ")[:_SAID])))
    return f"**{show.plain(read.name(hit['name_en'], hit['name_zh']))}** · {show.plain(' · '.join(beside))}"


def _go_to(hit: dict[str, Any]) -> None:
    """Open what was found: a park's overview, a company on the flows or the map, a resource's matches."""
    closing.close(_OPEN)
    query = st.query_params.to_dict() | ({"park": hit["park_id"]} if hit["park_id"] else {})
    match hit["found"]:
        case "company" if hit["kind"]:
            seen = {"flow_look": "company", "flow_company": hit["id"], "flow_kind": hit["kind"]}
            st.switch_page(navigation.page("flows"), query_params=query | seen)
        case "company":
            st.switch_page(navigation.page("map"), query_params=query)
        case "resource":
            name = reader().name(hit["name_en"], hit["name_zh"])
            st.switch_page(
                navigation.page("matches"), query_params=query | {"view": "phrase", "phrase": name}
            )
        case _:
            st.switch_page(navigation.page("overview"), query_params=query)
