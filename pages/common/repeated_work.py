"""Work that Streamlit and Altair repeat for every run although its result is the same; done once instead."""

import asyncio
import functools
from collections import deque
from collections.abc import Callable
from functools import partialmethod

import altair as alt
from altair.utils import schemapi
from streamlit.elements import html, vega_charts
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.runtime_util import MESSAGE_FLUSH_INTERVAL_SECS


def omit() -> None:
    """Replace the functions that repeat work, for the whole process."""
    # Tests validate every chart against the Vega-Lite schema; validating it again for each user took longer than drawing it.
    schemapi.disable_debug_mode()
    alt.TopLevelMixin.to_dict = partialmethod(  # ty: ignore[invalid-assignment]
        alt.TopLevelMixin.to_dict, validate=False
    )
    # Altair hashes the schemas of all its classes again for every channel that is given as text.
    channels = schemapi._FromDict(alt.VegaLiteSchema._default_wrapper_classes())
    schemapi._FromDict = lambda _classes: channels  # ty: ignore[invalid-assignment]
    # A diagram that was drawn before is written and read again for each reader, to find names that change.
    stabilised = functools.lru_cache(maxsize=64)(vega_charts._stabilize_vega_json_spec)
    vega_charts._stabilize_vega_json_spec = stabilised  # ty: ignore[invalid-assignment]
    # The rules of style are long, and their lines are searched for a common indentation for each reader.
    html.clean_text = functools.lru_cache(maxsize=64)(html.clean_text)  # ty: ignore[invalid-assignment]
    _read_themes_once()
    _wake_event_loop_once()


class _Messages:
    """Messages of a session that wait for the server's event loop."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_due = False

    def add(self, message: Callable[[], None]) -> bool:
        """Add a message from any thread; return True if the event loop must be woken."""
        self._waiting.append(message)
        was_due, self._is_due = self._is_due, True
        return not was_due

    def hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hand all messages to the event loop in their order; one added meanwhile wakes it again."""
        self._is_due = False
        while self._waiting:
            loop.call_soon(self._waiting.popleft())


def _wake_event_loop_once() -> None:
    """Wake the event loop once for the messages that Streamlit sends together; it does for each, at a twentieth of a page's time."""
    wake = app_session.AppSession._call_soon_on_event_loop

    def add(session: app_session.AppSession, message: Callable[[], None]) -> None:
        loop, known = session._event_loop, vars(session)
        messages = known.get("_messages") or known.setdefault("_messages", _Messages())

        def wait() -> None:
            loop.call_later(MESSAGE_FLUSH_INTERVAL_SECS, messages.hand_over, loop)

        if messages.add(message):
            wake(session, wait)

    app_session.AppSession._call_soon_on_event_loop = add  # ty: ignore[invalid-assignment]


def _read_themes_once() -> None:
    """Build the six themes of the settings once; Streamlit does it at every run, a thirtieth of a page's time."""
    populate = app_session._populate_theme_msg

    @functools.cache
    def theme(section: str) -> CustomThemeConfig:
        built = CustomThemeConfig()
        populate(built, section)
        return built

    def from_cache(message: CustomThemeConfig, section: str = "theme") -> None:
        # Merging nothing would still mark the theme as set, and the browser would take its defaults.
        if theme(section).ListFields():
            message.MergeFrom(theme(section))

    app_session._populate_theme_msg = from_cache  # ty: ignore[invalid-assignment]
