"""What a spelled unit is: `吨`, `万kWh`, `RMB/MWh` and `m3` are found by name, never by evaluation.

A spelling is a product of parts, `t·km` or `元/MWh`; each part is one of `names.csv`, with at most
one step before it, such as 万 or Mio. Left out on purpose, because people mean different things by
them: ton (short, long or metric), ¥ (yen or yuan), $ (whose?) and milli (mWh is meant as MWh).
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
STEPS = {"千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "Mio": 1e6, "Mrd": 1e9}
_STEP = re.compile(r"(千万|百万|千|万|亿|(?:Mio|Mrd)\.?)\s*(?=\S)", re.IGNORECASE)
_LONGEST = 40


@dataclass(frozen=True)
class Unit:
    """One unit of `names.csv`: pint's name, how the product writes it, and what it measures."""

    name: str
    written: str
    kind: str


@dataclass(frozen=True)
class Part:
    """One factor of a spelled unit: a step such as 万, the unit, and +1, or -1 below the line."""

    step: str
    unit: Unit
    power: int


@cache
def units() -> dict[str, Unit]:
    """Return every unit by the product's way of writing it."""
    return {row["written"]: Unit(row["unit"], row["written"], row["kind"]) for row in _rows()}


@cache
def _rows() -> list[dict[str, str]]:
    with (FOLDER / "names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _spellings() -> dict[str, Unit]:
    """Return every spelling, and those that differ in case only where they mean one unit."""
    exact: dict[str, Unit] = {}
    folded: dict[str, set[Unit]] = {}
    for row in _rows():
        unit = units()[row["written"]]
        for spelling in (row["written"], row["unit"], *row["spellings"].split(";")):
            if spelling.strip():
                exact[_plain(spelling)] = unit
                folded.setdefault(_plain(spelling).casefold(), set()).add(unit)
    return {key: next(iter(found)) for key, found in folded.items() if len(found) == 1} | exact


def _plain(text: str) -> str:
    """Return a spelling in half width; NFKC also makes ³ a 3, and ℃ two letters."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


@cache
def resolve(text: str) -> tuple[Part, ...] | None:
    """Return the parts of a spelled unit, or None where one of them is not known."""
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST:
        return None
    whole = _part(plain, 1)
    if whole:
        return (whole,)
    parts = [_part(piece, power) for piece, power in _pieces(plain)]
    return None if None in parts else tuple(part for part in parts if part)


def _pieces(plain: str) -> Iterator[tuple[str, int]]:
    power = 1
    for piece in re.split(r"([/·⋅*])", plain):
        if piece == "/":
            power = -1
        elif piece not in "·⋅*" or not piece:
            yield piece.strip(), power


def _part(piece: str, power: int) -> Part | None:
    known = _spellings()
    unit = known.get(piece) or known.get(piece.casefold())
    if unit:
        return Part("", unit, power)
    step = _STEP.match(piece)
    if not step:
        return None
    unit = known.get(piece[step.end() :]) or known.get(piece[step.end() :].casefold())
    return Part(step[1].rstrip(".").capitalize(), unit, power) if unit else None


def written(parts: tuple[Part, ...]) -> str:
    """Return the product's way of writing a unit: `万kWh`, `CNY/MWh`, `t·km`."""
    above = "·".join(_written(part) for part in parts if part.power > 0)
    return "/".join([above or "1", *(_written(part) for part in parts if part.power < 0)])


def _written(part: Part) -> str:
    space = " " if part.step.isascii() and part.step else ""
    return f"{part.step}{space}{part.unit.written}"


def suggestions(text: str) -> list[str]:
    """Return the units that a misspelled one comes closest to, as the product writes them."""
    known = {spelling.casefold(): unit.written for spelling, unit in _spellings().items()}
    close = get_close_matches(_plain(text).casefold(), known, n=5, cutoff=0.6)
    return list(dict.fromkeys(known[spelling] for spelling in close))[:3]
