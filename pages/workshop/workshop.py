"""Workshop: open a session, follow what the hall sends, confirm it, and choose what the wall shows."""

import datetime as dt

import segno
import streamlit as st

from pages.common.controls import park_id
from pages.common.language import _
from pages.workshop.parts import console, running

now = running.current()
if now is None:
    st.markdown(
        _(
            "Phones join by a QR code and declare what their companies have and want; the wall shows it. While a session is "
            "open, a second address of this machine serves phones and wall, and nothing else."
        )
    )
    with st.form("workshop_open"):
        name = st.text_input(_("Name of the workshop"), key="workshop_name")
        date = st.date_input(_("Date"), dt.date.today(), key="workshop_date")
        is_opened = st.form_submit_button(_("Open the session"), type="primary", key="workshop_start")
    if is_opened:
        running.start(park_id(), name.strip() or _("Workshop"), date.isoformat())
        st.rerun()
else:
    left, right = st.columns([3, 1], gap="large")
    with right:
        address = f"{now.address}?code={now.live.day.code}"
        st.image(segno.make(address, error="m").svg_data_uri(scale=4), width=220)
        st.code(now.address, language=None)
        st.markdown(_("Code: **{code}**", code=now.live.day.code))
        st.link_button(_("Open the wall"), now.wall, icon=":material/slideshow:")
        if st.button(_("Renew the code"), key="workshop_renew"):
            console.renew(now.live)
            st.rerun()
        if st.button(_("Close the session"), key="workshop_close"):
            running.stop()
            st.rerun()
    with left:
        console.follow(now.live)
