"""Progress of a long computation: it reports its share done, and can be requested to stop."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar

Watch = Callable[[float], bool]  # called with the share done [0–1]; returns False to request a stop
_WATCH: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watching(watch: Watch) -> Generator[None]:
    """Report the progress of computations within to `watch`."""
    token = _WATCH.set(watch)
    try:
        yield
    finally:
        _WATCH.reset(token)


def report(share: float) -> bool:
    """Report the share done [0–1]; return False if the computation should stop and return its results so far.

    A computation calls it once for each step, before the step.
    """
    watch = _WATCH.get()
    return watch is None or watch(share)
