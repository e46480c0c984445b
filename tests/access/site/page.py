"""Says who is looking, and offers a file that is there, one that is made when asked for, and a place for uploads.

It works in a practice copy where its address names one, as the app does.
"""

from uuid import uuid4

import streamlit as st

from pages.common import address, practice
from pages.common.access import visitor

with address.whole_script():
    practice.remember()
st.title("facilitator" if visitor.is_facilitator() else "guest")
whose = st.session_state.setdefault("whose", uuid4().hex)
st.download_button("There", data=f"there for {whose}", on_click="ignore")
st.download_button("Made", data=lambda: f"made for {whose}", on_click="ignore")
st.file_uploader("File")
