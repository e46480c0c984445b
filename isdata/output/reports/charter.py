"""Charter or procedure as a document: paragraphs in force and under discussion, and signatures."""

import datetime as dt

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.reports.blocks import Block, Heading, Note, Paragraph, Report, Table, tabulated


def charter(
    about: dict,
    paragraphs: pd.DataFrame,
    signatures: pd.DataFrame,
    *,
    park: str,
    data_version: int,
    read: Reader,
) -> Report:
    """Document for printing.

    Parameters
    ----------
    about : dict
        A row of `documents`.
    paragraphs, signatures : DataFrame
        As `institution.documents.paragraphs` and `signatures` return them.
    """
    blocks: list[Block] = []
    if about["is_illustrative"] is True:
        blocks.append(Note(read.text(N_("Fictitious data for illustration.")), is_warning=True))
    newest = paragraphs[paragraphs["is_newest"] & (paragraphs["status"] != "withdrawn")]
    for row in newest.to_dict("records"):
        title = read.name(row["title_en"], row["title_zh"])
        blocks.append(Heading(f"{row['number']}  {title}", 2))
        blocks.append(Paragraph(read.name(row["text_en"], row["text_zh"])))
        state = read.text(
            N_("{status}, edition {edition}"),
            status=read.choice("paragraph_status", row["status"]),
            edition=int(row["edition"]),
        )
        day = row["changed_on"]
        blocks.append(Note(read.clauses([state, read.date(day) if pd.notna(day) else ""])))
    if about["document_kind"] == "charter":
        blocks += [Heading(read.text(N_("Signatures"))), _signatures(signatures, read)]
    adopted = about["adopted_on"]
    subtitle = read.text(N_("Adopted on {day}"), day=read.date(adopted)) if pd.notna(adopted) else park
    name = read.name(about["name_en"], about["name_zh"])
    return Report(name, subtitle, park, dt.date.today(), data_version, read, blocks)


def _signatures(signatures: pd.DataFrame, read: Reader) -> Table:
    empty = [""] * 3
    rows = signatures.to_dict("records")
    return tabulated(
        read,
        (N_("Company"), [*read.names(signatures), *empty], 2),
        (N_("Signatory"), [read.half(row["signatory"]) or "" for row in rows] + empty, 1.6),
        (N_("Date"), [read.date(row["signed_on"]) for row in rows] + empty, 1.4),
        (N_("Signature"), [""] * len(rows) + empty, 1.4),
    )
