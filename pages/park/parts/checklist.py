"""Missing data of a new park, each with a link to its entry."""

from collections.abc import Mapping

import streamlit as st

from pages.common import navigation, role
from pages.common.language import _


def show(about: Mapping) -> None:
    """List the first steps of a park, those that are done marked; nothing once companies, flows and streams are there.

    Parameters
    ----------
    about : mapping
        As from `parks.summary`.
    """
    if not role.may_change() or all(about[name] for name in ("companies", "flows", "streams")):
        return
    steps = [
        (about["companies"], _("Enter the companies, or only their names"), "tables", {"edit_table": "company"}),
        (about["flows"], _("Enter flows: provider, receiver, resource, amount"), "tables", {"edit_table": "flow"}),
        (about["flows"], _("See the flows as a picture"), "flows", {}),
        (about["streams"], _("Enter supplies and demands: press I on any page, or use the table"), "tables", {"edit_table": "stream"}),
        (about["measures_done"] + about["measures_ahead"], _("Enter energy efficiency measures"), "measure", {}),
    ]  # fmt: skip
    with st.container(border=True, gap="xxsmall"):
        st.markdown(_("**First steps of this park**"))
        for is_done, words, page, query in steps:
            icon = ":material/check_circle:" if is_done else ":material/radio_button_unchecked:"
            navigation.link(page, words, icon=icon, **query)
        navigation.link("data", _("Or import a quick-start workbook"), icon=":material/upload:")
