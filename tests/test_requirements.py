"""What is imported stands in the requirements, what stands there is used, and each package has its reason."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

# How a package is imported, where that is not its name.
IMPORTED_AS = {
    "vl-convert-python": "vl_convert",
    "ortools": "ortools",
    "python-docx": "docx",
    "pytest-xdist": "xdist",
}
# Used through another package: Altair draws files with it, DuckDB and pandas exchange tables with it.
THROUGH_OTHERS = {"vl-convert-python", "pyarrow"}
# Come with Streamlit: its server, its messages to the browser, its pictures.
WITH_OTHERS = {"starlette", "google", "PIL"}
# Called from the shell.
COMMANDS = {"ruff", "ty"}


def imported(path: Path) -> Iterator[str]:
    """Yield the packages that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def used_in(*files: Path) -> set[str]:
    """Return the packages of others that files import."""
    ours = {"isdata", "pages", "sample_data", "tests", "benchmarks", "server"}
    used = {name for path in files for name in imported(path)}
    return used - set(sys.stdlib_module_names) - ours - WITH_OTHERS


def listed_in(file: str) -> set[str]:
    """Return the packages that a requirements file lists itself."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return {re.split(r"[=<>]", line)[0].strip() for line in lines if re.match(r"\w", line)}


def modules(packages: set[str]) -> dict[str, str]:
    """Return packages by the name that they are imported by."""
    return {IMPORTED_AS.get(name, name).lower(): name for name in packages}


def test_imports_and_requirements_agree() -> None:
    used = used_in(
        ROOT / "app.py", ROOT / "server.py", *ROOT.glob("isdata/**/*.py"), *ROOT.glob("pages/**/*.py")
    )
    known = modules(listed_in("requirements.txt"))

    assert used - set(known) == set()
    assert {name for module, name in known.items() if module not in used} - THROUGH_OTHERS == set()


def test_imports_of_tests_and_requirements_for_development_agree() -> None:
    used = used_in(*ROOT.glob("tests/**/*.py"))
    more = modules(listed_in("requirements-dev.txt"))

    assert used - set(more) - set(modules(listed_in("requirements.txt"))) == set()
    assert {name for module, name in more.items() if module not in used} == COMMANDS


def test_every_package_has_bounds_both_ways_and_a_reason() -> None:
    lines = [
        line
        for file in ("requirements.txt", "requirements-dev.txt")
        for line in (ROOT / file).read_text("utf-8").splitlines()
        if re.match(r"\w", line)
    ]
    reasons = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## Packages")[1]
    told = set(re.findall(r"^\| ([\w-]+) \| \S", reasons, re.MULTILINE)) - {"Package"}

    assert [line for line in lines if not re.search(r">=.*,<|==", line)] == []
    assert told == listed_in("requirements.txt") | listed_in("requirements-dev.txt")
