"""Forty phones and three main screens: joining, delay to the main screen, server kills, memory; each compared with its budget.

    python -m benchmarks.workshop [DATABASE] [--gap SECONDS]

All requests use this machine's network address. With a database, three pages are redrawn continuously in the same
process.
"""

import argparse
import asyncio
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.workshop.client import Client
from isdata.programme.workshop.journal import Journal

BUDGETS = json.loads((Path(__file__).parent / "budgets.json").read_text("utf-8"))
PHONES, MAIN_SCREENS = 40, 3
ENTRIES, KILLS = 1_000, 10


def network_address() -> str:
    """IP address of this machine in its network; 127.0.0.1 if it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # UDP: no packet is sent
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


@dataclass
class Served:
    """Workshop server as a process that can be killed and restarted on its port."""

    journal: Path
    database: str | None
    host: str = field(default_factory=network_address)
    port: int = 0

    def start(self) -> None:
        """Start the server and wait until it responds."""
        arguments = [str(self.journal), str(self.port), *([self.database] if self.database else [])]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.workshop.server", *arguments],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ,
        )
        assert self.process.stdout
        port, self.code, self.main_screen = self.process.stdout.readline().split()
        self.port = int(port)

    def kill(self) -> None:
        """Kill the server without a shutdown, as in a power failure."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def client(self) -> Client:
        """New client for the server's address."""
        return Client(self.host, self.port)

    def memory(self) -> float:
        """Memory of the process. [MB]"""
        return psutil.Process(self.process.pid).memory_info().rss / 2**20


async def joined(served: Served, count: int) -> list[Client]:
    """Phones of `count` companies that joined simultaneously."""
    phones = [served.client() for _phone in range(count)]
    await asyncio.gather(*(phone.join(served.code, f"Company {n}") for n, phone in enumerate(phones)))
    return phones


async def watched(served: Served, seen: dict[str, float]) -> None:
    """Follow the main screen, reconnecting after each interruption; record when each word of an entry is first seen."""
    while True:
        try:
            async for at, said in served.client().events(f"{served.main_screen}/events"):
                for word in said["html"].split():
                    if word.startswith("entry-"):
                        seen.setdefault(word.partition("<")[0], at)
        except (OSError, asyncio.IncompleteReadError, IndexError, ValueError):
            pass
        await asyncio.sleep(0.1)


async def followed(phone: Client) -> None:
    """Follow the workshop on a phone, reconnecting after each interruption."""
    while True:
        try:
            async for _at, _said in phone.events("/events"):
                pass
        except (OSError, asyncio.IncompleteReadError, IndexError, ValueError):
            pass
        await asyncio.sleep(0.5)


async def measured(served: Served, phones: list[Client], entries: int, pause: float) -> list[float]:
    """Times from sending an entry to its arrival at a main screen. [ms]"""
    main_screens: list[dict[str, float]] = [{} for _main_screen in range(MAIN_SCREENS)]
    tasks = [asyncio.create_task(watched(served, seen)) for seen in main_screens]
    tasks += [asyncio.create_task(followed(phone)) for phone in phones]
    await asyncio.sleep(1)
    sent: dict[str, float] = {}

    async def send(number: int) -> None:
        word = f"entry-{len(phones)}-{number}"
        sent[word] = time.perf_counter()
        await phones[number % len(phones)].declare(word)

    for number in range(entries):
        tasks.append(asyncio.create_task(send(number)))
        await asyncio.sleep(pause)
    await asyncio.sleep(2)
    for task in tasks:
        task.cancel()
    # The main screen shows the latest fourteen entries; entries replaced before they were drawn are not counted.
    return [1000 * (seen[word] - at) for seen in main_screens for word, at in sent.items() if word in seen]


