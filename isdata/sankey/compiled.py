"""How are the compiled functions kept on disk, so that only the first start on a machine is slow?"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from numba import njit
from numba.core.caching import FunctionCache

_SOURCES = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
STAMP = hashlib.sha256(b"".join(text for text in _SOURCES if b"njit" in text)).hexdigest()


class _StampedCache(FunctionCache):
    """Forgets a function when any compiled file of this folder changes; numba alone looks at the function's own."""

    def _index_key(self, sig: object, codegen: object) -> tuple:
        return (*super()._index_key(sig, codegen), STAMP)


def kept(function: Callable) -> Callable:
    """Compile a function that Python calls and keep it on disk; what it calls is kept inside it."""
    compiled = njit(cache=True)(function)
    compiled._cache = _StampedCache(function)  # ty: ignore[missing-attribute]
    return compiled
