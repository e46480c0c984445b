"""Practice copies for tests, made of the sample parks that other tests use too."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from isdata.programme.training import practice
from isdata.programme.training.practice import Practice


@pytest.fixture
def copies(samples_file: Path, tmp_path: Path) -> Iterator[Practice]:
    """Practice copies in a folder of their own."""
    database = Path(shutil.copy(samples_file, tmp_path / "park.duckdb"))
    practice.keep_sample(database)
    made = Practice(practice.folder_of(database))
    yield made
    made.close()
