"""What the product imports stands in requirements.txt, and what stands there is used."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

# How a package is imported, where that is not its name.
IMPORTED_AS = {"vl-convert-python": "vl_convert", "ortools": "ortools", "python-docx": "docx"}
# Used through another package: Altair draws files with it, DuckDB and pandas exchange tables with it.
THROUGH_OTHERS = {"vl-convert-python", "pyarrow"}


def imported(path: Path) -> Iterator[str]:
    """Yield the packages that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_imports_and_requirements_agree() -> None:
    files = [ROOT / "app.py", ROOT / "server.py", *ROOT.glob("isdata/**/*.py"), *ROOT.glob("pages/**/*.py")]
    ours = {"isdata", "pages", "sample_data"}
    used = {name for path in files for name in imported(path)} - set(sys.stdlib_module_names) - ours
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    listed = {
        re.split(r"[=<>]", line)[0].strip() for line in lines if line.strip() and not line.startswith("#")
    }
    modules = {IMPORTED_AS.get(name, name).lower(): name for name in listed}

    assert used - set(modules) == set()
    assert {name for module, name in modules.items() if module not in used} - THROUGH_OTHERS == set()
