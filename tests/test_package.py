"""`pip install .` brings the whole app: code, pages, settings, sample parks, and nothing else."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import isdata
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built as pip builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    return Path(next(iter(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))))


def files_below(folder: str) -> Iterator[str]:
    """Paths of the files of a folder, without what Python and numba compile, also while they write it."""
    for path in (ROOT / folder).rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT).as_posix()


def test_the_wheel_holds_every_file_of_the_app(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    beside = [
        *files_below("pages"),
        *files_below("docs/pages"),
        *files_below("sample_data"),
        *files_below(".streamlit"),
        "app.py",
        "server.py",
    ]

    assert {name for name in held if ".dist-info/" not in name} == {
        *files_below("isdata"),
        *(f"isdata/app/{name}" for name in beside),
    }


@pytest.mark.walk
def test_the_installed_package_knows_its_version_command_and_sample_parks(
    wheel: Path, tmp_path: Path
) -> None:
    """Unpacked in another folder, without the checkout."""
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    about = tmp_path / "site" / f"isdata-{isdata.__version__}.dist-info"
    made = subprocess.run(
        [sys.executable, "-m", "isdata", "init", "park.duckdb", "--sample", "kalundborg"],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert "isdata = isdata.cli:run" in (about / "entry_points.txt").read_text()
    assert (made.stderr, made.stdout) == ("", "park.duckdb is ready.\n")
