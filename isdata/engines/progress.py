"""Progress of a long computation: whoever waits for it learns the share done, and may ask it to stop."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar

Watch = Callable[[float], bool]  # takes the share done [0–1]; False asks to stop
_WATCH: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(watch: Watch) -> Generator[None]:
    """Report the progress of computations within to `watch`."""
    token = _WATCH.set(watch)
    try:
        yield
    finally:
        _WATCH.reset(token)


def goes_on(share: float) -> bool:
    """Report the share done [0–1]; False where the computation is to stop and return what it has found.

    A computation calls it once for each step, before the step.
    """
    watch = _WATCH.get()
    return watch is None or watch(share)
