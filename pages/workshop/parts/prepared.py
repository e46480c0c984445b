"""What may be put on the wall next, made while the facilitator still looks at the page."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

from isdata.programme.stories import SavedView

T = TypeVar("T")
Drawn = bytes | list[dict[str, object]]  # a picture as SVG, or cards
_KEPT = 8  # results


@dataclass(frozen=True)
class View:
    """A page as the facilitator left it, to be drawn for the wall in its language.

    Parameters
    ----------
    park_id : str
    saved : SavedView
        The page with its choices.
    title : str
        Of the page, in English.
    """

    park_id: str
    saved: SavedView
    title: str


def ready(future: "Future[T]") -> T | None:
    """The result of a computation; None while it is not there, or where it failed or was given up."""
    is_there = future.done() and not future.cancelled() and future.exception() is None
    return future.result() if is_there else None


class Prepared(Generic[T]):
    """Results that are computed one after another in a thread, so that they are ready when they are asked for."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "workshop-prepared")
        self._made: dict[str, Future[T]] = {}

    def begin(self, key: str, make: Callable[[], T]) -> Future[T]:
        """Compute `make()` unless it is known under the key; what waits for the thread is given up for it."""
        known = self._made.get(key)
        if known is not None and not (known.cancelled() or (known.done() and known.exception())):
            return known
        for name, other in list(self._made.items()):
            if other.cancel() or len(self._made) >= _KEPT:
                del self._made[name]
        self._made[key] = self._thread.submit(make)
        return self._made[key]

    def close(self) -> None:
        """Begin nothing more; return when what was begun is done."""
        self._thread.shutdown(cancel_futures=True)
