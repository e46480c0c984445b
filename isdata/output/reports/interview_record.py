"""Record of an interview with its photos, for confirmation by the company."""

import datetime as dt
import io

import duckdb
import pandas as pd
from PIL import Image

from isdata.data import contracts, store
from isdata.data.i18n import N_, Reader
from isdata.output.reports.blocks import Block, Column, Heading, Note, Paragraph, Picture, Report, Table
from isdata.output.reports.park_report import park_report
from isdata.programme.visits import interviews, photos

_LONGEST_SIDE = 0.6  # width of a photo, as a share of the text width


def interview_record(
    con: duckdb.DuckDBPyConnection, *, park_id: str, interview_id: str, reader: Reader, day: dt.date
) -> Report:
    """Answers of an interview along the process line, and its photos."""
    known = interviews.interviews(con, park_id=park_id).set_index("interview_id")
    about, text = known.loc[interview_id].to_dict(), reader.text
    is_confirmed = pd.notna(about["confirmed_on"])
    state = (
        text(N_("Confirmed by the company on {day}."), day=reader.date(about["confirmed_on"]))
        if is_confirmed
        else text(N_("Not confirmed yet. Please correct what is wrong and confirm the rest."))
    )
    held = [
        text(N_("{a}: {b}"), a=reader.column("interview", name), b=words)
        for name, words in (
            ("held_on", reader.date(about["held_on"]) if pd.notna(about["held_on"]) else ""),
            ("person", reader.half(about["person"]) or ""),
        )
        if words
    ]
    blocks: list[Block] = [
        Note(state, is_warning=not is_confirmed),
        Paragraph("", held),
        Heading(text(N_("Answers along the process line"))),
        *_answers(con, interview_id, reader),
        *photo_blocks(con, interview_id, reader),
    ]
    title = N_("Record of an interview")
    return park_report(con, park_id, title=title, subtitle=about, reader=reader, day=day, blocks=blocks)


def _answers(con: duckdb.DuckDBPyConnection, interview_id: str, reader: Reader) -> list[Block]:
    """Table of all answers; a note if there are none."""
    rows = interviews.answers(con, interview_id=interview_id)
    if rows.empty:
        return [Note(reader.text(N_("No answer is recorded.")))]
    topics = contracts.choices("interview_topic")
    resources = store.ask(con, "resource_names").set_index("resource_id")
    names = dict(zip(resources.index, reader.names(resources), strict=True))

    def label(name):
        return reader.column("interview_answer", name)

    columns = [
        Column(label("topic"), [topics[topic][reader.language] for topic in rows["topic"]]),
        Column(label("words"), [_words(words) for words in rows["words"]], width=2.0),
        Column(label("resource_id"), [names.get(name, "") for name in rows["resource_id"]]),
        Column(label("quantity"), [_amount(row, reader) for row in rows.to_dict("records")]),
    ]
    return [Table("", columns)]


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def _amount(row: dict, reader: Reader) -> str:
    if pd.isna(row["quantity"]):
        return ""
    amount = reader.quantity(row["quantity"], row["unit"])
    return amount + ("" if pd.isna(row["uncertainty"]) else f" ± {reader.number(row['uncertainty'])} %")


def photo_blocks(con: duckdb.DuckDBPyConnection, interview_id: str, reader: Reader) -> list[Block]:
    """Photos of an interview under a separate heading; empty without photos."""
    found = photos.photos(con, interview_id=interview_id)
    found = found[found["content"].notna()]
    if found.empty:
        return []
    blocks: list[Block] = [Heading(reader.text(N_("Photos")))]
    for row in found.to_dict("records"):
        words = _words(row["words"]) or reader.text(N_("Photo without caption"))
        content = bytes(row["content"])
        blocks += [Picture(content, words, _share(content)), Note(words)]
    return blocks


def _share(photo: bytes) -> float:
    """Width of a photo on a page, so that a portrait photo is no taller than a landscape one is wide."""
    with Image.open(io.BytesIO(photo)) as shown:
        return min(_LONGEST_SIDE, _LONGEST_SIDE * shown.width / shown.height)