async def killed(served: Served, phones: list[Client], gap: float) -> tuple[int, int]:
    """Send 1,000 entries, a fifth of them twice, while the server is killed ten times; return lost and duplicate ones."""
    keys: list[str] = []

    async def send(number: int) -> None:
        phone = phones[number % len(phones)]
        key = await phone.declare(f"item {number}")
        keys.append(key)
        if number % 5 == 0:
            await phone.declare(f"item {number}", key=key)

    async def kills() -> None:
        for number in range(KILLS):
            await asyncio.sleep(0.4)
            served.kill()
            await asyncio.sleep(gap if number == KILLS // 2 else 0)
            await asyncio.to_thread(served.start)

    sending = asyncio.Semaphore(8)

    async def in_turn(number: int) -> None:
        async with sending:
            await send(number)
            await asyncio.sleep(0.02)

    await asyncio.gather(kills(), *(in_turn(number) for number in range(ENTRIES)))
    journal = Journal(served.journal)
    kept = [record.key for record in journal.read("benchmark") if record.kind == "declare"]
    journal.close()
    return len(set(keys) - set(kept)), len(kept) - len(set(kept))


async def back(served: Served, phones: list[Client]) -> float:
    """Time from the restart until every phone and main screen is connected again. [s]"""

    async def follow(client: Client, path: str) -> float:
        while True:
            try:
                async for at, _said in client.events(path):
                    return at
            except (OSError, asyncio.IncompleteReadError, IndexError, ValueError):
                pass
            await asyncio.sleep(0.5)

    served.kill()
    waiting = [asyncio.create_task(follow(phone, "/events")) for phone in phones]
    waiting += [
        asyncio.create_task(follow(served.client(), f"{served.main_screen}/events"))
        for _main_screen in range(MAIN_SCREENS)
    ]
    await asyncio.sleep(1)
    began = time.perf_counter()
    await asyncio.to_thread(served.start)
    return max(await asyncio.gather(*waiting)) - began


async def hours(served: Served, phones: list[Client]) -> float:
    """Growth of memory during the events of eight hours (hands raised and lowered) with all clients connected. [MB]"""
    following = [asyncio.create_task(watched(served, {})) for _main_screen in range(MAIN_SCREENS)]
    following += [asyncio.create_task(followed(phone)) for phone in phones]
    key = await phones[0].declare("item")
    await asyncio.sleep(1)
    before = served.memory()
    for turn in range(50):
        for phone in phones[1:]:
            form = {"kind": "interest", "entry": key, "is_up": "no" if turn % 2 else "yes"}
            await phone.keep("/send", form)
    growth = served.memory() - before
    for task in following:
        task.cancel()
    return growth


async def run(served: Served, gap: float) -> dict[str, float]:
    """All measurements, by name of their budget."""
    found: dict[str, float] = {}
    began = time.perf_counter()
    phones = await joined(served, PHONES)
    found["join_seconds"] = time.perf_counter() - began
    found["page_kilobytes"] = len((await phones[0].ask("/j")).body) / 1000
    times = await measured(served, phones, 120, 0.1)
    found["entry_to_main_screen_95_ms"] = statistics.quantiles(times, n=20)[-1]
    found["entry_to_main_screen_max_ms"] = max(times)
    found["memory_growth_megabytes"] = await hours(served, phones)
    many = await joined(served, 200)
    times = await measured(served, many, 200, 0.05)
    found["entry_to_main_screen_95_ms_of_200_phones"] = statistics.quantiles(times, n=20)[-1]
    found["lost"], found["doubled"] = await killed(served, phones, gap)
    found["back_after_restart_seconds"] = await back(served, phones)
    return found


def main() -> int:
    """Measure everything and print it with its budget; return 1 if a budget is exceeded."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("database", nargs="?")
    parser.add_argument("--gap", type=float, default=60.0, help="seconds without a server, once")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        served = Served(Path(folder) / "day.sqlite3", options.database)
        served.start()
        try:
            found = asyncio.run(run(served, options.gap))
        finally:
            served.kill()
    for name, budget in BUDGETS.items():
        print(f"{name:40} {found[name]:10.1f}  of {budget}{'' if found[name] <= budget else '  EXCEEDED'}")
    return int(any(found[name] > budget for name, budget in BUDGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
