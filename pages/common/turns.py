"""Queue of page runs: one runs at a time, the others wait.

Python executes only one thread at a time anyway: pages that start together and share the time all finish late, at the
same moment. One after the other, most users wait for a few pages only, and so do the phones and main screens of a workshop.
"""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

PATIENCE = 2.0  # maximum waiting time, so that a slow page does not block others for longer [s]
_place = threading.Lock()


@dataclass
class _Turn:
    """State of the running page's turn."""

    is_held: bool = False

    def begin(self) -> None:
        self.is_held = _place.acquire(timeout=PATIENCE)

    def end(self) -> None:
        if self.is_held:
            _place.release()
        self.is_held = False


_TURN: ContextVar[_Turn | None] = ContextVar("turn", default=None)


@contextmanager
def own_turn() -> Generator[None]:
    """Run a page or a fragment when its turn comes; a part within a page shares the page's turn."""
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
def released() -> Generator[None]:
    """Release the turn to others while the page only waits."""
    turn = _TURN.get() or _Turn()
    was_held = turn.is_held
    turn.end()
    try:
        yield
    finally:
        if was_held:
            turn.begin()
