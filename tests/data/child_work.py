"""What children do in tests of their limits."""

import os
import sys
import time

from isdata.data.child import Progress
from isdata.errors import SourceEmptyError


def echo(request: bytes, progress: Progress) -> bytes:
    return request


def environment(request: bytes, progress: Progress) -> bytes:
    return os.environ.get(request.decode(), "").encode()


def refuse(request: bytes, progress: Progress) -> bytes:
    raise SourceEmptyError(name="a.csv")


def fill_the_memory(request: bytes, progress: Progress) -> bytes:
    return bytes(int(request))


def abort(request: bytes, progress: Progress) -> bytes:
    os.abort()


def stall(request: bytes, progress: Progress) -> bytes:
    progress(0.25, "stalling")
    time.sleep(600)
    return b""


def talk(request: bytes, progress: Progress) -> bytes:
    sys.stderr.write("a warning of some library\n" * 10_000)
    return b"done"
