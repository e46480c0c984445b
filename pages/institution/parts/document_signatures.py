"""Signatures of a charter, and a form for a further one."""

import datetime as dt

import streamlit as st

from isdata.data.i18n import N_, both
from isdata.institution import documents, platform
from isdata.output.figures import signatures
from pages.common import charts, pick, role, saving, signing, target_path
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.language import _, names, reader
from pages.common.once import once
from pages.common.tables import show_rows


def picture(about: dict) -> None:
    """Who signed when, beside the common target that the companies of the park are on the way to."""
    read = reader()
    signed = ask(documents.signatures, document_id=str(about["document_id"]), viewer=role.viewer())
    network = target_path.current(park_id())
    left, right = st.columns(2, gap="large") if network is not None and len(signed) else [st.container()] * 2
    if len(signed):
        companies = len(ask(platform.companies, park_id=park_id(), viewer=role.viewer()))
        rows = signed[["signed_on", "edition"]].assign(name=read.names(signed, nameless=_("undisclosed")))
        with left:
            counts = {"count": read.number(len(signed)), "total": read.number(companies)}
            st.subheader(_("Signed by {count} of {total} companies", **counts), anchor=False)
            charts.draw(
                signatures.signed(rows, charts.reader(), dt.date.today()),
                alt=_("Companies that signed, by day and edition"),
            )
    if network is not None:
        with right:
            once(target_path.way, network)


def show(about: dict) -> None:
    """List the signatories and let the administration add one."""
    read, document = reader(), str(about["document_id"])
    signed = ask(documents.signatures, document_id=document, viewer=role.viewer())
    columns = {
        _("Company"): read.names(signed),
        _("Signatory"): [read.half(text) for text in signed["signatory"]],
        _("Date"): [read.date(day) for day in signed["signed_on"]],
        _("Edition"): signed["edition"],
    }
    show_rows(columns, alt=_("Companies that signed the document"))
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
        with saving.stored():
            documents.sign(
                cursor(),
                document_id=document,
                company_id=company,
                day=day,
                signatory=office.strip(),
                who=who,
                reason=both(N_("Charter signed")),
            )
