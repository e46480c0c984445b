"""Files of a story: slides and a handout."""

import re

from isdata.output import stories as output
from pages.common.data import cursor
from pages.common.file_button import file_button
from pages.common.language import _, reader

_WRITERS = {"pptx": output.pptx, "docx": output.docx}


_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|？：]')  # characters that a system or a sender refuses in a file name


def offer(park_id: str, story_id: str, title: str) -> None:
    """Offer the story as slides and as a handout, named by its title, in the reader's language; companies as guests see them."""
    read = reader()
    for ending, written in _WRITERS.items():

        def made(write=written) -> bytes:
            return write(output.deck(cursor(), park_id=park_id, story_id=story_id, reader=read))

        file_button(
            _("Slides (PowerPoint)") if ending == "pptx" else _("Handout (Word)"),
            made,
            f"{_NOT_IN_NAMES.sub('', title).strip() or story_id}.{ending}",
            key=f"story_{ending}",
            help=_("Slides with speaker notes, as guests see the park.")
            if ending == "pptx"
            else _("Handout with pictures and notes, as guests see the park."),
        )
