"""Spellings of units: `吨`, `万kWh`, `RMB/MWh` and `m3` are looked up by name, never evaluated.

A spelling is a product of parts, such as `t·km` or `元/MWh`; each part is listed in `names.csv`, with at most
one multiplier before it, such as 万 or Mio. Ambiguous ones are left out on purpose: those of `AMBIGUOUS`,
$ (of several countries) and milli (mWh is usually meant as MWh).
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

FOLDER = Path(__file__).parent
# Possible meanings of ambiguous units, most likely first.
AMBIGUOUS = {
    "ton": ("t", "short ton", "long ton"),
    "tons": ("t", "short ton", "long ton"),
    "mt": ("t", "Mt"),
    "¥": ("CNY", "JPY"),
    # US or imperial gallon; M for a thousand (Roman numeral) or a million; cubic feet as metered or at standard conditions.
    "gal": ("US gal", "imp gal"),
    "gals": ("US gal", "imp gal"),
    "gallon": ("US gal", "imp gal"),
    "gallons": ("US gal", "imp gal"),
    "加仑": ("US gal", "imp gal"),
    "kgal": ("1000 US gal", "1000 imp gal"),
    "mgal": ("1000 US gal", "million US gal"),
    "mlb": ("klb", "million lb"),
    "mlbs": ("klb", "million lb"),
    "mbtu": ("kBtu", "MMBtu"),
    "cf": ("ft³", "scf"),
    "ccf": ("100 ft³", "100 scf"),
    "mcf": ("1000 ft³", "kscf", "million ft³"),
    "mmcf": ("million ft³", "MMscf"),
    "mscf": ("kscf", "MMscf"),
    # Barrel of oil, or of another good with its own barrel size.
    "bbl": ("bbl (oil)",),
    "barrel": ("bbl (oil)",),
    "barrels": ("bbl (oil)",),
}
STEPS = {"千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "Mio": 1e6, "Mrd": 1e9}
_STEP = re.compile(r"(千万|百万|千|万|亿|(?:Mio|Mrd)\.?|1,?000|thousand|million)\s*(?=\S)", re.IGNORECASE)
_STEPS_SPELLED = {"1000": "千", "1,000": "千", "Thousand": "千", "Million": "Mio"}
_LEAST_ALIKE = 0.6  # minimum similarity of proposed spellings
_SHORT = 3  # maximum letters of short texts
_MOST_PROPOSED = 3
_LONGEST = 40


@dataclass(frozen=True)
class Unit:
    """One unit of `names.csv`: pint's name, standard spelling, and kind of quantity."""

    name: str
    written: str
    kind: str


@dataclass(frozen=True)
class Part:
    """One factor of a spelled unit: multiplier such as 万, unit, and exponent +1 (numerator) or -1 (denominator)."""

    step: str
    unit: Unit
    power: int


@dataclass(frozen=True)
class Currency:
    """An active currency of ISO 4217: code, names and other spellings."""

    code: str
    name_en: str
    name_zh: str
    spellings: tuple[str, ...]


@cache
def currencies() -> dict[str, Currency]:
    """All currencies by code, common ones first; names as in CLDR."""
    return {
        row["code"]: Currency(row["code"], row["name_en"], row["name_zh"], _parted(row["spellings"]))
        for row in _read("currencies.csv")
    }


@cache
def units() -> dict[str, Unit]:
    """All units by standard spelling."""
    named = {row["written"]: Unit(row["unit"], row["written"], row["kind"]) for row in _read("names.csv")}
    return named | {code: Unit(pint_name(code), code, "money") for code in currencies() if code not in named}


def pint_name(code: str) -> str:
    """Pint's name of a currency that is not defined in `definitions.txt`."""
    return f"currency_{code}"


def _read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


@cache
def _spellings() -> dict[str, Unit]:
    """Unit by spelling; also in other case, if all spellings that differ only in case are the same unit."""
    exact: dict[str, Unit] = {}
    folded: dict[str, set[Unit]] = {}
    for unit, spellings in _spelled():
        for spelling in spellings:
            exact[_plain(spelling)] = unit
            folded.setdefault(_plain(spelling).casefold(), set()).add(unit)
    unambiguous = {
        key: next(iter(found))
        for key, found in folded.items()
        if len(found) == 1 and key not in AMBIGUOUS and not _is_code(key.upper())
    }
    return unambiguous | exact


