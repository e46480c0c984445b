"""A story as files: slides and a handout."""

import streamlit as st

from isdata.output import stories as output
from pages.common.data import cursor
from pages.common.language import _, reader

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMATS = {"pptx": (PPTX, output.pptx), "docx": (DOCX, output.docx)}


def offer(park_id: str, story_id: str) -> None:
    """Offer the story as slides and as a handout, in the reader's language; companies as guests see them."""
    read = reader()
    for ending, (mime, written) in _FORMATS.items():

        def made(write=written) -> bytes:
            return write(output.deck(cursor(), park_id=park_id, story_id=story_id, reader=read))

        st.download_button(
            ending.upper(),
            made,
            file_name=f"{story_id}.{ending}",
            mime=mime,
            key=f"story_{ending}",
            on_click="ignore",
            icon=":material/download:",
            help=_("Slides with speaker notes, as guests see the park.")
            if ending == "pptx"
            else _("Handout with pictures and notes, as guests see the park."),
        )
