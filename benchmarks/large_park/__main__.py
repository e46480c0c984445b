"""Times of the first and next view of every page for a park with 2,000 companies, and memory of the server.

python -m benchmarks.large_park [DATABASE]
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.large_park.rows import Size, enlarge
from benchmarks.pages.__main__ import LANGUAGES, ROOT, served
from benchmarks.pages.client import Reader
from isdata.data import ingest
from pages.common.navigation import ENTRIES

PARK = "chengdu"
LIMIT = 60.0  # s


def made(folder: Path) -> str:
    """Path of a database with the large park."""
    path = str(folder / "large.duckdb")
    subprocess.run([sys.executable, "-m", "isdata", "init", path, "--sample", PARK], cwd=ROOT, check=True)
    con = ingest.opened(path, create=False)
    enlarge(con, PARK, Size())
    con.close()
    return path


async def views(server: str, page: str) -> tuple[float, float]:
    """Time until the first view of a page is complete, and until the next view in the other language. [s]"""
    began = time.perf_counter()
    person = await Reader.arrive(server, page)
    first = time.perf_counter() - began
    again = await person.choose("lang", LANGUAGES[0])
    await person.socket.close()
    return first, again


def show(database: str) -> None:
    """Print the times of every page and the memory of the server after them."""
    print("page | first view s | next view s | memory GB")
    with served("server.py", database) as (address, process):
        time.sleep(20)  # wait until the server has loaded the other pages
        for number, entry in enumerate(ENTRIES):
            print(
                f"{entry.name} | {_measured(address, entry.name if number else '')} | {process.memory_info().rss / 1e9:.2f}",
                flush=True,
            )


def _measured(address: str, page: str) -> str:
    try:
        first, again = asyncio.run(asyncio.wait_for(views(address, page), LIMIT))
    except TimeoutError:
        return f"over {LIMIT:.0f} | –"
    return f"{first:.1f} | {again:.1f}"


def main() -> None:
    """Measure every page of the large park."""
    with tempfile.TemporaryDirectory() as folder:
        show(sys.argv[1] if len(sys.argv) > 1 else made(Path(folder)))


if __name__ == "__main__":
    main()
