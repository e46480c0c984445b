"""`import isdata` is light and gives every room."""

import subprocess
import sys

import duckdb
import pandas as pd
import pytest

import isdata
from isdata import store
from isdata.errors import NotFoundError, ProblemsError
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


def test_problems_name_their_first_cells(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [{"company_id": f"N{n}", "name_en": "x", "visibility": "nobody"} for n in range(7)]

    with pytest.raises(ProblemsError) as caught:
        store.write(tiny, {"company": pd.DataFrame(rows)}, who="test", reason="test")

    lines = str(caught.value).split("\n- ")
    assert lines[0].startswith("Problems found: 7.")
    assert lines[1] == "company N0 · visibility: choice “nobody”"
    assert (len(lines), lines[-1]) == (7, "…")


def test_where_nothing_is_stored_the_next_step_is_told() -> None:
    assert "no other one is stored yet" in str(NotFoundError(thing="park", name="chengdu", known=""))
    assert str(NotFoundError(thing="park", name="x", known="a, b")).endswith("Known are: a, b.")
