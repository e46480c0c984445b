"""Calls of page scripts to the server's loop, handed over together.

Streamlit hands each of the hundred or more messages of a page to its loop with two calls. Each call woke the loop and interrupted
the script, which took a tenth of the processor time of a page.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from contextvars import Context
from functools import partial

from streamlit.runtime.scriptrunner import get_script_run_ctx

WAIT = 0.005  # time for which the calls of a script are gathered [s]


def gather(loop: asyncio.AbstractEventLoop) -> None:
    """Gather the calls of page scripts to this loop, the one of the calling thread; their order is kept."""
    loop.call_soon_threadsafe = _GatheredCalls(loop)  # ty: ignore[invalid-assignment]


class _GatheredCalls:
    """Replaces `call_soon_threadsafe` of a loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop, self._call_now, self._thread = loop, loop.call_soon_threadsafe, threading.get_ident()
        self._waiting: deque[Callable[[], object]] = deque()
        self._is_due = False

    def __call__(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle | None:
        """Call `callback` in the loop: at once, or with the other calls of the script."""
        if threading.get_ident() == self._thread:
            return self._loop.call_soon(callback, *args, context=context)
        if get_script_run_ctx(suppress_warning=True) is None:
            return self._call_now(callback, *args, context=context)
        self._waiting.append(partial(self._loop.call_soon, callback, *args, context=context))
        if not self._is_due:
            self._is_due = True
            self._call_now(self._loop.call_later, WAIT, self._hand_over)
        return None

    def _hand_over(self) -> None:
        self._is_due = False
        while self._waiting:
            self._waiting.popleft()()
