"""`import isdata` is light and gives every room."""

import subprocess
import sys

import pytest

import isdata
from tests.conftest import ROOT


def test_importing_it_imports_no_room() -> None:
    script = "import sys, isdata; print(sorted(name for name in sys.modules if name.startswith(('isdata.', 'pandas'))))"

    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert told.stdout == "[]\n"


@pytest.mark.parametrize("room", sorted(path.parent.name for path in (ROOT / "isdata").glob("*/__init__.py")))
def test_every_room_is_at_hand(room: str) -> None:
    assert getattr(isdata, room).__doc__


def test_a_room_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="no room 'attic'"):
        isdata.attic  # noqa: B018 - asking is the test
