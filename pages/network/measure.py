"""Write down a measure, or change one."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata import measures, parkmap
from isdata.measures import editing
from isdata.measures import words as wording
from pages.common import form, role, show
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import worded
from pages.common.language import _, reader

NEW = ""
FIELDS = (
    "name_en", "name_zh", "site_id", "category", "status", "year", "investment", "incentive", "lifetime",
    "running_cost", "other_saving", "avoided_replacement", "currency", "price_year", "effort", "owner",
    "uncertainty_investment", "uncertainty", "network_id", "arc_code", "dropped_reason", "benefit_en", "benefit_zh",
    "source",
)  # fmt: skip
SAVED = ("resource_id", "baseline", "modified", "unit", "price")

if not role.sees_all():
    st.info(
        _("Measures are written down in the facilitator's view. Choose it on the left."),
        icon=":material/lock:",
    )
    st.stop()

read = reader()
register = ask(measures.register, park_id=park_id(), factor_from=None)
sites = {
    row["site_id"]: read.name(row["name_en"], row["name_zh"])
    for row in ask(parkmap.sites, parks=[park_id()], names_all=True).to_dict("records")
}
if not sites:
    show.nothing(_("This park has no sites yet; a measure is done at a site. Add sites first."))


titles = {NEW: _("A new measure")} | {
    str(row["measure_id"]): f"{row['measure_id']} · {wording.measure_words(row, read)}"
    for row in register.measures.reset_index().to_dict("records")
}
chosen = st.selectbox(
    _("Measure"), list(titles), format_func=lambda name: titles.get(name, name), key="measure_chosen"
)
known = ask(editing.stored, measure_id=chosen).to_dict("records")
former = (
    known[0]
    if known
    else {"status": "idea", "currency": register.currency, "price_year": dt.date.today().year, "lifetime": 10}
)
networks = {
    row["network_id"]: read.name(row["name_en"], row["name_zh"])
    for row in ask(measures.networks, park_id=park_id()).to_dict("records")
}
resources = {
    row["resource_id"]: read.name(row["name_en"], row["name_zh"])
    for row in ask(editing.resources).to_dict("records")
}
with st.form("measure_form", border=False):
    values = form.fields(
        "measure",
        FIELDS,
        scope=f"measure_{chosen}",
        values=former,
        options={"site_id": sites, "network_id": networks},
    )
    st.subheader(_("What it saves"), anchor=False)
    labels = {name: read.column("measure_saving", name) for name in SAVED}
    savings = st.data_editor(
        ask(editing.saved, measure_id=chosen)[list(SAVED)],
        num_rows="dynamic",
        hide_index=True,
        key=f"measure_saved_{chosen}",
        column_config={
            "resource_id": st.column_config.SelectboxColumn(
                labels["resource_id"],
                options=list(resources),
                format_func=lambda name: resources.get(str(name), str(name)),
                required=True,
            ),
            "baseline": st.column_config.NumberColumn(labels["baseline"], required=True),
            "modified": st.column_config.NumberColumn(labels["modified"], required=True),
            "unit": st.column_config.TextColumn(labels["unit"], required=True),
            "price": st.column_config.NumberColumn(
                labels["price"], help=_("Empty: the park's price list holds.")
            ),
        },
        alt=_("Amounts used before and after the measure, by resource"),
    )
    who = st.text_input(
        _("Your name, for the change log"), key="board_who", persist_state="session", width=320
    )
    if st.form_submit_button(_("Store"), type="primary", icon=":material/save:"):
        if not who.strip():
            st.warning(_("Write your name first; it stands in the change log."), icon=":material/person:")
        else:
            with worded():
                stored = editing.save(
                    cursor(),
                    park_id=park_id(),
                    values=values,
                    savings=pd.DataFrame(savings).dropna(how="all"),
                    who=who.strip(),
                    reason=_("Written down by form"),
                    measure_id=chosen or None,
                )
                st.toast(_("Stored as {measure}.", measure=stored), icon=":material/check:")
                st.rerun()
