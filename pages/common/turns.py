"""Turns of pages: one runs at a time, the others wait for theirs.

Python runs one of them at a time anyway: pages that start together and share it all end late, at the same moment, and
their readers go on at the same moment again. One after the other, most readers wait for a few pages only, and so do the
phones and walls of a workshop.
"""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

PATIENCE = 2.0  # seconds after which a page runs all the same: a slow one holds nobody up for longer
_place = threading.Lock()


@dataclass
class _Turn:
    """Place of the page that is running."""

    is_held: bool = False

    def begin(self) -> None:
        self.is_held = _place.acquire(timeout=PATIENCE)

    def end(self) -> None:
        if self.is_held:
            _place.release()
        self.is_held = False


_TURN: ContextVar[_Turn | None] = ContextVar("turn", default=None)


@contextmanager
def one() -> Generator[None]:
    """Run a page, or a part of it that runs alone, when it is its turn; a part within a page has that of the page."""
    if _TURN.get() is not None:
        yield
        return
    turn = _Turn()
    token = _TURN.set(turn)
    turn.begin()
    try:
        yield
    finally:
        turn.end()
        _TURN.reset(token)


@contextmanager
def left_to_others() -> Generator[None]:
    """Let others have their turn while the page only waits."""
    turn = _TURN.get() or _Turn()
    was_held = turn.is_held
    turn.end()
    try:
        yield
    finally:
        if was_held:
            turn.begin()
