"""The notebook of ten tasks runs, and finds what the tutorial works out by hand."""

import ast
import json
from typing import Any

import pytest

from tests.conftest import ROOT

NOTEBOOK = json.loads((ROOT / "docs" / "ten-tasks.ipynb").read_text("utf-8"))


def run(code: str, names: dict[str, Any]) -> Any:
    """Run a cell and return the value of its last line, as a notebook shows it."""
    *lines, last = ast.parse(code).body
    exec(compile(ast.Module(lines, []), "cell", "exec"), names)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    exec(compile(ast.Module([last], []), "cell", "exec"), names)
    return None


@pytest.mark.walk
def test_its_ten_tasks_run_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "docs")
    names: dict[str, Any] = {}
    cells = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    shown = [run(cell, names) for cell in cells]

    assert len(shown) == 10
    assert shown[0] == 52
    assert "<svg" in shown[2]._repr_svg_()
    assert shown[5]["reconciled"].tolist() == [102.5, 59.1, 43.4]
    assert len(shown[6]) == 6
    years, value, together = shown[7]
    assert (years, value) == (pytest.approx(400 / 330, abs=0.01), 1_814_327)
    assert together["investment"] == 1_360_000
    assert shown[8] == (["RS-M2", "RS-M3"], 3_595_591)
    names["con"].close()
