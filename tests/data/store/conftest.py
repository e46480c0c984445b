"""A database file and a backup of it."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Built


@pytest.fixture
def file(built: Built, tmp_path: Path) -> Path:
    """A database file holding the tiny park, open in nobody's hands."""
    return built.copied("tiny", tmp_path)


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Path:
    """A backup of the tiny park."""
    return Path(shutil.copy(built["tiny"], tmp_path / "copy.duckdb"))
