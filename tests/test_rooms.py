"""Data goes one way: a room may use the rooms above it, never those below."""

import ast
from pathlib import Path

from tests.conftest import ROOT

# From the ground up. Rooms of one line do not use each other.
STOREYS = [
    {"errors", "solver", "compiled", "disclosure"},
    {"contracts", "units", "sankey", "finance", "reconciliation"},
    {"store", "uncertainty"},
    {"i18n"},
    {"ingest", "parks", "history", "methods"},
    {"flows", "measures"},
    {"parkmap", "scenarios", "monitoring"},
    {"synergies"},
    {"judging"},
    {"planning"},
    {"figures", "warming"},
    {"reports"},
    {"cli"},
    {"__main__"},
]
# The layout and the formulas are of use to anybody: they know nothing of parks.
GENERAL = {"sankey", "finance"}
STOREY = {room: number for number, rooms in enumerate(STOREYS) for room in rooms}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "isdata").parts[0].removesuffix(".py")


def used(path: Path) -> set[str]:
    """Return the rooms that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "isdata":
            names |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("isdata."):
            names.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            names |= {name.name.split(".")[1] for name in node.names if name.name.startswith("isdata.")}
    return names


FILES = [
    path
    for path in (ROOT / "isdata").glob("**/*.py")
    if path.name != "__init__.py" or path.parent.name != "isdata"
]


def test_every_room_has_its_storey() -> None:
    assert {room_of(path) for path in FILES} - set(STOREY) == set()


def test_no_room_uses_one_below() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} uses {other}"
        for path in FILES
        for other in used(path) - {room_of(path)}
        if STOREY[other] >= STOREY[room_of(path)]
    ]

    assert wrong == []


def test_layout_and_formulas_know_nothing_of_parks() -> None:
    wrong = [path for path in FILES if room_of(path) in GENERAL and used(path) - {room_of(path), *STOREYS[0]}]

    assert wrong == []
