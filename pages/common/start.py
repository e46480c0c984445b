"""Start of the server: requirements of the first page, then of all others in the background."""

import asyncio
import gc
import importlib
import logging
import sys
from collections.abc import Mapping

from streamlit import config, net_util
from streamlit.web.server import server_util

from isdata import preparation
from isdata.data.access import is_loopback
from isdata.errors import IsdataError
from isdata.locations import APP
from pages.common.readiness import Readiness

_THRESHOLDS = (
    10_000,
    20,
    10,
)  # new objects until a collection of the first generation, and its runs until the next two
_ALL = 10  # full collections until frozen objects are examined again
_log = logging.getLogger("isdata.start")


def start(readiness: Readiness, loop: asyncio.AbstractEventLoop) -> None:
    """Prepare the server, and signal when the first page can be opened.

    Loaded objects are then excluded from garbage collection. Streamlit's own collection after every change of a control is
    off (.streamlit/config.toml): with twenty readers it took a sixth of the processor time. Changes of the data are passed on
    to presented windows by the event loop of the server.
    """
    try:
        if not preparation.is_prepared():
            for readiness.progress in preparation.compile_apart():
                _write(f"  {readiness.progress}\n")
        load_first_page()
        importlib.import_module("pages.common.presenting.following").begin(loop)
    except IsdataError as error:  # pages show it in the reader's language
        _write(f"{error}\n")
    except Exception:
        _log.exception("The start-up step failed; pages load what they need themselves.")
    readiness.is_ready = True
    _write(welcome())
    serve_workshop()
    load_all_pages()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.callbacks.append(_Settling())


class _Settling:
    """Keeps full collections short: what survives one is frozen, and examined again from time to time, so that closed
    sessions are freed."""

    def __init__(self) -> None:
        self._runs = 0

    def __call__(self, phase: str, info: Mapping[str, int]) -> None:
        if phase != "stop" or info["generation"] < 2:
            return
        self._runs += 1
        if self._runs % _ALL == 0:
            gc.unfreeze()
        else:
            gc.freeze()


def load_first_page() -> None:
    """Import what every page needs, and open the database."""
    import streamlit as st

    from isdata.output.figures import overview  # noqa: F401 - the first page draws with it
    from isdata.park import parks
    from pages.common import amounts, controls, data, navigation, repeated_work, scenario, show  # noqa: F401

    logging.disable(logging.WARNING)  # Streamlit warns about every command called outside a session
    try:
        # Streamlit ignores the folder pages/ only after st.navigation was called; calling it here prevents a false "page not
        # found" at the first deep link.
        st.navigation([st.Page(APP / entry.script, url_path=entry.name) for entry in navigation.ENTRIES])
        repeated_work.omit()
        parks.parks(data.cursor())
        st.empty()  # at the first element, Streamlit searches the source of every module on the stack
    finally:
        logging.disable(logging.NOTSET)


def serve_workshop() -> None:
    """Resume serving a workshop session that was open when the server ended, so that its phones reconnect."""
    logging.disable(logging.WARNING)  # as above
    try:
        importlib.import_module("pages.workshop.parts.running").resume()
    finally:
        logging.disable(logging.NOTSET)


def load_all_pages() -> None:
    """Import the parts of all pages, and run their `warm` functions and compiled code in advance."""
    from isdata.data import contracts

    try:
        parts = [
            importlib.import_module(".".join(path.relative_to(APP).with_suffix("").parts))
            for path in sorted((APP / "pages").glob("*/parts/*.py"))
        ]
        parts += [importlib.import_module(f"pages.common.{name}") for name in ("phrases", "language")]
        importlib.import_module("streamlit.emojis")  # otherwise the first icon compiles their pattern
        preparation.load()
        contracts.tables()  # read from a hundred files
        for part in parts:
            if hasattr(part, "warm"):
                part.warm()
    except IsdataError:  # about the database, already reported
        return
    except Exception:
        _log.exception("Not everything could be loaded ahead; pages load it themselves.")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def welcome() -> str:
    """Addresses of the app on this machine and, if it listens there, for others; needs no internet.

    It is plain ASCII, so that a console with any code page can print it.
    """
    addresses = {"Local URL": "localhost"}
    if not is_loopback(config.get_option("server.address")):
        addresses["Network URL"] = net_util.get_internal_ip() or ""
    lines = [
        f"  {name}: {server_util.get_url(host)}"
        for name, host in addresses.items()
        if host and host != "127.0.0.1"  # address found by Streamlit without a network
    ]
    return "\n".join(["", "  isdata is ready. Open it in a browser:", "", *lines, "", ""])
