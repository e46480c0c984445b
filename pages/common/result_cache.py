"""Results in the cache of pages: kept as they are where nothing changes them, as reading them from their pickled form takes
up to a quarter of the time of a page.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

T = TypeVar("T")
# Types of results that no reader changes.
_LASTING = (str, int, float, bool, type(None))


@dataclass(frozen=True)
class CachedResult:
    """A result in the cache, apart from what it was computed from.

    Attributes
    ----------
    content : object
        The result if no reader changes it, such as a table, which pandas copies on write, or a frozen dataclass; else it is
        pickled, and each reader gets a copy.
    is_pickled : bool
    """

    content: Any
    is_pickled: bool

    @classmethod
    def of(cls, result: object) -> "CachedResult":
        """Keep a result."""
        if isinstance(result, pd.DataFrame | pd.Series):
            return cls(result.copy(), False)
        written = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        is_lasting = isinstance(result, _LASTING) or is_frozen(result)
        return cls(pickle.loads(written) if is_lasting else written, not is_lasting)

    def read(self) -> Any:
        """Result; pandas copies what a reader changes of a table."""
        if self.is_pickled:
            return pickle.loads(self.content)
        is_table = isinstance(self.content, pd.DataFrame | pd.Series)
        return self.content.copy(deep=False) if is_table else self.content


@st.cache_resource(max_entries=1000, show_spinner=False)
def cached(*, key: str, _make: Callable[[], object]) -> CachedResult:
    """Result of `_make`, or the cached one for the same key with its drawings replayed.

    Its arguments have names: of others, Streamlit looks up the names at every call, a fortieth of a page's time.
    """
    return CachedResult.of(_make())


def is_frozen(part: object) -> bool:
    """Return True for a frozen dataclass: nothing may change what it holds."""
    return getattr(getattr(part, "__dataclass_params__", None), "frozen", False)


def independent_copy(result: T) -> T:
    """Copy of a computed result, as if read from the cache.

    A computed result may contain the objects from which it was computed. Their keys must not depend on whether it was
    computed or read from the cache, because dependent results would be computed again.
    """
    return pickle.loads(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
