"""Compiled functions, kept in the user's cache folder: every checkout with the same source shares them."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit
from numba.core.caching import CompileResultCacheImpl, FunctionCache, _CacheLocator

from isdata.engines.cache import FOLDER, source_hash

# All kept functions, so that tests can check that each is compiled.
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
        """Cache location, or None if it is not writable."""
        place = cls(py_func, py_file)
        try:
            place.ensure_cache_path()
        except OSError:
            return None
        return place


class _SharedImplementation(CompileResultCacheImpl):
    """Uses the user's cache folder first; if it is not writable, the folder of the code."""

    _locator_classes = [_SharedLocator, *CompileResultCacheImpl._locator_classes]  # noqa: RUF012 - as in numba


class _SharedCache(FunctionCache):
    """Recompiles a function when any compiled file of its folder changes; numba itself checks the function's
    own only."""

    _impl_class = _SharedImplementation

    def __init__(self, function: Callable) -> None:
        super().__init__(function)
        self._hash = source_hash(Path(inspect.getfile(function)).parent)

    def _index_key(self, sig: object, codegen: object) -> tuple:
        return (*super()._index_key(sig, codegen), self._hash)


def kept(function: Callable) -> Callable:
    """Compile a function called from Python and keep it on disk, including the functions that it calls.

    Other threads continue while it runs.
    """
    compiled: Any = njit(cache=True, nogil=True)(function)
    compiled._cache = _SharedCache(function)
    KEPT.append(compiled)
    return compiled


def read_only(array: np.ndarray) -> np.ndarray:
    """View of an array that cannot be written to, so that one compiled form serves all read-only
    arguments."""
    view = array.view()
    view.flags.writeable = False
    return view
