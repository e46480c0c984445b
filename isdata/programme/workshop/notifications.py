"""Notification of the hall's event streams after each change of the session."""

import asyncio
import contextlib
from collections.abc import Generator

from isdata.programme.workshop.live import Live


class Changes:
    """Wakes all streams of one event loop by one call, independent of the number of phones.

    Otherwise the writing thread would wait for the GIL once per phone while pages are redrawn.

    Parameters
    ----------
    live : Live
        The session.
    """

    def __init__(self, live: Live) -> None:
        self._live = live
        self._waiting: set[asyncio.Event] = set()
        self.is_ended = False

    @contextlib.contextmanager
    def follow(self) -> Generator[asyncio.Event]:
        """Event set after each change; used in the event loop only."""
        changed = asyncio.Event()
        if not self._waiting:
            self._loop = asyncio.get_running_loop()
            self._end = self._live.follow(self._pass_on)
        self._waiting.add(changed)
        try:
            yield changed
        finally:
            self._waiting.remove(changed)
            if not self._waiting:
                self._end()

    def end(self) -> None:
        """End all streams before their server is closed."""
        self.is_ended = True
        if self._waiting:
            self._pass_on()

    def _pass_on(self) -> None:
        """Pass a change from the writing thread to the event loop, unless that has ended meanwhile."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for changed in self._waiting:
            changed.set()
