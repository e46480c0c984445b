"""Write down a measure, or change one."""

import streamlit as st

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import N_, both
from isdata.energy import measures
from isdata.energy.measures import editing
from isdata.energy.measures import presentation as wording
from isdata.park import parkmap
from pages.common import editing as asking
from pages.common import pick, show
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.language import _, reader
from pages.network.parts import measure_form

NEW = ""

register = ask(measures.register, park_id=park_id(), factor_from=None)
if ask(parkmap.sites, parks=[park_id()], viewer=FACILITATOR).empty:
    show.nothing(_("This park has no sites yet. Add sites first; each measure belongs to a site."))

titles = {
    str(row["measure_id"]): f"{row['measure_id']} · {wording.measure_words(row, reader())}"
    for row in register.measures.reset_index().to_dict("records")
}
chosen = pick.from_list(
    _("Measure"),
    [NEW, *titles],
    words=lambda name: titles.get(name, name) or _("New measure"),
    key="measure_chosen",
)
with st.form("measure_form", border=False):
    written = measure_form.fill(park_id(), chosen, register.currency, titles)
    who = asking.who()
    is_asked = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
if asking.is_signed(is_asked, who, key="measure_store"):
    with asking.worded():
        stored = editing.save(
            cursor(),
            park_id=park_id(),
            who=who,
            reason=both(N_("Entered in the form")),
            measure_id=chosen or None,
            **written,
        )
        st.toast(_("Saved as {measure}.", measure=stored), icon=":material/check:")
        st.rerun()
