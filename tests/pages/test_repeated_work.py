"""Work of Streamlit that is done once has the same result as Streamlit's own."""

import asyncio
import time
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from pages.common import repeated_work

PARTS = {
    "theme": lambda message: message.custom_theme,
    "theme.light": lambda message: message.custom_theme.light,
    "theme.dark": lambda message: message.custom_theme.dark,
    "theme.sidebar": lambda message: message.custom_theme.sidebar,
}


def themes() -> NewSession:
    """Message with the themes of the settings."""
    message = NewSession()
    for section, part in PARTS.items():
        app_session._populate_theme_msg(part(message), section)
    return message


def test_themes_built_once_are_those_of_streamlit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)  # restored
    own = themes()
    repeated_work._read_themes_once()
    first, second = themes(), themes()

    assert own.custom_theme.primary_color  # the settings are read
    assert first == own
    assert second == own  # a theme that was built before is neither lost nor doubled


def test_messages_wake_the_event_loop_together_and_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    own = app_session.AppSession._call_soon_on_event_loop
    monkeypatch.setattr(app_session.AppSession, "_call_soon_on_event_loop", own)  # restored
    repeated_work._wake_event_loop_once()
    session: Any = SimpleNamespace()
    seen: list[tuple[int, int]] = []
    woken: list[object] = []

    def send(thread: int) -> None:
        for number in range(500):
            time.sleep(0.01 * (number % 100 == 0))  # longer than messages are gathered
            app_session.AppSession._call_soon_on_event_loop(session, partial(seen.append, (thread, number)))

    async def received() -> None:
        loop = session._event_loop = asyncio.get_running_loop()
        wake, ends = loop.call_soon_threadsafe, time.monotonic() + 5
        monkeypatch.setattr(loop, "call_soon_threadsafe", lambda *work: (woken.append(work), wake(*work)))
        await asyncio.gather(*(asyncio.to_thread(send, thread) for thread in range(4)))
        while len(seen) < 2000 and time.monotonic() < ends:
            await asyncio.sleep(0.001)

    asyncio.run(received())
    assert len(woken) < len(seen) == 2000
    for thread in range(4):
        assert [number for other, number in seen if other == thread] == list(range(500))
