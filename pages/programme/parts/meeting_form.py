"""The form of a meeting."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.programme.missions import meetings
from pages.common import editing, form
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.language import _, reader

ABOUT = ("event_kind", "name_en", "name_zh", "starts_on", "ends_on", "place")
TEXTS = ("agenda", "attendance", "minutes")


def fill(meeting: Mapping[str, Any] | None) -> None:
    """Let the facilitator create or change a meeting.

    Parameters
    ----------
    meeting : mapping, optional
        A row of `meetings.meetings`; None for a new one.
    """
    event_id = str(meeting["event_id"]) if meeting else None
    first = {name: None if pd.isna(value) else value for name, value in (meeting or {}).items()}
    read = reader()
    with st.form(f"meeting_{event_id}", border=False):
        values = form.fields(
            "event",
            ABOUT,
            scope=f"meeting_{event_id}",
            values=first or {"event_kind": "committee", "starts_on": dt.date.today()},
        )
        for name in TEXTS:
            values[name] = (
                st.text_area(
                    read.column("event", name),
                    value=str(first.get(name) or ""),
                    key=f"meeting_{event_id}_{name}",
                    height="content",
                ).strip()
                or None
            )
        who = editing.who("meeting_who")
        is_asked = st.form_submit_button(
            _("Save"), type="primary", icon=":material/save:", key=f"meeting_save_{event_id}"
        )
    if editing.is_signed(is_asked, who, key=f"meeting_store_{event_id}", who="meeting_who"):
        with editing.worded():
            saved = meetings.save(cursor(), park_id=park_id(), event_id=event_id, values=values, who=who)
            st.session_state["meeting"] = saved
            editing.saved()
