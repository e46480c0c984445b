"""Query cache: while the tables that a query reads do not change, it runs only once with the same parameters."""

import hashlib
import io
import pickle
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Generator, Hashable, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import pandas as pd

from isdata.data.store import reading
from isdata.data.store.versions import DataState

T = TypeVar("T")

LONGEST, ROOM = 2_500_000, 4_000_000  # maximum cells of one cached table, and of all together
OVERHEAD = 100  # memory of an empty table, in cells
_STATE: ContextVar[Hashable] = ContextVar("state", default=None)
_CACHE: OrderedDict[tuple[Hashable, bytes], pd.DataFrame] = OrderedDict()  # most recently used last
# Number of cached cells; adding them up each time would take as long as a short query.
_SIZE: Counter[str] = Counter()
_MOST_RESULTS = 20
# Results computed from query results; most recently used last.
_RESULTS: OrderedDict[tuple[Hashable, Hashable], Any] = OrderedDict()
_COMPUTED = reading.Results(10 * _MOST_RESULTS)
_LOCK = threading.Lock()


@contextmanager
def of_state(state: Hashable) -> Generator[None]:
    """Use the cache for queries within the block, for a given state of the data.

    Parameters
    ----------
    state : hashable
        `store.DataState`, or another value that changes with the data. None disables the cache, as within a transaction.
    """
    token = _STATE.set(state)
    try:
        yield
    finally:
        _STATE.reset(token)


def known(
    name: str, tables: Iterable[str], parameters: Mapping[str, object], answer: Callable[[], pd.DataFrame]
) -> pd.DataFrame:
    """Return the cached result of a query of some tables, or run `answer`; pandas copies on write if the caller modifies it."""
    if (state := _STATE.get()) is None:
        return answer()
    reading.note(tables)
    as_of = (state.file, state.day, state.newest(tables)) if isinstance(state, DataState) else state
    key = as_of, pickle.dumps((name, sorted(parameters.items())))
    with _LOCK:
        if key in _CACHE:
            _CACHE.move_to_end(key)
            return _CACHE[key].copy(deep=False)
    found = answer()
    if found.size <= LONGEST:
        with _LOCK:
            if key not in _CACHE:  # another session may have run the same query in the meantime
                _CACHE[key] = found.copy(deep=False)
                _SIZE["cells"] += OVERHEAD + found.size
            while _SIZE["cells"] > ROOM:
                _SIZE["cells"] -= OVERHEAD + _CACHE.popitem(last=False)[1].size
    return found


def computed(key: Hashable, compute: Callable[[], T]) -> T:
    """Return a cached computation while the tables that it reads do not change, or run `compute`.

    Callers must not modify the result.
    """
    if (state := _STATE.get()) is None:
        return compute()
    if not isinstance(state, DataState):
        return _kept((state, key), compute)
    place = state.file, state.day, key
    version = _COMPUTED.version(place, state)
    found = _kept((version, place), lambda: _COMPUTED.compute(place, version, compute))
    _COMPUTED.note(place, version)
    return found


def computed_from(function: Callable[..., T], *inputs: object) -> T:
    """Return `function(*inputs)`, or its cached result for equal inputs; callers must not modify the result.

    Other data may have changed in between: for functions that take long and depend on their inputs only.
    """
    name = f"{function.__module__}.{getattr(function, '__qualname__', '')}"
    return _kept((name, content_digest(inputs)), lambda: function(*inputs))


def content_digest(value: object, pickler: type[pickle.Pickler] = pickle.Pickler) -> str:
    """Return a digest of a value, the same for equal content whatever the objects; `pickler` may replace some of them."""
    content = io.BytesIO()
    writer = pickler(content, protocol=pickle.HIGHEST_PROTOCOL)
    writer.fast = True  # equal values are pickled identically, whether they are one object or two
    writer.dump(value)
    return hashlib.blake2b(content.getbuffer(), digest_size=16).hexdigest()


def _kept(place: tuple[Hashable, Hashable], compute: Callable[[], T]) -> T:
    """Return the result kept at a place, or run `compute` and keep its result."""
    with _LOCK:
        if place in _RESULTS:
            _RESULTS.move_to_end(place)
            return _RESULTS[place]
    found = compute()
    with _LOCK:
        _RESULTS[place] = found
        while len(_RESULTS) > _MOST_RESULTS:
            _RESULTS.popitem(last=False)
    return found


def forget() -> None:
    """Clear the cache, needed after changes outside `write`, which do not increase the data version."""
    with _LOCK:
        _CACHE.clear()
        _RESULTS.clear()
        _SIZE.clear()
        _COMPUTED.forget()
