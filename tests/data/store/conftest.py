"""A database file and a backup of it."""

import shutil
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from isdata.data.store.connection import MIGRATIONS
from tests.databases import Built

# Files are made as by a release before the migration of this number.
FormerRelease = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def former_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FormerRelease:
    """A context in which only the migrations before a number exist."""

    @contextmanager
    def release(before: str) -> Generator[None]:
        folder = tmp_path / "migrations"
        folder.mkdir()
        for script in MIGRATIONS.glob("*.sql"):
            if script.stem < before:
                shutil.copy(script, folder)
        with monkeypatch.context() as patch:
            patch.setattr("isdata.data.store.connection.MIGRATIONS", folder)
            yield

    return release


@pytest.fixture
def file(built: Built, tmp_path: Path) -> Path:
    """A database file holding the tiny park, open in nobody's hands."""
    return built.copied("tiny", tmp_path)


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Path:
    """A backup of the tiny park."""
    return Path(shutil.copy(built["tiny"], tmp_path / "copy.duckdb"))
