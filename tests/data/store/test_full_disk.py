"""A full disk is named, and nothing is left half written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.data.store.faults import names
from tests.databases import Built


def limited(size: int, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a program whose files may not grow beyond a size, as on a disk that is full."""
    limit = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
    )
    command = [
        sys.executable,
        "-B",
        "-c",
        limit + program,
        *map(str, arguments),
    ]  # -B: caches no half modules
    return subprocess.run(command, capture_output=True, text=True, check=False)


_STORE_MUCH = """
import pandas as pd
from isdata.data import store
from isdata.errors import DiskFullError

con = store.open(sys.argv[1])
many = pd.DataFrame({"company_id": [f"N{n}" for n in range(20_000)], "name_en": "A company of the test " * 20})
try:
    store.write(con, {"company": many.assign(visibility="public")}, who="test", reason="test")
except DiskFullError as error:
    print("full:", error)
print(con.execute("select count(*) from company").fetchone()[0])
"""


def test_a_full_disk_is_named_and_nothing_is_stored(file: Path) -> None:
    if os.name != "posix":
        return

    done = limited(file.stat().st_size + 100_000, _STORE_MUCH, file)

    assert done.stdout.splitlines()[0].startswith("full: The disk of "), done.stderr
    assert done.stdout.splitlines()[1] == "3"
    assert len(names(file)) == 3


# Runs commands one after the other; writes exit code, output and errors of each.
_COMMANDS = """
import contextlib, io, json
from isdata import cli

for arguments in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.run(arguments)
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""


def commands(size: int, *lines: list[object]) -> list[tuple[int, str, str]]:
    """Exit code, output and errors of commands on a disk that is full."""
    done = limited(size, _COMMANDS, json.dumps([[str(each) for each in line] for line in lines]))
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_a_command_on_a_full_disk_leaves_nothing_half_written(
    file: Path, built: Built, tmp_path: Path
) -> None:
    if os.name != "posix":
        return
    copy = built.copied("joined", tmp_path)
    before, folder = file.read_bytes(), tmp_path / "folder"
    folder.mkdir()

    results = commands(
        8_192,
        ["backup", file, folder / "copy.duckdb"],
        ["restore", file, copy],
        ["export", file, folder / "all.xlsx"],
        ["template", folder / "empty.xlsx", "--table", "flow"],
        ["init", folder / "new.duckdb"],
    )

    assert len(results) == 5
    for code, out, error in results:
        assert (code, out) == (2, "")
        assert "is full" in error
        assert "/." not in error  # the file that was asked for, not where it is made
    assert file.read_bytes() == before
    assert list(folder.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "joined.duckdb", "tiny.duckdb"]


@pytest.mark.walk
def test_a_copy_that_the_disk_has_almost_room_for_is_no_empty_one(built: Built, tmp_path: Path) -> None:
    """Its rows fit into the log, and not into the file as well."""
    if os.name != "posix":
        return
    source, copy = built.copied("two", tmp_path), tmp_path / "folder" / "copy.duckdb"
    copy.parent.mkdir()

    results = commands(
        source.stat().st_size // 2,
        ["backup", source, copy],
        ["public", source, copy],
        ["restore", copy, source],
    )

    assert len(results) == 3
    for code, out, error in results:
        assert (code, out) == (2, "")
        assert f"The disk of {copy} is full" in error
    assert list(copy.parent.iterdir()) == []
