"""Turns of heavy pages while a workshop is open, so that phones and wall wait for one of them at most."""

import contextlib
import threading
from collections.abc import Generator

LONGEST = 5.0  # for which a page waits before it is drawn all the same [s]
_turn = threading.Semaphore(1)


@contextlib.contextmanager
def turn() -> Generator[None]:
    """Wait until no other page is being drawn.

    Python runs one thread at a time: three pages that are drawn at once are not ready sooner than one after another, but
    whoever sends an entry meanwhile waits for all of them at each step.
    """
    is_ours = _turn.acquire(timeout=LONGEST)
    try:
        yield
    finally:
        if is_ours:
            _turn.release()
