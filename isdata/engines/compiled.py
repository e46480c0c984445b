"""Compiled functions, kept in the user's cache folder: every checkout with the same source shares them."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit
from numba.core.caching import CompileResultCacheImpl, FunctionCache, _CacheLocator

from isdata.engines.cache import FOLDER, source_hash

# Every function that is kept, for those who want to see whether they are all compiled.
KEPT: list[Any] = []


class _SharedLocator(_CacheLocator):
    """Cache location of a compiled function: below the hash of its source, independent of the checkout."""

    def __init__(self, function: Callable, file: str) -> None:
        self._hash = source_hash(Path(file).parent)
        self._line = function.__code__.co_firstlineno  # ty: ignore[missing-attribute]

    def get_cache_path(self) -> str:
        return str(FOLDER / self._hash)

    def get_source_stamp(self) -> str:
        return self._hash

    def get_disambiguator(self) -> str:
        return str(self._line)

    @classmethod
    def from_function(cls, py_func: Callable, py_file: str) -> "_SharedLocator | None":
        """Return the place, or nothing where it cannot be written to."""
        place = cls(py_func, py_file)
        try:
            place.ensure_cache_path()
        except OSError:
            return None
        return place


class _SharedImplementation(CompileResultCacheImpl):
    """Looks in the user's cache folder first; where that cannot be written to, beside the code."""

    _locator_classes = [_SharedLocator, *CompileResultCacheImpl._locator_classes]  # noqa: RUF012 - as in numba


class _SharedCache(FunctionCache):
    """Forgets a function when any compiled file of its folder changes; numba alone looks at the function's own."""

    _impl_class = _SharedImplementation

    def __init__(self, function: Callable) -> None:
        super().__init__(function)
        self._hash = source_hash(Path(inspect.getfile(function)).parent)

    def _index_key(self, sig: object, codegen: object) -> tuple:
        return (*super()._index_key(sig, codegen), self._hash)


def kept(function: Callable) -> Callable:
    """Compile a function that Python calls and keep it on disk; what it calls is kept inside it.

    Other threads go on while it runs.
    """
    compiled: Any = njit(cache=True, nogil=True)(function)
    compiled._cache = _SharedCache(function)
    KEPT.append(compiled)
    return compiled


def read_only(array: np.ndarray) -> np.ndarray:
    """View of an array that cannot be written to, so that one compiled form serves all that is only read."""
    view = array.view()
    view.flags.writeable = False
    return view
