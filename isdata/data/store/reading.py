"""Tables that a computation reads: its result holds until one of them changes.

The tables are noted while it runs, wherever a query is executed. Where they cannot be determined, it counts as reading
everything.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from isdata.data.store.versions import EVERYTHING, DataState

T = TypeVar("T")
UNKNOWN = frozenset({EVERYTHING})  # it cannot be determined which tables are read


class Reading:
    """A computation and the computations within it that are under way, each with the tables read so far."""

    def __init__(self) -> None:
        self._under_way: dict[object, set[str]] = {}

    def note(self, names: Iterable[str]) -> None:
        """Note tables as read by all computations under way."""
        for read in list(self._under_way.values()):
            read.update(names)

    @contextmanager
    def noted(self) -> Generator[set[str]]:
        """Tables read within the block, complete at its end."""
        place, read = object(), set[str]()
        self._under_way[place] = read
        try:
            yield read
        finally:
            del self._under_way[place]


_READING: ContextVar[Reading | None] = ContextVar("reading", default=None)


def under_way() -> Reading | None:
    """Computation under way in this context."""
    return _READING.get()


def note(names: Iterable[str]) -> None:
    """Note tables as read by the computation under way, if any."""
    if reading := _READING.get():
        reading.note(names)


@contextmanager
def noted() -> Generator[set[str]]:
    """Tables read within the block, complete at its end."""
    reading = _READING.get() or Reading()
    token = _READING.set(reading)
    try:
        with reading.noted() as read:
            yield read
    finally:
        _READING.reset(token)


@dataclass(frozen=True)
class _Known:
    """What is known of a result: the data version at which it was computed first, and at which last, with the same content."""

    version: int
    latest: int
    read: frozenset[str]  # tables
    digest: str  # of its content; empty if it is not compared


class Results:
    """What is known of computed results; the results themselves are kept elsewhere, by place and version.

    Parameters
    ----------
    most : int
        Number of results; those not used for longest are forgotten, and computed again.
    """

    def __init__(self, most: int) -> None:
        self._most, self._known, self._lock = most, OrderedDict[Hashable, _Known](), threading.Lock()

    def version(self, place: Hashable, state: DataState) -> int:
        """Version of the result that holds in a state: an earlier one if no table that was read has changed since."""
        with self._lock:
            known = self._known.get(place)
            if known is None or not state.newest(known.read) <= known.latest <= state.version:
                return state.version
            self._known.move_to_end(place)
            return known.version

    def compute(
        self, place: Hashable, version: int, make: Callable[[], T], digest: Callable[[T], str] | None = None
    ) -> T:
        """Result of `make`, with the tables that it read noted; with the former version if its digest is the same."""
        with noted() as read:
            result = make()
        content = digest(result) if digest else ""
        with self._lock:
            former = self._known.get(place)
            is_same = former is not None and content and former.digest == content
            first = min(former.version, version) if former and is_same else version
            self._known[place] = _Known(first, version, frozenset(read), content)
            self._known.move_to_end(place)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return result

    def note(self, place: Hashable, version: int) -> None:
        """Note the tables of a result as read by the computation under way, which uses it."""
        known = self._known.get(place)
        note(known.read if known and known.version == version else UNKNOWN)

    def forget(self) -> None:
        """Forget all results."""
        with self._lock:
            self._known.clear()
