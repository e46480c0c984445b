"""What a server does once, before its first visitor."""

import logging

import streamlit as st
from altair.utils import schemapi
from streamlit import config, net_util
from streamlit.web.server import server_util

from isdata import preparation
from isdata.data.access import is_loopback
from isdata.park import parks
from pages.common import data, navigation
from pages.park.parts import map_picture


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
        preparation.load()
        map_picture.warm()
    finally:
        logging.disable(logging.NOTSET)


def welcome() -> str:
    """Return where the app is, on this machine and, where it listens there, for others; asks nothing of the internet.

    In plain ASCII: a console of any code page can print it.
    """
    addresses = {"Local URL": "localhost"}
    if not is_loopback(config.get_option("server.address")):
        addresses["Network URL"] = net_util.get_internal_ip() or ""
    lines = [
        f"  {name}: {server_util.get_url(host)}"
        for name, host in addresses.items()
        if host and host != "127.0.0.1"  # what Streamlit finds where there is no network
    ]
    return "\n".join(["", "  isdata is ready. Open it in a browser:", "", *lines, "", ""])
