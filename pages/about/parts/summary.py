"""Summary of the product's computations in plain language, by page."""

import streamlit as st

from isdata.data.i18n import N_
from pages.common import controls, navigation
from pages.common.language import _
from pages.common.presenting import headline

# Computations by page, without formulas, in the order of work in a park.
_COMPUTED = {
    "flows": N_("Where materials, energy and water come from and where they go, as one picture."),
    "balance": N_(
        "Whether the inputs and outputs of each site agree, and which value contradicts the others."
    ),
    "matches": N_(
        "Which supply of one company suits the demand of another: conditions, score, distance, price range and gain."
    ),
    "synergy": N_(
        "Investment, gain, payback and net present value of an exchange, and a fair share for each partner."
    ),
    "resilience": N_("What the network loses when a company leaves, and what others can replace."),
    "energy": N_("Cost, saving, payback and CO2 of efficiency measures, one by one and together."),
    "meters": N_(
        "How much a measure really saves, compared with a baseline for the same output and weather."
    ),
    "plan": N_("The measures and synergies with the highest net present value within the budgets."),
    "certainty": N_(
        "The range in which 8 of 10 simulated results lie, and the assumptions that matter most."
    ),
    "indicators": N_("Progress towards the targets of the park, and comparison with standards."),
}


def show() -> None:
    """Show the computations of the pages, and where to find formulas and sources."""
    headline.state(_("From flows to exchanges, measures and plans, each with its uncertainty"))
    with st.container(key="reading"):
        st.markdown(
            _(
                "isdata shows where the resources of an industrial park go, finds exchanges between its companies, values measures and plans, and states how certain each result is. Unknown amounts remain unknown; they never count as zero."
            )
        )
    with st.grid(5, min_column_width=200, gap="small", height="stretch", key="computed"):
        for name, words in _COMPUTED.items():
            with st.container(border=True, height="stretch", gap=None):
                _page(name)
                st.markdown(_(words))
    if controls.is_projected():  # the tabs are not shown there
        return
    st.caption(
        _(
            "Each page explains its figures under “How this is computed”. Formulas, units and sources are under “Methods”."
        )
    )


def _page(name: str) -> None:
    """Show the title of a page, as a link unless presented."""
    page = next(entry for entry in navigation.ENTRIES if entry.name == name)
    if controls.is_projected() or not navigation.may_open(page):
        st.markdown(f"{page.icon} **{_(page.title)}**")
    else:
        navigation.link(name, f"**{_(page.title)}**", icon=page.icon)
