"""What is compiled, is compiled once: for every checkout with the same source, and in one form."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from isdata import cli, preparation
from isdata.engines import cache, compiled, finance, sankey
from isdata.output.figures.parkmap import overlaps
from isdata.preparation import steps
from tests.conftest import ROOT


def test_the_steps_call_every_compiled_function() -> None:
    steps.load()

    assert [kept.__name__ for kept in compiled.KEPT if not kept.signatures] == []
    assert len(compiled.KEPT) > 10


def test_one_form_serves_whatever_the_app_gives() -> None:
    """A second form would be compiled while somebody waits for a page."""
    steps.load()
    flows = np.array([[-1.0, 5.0, -6.0], [-100.0, 60.0, 60.0]])
    locked = flows.copy()
    locked.flags.writeable = False
    for amounts in (flows, locked):
        finance.irr(amounts)
        finance.irr_roots(amounts[0])
        finance.discounted_payback(amounts, 0.1)
    sankey.layout(steps.LINKS, width=960.0, height=540.5, previous={"a": (1, 0)}, order=["d", "b"])
    boxes = np.asfortranarray([[0.0, 0.0, 4.0, 2.0], [5.0, 0.0, 9.0, 2.0]])
    for rows in (boxes, boxes[:0], boxes[::2]):
        overlaps.counted(rows, rows)
        overlaps.counted_by_path(rows, boxes, np.repeat(np.arange(2), 1), len(boxes))
        overlaps.first_free(rows, rows, boxes)
        overlaps.coinciding(rows, rows)
        overlaps.spaced(boxes, 1, 1)
        overlaps.free(rows, rows[:, :3], (0, 0, 10, 10), (2, 5, 1), 1)

    assert {kept.__name__: len(kept.signatures) for kept in compiled.KEPT if len(kept.signatures) != 1} == {}


def test_checkouts_with_the_same_source_share_what_is_compiled(tmp_path: Path) -> None:
    here = ROOT / "isdata" / "engines" / "finance"
    same, other = (
        Path(shutil.copytree(here, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__")))
        for name in ("same", "other")
    )
    with (other / "newton.py").open("a") as file:
        file.write("# changed\n")

    assert cache.source_hash(same) == cache.source_hash(here)
    assert cache.source_hash(other) != cache.source_hash(here)


def test_a_cache_folder_that_cannot_be_written_to_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "isdata").write_text("a file where the folder would be")
    code = "from isdata.engines import finance; print(finance.discounted_payback([-100.0, 50.0, 100.0], 0.0))"
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout == "1.5\n"


def test_prepare_shows_its_progress_and_does_nothing_twice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preparation, "FOLDER", tmp_path)
    # Tests of pages leave the page as the main program, which each new process would run before its step.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    # The step compiles nothing: compiled functions lie in a folder that other processes write to meanwhile.
    monkeypatch.setattr(steps, "STEPS", (os.getcwd,))

    assert [cli.run(["prepare"]), cli.run(["prepare"])] == [0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "Compiling, once for this version: 0 of 1 steps done",
        "Compiling, once for this version: 1 of 1 steps done",
        "Everything is compiled.",
    ]
