"""A child answers, or is stopped: nothing it does reaches its parent."""

import sys
import time
from typing import Any

import pytest

from isdata.data import child
from isdata.data.child import Allowance, ChildStoppedError
from isdata.errors import SourceEmptyError

WORK = "tests.data.child_work"


def run(name: str, request: bytes = b"", **options: Any) -> bytes:
    return child.run(f"{WORK}:{name}", request, **options)


def test_an_answer_comes_back_whole() -> None:
    request = bytes(range(256)) * 40_000  # more than a pipe holds

    assert run("echo", request) == request


def test_an_error_with_a_remedy_is_raised_here() -> None:
    with pytest.raises(SourceEmptyError, match=r"a\.csv is empty"):
        run("refuse")


def test_a_child_that_takes_too_long_is_stopped() -> None:
    began = time.monotonic()

    with pytest.raises(ChildStoppedError, match="time"):
        run("stall", allowance=Allowance(seconds=0.5))

    assert time.monotonic() - began < 20  # not the ten minutes that it would sleep


def test_a_child_that_takes_too_much_memory_is_stopped() -> None:
    if not sys.platform.startswith("linux"):
        return  # other systems have no such limit
    with pytest.raises(ChildStoppedError, match="memory"):
        run("fill_the_memory", b"400000000", allowance=Allowance(memory=200_000_000))


def test_a_child_that_crashes_is_shown_from_one_that_answers_nothing() -> None:
    with pytest.raises(ChildStoppedError, match="crash"):
        run("abort")

    assert run("echo", b"") == b""


def test_who_waits_reads_the_progress_and_can_stop_the_child() -> None:
    seen = []

    def watch(share: float, message: str) -> None:
        seen.append((share, message))
        if message:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run("stall", progress=watch)

    assert seen[-1] == (0.25, "stalling")


def test_a_child_knows_no_secret_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISDATA_KEY", "secret")

    assert run("environment", b"ISDATA_KEY") == b""


def test_a_child_that_talks_a_lot_does_not_stall() -> None:
    assert run("talk") == b"done"
