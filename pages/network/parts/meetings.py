"""Meetings and other events of a network."""

import datetime as dt

import pandas as pd
import streamlit as st

from pages.common import show
from pages.common.language import _, reader


def show_meetings(events: pd.DataFrame) -> None:
    """Show the network's coming and past meetings and other events."""
    st.subheader(_("Meetings and events"), anchor=False)
    if events.empty:
        st.info(
            _("No meeting is recorded. Enter one in the table “Events” under Data."),
            icon=":material/event:",
        )
        return
    is_ahead = pd.to_datetime(events["starts_on"]) >= pd.Timestamp(dt.date.today())
    coming, past = _("Upcoming"), _("Past")
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"**{coming}**")
        if is_ahead.any():
            _events(events[is_ahead])
        else:
            st.caption(_("This network has no further meeting scheduled."))
    with right:
        st.markdown(f"**{past}**")
        _events(events[~is_ahead].iloc[::-1])


def _events(events: pd.DataFrame) -> None:
    read = reader()
    for row in events.to_dict("records"):
        day = row["starts_on"]
        place = read.half(row["place"])
        if row["is_at_member"]:
            place = read.name(row["site_en"], row["site_zh"]) or _("at a member")
        kind = read.choice("event_kind", row["event_kind"])
        name = show.escaped(read.name(row["name_en"], row["name_zh"]) if row["is_named"] else kind)
        details = [kind if row["is_named"] else "", place, read.half(row["note"])]
        st.markdown(f"{show.escaped(read.date(None if pd.isna(day) else day))} · **{name}**")
        st.caption(" · ".join(show.escaped(part) for part in details if part))
