"""Answers that stay right: while the stored data do not change, a question with the same parameters is answered once."""

import pickle
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Generator, Hashable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import pandas as pd

T = TypeVar("T")

LONGEST, ROOM = 2_500_000, 4_000_000  # cells of a table that is kept, and of all of them
OVERHEAD = 100  # cells that take as much memory as an empty table
_STATE: ContextVar[Hashable] = ContextVar("state", default=None)
_KEPT: OrderedDict[tuple[Hashable, bytes], pd.DataFrame] = OrderedDict()  # the latest asked for last
# Cells kept by now; to add them up each time takes as long as a short question.
_FILLED: Counter[str] = Counter()
_MOST_RESULTS = 20
# Computed from answers; the latest asked for last.
_RESULTS: OrderedDict[tuple[Hashable, Hashable], Any] = OrderedDict()
_LOCK = threading.Lock()


@contextmanager
def of_state(state: Hashable) -> Generator[None]:
    """Keep the answers given within the block, and give those kept for the same state of the data.

    Parameters
    ----------
    state : hashable
        What changes with the data: the file and its data version. None keeps nothing, as within a transaction.
    """
    token = _STATE.set(state)
    try:
        yield
    finally:
        _STATE.reset(token)


def known(name: str, parameters: Mapping[str, object], answer: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """Return the answer kept for the question, or what `answer` returns; pandas copies what a caller changes of it."""
    if (state := _STATE.get()) is None:
        return answer()
    key = state, pickle.dumps((name, sorted(parameters.items())))
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key].copy(deep=False)
    found = answer()
    if found.size <= LONGEST:
        with _LOCK:
            if key not in _KEPT:  # another session may have asked the same meanwhile
                _KEPT[key] = found.copy(deep=False)
                _FILLED["cells"] += OVERHEAD + found.size
            while _FILLED["cells"] > ROOM:
                _FILLED["cells"] -= OVERHEAD + _KEPT.popitem(last=False)[1].size
    return found


def computed(key: Hashable, compute: Callable[[], T]) -> T:
    """Return a result that several questions need, as kept for this state of the data; nobody may change it."""
    if (state := _STATE.get()) is None:
        return compute()
    place = state, key
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
    """Forget all answers: what was changed beside `write` has no version."""
    with _LOCK:
        _KEPT.clear()
        _RESULTS.clear()
        _FILLED.clear()
