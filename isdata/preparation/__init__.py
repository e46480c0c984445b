"""Compile functions in advance that would be slow on first use, once after installation: isdata prepare

Compiled functions are cached in the user's cache folder (`engines.cache`); every later start only loads them.
"""

import hashlib
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from importlib import import_module, metadata
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from isdata.engines.cache import FOLDER, source_hash
from isdata.locations import PACKAGE

PROCESSES = 2
_COMPILED = ("engines/finance", "engines/sankey", "symbiosis/matching", "output/figures/parkmap")


class Progress(NamedTuple):
    """Number of completed steps of the preparation."""

    done: int
    steps: int

    def __str__(self) -> str:
        return f"Compiling, once for this version: {self.done} of {self.steps} steps done"


def is_prepared() -> bool:
    """Return True if everything was compiled on this machine for this source and these versions."""
    return _mark().exists()


def compile_all() -> Iterator[Progress]:
    """Compile everything in two processes; yield before the first step and after each step."""
    steps = import_module("isdata.preparation.steps").STEPS
    yield Progress(0, len(steps))
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as processes:
        waiting = [processes.submit(step) for step in steps]
        for done, step in enumerate(as_completed(waiting), start=1):
            step.result()
            yield Progress(done, len(steps))
    with suppress(OSError):  # if the folder is not writable, functions are cached beside the code
        _mark().parent.mkdir(parents=True, exist_ok=True)
        _mark().touch()


def compile_apart() -> Iterator[Progress]:
    """Run `isdata prepare` in a separate process, and yield the progress that it reports."""
    path = os.pathsep.join(filter(None, [str(PACKAGE.parent), os.environ.get("PYTHONPATH")]))
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "isdata", "prepare"],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        for line in program.stdout or ():
            match = re.search(r"(\d+) of (\d+)", line)
            if match:
                yield Progress(int(match[1]), int(match[2]))


def load() -> None:
    """Call every compiled function once, so that no page has to wait for loading from disk."""
    import_module("isdata.preparation.steps").load()


def _mark() -> Path:
    """Marker file showing that everything is compiled; its name is a hash of sources and versions."""
    versions = [f"{name} {metadata.version(name)}" for name in ("numba", "llvmlite", "numpy")]
    sources = [source_hash(PACKAGE / folder) for folder in _COMPILED]
    about = [platform.machine(), sys.implementation.cache_tag, *versions, *sources]
    return FOLDER / f"prepared-{hashlib.sha256(' '.join(about).encode()).hexdigest()[:16]}"
