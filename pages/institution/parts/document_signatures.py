"""Signatures of a charter, and a form for a further one."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_, both
from isdata.institution import documents, platform
from pages.common import editing, pick, role, signing
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.language import _, names, reader


def show(about: dict) -> None:
    """List the signatories and let the administration add one."""
    read, document = reader(), str(about["document_id"])
    signed = ask(documents.signatures, document_id=document, viewer=role.viewer())
    st.subheader(_("Signatures"), anchor=False)
    st.dataframe(
        pd.DataFrame(
            {
                _("Company"): read.names(signed),
                _("Signatory"): [read.half(text) for text in signed["signatory"]],
                _("Date"): [read.date(day) for day in signed["signed_on"]],
                _("Edition"): signed["edition"],
            }
        ),
        hide_index=True,
        alt=_("Companies that signed the document"),
    )
    known = names(ask(platform.companies, park_id=park_id(), viewer=role.viewer()), "company_id")
    open_ones = {name: words for name, words in known.items() if name not in set(signed["company_id"])}
    if not open_ones:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        company = pick.entered(_("Company"), open_ones, key="signing_company", default=next(iter(open_ones)))
        office = st.text_input(_("Signatory (office)"), key="signing_office", max_chars=100)
        day = st.date_input(_("Date"), value=dt.date.today(), key="signing_day")
    who = signing.signed_button(_("Add signature"), key="sign", field="sign_who", is_ready=bool(company))
    if who and company and isinstance(day, dt.date):
        with editing.worded():
            documents.sign(
                cursor(),
                document_id=document,
                company_id=company,
                day=day,
                signatory=office.strip(),
                who=who,
                reason=both(N_("Charter signed")),
            )
            editing.saved()
