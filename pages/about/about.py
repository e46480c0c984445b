"""About: summary of computations, methods, factors, data dictionary, glossary, and sources."""

import streamlit as st

from isdata.data import contracts, methods
from pages.about.parts import dictionary, factors, method_cards, summary
from pages.common import controls, pick, screen
from pages.common.language import _, reader
from pages.common.presenting import headline
from pages.common.tables import show_rows

read = reader()
sections = {
    "summary": _("What is computed"),
    "methods": _("Methods"),
    "factors": _("Factors"),
    "tables": _("Data dictionary"),
    "words": _("Glossary"),
    "sources": _("Sources and licence"),
}

line = st.container(horizontal=True, vertical_alignment="center", gap="small")
section = pick.one_of(
    _("Section"), sections, key="about", place=line, label_visibility="collapsed", width="content"
)

if section == "summary":
    summary.show()
    if screen.is_high() and not controls.is_projected():
        st.subheader(_("Methods"), anchor=False)
        method_cards.show()
    screen.screen()  # a high window has room for the methods

if section == "methods":
    headline.state(_("{count} methods, each with its source", count=read.number(len(methods.METHODS))))
    method_cards.show()

if section == "factors":
    factors.show()

if section == "tables":
    dictionary.show(line)

if section == "words":
    headline.state(_("{count} terms in English and Chinese", count=read.number(len(contracts.glossary()))))
    show_rows(
        {
            _("Term"): [word[read.language] for word, _meaning in contracts.glossary()],
            _("Meaning"): [meaning[read.language] for _word, meaning in contracts.glossary()],
            _("Other language"): [
                word["en" if read.language == "zh" else "zh"] for word, _meaning in contracts.glossary()
            ],
        },
        height="content",
        alt=_("Terms and definitions"),
    )

if section == "sources":
    headline.state(_("Kalundborg is a real park with sources; the others are illustrative"))
    st.markdown(
        _(
            "isdata is based on the case study “Pathways to industrial symbiosis in China” of the GIZ "
            "programme Energy Policy and Energy Efficiency. Kalundborg is a real park; all its data have "
            "sources. Chengdu, Kunshan and Dayawan are illustrative: companies, flows and measures are "
            "fictitious, only the published totals of the energy efficiency networks are real."
        )
    )
    st.markdown(
        _(
            "isdata is free software under the Apache License 2.0. It is not affiliated with the GitHub group "
            "“isdata-org”, with GIZ, or with any of the parks."
        )
    )
