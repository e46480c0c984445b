"""Speed of reading and checking a large workbook, compared with pandas' default reader in one run.

    python -m benchmarks.ingest [ROWS]

One workbook of synthetic, seeded flows: once without errors, and once with one row in a hundred wrong.
isdata reads, converts and checks it against all rules of the contracts and all checks across rows, and
locates every problem at its cell; the peers only read. `pandas` is `pandas.read_excel` with default settings
(openpyxl); `fastexcel` is the reader that isdata uses, alone, as the lower bound.
"""

import platform
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import duckdb
import fastexcel
import pandas as pd
import xlsxwriter

from isdata.data import ingest, store

ROWS = 100_000
ROUNDS = 3
SITES, RESOURCES = 500, 180
COLUMNS = (
    "flow_id", "park_id", "provider_id", "receiver_id", "resource_id", "year", "quantity", "unit", "destination",
    "temperature", "cost", "currency", "basis", "uncertainty", "source",
)  # fmt: skip
WRONG: dict[str, object] = {
    "quantity": "about ten", "year": 2024.5, "unit": "cubit", "provider_id": "nowhere", "destination": "the moon",
    "uncertainty": -1, "resource_id": None, "cost": "22.347",
}  # fmt: skip


def row(number: int, chance: random.Random) -> dict[str, object]:
    """Return one synthetic flow."""
    provider = chance.randrange(SITES)
    receiver = (provider + chance.randrange(1, SITES)) % SITES  # no site supplies itself
    values = (
        f"F{number:06}", "p", f"S{provider}", f"S{receiver}",
        f"r{chance.randrange(RESOURCES)}", chance.randrange(2015, 2025), round(chance.lognormvariate(6, 1), 3),
        chance.choice(("t", "kg", "kt")), chance.choice(("product", "use", "reuse")), chance.randrange(20, 200),
        round(chance.random() * 1e5, 2), "CNY", "meter", 5, f"invoice {chance.randrange(5000)}",
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def make(path: Path, rows: int, *, wrong: bool) -> None:
    """Write the workbook."""
    chance = random.Random(1)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("flow")
        sheet.write_row(0, 0, COLUMNS)
        for number in range(1, rows + 1):
            values = row(number, chance)
            if wrong and number % 100 == 0:
                column = list(WRONG)[number // 100 % len(WRONG)]
                values[column] = WRONG[column]
            for place, value in enumerate(values.values()):
                if isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write_number(number, place, value)


def park() -> duckdb.DuckDBPyConnection:
    """Return a database with the sites and resources of the flows."""
    con = store.open()
    site = {"company_id": "c", "park_id": "p"}
    resource_facts = {"name_en": "x", "kind": "material", "resource_class": "waste", "unit": "t"}
    rows = {
        "region": pd.DataFrame([{"region_id": "r", "name_en": "x"}]),
        "park": pd.DataFrame([{"park_id": "p", "name_en": "x", "region_id": "r", "currency": "CNY"}]),
        "company": pd.DataFrame([{"company_id": "c", "name_en": "x", "visibility": "public"}]),
        "site": pd.DataFrame({"site_id": [f"S{n}" for n in range(SITES)]}).assign(**site),
        "resource": pd.DataFrame({"resource_id": [f"r{n}" for n in range(RESOURCES)]}).assign(
            **resource_facts
        ),
    }
    store.write(con, rows, who="benchmark", reason="benchmark")
    return con


def seconds(action: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the best wall time and the best processor time of several rounds. [s]"""
    taken = []
    for _ in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        action()
        taken.append((time.perf_counter() - wall, time.process_time() - processor))
    return min(wall for wall, _ in taken), min(processor for _, processor in taken)


def report(name: str, taken: tuple[float, float], ours: tuple[float, float]) -> None:
    """Print one line."""
    print(
        f"{name:<34}{taken[0]:8.2f} s {taken[1]:8.2f} s {taken[0] / ours[0]:8.1f} × {taken[1] / ours[1]:8.1f} ×"
    )


def main(rows: int) -> None:
    """Measure and print."""
    names = ("duckdb", "fastexcel", "pandas", "openpyxl")
    print(
        f"{rows:,} rows × {len(COLUMNS)}; Python {platform.python_version()}, "
        + ", ".join(f"{n} {version(n)}" for n in names)
    )
    con = park()
    with tempfile.TemporaryDirectory() as folder:
        sound, faulty = Path(folder) / "sound.xlsx", Path(folder) / "faulty.xlsx"
        make(sound, rows, wrong=False)
        make(faulty, rows, wrong=True)
        assert ingest.check(con, ingest.read(sound)).problems.empty
        problems = ingest.check(con, ingest.read(faulty)).problems
        print(f"problems found in the faulty one: {len(problems):,}, each with its cell\n")
        ours = seconds(lambda: ingest.check(con, ingest.read(sound)))
        print(f"{'':<34}{'wall':>8}   {'processor':>9} {'wall':>9}   {'processor':>9}")
        report("isdata, read and checked", ours, ours)
        report("isdata, 1 % of the rows wrong", seconds(lambda: ingest.check(con, ingest.read(faulty))), ours)
        report("  of it reading", seconds(lambda: ingest.read(sound)), ours)
        report(
            "fastexcel, only read",
            seconds(lambda: fastexcel.read_excel(sound).load_sheet(0, eager=True)),
            ours,
        )
        print(
            f"{'most memory so far':<34}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB"
        )
        report("pandas.read_excel, only read", seconds(lambda: pd.read_excel(sound), 1), ours)
        print(
            f"{'most memory with pandas':<34}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
