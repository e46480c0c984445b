"""Two servers of the small app: one that its machine has for itself, and one that others reach by a name."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from isdata.data import store
from isdata.programme.training import practice
from tests.access.outside import Somebody
from tests.conftest import ROOT

KEY = "correct horse battery staple"
NAME = "isdata.example"
SITE = ROOT / "tests" / "access" / "site" / "server.py"


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    folder: Path, environment: Mapping[str, str] | None = None, site: Path = SITE
) -> Generator[tuple[int, Path]]:
    """Serve the small app, or another file; yield its port and its log."""
    port, log = free_port(), folder / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                str(site),
                f"--server.port={port}",
                "--server.address=127.0.0.1",
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "ISDATA_STATE": str(folder / "state"),
                **(environment or {}),
            },
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        for _attempt in range(600):
            assert server.poll() is None, log.read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port, log
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Port of a server without a key, for its own machine only."""
    with served(tmp_path_factory.mktemp("own")) as (port, _log):
        yield port


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """Port and log of a server with a key that others reach by a name, as behind a proxy on its machine."""
    folder = tmp_path_factory.mktemp("public")
    database = folder / "park.duckdb"
    environment = {"ISDATA_FACILITATOR_KEY": KEY, "ISDATA_HOSTS": NAME, "ISDATA_DATABASE": str(database)}
    store.open(database, create=True).close()
    practice.keep_sample(database)
    practice.Practice(practice.folder_of(database)).make("Li Wei")
    with served(folder, environment) as found:
        yield found


@pytest.fixture
def practice_code(public: tuple[int, Path]) -> str:
    """Code of the one practice copy of the public server."""
    folder = practice.folder_of(public[1].parent / "park.duckdb")
    return practice.Practice(folder).in_use()[0].code


Newcomer = Callable[..., Somebody]


@pytest.fixture
def newcomer() -> Iterator[Newcomer]:
    """Make somebody new, who may have opened the first page; all leave after the test."""
    known: list[Somebody] = []

    def arrives(port: int, host: str = NAME, *, has_opened: bool = True) -> Somebody:
        somebody = Somebody(port, host)
        known.append(somebody)
        if has_opened:
            somebody.ask("/")
        return somebody

    yield arrives
    for somebody in known:
        somebody.leave()


@pytest.fixture
def at_the_machine(own: int, newcomer: Newcomer) -> Somebody:
    """Somebody at the machine of a server without a key."""
    return newcomer(own, "localhost")


@pytest.fixture
def guest(public: tuple[int, Path], newcomer: Newcomer) -> Somebody:
    """Somebody who has opened the page of a server with a key."""
    return newcomer(public[0])


@pytest.fixture
def facilitator(public: tuple[int, Path], newcomer: Newcomer) -> Somebody:
    """Somebody who has given the key."""
    somebody = newcomer(public[0])
    assert somebody.sign_in(KEY).status == 303
    return somebody
