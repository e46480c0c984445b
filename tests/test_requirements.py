"""What is imported is required, what is required is used and has a reason, and exact versions of all of it are locked."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import isdata
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
GROUPS = PROJECT["dependency-groups"]
# Each lock file and the requirements that it is made from.
LOCKS = {
    "requirements.txt": RUNTIME,
    "requirements-dev.txt": [*RUNTIME, *GROUPS["development"]],
    "requirements-install.txt": GROUPS["install"],
    "benchmarks/requirements.txt": GROUPS["benchmarks"],
}
# How a package is imported, where that is not its name.
IMPORTED_AS = {
    "vl-convert-python": "vl_convert",
    "ortools": "ortools",
    "python-docx": "docx",
    "python-pptx": "pptx",
    "axe-playwright-python": "axe_playwright_python",
    "pytest-xdist": "xdist",
    "numpy-financial": "numpy_financial",
    "scikit-learn": "sklearn",
}
# Used through another package: Altair draws files with it, DuckDB and pandas exchange tables with it.
THROUGH_OTHERS = {"vl-convert-python", "pyarrow"}
# Come with Streamlit, its server, its messages to the browser and its pictures, or with Jinja.
WITH_OTHERS = {"starlette", "uvicorn", "google", "PIL", "markupsafe"}
# Called from the shell, or by pytest.
COMMANDS = {"ruff", "ty", "pytest-rerunfailures"}


def imported(path: Path) -> Iterator[str]:
    """Yield the packages that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def used_in(*files: Path) -> set[str]:
    """Packages of others that files import."""
    ours = {"isdata", "pages", "sample_data", "tests", "benchmarks", "server"}
    used = {name for path in files for name in imported(path)}
    return used - set(sys.stdlib_module_names) - ours - WITH_OTHERS


def names(requirements: list[str]) -> set[str]:
    """Names of required packages."""
    return {re.split(r"[=<>]", requirement)[0] for requirement in requirements}


def modules(requirements: list[str]) -> dict[str, str]:
    """Required packages by the name that they are imported by."""
    return {IMPORTED_AS.get(name, name).lower(): name for name in names(requirements)}


def locked(file: str) -> dict[str, list[tuple[str, str]]]:
    """Versions of each locked package, each with the text that follows it: its condition and its hashes."""
    entries = re.split(r"^(?=[\w-]+==)", (ROOT / file).read_text("utf-8"), flags=re.MULTILINE)[1:]
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        name, rest = entry.split("==", 1)
        found.setdefault(name, []).append((rest.split()[0], rest))
    return found


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, to be compared."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def within(version: str, bounds: str) -> bool:
    """Whether a version lies within bounds such as >=1.2,<2."""
    compare = {">=": lambda a, b: a >= b, "<": lambda a, b: a < b, "==": lambda a, b: a == b}
    return all(
        compare[sign](numbers(version), numbers(bound))
        for sign, bound in re.findall(r"(>=|<|==)([\d.]+)", bounds)
    )


def test_imports_and_requirements_agree() -> None:
    used = used_in(
        ROOT / "app.py", ROOT / "server.py", *ROOT.glob("isdata/**/*.py"), *ROOT.glob("pages/**/*.py")
    )
    known = modules(RUNTIME)

    assert used - set(known) == set()
    assert {name for module, name in known.items() if module not in used} - THROUGH_OTHERS == set()


def test_imports_of_tests_and_requirements_for_development_agree() -> None:
    used = used_in(*ROOT.glob("tests/**/*.py"))
    more = modules(GROUPS["development"])

    assert used - set(modules([*RUNTIME, *GROUPS["install"], *GROUPS["development"]])) == set()
    assert {name for module, name in more.items() if module not in used} == COMMANDS


def test_imports_of_benchmarks_are_required() -> None:
    used = used_in(*ROOT.glob("benchmarks/**/*.py"))

    assert used - set(modules([*RUNTIME, *GROUPS["development"], *GROUPS["benchmarks"]])) == set()


def test_every_package_has_bounds_both_ways_and_a_reason() -> None:
    required = [*RUNTIME, *GROUPS["install"], *GROUPS["development"]]
    reasons = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## Packages")[1]
    explained = set(re.findall(r"^\| ([\w-]+) \| \S", reasons, re.MULTILINE)) - {"Package"}

    assert [line for line in required if not re.search(r">=.*,<|==", line)] == []
    assert explained == names(required)


def test_every_requirement_is_locked_within_its_bounds() -> None:
    """Run `make upgrade` when this fails."""
    for file, requirements in LOCKS.items():
        versions = locked(file)
        for requirement in requirements:
            name = re.split(r"[=<>]", requirement)[0]
            assert name in versions, f"{file} lacks {name}"
            assert all(within(version, requirement) for version, _ in versions[name]), f"{file}: {name}"


def test_every_locked_package_has_hashes_and_the_same_version_everywhere() -> None:
    runtime = locked("requirements.txt")
    for file in LOCKS:
        for name, entries in locked(file).items():
            assert all(rest.count("--hash=sha256:") >= 1 for _, rest in entries), f"{file}: {name}"
            if name in runtime:
                assert [version for version, _ in entries] == [version for version, _ in runtime[name]], name


def test_the_version_is_shown_once_and_released() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.findall(r"^## \[(\d[\d.]*)\] - (\d{4}-\d{2}-\d{2})$", changelog, re.MULTILINE)

    assert isdata.__version__ == PROJECT["project"]["version"] == releases[0][0]
