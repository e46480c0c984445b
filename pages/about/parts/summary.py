"""Summary of the product's computations as five steps, each with a pictogram and the pages that compute it."""

from typing import NamedTuple

import streamlit as st

from isdata.data.i18n import N_
from pages.about.parts import pictograms
from pages.common import controls, navigation, screen
from pages.common.language import _, reader
from pages.common.presenting import headline


class Step(NamedTuple):
    """A step of the work in a park: its title, the question that it answers, its pictogram and its pages."""

    title: str
    question: str
    pictogram: str
    pages: tuple[str, ...]


_STEPS = (
    Step(
        N_("Flows"), N_("Where do resources come from, and where do they go?"), "flows", ("flows", "balance")
    ),
    Step(
        N_("Synergies"),
        N_("Whose by-product can another company use?"),
        "exchanges",
        ("matches", "synergy", "resilience"),
    ),
    Step(N_("Energy"), N_("What does each measure cost and save?"), "measures", ("energy", "meters")),
    Step(
        N_("Investment plan"),
        N_("Which choice gains most within the budget, and how certain is it?"),
        "plan",
        ("plan", "certainty"),
    ),
    Step(N_("Indicators"), N_("How far has the park come?"), "targets", ("indicators",)),
)
_RATIOS = {"phone": 0.6, "desk": 1.05, "hall": 1.75}  # height of a pictogram relative to its width [-]
_TEXTS = {"en": "20.5rem", "zh": "17rem"}  # height around the pictures when presented; English has more lines
_STYLE = """<style>
.st-key-computed [data-testid=stImage] img {display: block; width: 100%; max-width: none; height: clamp(5.5rem, 100vh - 31rem, 13rem); object-fit: contain}
.st-key-computed [data-testid=stElementToolbar] {display: none}
.st-key-computed h3 {padding: 0.8rem 0 1.1rem !important; font-size: 1.15rem !important}
@media (min-width: 641px) {
  .stApp:has(.st-key-headline h2) .st-key-computed [data-testid=stImage] img {height: clamp(7rem, 100vh - var(--texts), 22rem)}
  .stApp:has(.st-key-headline h2) .st-key-computed p {font-size: 1.35rem; line-height: 1.3}
}
@media (max-width: 640px) {.st-key-computed [data-testid=stImage] img {height: 4.5rem; width: 7.5rem !important}}
</style>"""


def show() -> None:
    """Show the steps of the work in a park, and where to find formulas and sources."""
    headline.state(
        _("From flows to exchanges, measures and plans, each with its uncertainty"), is_on_page=True
    )
    st.html(_STYLE + f"<style>.st-key-computed {{--texts: {_TEXTS[reader().language]}}}</style>")
    shape = _RATIOS["phone" if screen.is_phone() else "hall" if controls.is_projected() else "desk"]
    with st.grid(len(_STEPS), min_column_width=200, gap="small", height="stretch", key="computed"):
        for step in _STEPS:
            with st.container(border=True, height="stretch", gap=None):
                st.image(pictograms.svg(step.pictogram, shape), width="stretch", alt=_(step.title))
                st.subheader(_(step.title), anchor=False)
                st.markdown(_(step.question))
                _links(step.pages)
    note = _("Unknown amounts remain unknown; they never count as zero.")
    if not controls.is_projected():  # the tabs are not shown there
        note = reader().sentences([note, _("Formulas, units and sources are under “Methods”.")])
    st.caption(note)


def _links(pages: tuple[str, ...]) -> None:
    """Show links to pages, unless presented."""
    if controls.is_projected():
        return
    for name in pages:
        page = next(entry for entry in navigation.ENTRIES if entry.name == name)
        if navigation.may_open(page):
            navigation.link(name, _(page.title), icon=page.icon)
