"""What a server does once, before its first visitor."""

import logging

import streamlit as st
from altair.utils import schemapi

from isdata import parks, warming
from pages.common import data, mapview, navigation


def warm() -> None:
    """Import and exercise what the pages use, so that the first visitor does not wait for it."""
    logging.disable(logging.WARNING)  # Streamlit warns of every command that is called outside a session
    try:
        # Streamlit ignores the folder pages/ only once st.navigation was called; calling it here keeps
        # the first deep link from being greeted with a false "page not found".
        st.navigation([st.Page(entry.script, url_path=entry.name) for entry in navigation.ENTRIES])
        parks.parks(data.cursor())
        # A chart is checked whole when it is sent; checking each of its parts as well took longer than drawing it.
        schemapi.disable_debug_mode()
        warming.warm()
        mapview.warm()
    finally:
        logging.disable(logging.NOTSET)
