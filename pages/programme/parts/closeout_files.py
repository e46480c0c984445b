"""Files for handover: the close-out report, the park file, and the public copy."""

import datetime as dt
import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from isdata.output import committee
from isdata.programme.closeout import handover
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.file_button import file_button
from pages.common.language import _, reader
from pages.common.report_offer import report_buttons


def offer() -> None:
    """Let the facilitator download the report and both copies of the park."""
    park, read, day = park_id(), reader(), dt.date.today()

    def copy(is_public: bool) -> bytes:
        write = handover.public if is_public else handover.copy
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "park.duckdb"
            write(cursor(), path, park_id=park)
            return path.read_bytes()

    with st.container(horizontal=True):
        report_buttons(
            lambda: committee.closeout_report(cursor(), park_id=park, reader=read, day=day),
            {"docx": _("Close-out report (Word)"), "xlsx": _("Close-out report (Excel)")},
            f"{park}-close-out-{day.isoformat()}",
            key="closeout",
        )
        for is_public, name, label, about in (
            (
                False,
                "hand-over",
                _("Hand-over file of the park"),
                _("All data and history of this park in one file. Restore it on another machine under Data."),
            ),
            (
                True,
                "public",
                _("Public copy of the park"),
                _("Without undisclosed companies, costs, notes and history."),
            ),
        ):
            file_button(
                label,
                partial(copy, is_public),
                f"{park}-{name}-{day.isoformat()}.duckdb",
                icon=":material/public:" if is_public else ":material/move_to_inbox:",
                key=f"closeout_{name}",
                help=about,
            )
