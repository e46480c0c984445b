"""Twenty readers at once: `streamlit run server.py` against the same pages without its start-up step.

    python -m benchmarks.pages [DATABASE]

Two figures each: the time from a change to the finished page when every reader changes something
every two seconds, and how many changes a second get through when nobody pauses. Both servers are
measured in turn, twice, in one run; what counts is the ratio.
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
from pathlib import Path

from benchmarks.pages.client import Reader

ROOT = Path(__file__).parent.parent.parent
READERS, PAUSE, SECONDS = 20, 2.0, 20.0
PAGES = ["", "flows", "map", "energy", "about"]


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(script: str, port: int, database: str) -> subprocess.Popen:
    """Start a server and wait until it answers."""
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            script,
            f"--server.port={port}",
            "--server.address=127.0.0.1",
        ],
        cwd=ROOT,
        env={**os.environ, "ISDATA_DATABASE": database},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _attempt in range(240):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return server
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(script)


async def reader(server: str, number: int, pause: float, times: list[float]) -> None:
    """Open a page, then change the language to and fro until the time is up."""
    person = await Reader.arrive(server, PAGES[number % len(PAGES)])
    await asyncio.sleep(random.Random(number).uniform(0, pause))
    ends, turn = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < ends:
        turn += 1
        times.append(await person.choose("lang", ("中文", "English")[turn % 2]))
        await asyncio.sleep(pause)
    await person.socket.close()


async def crowd(server: str, pause: float) -> list[float]:
    """Return how long each change of twenty readers took. [s]"""
    times: list[float] = []
    await asyncio.gather(*(reader(server, number, pause, times) for number in range(READERS)))
    return times


def measured(script: str, database: str) -> dict[str, float]:
    """Return median and 95 % of the answer time [ms], and changes a second, of one server."""
    port = free_port()
    server = started(script, port, database)
    try:
        address = f"127.0.0.1:{port}"
        asyncio.run(crowd(address, PAUSE))  # the first round fills the caches of both alike
        calm = asyncio.run(crowd(address, PAUSE))
        rush = asyncio.run(crowd(address, 0.0))
    finally:
        server.terminate()
        server.wait(20)
    return {
        "median": 1000 * statistics.median(calm),
        "p95": 1000 * statistics.quantiles(calm, n=20)[-1],
        "rate": len(rush) / SECONDS,
    }


def main() -> None:
    """Measure both servers twice, in turn, and print their figures and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        database = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder) / "sample.duckdb")
        if len(sys.argv) == 1:
            subprocess.run(
                [sys.executable, "-m", "isdata", "init", database, "--sample", "all"], cwd=ROOT, check=True
            )
        figures: dict[str, list[dict[str, float]]] = {"app.py": [], "server.py": []}
        for script in [*figures, *figures]:
            figures[script].append(measured(script, database))
    best = {
        script: {name: statistics.mean(run[name] for run in runs) for name in ("median", "p95", "rate")}
        for script, runs in figures.items()
    }
    print(f"{READERS} readers, a change every {PAUSE:g} s | median ms | 95 % ms | changes/s without pause")
    for script, row in best.items():
        print(f"{script:>10} | {row['median']:.0f} | {row['p95']:.0f} | {row['rate']:.1f}")
    stock, ours = best["app.py"], best["server.py"]
    print(
        f"server.py against app.py: median × {ours['median'] / stock['median']:.2f}, "
        f"95 % × {ours['p95'] / stock['p95']:.2f}, changes/s × {ours['rate'] / stock['rate']:.2f}"
    )


if __name__ == "__main__":
    main()
