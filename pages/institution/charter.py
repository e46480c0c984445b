"""Charter, procedures and templates: text by paragraph with editions and status, and signatures."""

import pandas as pd
import streamlit as st

from isdata.institution import documents
from pages.common import empty_view, park_facts, pick, screen, selection
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, names
from pages.common.once import once
from pages.common.presenting import headline
from pages.institution.parts import document_signatures, document_text, new_document

NEW = "new"

known = ask(documents.documents, park_id=park_id())
titles = names(known, "document_id")
line = selection.line("charter")
with line.first:
    chosen = pick.from_dropdown(
        _("Document"),
        [*titles, NEW],
        words=lambda name: titles.get(name) or _("New document"),
        key="document",
        default=next(iter(titles), NEW),
        label_visibility="collapsed",
        width=420,
    )
about = None if chosen == NEW else known[known["document_id"] == chosen].iloc[0].to_dict()
if about:
    line.state(line.named(titles[chosen]), *document_text.stated(about))
    with line.row:
        document_text.offer(about)
    document_text.state_unadopted(about, is_any_adopted=bool(known["adopted_on"].notna().any()))
if about is None:
    new_document.offer_form()
elif about["document_kind"] == "charter":
    if pd.notna(about["adopted_on"]):
        headline.state(document_signatures.headline(about), is_on_page=True)
    left, right = st.columns(2, gap="large")
    with left:
        document_text.show(about)
    with right:
        once(document_signatures.picture, about, screen.is_phone())
        document_signatures.offer(about)
    once(document_signatures.listed, about)
elif park_facts.is_published():
    st.markdown(_("The published sources contain no charter; the text below is a template."))
    left, right = st.columns([3, 7], gap="medium")
    with left:
        document_text.show(about)
    with right:
        empty_view.offer_contents("partners")
else:
    document_text.figures(about)
    document_text.show(about)
screen.screen()  # a phone repeats long names and has other pictures; a high window has higher bars
