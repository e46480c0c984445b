"""Paragraphs of a document: in force, under discussion, and the next edition."""

import datetime as dt
from functools import partial

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.i18n import N_
from isdata.institution import documents
from isdata.output.reports import Report
from isdata.output.reports.charter import charter
from pages.common import cards, park_facts, role
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline
from pages.common.report_offer import report_buttons
from pages.common.show import escaped
from pages.common.tables import show_rows, texts


def stated(about: dict) -> list[str]:
    """Owner of a document, its day of adoption, and the edition in force."""
    read, adopted = reader(), about["adopted_on"]
    day = "" if pd.isna(adopted) else _("adopted on {day}", day=read.date(adopted))
    edition = documents.edition_in_force(ask(documents.paragraphs, document_id=about["document_id"]))
    return [read.half(about["owner"]) or "", day or _("not adopted yet"), _in_force(edition)]


def _in_force(edition: tuple[int, dt.date | None] | None) -> str:
    """Text of the edition in force and its day; empty if none is in force."""
    if edition is None:
        return ""
    number, day = edition
    if day is None:
        return _("edition {number} in force", number=reader().number(number))
    return _("edition {number} of {day} in force", number=reader().number(number), day=reader().date(day))


def figures(about: dict) -> None:
    """Show the number of paragraphs by status, and of signatures; nothing if all are drafts, which the headline states."""
    read, counts = reader(), _counts(about)
    if not counts.drop("draft", errors="ignore").sum() and not about["signatures"]:
        return
    total = int(counts.drop("withdrawn", errors="ignore").sum())
    with st.grid(4, min_column_width=150):
        for status, definition in (
            ("in_force", _("Paragraphs in force.")),
            ("agreed", _("Paragraphs that are agreed and not yet in force.")),
            ("draft", _("Paragraphs under discussion.")),
        ):
            count = int(counts.get(status, 0))
            cards.metric(
                read.choice("paragraph_status", status),
                read.number(count),
                definition,
                ngettext("of {count} paragraph", "of {count} paragraphs", total),
            )
        signed = ask(documents.signatures, document_id=about["document_id"], viewer=role.viewer())
        editions = signed["edition"].dropna().value_counts().sort_index(ascending=False)
        cards.metric(
            _("Signatures"),
            read.number(int(about["signatures"])),
            _("Companies that signed, with the edition that each signed."),
            read.clauses(
                _("edition {number}: {count}", number=read.number(number), count=read.number(count))
                for number, count in editions.items()
            )
            or _("companies"),
        )


def _counts(about: dict) -> pd.Series:
    """Number of paragraphs of a document by status."""
    found = ask(documents.paragraphs, document_id=about["document_id"])
    return found.loc[found["is_newest"], "status"].value_counts()


def state_unadopted(about: dict, *, is_any_adopted: bool) -> None:
    """State in the headline that a document, or any, is not adopted, with its draft paragraphs.

    Templates are not adopted themselves.
    """
    if pd.notna(about["adopted_on"]) or (is_any_adopted and about["document_kind"] == "template"):
        return
    drafts = int(_counts(about).get("draft", 0))
    state = _("This document is not adopted") if is_any_adopted else _("No document is adopted")
    words = ngettext("{count} draft paragraph", "{count} draft paragraphs", drafts)
    headline.state(reader().clauses([state, words if drafts else ""]), is_on_page=True)


def offer(about: dict) -> None:
    """Let the user download the printed version."""
    read, park, viewer = reader(), park_facts.name(), role.viewer()
    found = ask(documents.paragraphs, document_id=about["document_id"])

    def printed() -> Report:
        signed = documents.signatures(cursor(), document_id=about["document_id"], viewer=viewer)
        version = store.data_version(cursor())
        return charter(about, found, signed, park=park, data_version=version, read=read)

    report_buttons(
        printed,
        {"docx": _("Printed version (Word)")},
        about["document_id"],
        key="printed",
        icon=":material/print:",
    )


def show(about: dict) -> None:
    """Show the text by paragraph, and the table for its revision."""
    read = reader()
    found = ask(documents.paragraphs, document_id=about["document_id"])
    newest = found[found["is_newest"]]
    for row in newest[newest["status"] != "withdrawn"].to_dict("records"):
        state = _(
            "{status}, edition {edition}",
            status=read.choice("paragraph_status", row["status"]),
            edition=read.number(int(row["edition"])),
        )
        title = read.name(row["title_en"], row["title_zh"])
        text = escaped(read.name(row["text_en"], row["text_zh"]))
        st.markdown(f"**{row['number']}  {title}** · :gray[{state}]  \n{text}")
    with st.expander(_("Revise"), icon=":material/edit:"):
        _revise(about, newest)
    former = found[~found["is_newest"]]
    if len(former):
        with st.expander(ngettext("{count} former edition", "{count} former editions", len(former))):
            show_rows(
                {
                    _("Paragraph"): former["number"],
                    _("Edition"): former["edition"],
                    _("Text"): read.names(former, "text"),
                    _("Note"): [read.half(note) for note in former["note"]],
                },
                lines=3,
                height="content",
                column_config=texts({_("Paragraph"): 85, _("Edition"): 70, _("Text"): 310, _("Note"): 195}),
                alt=_("Former editions"),
            )


def _revise(about: dict, newest: pd.DataFrame) -> None:
    columns = ("number", "title_en", "title_zh", "text_en", "text_zh", "status", "note")
    now = edited_table.edited(
        "document_paragraph",
        newest[list(columns)],
        edited_table.columns(
            "document_paragraph",
            columns,
            status=edited_table.column("document_paragraph", "status", default="draft"),
        ),
        key=f"paragraphs_{about['document_id']}_{saving.save_count('document_text')}_{reader().language}",
        may_grow=True,
        height="auto",
        alt=_("Paragraphs of the document"),
    )
    store = partial(documents.revise, rows=now, document_id=about["document_id"], day=dt.date.today())
    saving.offer_to_store(
        signing.signature("document_who"), store, key="document_text", reason=N_("Document revised")
    )
