"""Faults injected into real database files."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data import store


def names(path: Path) -> list[str]:
    """Names of the companies of a database file."""
    with store.open(path) as con:
        return [name for (name,) in con.execute("select name_en from company order by company_id").fetchall()]


def rename(path: Path, name: str) -> None:
    """Change the name of the first company."""
    with store.open(path) as con:
        renamed = pd.DataFrame([{"company_id": "C1", "name_en": name}])
        store.write(con, {"company": renamed}, who="test", reason="change")


def crash_after(path: Path, *names: str) -> None:
    """Rename the first company several times in another process, which dies and leaves its log."""
    program = (
        "import os, sys, signal, duckdb\n"
        "con = duckdb.connect(sys.argv[1])\n"
        "for name in sys.argv[2:]:\n"
        "    con.execute('update company set name_en = ? where company_id = ?', [name, 'C1'])\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(path), *names], check=False)
    assert Path(f"{path}.wal").stat().st_size > 0


def damage_rows(path: Path, table: str) -> None:
    """Change bytes where a file holds rows of a table."""
    with duckdb.connect(str(path), read_only=True) as con:
        block, offset = con.execute(
            f"select block_id, block_offset from pragma_storage_info('{table}') where block_id >= 0"
        ).fetchall()[0]
    flip(path, 3 * 4096 + block * 2**18 + 8 + offset, 16)  # behind three headers and the block's checksum


def flip(path: Path, place: int, count: int = 1) -> None:
    """Change bytes of a file, each differently: DuckDB's checksum does not notice two equal changes."""
    content = bytearray(path.read_bytes())
    for each in range(place, place + count):
        content[each] ^= 1 + (each - place) % 255
    path.write_bytes(content)
