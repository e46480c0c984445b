"""Processor time of every page, and response times for twenty readers, compared with a bare Streamlit page.

    python -m benchmarks.pages [DATABASE]

Both servers are measured in one run; the relevant results are the ratios.
"""

import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psutil

from benchmarks.pages.client import Reader
from pages.common.navigation import ENTRIES

ROOT = Path(__file__).parent.parent.parent
READERS, PAUSE, SECONDS = 20, 2.0, 20.0
CROWDED = ["", "flows", "map", "energy", "about"]
LANGUAGES = ("中文", "English")
REPEATS = 6
STOCK = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}  # the product's own setting turns it off
IDLE = 0.1  # processor time per second that counts as idle [s]
_SCHEDULED = 2  # marks the clock of a process, with its ended threads, as counted by Linux's scheduler


def free_port() -> int:
    """Return an unused port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(script: str, database: str, **settings: str) -> Generator[tuple[str, psutil.Process]]:
    """Serve a script, with settings of Streamlit as environment variables; yield its address and its process."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"],
        cwd=ROOT,
        env={**os.environ, "ISDATA_DATABASE": database, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"127.0.0.1:{port}", psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait(20)


def used(process: psutil.Process) -> float:
    """Processor time of a process so far, on Linux from its own clock, as psutil counts in steps of 10 ms. [s]"""
    if sys.platform == "linux":
        return time.clock_gettime(~process.pid << 3 | _SCHEDULED)
    return sum(process.cpu_times()[:2])


def _wait_for(url: str) -> None:
    for _attempt in range(240):
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(url)


async def _until_idle(process: psutil.Process) -> None:
    """Wait until background work of the process has ended."""
    before = -1.0
    while used(process) - before > IDLE:
        before = used(process)
        await asyncio.sleep(1)


async def page_times(server: str, page: str, process: psutil.Process) -> tuple[float, float, float]:
    """Return the processor time of opening a page with its background work, of a new view, and of cached views. [ms]

    The new view is the page in the other language.
    """
    begun = used(process)
    person = await Reader.arrive(server, page)
    await _until_idle(process)
    opened = 1000 * (used(process) - begun)
    spent = []
    for turn in range(2 + REPEATS):
        before = used(process)
        await person.choose("lang", LANGUAGES[turn % 2])
        await asyncio.sleep(0.15)  # include work after the page, such as garbage collection
        spent.append(1000 * (used(process) - before))
        if turn < len(LANGUAGES):  # after this, figures of both languages are cached
            await _until_idle(process)
    await person.socket.close()
    return opened, spent[0], statistics.median(spent[2:])


async def reader(server: str, number: int, pause: float, times: list[float]) -> None:
    """Open a page, then switch the language back and forth until the time is up."""
    person = await Reader.arrive(server, CROWDED[number % len(CROWDED)])
    await asyncio.sleep(random.Random(number).uniform(0, pause))
    ends, turn = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < ends:
        times.append(await person.choose("lang", LANGUAGES[turn % 2]))
        turn += 1
        await asyncio.sleep(pause)
    await person.socket.close()


async def crowd(server: str, pause: float) -> list[float]:
    """Return the response times of all changes by twenty readers. [s]"""
    times: list[float] = []
    await asyncio.gather(*(reader(server, number, pause, times) for number in range(READERS)))
    return times


def show_pages(database: str) -> None:
    """Print the processor time of every page and that of the bare page."""
    with served("benchmarks/pages/bare.py", database, **STOCK) as (address, process):
        _opened, _new, bare = asyncio.run(page_times(address, "", process))
    print(
        f"bare page {bare:.0f} ms\npage | opened ms | new view ms | seen before ms | seen before / bare page"
    )
    with served("server.py", database) as (address, process):
        time.sleep(20)  # wait until the server has loaded the other pages
        for number, entry in enumerate(ENTRIES):
            opened, new, again = asyncio.run(page_times(address, entry.name if number else "", process))
            print(f"{entry.name} | {opened:.0f} | {new:.0f} | {again:.0f} | {again / bare:.2f}", flush=True)


def show_crowd(database: str) -> None:
    """Print the response times of twenty readers with pauses, and their changes per second without."""
    with served("server.py", database) as (address, _process):
        asyncio.run(crowd(address, PAUSE))  # warm-up round that fills the caches
        calm, rush = asyncio.run(crowd(address, PAUSE)), asyncio.run(crowd(address, 0.0))
    late = statistics.quantiles(calm, n=20)[-1]
    print(
        f"{READERS} readers, a change every {PAUSE:g} s: median {1000 * statistics.median(calm):.0f} ms, 95 % {1000 * late:.0f} ms"
    )
    print(f"without pause: {len(rush) / SECONDS:.1f} changes a second")


def main() -> None:
    """Measure single pages, then many readers at once."""
    with tempfile.TemporaryDirectory() as folder:
        database = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder) / "sample.duckdb")
        if len(sys.argv) == 1:
            command = [sys.executable, "-m", "isdata", "init", database, "--sample", "all"]
            subprocess.run(command, cwd=ROOT, check=True)
        show_pages(database)
        show_crowd(database)


if __name__ == "__main__":
    main()
