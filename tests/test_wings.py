"""Data goes one way: a package uses those below it, pages use each other only through common; every reader is named."""

import ast
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import isdata
from tests.conftest import ROOT

# From the ground up. A wing uses itself and those before it.
WINGS = [
    "errors",
    "locations",
    "engines",
    "data",
    "park",
    "energy",
    "scenarios",
    "symbiosis",
    "decisions",
    "programme",
    "institution",
    "output",
    "preparation",
    "cli",
]
# The command line starts everything: it stands above the wings.
ABOVE = ["__main__"]
ORDER = {name: number for number, name in enumerate([*WINGS, *ABOVE])}
FILES = [path for path in (ROOT / "isdata").glob("**/*.py") if path != ROOT / "isdata" / "__init__.py"]
PAGES = list((ROOT / "pages").glob("**/*.py"))


def wing_of(path: Path) -> str:
    return path.relative_to(ROOT / "isdata").parts[0].removesuffix(".py")


@dataclass(frozen=True)
class Source:
    """What a file imports, as dotted names, and whether a function or class in it assumes who reads."""

    imports: frozenset[str]
    assumes_who_reads: bool


@cache
def source(path: Path) -> Source:
    """Read a file, once for all tests."""
    names, assumes = set(), False
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            names |= {name.name for name in node.names}
        assumes |= has_default_viewer(node)
    return Source(frozenset(names), assumes)


def imported(path: Path, package: str) -> set[str]:
    """Dotted names below `package` that a file imports, without the package itself."""
    names = source(path).imports
    return {name.removeprefix(f"{package}.") for name in names if name.startswith(f"{package}.")}


def wings_used(path: Path) -> set[str]:
    used = {name.split(".")[0] for name in imported(path, "isdata")}
    return {isdata.PUBLIC.get(name, name) for name in used} - {wing_of(path)}


def test_every_file_lies_in_a_wing() -> None:
    assert {wing_of(path) for path in FILES} - set(ORDER) == set()


def test_no_wing_uses_one_above() -> None:
    upwards = [
        f"{path.relative_to(ROOT)} uses {other}"
        for path in FILES
        for other in wings_used(path)
        if ORDER[other] >= ORDER[wing_of(path)]
    ]

    assert upwards == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    """`static_order` names the modules of a cycle; imports for types alone count as well."""
    paths = {path.relative_to(ROOT / "isdata").with_suffix(""): path for path in FILES}
    modules = {".".join(name.parts).removesuffix(".__init__"): path for name, path in paths.items()}
    graph = {
        name: {
            next((part for part in (used, used.rpartition(".")[0]) if part in modules), name)
            for used in imported(path, "isdata")
        }
        - {name}
        for name, path in modules.items()
    }

    assert len(list(TopologicalSorter(graph).static_order())) == len(modules)


def test_engines_know_nothing_of_parks() -> None:
    wrong = [path for path in FILES if wing_of(path) == "engines" and wings_used(path) - {"errors"}]

    assert wrong == []


def test_pages_use_each_other_only_through_common() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} uses {other}"
        for path in PAGES
        for other in {name.split(".")[0] for name in imported(path, "pages")}
        if other not in (path.relative_to(ROOT / "pages").parts[0], "common")
    ]

    assert wrong == []


def test_every_public_package_lies_where_it_is_listed() -> None:
    missing = [
        name for name, wing in isdata.PUBLIC.items() if not list((ROOT / "isdata" / wing).glob(f"{name}*"))
    ]

    assert missing == []


def has_default_viewer(node: ast.AST) -> bool:
    """Whether a function or class takes a reader by itself where none is named, so that a call forgetting it shows names."""
    if isinstance(node, ast.AnnAssign):
        return isinstance(node.target, ast.Name) and node.target.id == "viewer" and node.value is not None
    if not isinstance(node, ast.arguments):
        return False
    plain = [*node.posonlyargs, *node.args]
    given = {item.arg for item in plain[len(plain) - len(node.defaults) :]} if node.defaults else set()
    given |= {item.arg for item, value in zip(node.kwonlyargs, node.kw_defaults, strict=True) if value}
    return "viewer" in given


def test_no_function_assumes_who_reads() -> None:
    wrong = [str(path.relative_to(ROOT)) for path in [*FILES, *PAGES] if source(path).assumes_who_reads]

    assert wrong == []


WRITES = {"store.write", "store.remove"}


def called(function: ast.FunctionDef) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def test_rows_are_stored_and_removed_in_one_change() -> None:
    """Otherwise a refused removal leaves half of it stored, and undoing takes back one half only."""
    wrong = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in [*FILES, *PAGES]
        if all(call in (text := path.read_text("utf-8")) for call in WRITES)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and called(node) >= WRITES
    ]

    assert wrong == []
