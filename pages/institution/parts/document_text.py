"""Paragraphs of a document: what holds, what is under discussion, and the next edition."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.i18n import N_
from isdata.institution import documents
from isdata.output import reports
from isdata.output.reports.charter import charter
from isdata.park import parks
from pages.common import cards, editing, role
from pages.common.controls import park_id
from pages.common.data import ask, cursor, deferred
from pages.common.language import _, ngettext, reader


def figures(about: dict) -> None:
    """Show the number of paragraphs by status, and of signatures."""
    read = reader()
    found = ask(documents.paragraphs, document_id=about["document_id"])
    counts = found.loc[found["is_newest"], "status"].value_counts()
    with st.grid(4, min_column_width=150):
        for status, definition in (
            ("in_force", _("Paragraphs that hold.")),
            ("agreed", _("Paragraphs that are agreed and not yet in force.")),
            ("draft", _("Paragraphs under discussion.")),
        ):
            cards.metric(
                read.choice("paragraph_status", status), read.number(int(counts.get(status, 0))), definition
            )
        cards.metric(_("Signatures"), read.number(int(about["signatures"])), _("Companies that signed."))


def offer(about: dict) -> None:
    """Let the reader download the printed version."""
    st.download_button(
        _("Printed version (Word)"),
        data=deferred(lambda: _printed(about, ask(documents.paragraphs, document_id=about["document_id"]))),
        file_name=f"{about['document_id']}.docx",
        icon=":material/print:",
        on_click="ignore",
    )


def show(about: dict) -> None:
    """Show the text by paragraph, and the table in which it is revised."""
    read = reader()
    found = ask(documents.paragraphs, document_id=about["document_id"])
    newest = found[found["is_newest"]]
    for row in newest[newest["status"] != "withdrawn"].to_dict("records"):
        state = read.choice("paragraph_status", row["status"])
        title = read.name(row["title_en"], row["title_zh"])
        st.markdown(f"**{row['number']}  {title}** · :gray[{state}]")
        st.text(read.name(row["text_en"], row["text_zh"]))
    with st.expander(_("Revise"), icon=":material/edit:"):
        _revise(about, newest)
    former = found[~found["is_newest"]]
    if len(former):
        with st.expander(ngettext("{count} former edition", "{count} former editions", len(former))):
            st.dataframe(
                pd.DataFrame(
                    {
                        _("Paragraph"): former["number"],
                        _("Edition"): former["edition"],
                        _("Text"): read.names(former, "text"),
                        _("Note"): [read.half(note) for note in former["note"]],
                    }
                ),
                hide_index=True,
                alt=_("Former editions"),
            )


def _printed(about: dict, found: pd.DataFrame) -> bytes:
    read, park = reader(), ask(parks.summary, park_id=park_id()).iloc[0]
    signed = documents.signatures(cursor(), document_id=about["document_id"], viewer=role.viewer())
    report = charter(
        about,
        found,
        signed,
        park=read.name(park["name_en"], park["name_zh"]),
        data_version=store.data_version(cursor()),
        read=read,
    )
    return reports.docx(report)


def _revise(about: dict, newest: pd.DataFrame) -> None:
    columns = ("number", "title_en", "title_zh", "text_en", "text_zh", "status", "note")
    now = editing.edited(
        "document_paragraph",
        newest[list(columns)],
        {
            name: editing.column(
                "document_paragraph", name, **({"default": "draft"} if name == "status" else {})
            )
            for name in columns
        },
        key=f"paragraphs_{about['document_id']}_{editing.turn('document_text')}_{reader().language}",
        may_grow=True,
        alt=_("Paragraphs of the document"),
    )
    who = editing.who("document_who")
    editing.offer_to_store(
        who,
        key="document_text",
        reason=N_("Document revised"),
        store=lambda why: documents.revise(
            cursor(), now, document_id=about["document_id"], day=dt.date.today(), who=who, reason=why
        ),
    )
