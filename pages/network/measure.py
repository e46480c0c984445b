"""Enter a measure, or change, copy or remove one."""

import streamlit as st

from isdata.data.disclosure import FACILITATOR
from isdata.energy import measures
from isdata.energy.measures import presentation
from isdata.park import parkmap
from pages.common import empty_view, pick, screen
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.network.parts import measure_draft, measure_form, measure_removal

NEW = ""
_NAMED = ["measure_id", "name_en", "name_zh", "category"]

register = ask(measures.register, park_id=park_id(), viewer=FACILITATOR)
if ask(parkmap.sites, parks=[park_id()], viewer=FACILITATOR).empty:
    empty_view.stop(
        _("This park has no sites yet"),
        _("Add sites first; each measure belongs to a site."),
        table="company",
    )

spoken = {
    str(row["measure_id"]): presentation.measure_words(row, reader())
    for row in register.measures.reset_index()[_NAMED].to_dict("records")
}
titles = {name: f"{name} · {words}" for name, words in spoken.items()}
measure_removal.select_stored(titles)
if st.session_state.get("measure_chosen", NEW) not in (NEW, *titles):
    st.session_state["measure_chosen"] = NEW  # a measure of the former park
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    chosen = pick.from_dropdown(
        _("Measure"),
        [NEW, *titles],
        words=lambda name: titles.get(name, name) or _("New measure"),
        key="measure_chosen",
        width=520,
        label_visibility="collapsed",
    )
    measure_removal.offer(chosen, spoken)
    with st.container(vertical_alignment="center"):
        measure_removal.introduce(chosen, spoken)
draft = measure_draft.Draft(park_id(), chosen, measure_removal.copied(chosen), register.currency, titles)
measure_form.show(draft)
screen.screen()  # a phone has the results above the table
