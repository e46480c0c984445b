"""Start of the server: needs of the first page, then of all others in the background."""

import gc
import importlib
import logging
import sys
from collections.abc import Mapping
from functools import partialmethod

from streamlit import config, net_util
from streamlit.web.server import server_util

from isdata import preparation
from isdata.data.access import is_loopback
from isdata.errors import IsdataError
from isdata.locations import APP
from pages.common.readiness import Readiness

_NEW = 20  # collections until what is new is put out of the way
_ALL = 1000  # collections until everything is looked at
_log = logging.getLogger("isdata.start")


def start(readiness: Readiness) -> None:
    """Get everything ready, and say so as soon as the first page can be opened.

    Once all is loaded, it is put out of the way of the garbage collector, which Streamlit runs after every change of
    a control.
    """
    try:
        if not preparation.is_prepared():
            for readiness.progress in preparation.compile_apart():
                _write(f"  {readiness.progress}\n")
        load_first_page()
    except IsdataError as error:  # pages say it in the reader's words
        _write(f"{error}\n")
    except Exception:
        _log.exception("The start-up step failed; pages load what they need themselves.")
    readiness.is_ready = True
    _write(welcome())
    serve_workshop()
    load_all_pages()
    gc.collect()
    gc.freeze()
    gc.callbacks.append(_Settling())


class _Settling:
    """Keeps Streamlit's collection after every change of a control short: a fifth of the time of a page otherwise.

    What pages keep is put out of its way from time to time, and looked at again now and then, so that closed sessions are
    freed.
    """

    def __init__(self) -> None:
        self._runs = 0

    def __call__(self, phase: str, info: Mapping[str, int]) -> None:
        if phase != "stop" or info["generation"] < 2:
            return
        self._runs += 1
        if self._runs % _ALL == 0:
            gc.unfreeze()
        elif self._runs % _NEW == 1:
            gc.freeze()


def load_first_page() -> None:
    """Import what every page needs, and open the database."""
    import altair as alt
    import streamlit as st
    from altair.utils import schemapi

    from isdata.output.figures import overview  # noqa: F401 - the first page draws with it
    from isdata.park import parks
    from pages.common import amounts, controls, data, navigation, scenario, show  # noqa: F401

    logging.disable(logging.WARNING)  # Streamlit warns of every command that is called outside a session
    try:
        # Streamlit ignores the folder pages/ only once st.navigation was called; calling it here keeps
        # the first deep link from being greeted with a false "page not found".
        st.navigation([st.Page(APP / entry.script, url_path=entry.name) for entry in navigation.ENTRIES])
        # Tests check every chart against the schema of Vega-Lite; checking it again for each reader took
        # longer than drawing it.
        schemapi.disable_debug_mode()
        alt.TopLevelMixin.to_dict = partialmethod(  # ty: ignore[invalid-assignment]
            alt.TopLevelMixin.to_dict, validate=False
        )
        parks.parks(data.cursor())
    finally:
        logging.disable(logging.NOTSET)


def serve_workshop() -> None:
    """Serve a workshop session again that was open when the server ended, so that its phones come back."""
    logging.disable(logging.WARNING)  # as above
    try:
        importlib.import_module("pages.workshop.parts.running").resume()
    finally:
        logging.disable(logging.NOTSET)


def load_all_pages() -> None:
    """Import the parts of all pages, call their `warm` and what is compiled, so that nobody waits for it."""
    from isdata.data import contracts

    try:
        parts = [
            importlib.import_module(".".join(path.relative_to(APP).with_suffix("").parts))
            for path in sorted((APP / "pages").glob("*/parts/*.py"))
        ]
        parts += [importlib.import_module(f"pages.common.{name}") for name in ("phrases", "language")]
        preparation.load()
        contracts.tables()  # read from a hundred files
        for part in parts:
            if hasattr(part, "warm"):
                part.warm()
    except IsdataError:  # about the database, and said before
        return
    except Exception:
        _log.exception("Not everything could be loaded ahead; pages load it themselves.")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def welcome() -> str:
    """Addresses of the app, on this machine and, where it listens there, for others; uses no internet.

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
