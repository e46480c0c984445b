"""`import isdata` is light and gives every public package by its short name."""

import subprocess
import sys

import duckdb
import pandas as pd
import pytest

import isdata
from isdata.data import store
from isdata.errors import NotFoundError, ProblemsError
from tests.conftest import ROOT


def test_importing_it_imports_no_package() -> None:
    script = "import sys, isdata; print(sorted(name for name in sys.modules if name.startswith(('isdata.', 'pandas'))))"

    shown = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert shown.stdout == "[]\n"


@pytest.mark.parametrize("name", sorted(isdata.PUBLIC))
def test_every_public_package_imports_by_its_short_name(name: str) -> None:
    assert getattr(isdata, name).__name__ == f"isdata.{isdata.PUBLIC[name]}.{name}"


def test_an_unknown_package_is_named() -> None:
    with pytest.raises(AttributeError, match="no package 'attic'"):
        isdata.attic  # noqa: B018 - the access is the test


def test_problems_name_their_first_cells(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [{"company_id": f"N{n}", "name_en": "x", "visibility": "nobody"} for n in range(7)]

    with pytest.raises(ProblemsError) as caught:
        store.write(tiny, {"company": pd.DataFrame(rows)}, who="test", reason="test")

    lines = str(caught.value).split("\n- ")
    assert lines[0].startswith("Problems found: 7.")
    assert lines[1] == "company N0 · visibility: choice “nobody”"
    assert (len(lines), lines[-1]) == (7, "…")


def test_where_nothing_is_stored_the_next_step_is_shown() -> None:
    assert "none is stored yet" in str(NotFoundError(thing="park", name="chengdu", known=""))
    assert str(NotFoundError(thing="park", name="x", known="a, b")).endswith("Available: a, b.")
