"""Results of pages that take long: computed by one worker, and read by the others and by later tests."""

import hashlib
import os
import pickle
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from isdata.engines import progress

T = TypeVar("T")
LONG = 0.03  # what is computed in less time is computed again [s]


class SharedResults:
    """Results by their keys, which stand for all inputs.

    Parameters
    ----------
    folder : Path
        Where all workers keep them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.is_used = True

    def result(self, key: str, make: Callable[[], T]) -> T:
        """Return what another worker has computed for a key, or compute and keep it."""
        if not self.is_used:
            return make()
        path = self._folder / hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
        with suppress(FileNotFoundError):
            return pickle.loads(path.read_bytes())
        began = time.thread_time()
        result = make()
        if time.thread_time() - began > LONG and progress.report(1.0):  # what was stopped is not complete
            unfinished = path.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}")
            unfinished.write_bytes(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
            unfinished.replace(path)
        return result
