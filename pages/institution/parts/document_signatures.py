"""Signatures of a charter, and a form to add one."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_, both
from isdata.institution import documents, service_platform
from isdata.output.figures import signatures
from pages.common import charts, day_field, pick, role, show, tables
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import saving, signed_name, signing, undoing
from pages.common.language import _, names, reader
from pages.common.tables import show_rows

_NAMED = 10  # largest number of companies that are named at once


def picture(about: dict, is_phone: bool) -> None:
    """Draw the signatures over time."""
    signed = ask(documents.signatures, document_id=str(about["document_id"]), viewer=role.viewer())
    if signed.empty:
        return
    rows = signed[["signed_on", "edition"]].assign(name=reader().names(signed, nameless=_("undisclosed")))
    st.subheader(_("Signatures by date"), anchor=False)
    charts.draw(
        signatures.signed(rows, charts.reader(), dt.date.today(), is_phone=is_phone),
        alt=_("Companies that signed, by day and edition"),
    )


def headline(about: dict) -> str:
    """Number of companies that signed a charter, and of those that signed an edition no longer in force."""
    read, document = reader(), str(about["document_id"])
    signed = ask(documents.signatures, document_id=document, viewer=role.viewer())
    known = ask(service_platform.companies, park_id=park_id(), viewer=role.viewer())
    former = len(_former(signed, document))
    return read.clauses(
        [
            _(
                "Signed by {count} of {total} companies",
                count=read.number(len(signed)),
                total=read.number(len(known)),
            ),
            _("{count} of them signed the edition in force", count=read.number(len(signed) - former))
            if former
            else "",
        ]
    )


def offer(about: dict) -> None:
    """Name the companies that have to sign, and let the administration add a signature."""
    document = str(about["document_id"])
    signed = ask(documents.signatures, document_id=document, viewer=role.viewer())
    known = names(ask(service_platform.companies, park_id=park_id(), viewer=role.viewer()), "company_id")
    undoing.offer(f"signatures_{document}", signed_name.known())
    missing = {name: words for name, words in known.items() if name not in set(signed["company_id"])}
    former = {name: known[name] for name in _former(signed, document) if name in known}
    _name(N_("To sign the new edition ({count})"), former)
    _name(N_("Not signed yet ({count})"), missing)
    if missing or former:
        with st.popover(_("Enter a signature"), icon=":material/draw:"):
            _enter(document, missing | former)


def _name(words: str, companies: dict[str, str]) -> None:
    """Name companies behind their number; a long list is closed at first. Nothing without any."""
    if not companies:
        return
    label = _(words, count=reader().number(len(companies)))
    listing = reader().listed(map(show.escaped, companies.values()))
    if len(companies) <= _NAMED:
        st.markdown(_("{a}: {b}", a=f"**{label}**", b=listing))
        return
    with st.expander(label):
        st.markdown(listing)


def listed(about: dict) -> None:
    """List the signatures with their signatories."""
    read, document = reader(), str(about["document_id"])
    signed = ask(documents.signatures, document_id=document, viewer=role.viewer())
    if signed.empty:
        return
    st.subheader(_("Signatures"), anchor=False)
    columns = {
        _("Company"): read.names(signed, nameless=_("undisclosed")),
        _("Date"): [tables.day(day) for day in signed["signed_on"]],
        _("Edition"): signed["edition"],
        _("Signatory"): [read.half(text) for text in signed["signatory"]],
    }
    show_rows(columns, height="content", alt=_("Companies that signed the document"))


def _former(signed: pd.DataFrame, document: str) -> list[str]:
    """Companies that signed an earlier edition than the one in force."""
    edition = documents.edition_in_force(ask(documents.paragraphs, document_id=document))
    if edition is None:
        return []
    return signed.loc[signed["edition"] < edition[0], "company_id"].tolist()


def _enter(document: str, open_ones: dict[str, str]) -> None:
    """Let the administration add a signature; the fields are initially empty to prevent signing by a second click."""
    turn = saving.save_count("signing")
    with st.container():
        company = pick.choice_input(_("Company"), open_ones, key=f"signing_company_{turn}")
        office = st.text_input(_("Signatory (office)"), key=f"signing_office_{turn}", max_chars=100).strip()
        day = day_field.enter(_("Date"), key=f"signing_day_{turn}")
    who = signing.signed_button(_("Add signature"), key="sign", field="sign_who", is_in_popover=True)
    if not who:
        return
    if not company or not office:
        st.warning(_("Choose the company and enter who signed for it, and the date."), icon=":material/edit:")
        return
    with saving.show_problems():
        version = documents.sign(
            cursor(),
            document_id=document,
            company_id=company,
            day=day,
            signatory=office,
            who=who,
            reason=both(N_("Charter signed")),
        )
        saving.next_turn("signing")
        undoing.keep(f"signatures_{document}", version)
        saving.saved(_("Saved: signature of {company}.", company=open_ones[company]))
