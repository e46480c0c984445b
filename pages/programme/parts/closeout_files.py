"""Files for handover: the close-out report, the park file, and the public copy."""

import datetime as dt
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from isdata.data.i18n import N_
from isdata.output import committee
from isdata.programme.closeout import handover
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.file_button import file_button
from pages.common.language import _, reader
from pages.common.report_offer import report_buttons

_COPIES = (
    (
        "hand-over",
        handover.copy,
        N_("Hand-over file of the park"),
        N_("All data and history of this park in one file. Restore it on another machine under Data."),
        ":material/move_to_inbox:",
    ),
    (
        "public",
        handover.public,
        N_("Public copy of the park"),
        N_("Without undisclosed companies, costs, notes and history."),
        ":material/public:",
    ),
)


def offer() -> None:
    """Let the facilitator download the report and both copies of the park."""
    park, read, day = park_id(), reader(), dt.date.today()

    def copy(write: Callable[..., object]) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "park.duckdb"
            write(cursor(), path, park_id=park)
            return path.read_bytes()

    with st.popover(_("Report and copies"), icon=":material/download:", width="content"):
        report_buttons(
            lambda: committee.closeout_report(cursor(), park_id=park, reader=read, day=day),
            {"docx": _("Close-out report (Word)"), "xlsx": _("Close-out report (Excel)")},
            f"{park}-close-out-{day.isoformat()}",
            key="closeout",
        )
        for name, write, label, about, icon in _COPIES:
            file_button(
                _(label),
                partial(copy, write),
                f"{park}-{name}-{day.isoformat()}.duckdb",
                icon=icon,
                key=f"closeout_{name}",
                help=_(about),
            )
