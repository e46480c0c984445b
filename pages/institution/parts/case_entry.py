"""Form to add or change a case, with its tags and source."""

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_, both
from isdata.institution import cases, service_platform
from pages.common import form, navigation
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _

FIELDS = (
    "name_en", "name_zh", "started", "ended", "tags", "source", "summary_en", "summary_zh", "question_en", "question_zh",
)  # fmt: skip


def offer_form() -> None:
    """Let the facilitator add a case; figures and attributes are entered in their tables."""
    st.caption(_("Guests read all cases: enter published facts only."))
    with st.form(f"new_case_{len(ask(cases.cases))}"):
        values = form.fields("case_study", FIELDS, scope=f"case_{len(ask(cases.cases))}", columns=2)
        who = signing.signature("case_who")
        is_asked = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if signing.is_signed(is_asked, who, key="case_store", who="case_who"):
        with saving.stored():
            row = pd.DataFrame([{"case_id": None} | values])
            service_platform.save_rows(
                cursor(), "case_study", row, before=[], who=who, reason=both(N_("Case added"))
            )
    navigation.link(
        "tables", _("Enter its figures and attributes"), icon=":material/edit_note:", table="case_figure"
    )
