"""How are the compiled functions kept on disk, so that only the first start on a machine is slow?"""

import hashlib
import inspect
from collections.abc import Callable
from functools import cache
from pathlib import Path

from numba import njit
from numba.core.caching import FunctionCache


@cache
def _stamp(folder: Path) -> str:
    """Return a number that changes when any compiled file of a folder does."""
    sources = [path.read_bytes() for path in sorted(folder.glob("*.py"))]
    return hashlib.sha256(b"".join(text for text in sources if b"njit" in text)).hexdigest()


class _StampedCache(FunctionCache):
    """Forgets a function when any compiled file of its folder changes; numba alone looks at the function's own."""

    def __init__(self, function: Callable) -> None:
        super().__init__(function)
        self.stamp = _stamp(Path(inspect.getfile(function)).parent)

    def _index_key(self, sig: object, codegen: object) -> tuple:
        return (*super()._index_key(sig, codegen), self.stamp)


def kept(function: Callable) -> Callable:
    """Compile a function that Python calls and keep it on disk; what it calls is kept inside it.

    Other threads go on while it runs.
    """
    compiled = njit(cache=True, nogil=True)(function)
    compiled._cache = _StampedCache(function)  # ty: ignore[missing-attribute]
    return compiled
