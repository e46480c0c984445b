"""Where the public data for tests lie."""

import os
from pathlib import Path

import pytest

from tests.sample_data.samples import ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder with public data; the test is skipped where there is none."""
    folder = Path(os.environ.get("ISDATA_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"There is no folder {folder} with public data; set ISDATA_SHARED_DATA.")
    return folder
