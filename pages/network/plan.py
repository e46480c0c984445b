"""Best plan: which measures, in which year, for which money, and why these."""

import streamlit as st

from isdata import measures
from pages.common import address, energy, plan_views
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _

register = energy.stored(park_id())
networks = ask(measures.networks, park_id=park_id())

VIEWS = {
    "plan": _("The plan"),
    "why": _("Why these"),
    "front": _("Money and CO2"),
}


@st.fragment
def explore() -> None:
    """Controls, the plan and the view asked for."""
    chosen = energy.choose_scope(register)
    with st.container(horizontal=True, gap="large"):
        terms = energy.choose_terms(measures.hurdle_rate(networks))
    limits, aim = plan_views.choose_limits(chosen, terms)
    known = {"park_id": park_id(), "scope": st.session_state.scope, "terms": terms, "limits": limits}
    answer = plan_views.told(known, aim, chosen)
    if answer is None:
        return
    address.remembered("plan_view", VIEWS, "plan")
    st.segmented_control(
        _("View"),
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        required=True,
        key="plan_view",
        persist_state="session",
    )
    address.keep("plan_view")
    match st.session_state.plan_view:
        case "plan":
            plan_views.plan(answer, known, aim, chosen.currency)
        case "why":
            plan_views.why(answer, known, aim, chosen.currency)
        case _:
            plan_views.front(answer, known, chosen.currency)


explore()
