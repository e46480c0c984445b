"""Views for the main screen, prepared while the facilitator is still on the page."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

from isdata.programme.stories import SavedView

T = TypeVar("T")
Drawn = bytes | list[dict[str, object]]  # a picture as SVG, or cards
_KEPT = 8  # number of stored results


@dataclass(frozen=True)
class View:
    """A page with the facilitator's settings, to be rendered in the main screen's language.

    Parameters
    ----------
    park_id : str
    saved : SavedView
        The page with its settings.
    title : str
        Title of the page, in English.
    """

    park_id: str
    saved: SavedView
    title: str


def ready(future: "Future[T]") -> T | None:
    """Result of a computation; None while pending, or if it failed or was cancelled."""
    is_there = future.done() and not future.cancelled() and future.exception() is None
    return future.result() if is_there else None


class Prepared(Generic[T]):
    """Results computed one after another in a thread, so that they are ready when requested."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "workshop-prepared")
        self._made: dict[str, Future[T]] = {}

    def begin(self, key: str, make: Callable[[], T]) -> Future[T]:
        """Compute `make()` unless its result is stored under the key; pending computations are cancelled."""
        known = self._made.get(key)
        if known is not None and not (known.cancelled() or (known.done() and known.exception())):
            return known
        for name, other in list(self._made.items()):
            if other.cancel() or len(self._made) >= _KEPT:
                del self._made[name]
        self._made[key] = self._thread.submit(make)
        return self._made[key]

    def close(self) -> None:
        """Stop starting computations, and wait for running ones."""
        self._thread.shutdown(cancel_futures=True)
