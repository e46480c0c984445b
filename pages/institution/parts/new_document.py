"""Form for a new charter, procedure or template."""

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_, both
from isdata.institution import service_platform
from pages.common import form
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.editing import saving, signing
from pages.common.language import _

FIELDS = ("document_kind", "name_en", "name_zh", "owner", "adopted_on")


def offer_form() -> None:
    """Let the administration create a document; its paragraphs are entered afterwards."""
    with st.form("new_document"):
        values = form.fields("document", FIELDS, scope="new_document")
        who = signing.signature("new_document_who")
        is_asked = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if signing.is_signed(is_asked, who, key="new_document", who="new_document_who"):
        with saving.stored():
            row = pd.DataFrame([{"document_id": None} | values])
            service_platform.save_rows(
                cursor(),
                "document",
                row,
                before=[],
                who=who,
                reason=both(N_("Document added")),
                park_id=park_id(),
            )
