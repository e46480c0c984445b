"""What may be put on the wall next, made while the facilitator still looks at the page."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")
_KEPT = 8  # results


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