def _spelled() -> Iterator[tuple[Unit, tuple[str, ...]]]:
    """Yield each unit with all its spellings."""
    for row in _read("names.csv"):
        yield units()[row["written"]], (row["written"], row["unit"], *_parted(row["spellings"]))
    for code, each in currencies().items():
        yield units()[code], (code, each.name_en, each.name_zh, *each.spellings)


def _is_code(text: str) -> bool:
    """Return True if a text is a currency code; lower case is excluded, because "all" and "try" are words."""
    return text in currencies() and units()[text].name == pint_name(text)


def _plain(text: str) -> str:
    """Normalise a spelling to half width (NFKC), which also converts ³ to 3 and ℃ to two letters."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


@cache
def resolve(text: str) -> tuple[Part, ...] | None:
    """Parts of a spelled unit; None if one of them is unknown."""
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
    written = step[1].rstrip(".").capitalize()
    return Part(_STEPS_SPELLED.get(written, written), unit, power) if unit else None


def standard_spelling(parts: tuple[Part, ...]) -> str:
    """Standard spelling of a unit: `万kWh`, `CNY/MWh`, `t·km`."""
    above = "·".join(_written(part) for part in parts if part.power > 0)
    return "/".join([above or "1", *(_written(part) for part in parts if part.power < 0)])


def _written(part: Part) -> str:
    space = " " if part.step.isascii() and part.step else ""
    return f"{part.step}{space}{part.unit.written}"


_RATES = ("power", "pressure", "share")


@cache
def pattern(*, of_amounts: bool = False) -> str:
    """Regular expression (RE2) for units in standard spelling; with `of_amounts`, only units of amounts.

    Rates such as t/h, kg/t or kW are not units of amounts.
    """
    known = [each.written for each in units().values() if not (of_amounts and each.kind in _RATES)]
    steps = "|".join(map(re.escape, sorted(STEPS, key=len, reverse=True)))
    part = f"(?:(?:{steps}) ?)?(?:{'|'.join(map(re.escape, known))})"
    return f"{part}(?:·{part})*" if of_amounts else f"(?:1|{part})(?:[·/]{part})*"


def is_amount(unit: str) -> bool:
    """Return True if a unit in standard spelling is a unit of amounts: t, but not t/h or kW."""
    return re.fullmatch(pattern(of_amounts=True), unit) is not None


def is_ambiguous(text: str) -> bool:
    """Return True if a text is an ambiguous unit, such as gal, ton or gal/yr."""
    return len(AMBIGUOUS.get(_plain(text).casefold().partition("/")[0].strip(), ())) > 1


def suggestions(text: str) -> list[str]:
    """Return possible units for a text in standard spelling: its ambiguous meanings, or units of similar spelling."""
    plain = _plain(text).casefold()
    above, line, below = plain.partition("/")
    if above.strip() in AMBIGUOUS:
        return [f"{unit}{line}{below}" for unit in AMBIGUOUS[above.strip()]]
    if _is_code(plain.upper()):
        return [plain.upper()]
    known = AMBIGUOUS | {
        spelling.casefold(): (unit.written,)
        for spelling, unit in _spellings().items()
        if not _is_code(spelling)
    }
    close = process.extract(
        plain,
        [spelling for spelling in known if len(spelling) > 1 and _may_be_meant(plain, spelling)],
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=_LEAST_ALIKE,
        limit=5,
    )
    meant = [unit for spelling, _score, _place in close for unit in known[spelling]]
    return list(dict.fromkeys(meant))[:_MOST_PROPOSED]


def _may_be_meant(text: str, spelling: str) -> bool:
    """Return True if a short text differs by at most one added or missing letter, in any order: bag is not bar."""
    if len(text) > _SHORT:
        return True
    one, other = Counter(text), Counter(spelling)
    return (one - other).total() + (other - one).total() <= 1
