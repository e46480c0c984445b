"""Child processes that read untrusted files with limits on time and memory.

A file that crashes its reader does not affect the server or its other visitors. The parent starts
`python -m isdata.data.child MODULE:FUNCTION …`, writes the request to standard input and reads one answer: a line
of JSON, then bytes. Nothing is unpickled.
"""

import importlib
import json
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from isdata import errors
from isdata.errors import IsdataError

Progress = Callable[[float, str], None]
Work = Callable[[bytes, Progress], bytes]

_ROOT = str(Path(__file__).parents[2])
_POLL = 0.1  # seconds between two checks of a child
# Environment variables passed to the child; keys and passwords of the server are not passed.
_SURROUNDINGS = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class Allowance:
    """Time and memory limits of a child process.

    Attributes
    ----------
    seconds : float
        Time from start to answer.
    memory : int
        Memory in addition to that of its libraries; enforced on Linux only. [byte]
    """

    seconds: float = 60.0
    memory: int = 2 * 2**30


class ChildStoppedError(Exception):
    """A child gave no answer: `reason` is "time", "memory" or "crash"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run(
    work: str, request: bytes, *, allowance: Allowance | None = None, progress: Progress | None = None
) -> bytes:
    """Run a function in a child process and return its answer.

    Parameters
    ----------
    work : str
        "module:function"; the function takes the request and a progress function, and returns bytes.
    request : bytes
        Passed to the function.
    allowance : Allowance, optional
        Time and memory limits.
    progress : callable, optional
        Called ten times per second with the share done [0–1] and the child's message. If it raises an
        exception, the child is stopped.

    Raises
    ------
    IsdataError
        The function raised it.
    ChildStoppedError
        The child exceeded a limit, or ended without an answer.
    """
    allowed = allowance or Allowance()
    command = [
        *(sys.executable, "-P", "-B", "-m", "isdata.data.child"),  # -B: no bytecode files are written
        *(work, str(allowed.memory), str(math.ceil(allowed.seconds) + 1)),
    ]
    surroundings = {name: os.environ[name] for name in _SURROUNDINGS if name in os.environ}
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**surroundings, "PYTHONPATH": _ROOT, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with process:
        exchange = _Exchange(process, request)
        try:
            exchange.wait(time.monotonic() + allowed.seconds, progress or (lambda share, message: None))
        finally:
            process.kill()
            exchange.end()
    return _answer(exchange.answer)


class _Exchange:
    """Transfer of request and answer through the pipes of a child, one thread for each."""

    def __init__(self, process: "subprocess.Popen[bytes]", request: bytes) -> None:
        self.process, self.answer, self._reported = process, b"", (0.0, "")
        pipes = (process.stdin, process.stdout, process.stderr)
        self._requests, self._answers, self._messages = (cast("IO[bytes]", pipe) for pipe in pipes)
        moves = (lambda: self._send(request), self._receive, self._listen)
        self._threads = [threading.Thread(target=move, daemon=True) for move in moves]
        for thread in self._threads:
            thread.start()

    def wait(self, deadline: float, progress: Progress) -> None:
        """Wait until the child has ended.

        Raises
        ------
        ChildStoppedError
            The child is still running after the deadline.
        """
        while True:
            try:
                self.process.wait(_POLL)
            except subprocess.TimeoutExpired:
                if time.monotonic() > deadline:
                    raise ChildStoppedError("time") from None
                progress(*self._reported)
            else:
                return

    def end(self) -> None:
        """Wait until the pipes are empty."""
        for thread in self._threads:
            thread.join()

    def _send(self, request: bytes) -> None:
        with suppress(OSError), self._requests:  # the child may end without reading the whole request
            self._requests.write(request)

    def _receive(self) -> None:
        self.answer = self._answers.read()

    def _listen(self) -> None:
        for line in self._messages:
            share, separator, message = line.decode("utf-8", "replace").rstrip("\n").partition("\t")
            if separator:
                self._reported = (float(share), message)


def _answer(answer: bytes) -> bytes:
    """Content of an answer, or raise the error that it names."""
    line, separator, content = answer.partition(b"\n")
    if not separator:
        raise ChildStoppedError("crash")
    head = json.loads(line)
    if "stopped" in head:
        raise ChildStoppedError(str(head["stopped"]))
    if "error" in head:
        raise error_of(head)
    return content


def described(error: IsdataError) -> dict[str, object]:
    """Name and details of an error, for JSON."""
    details = {name: str(value) for name, value in error.details.items()}
    return {"error": type(error).__name__, "details": details}


def error_of(description: dict) -> Exception:
    """Error with a name and details as returned by `described`."""
    kind = getattr(errors, str(description["error"]), None)
    if isinstance(kind, type) and issubclass(kind, IsdataError):
        return kind(**description["details"])
    return ChildStoppedError("crash")


def serve(work: str, memory: int, seconds: int) -> None:
    """Answer one request within limits, then end."""
    module, _, name = work.partition(":")
    function: Work = getattr(importlib.import_module(module), name)
    _limit(memory, seconds)
    sys.stdout.buffer.write(_worked(function, sys.stdin.buffer.read()))
    sys.stdout.buffer.flush()


def _worked(function: Work, request: bytes) -> bytes:
    """Answer of a function, or the error it raised, as one line of JSON and bytes."""

    def report(share: float, message: str) -> None:
        sys.stderr.write(f"{share:.3f}\t{message}\n")
        sys.stderr.flush()

    try:
        return b"{}\n" + function(request, report)
    except IsdataError as error:
        return json.dumps(described(error)).encode() + b"\n"
    except MemoryError:
        return b'{"stopped": "memory"}\n'


def _limit(memory: int, seconds: int) -> None:
    """Set the limits of this process where the platform supports them; the parent checks the time on all platforms."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    pages = Path("/proc/self/statm")
    if pages.exists():
        taken = int(pages.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
