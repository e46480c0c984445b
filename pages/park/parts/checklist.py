"""Missing data of a new park, each with a link to its entry."""

from collections.abc import Mapping
from urllib.parse import unquote

import streamlit as st

from isdata.data import disclosure
from isdata.park import parks
from pages.common import cookies, navigation, role
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

COOKIE = "isdata-first-steps"
_DISMISSED = "first_steps_dismissed"  # parks whose steps the user dismissed in this session
_YEAR = 365 * 24 * 3600  # s
_cookie = cookies.writer("first_steps", COOKIE, seconds=_YEAR)
_Step = tuple[bool, str, str, dict[str, str]]


def show(about: Mapping) -> None:
    """List the first steps of a park, with done ones marked, until all are done or the user dismisses them; none of a published
    park.

    Once there are companies, flows and streams, only the open steps are named, on one line.

    Parameters
    ----------
    about : mapping
        As returned by `parks.summary`.
    """
    steps = _steps(about)
    left = [step for step in steps if not step[0]]
    is_complete = parks.is_published(about) and about["flows"]
    if not role.may_change() or not left or _is_dismissed() or is_complete:
        return
    if all(about[name] for name in ("companies", "flows", "streams")):
        done = _("First steps: {done} of {all} done", done=str(len(steps) - len(left)), all=str(len(steps)))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(done, width="content")
            _links(left)
            _dismiss()
        _state_undisclosed()
        return
    with st.container(border=True, gap="xxsmall"):
        st.markdown(_("**First steps of this park**"))
        _links(steps)
        navigation.link("data", _("Or import a quick-start workbook"), icon=":material/upload:")
        _state_undisclosed()
        _dismiss()


def _steps(about: Mapping) -> list[_Step]:
    """Steps with their state, text, and page."""
    return [
        (bool(about["companies"]), _("Enter the companies, or only their names"), "tables", {"edit_table": "company"}),
        (bool(about["flows"]), _("Enter flows: provider, receiver, resource, year, amount"), "tables", {"edit_table": "flow"}),
        (bool(about["flows"]), _("See the flows as a picture"), "flows", {}),
        (bool(about["streams"]), _("Enter supplies and demands: press I on any page, or use the table"), "tables", {"edit_table": "stream"}),
        (bool(about["measures_done"] + about["measures_ahead"]), _("Enter energy efficiency measures"), "measure", {}),
    ]  # fmt: skip


def _links(steps: list[_Step]) -> None:
    for is_done, words, page, query in steps:
        icon = ":material/check_circle:" if is_done else ":material/radio_button_unchecked:"
        navigation.link(page, words, icon=icon, **query)


def _state_undisclosed() -> None:
    """State how many companies a presentation does not name, as new ones, and where to change it."""
    count = ask(disclosure.withheld, viewer=disclosure.GUEST, parks=(park_id(),)).companies
    if not count:
        return
    words = ngettext(
        "{count} company has no name when presented: new companies begin with “{visibility}”.",
        "{count} companies have no name when presented: new companies begin with “{visibility}”.",
        count,
        visibility=reader().choice("visibility", "class_band"),
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words, width="content")
        label = _("Change “{column}” in the table", column=reader().column("company", "visibility"))
        navigation.link("tables", label, icon=":material/visibility:", edit_table="company")


def _is_dismissed() -> bool:
    """Return True if the user dismissed the steps of this park; kept for a year in this browser."""
    before = {park for park in unquote(st.context.cookies.get(COOKIE) or "").split("\n") if park}
    now = before | set(st.session_state.get(_DISMISSED, ()))
    if now != before:
        _cookie(key="first_steps_cookie", data="\n".join(sorted(now)), height=1)
    return park_id() in now


def _dismiss() -> None:
    park = park_id()

    def dismiss() -> None:
        st.session_state[_DISMISSED] = {*st.session_state.get(_DISMISSED, ()), park}

    st.button(
        _("Dismiss"), key="first_steps_dismiss", type="tertiary", icon=":material/close:", on_click=dismiss,
        help=_("Hides these steps in this browser."),
    )  # fmt: skip
