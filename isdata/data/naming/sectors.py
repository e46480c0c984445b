"""Industries by ISIC Rev. 4 code: their short names, and the codes that words mean."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from isdata.data.contracts import Column

_FILE = Path(__file__).with_suffix(".csv")
_WORDS = Path(__file__).with_name("sector_words.csv")  # other words in use, with the divisions they may mean
_CODE = re.compile(r"\d{2,4}(?=\D|$)")
_ENDINGS = re.compile(
    r"\W*(?:industry|industries|sector|manufacturing|production|plant|factory|works|行业|产业|工业|制造业|业|工厂|厂)$"
)
_MOST = 3  # maximum number of divisions proposed for a text
_ALIKE = 75  # minimum similarity of a misspelt word [%]


class Sector(NamedTuple):
    """Name of an ISIC division in both languages."""

    en: str
    zh: str


@cache
def divisions() -> Mapping[str, Sector]:
    """Names of the divisions of ISIC Rev. 4, by two-digit code."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["division"]: Sector(row["name_en"], row["name_zh"]) for row in csv.DictReader(lines)}


def name(code: str, language: str) -> str:
    """Name of the division of a code; empty for an unknown code.

    Examples
    --------
    >>> name("2910", "en"), name("24", "zh"), name("X", "en")
    ('Motor vehicles', '金属冶炼与铸造', '')
    """
    found = divisions().get(code.strip()[:2])
    return "" if found is None else getattr(found, language)


def code_with_name(code: str, language: str) -> str:
    """Code with the name of its division; an unknown code alone. `code` is the inverse for codes of two to four digits.

    Examples
    --------
    >>> code_with_name("2910", "en"), code_with_name("C36", "en")
    ('2910 Motor vehicles', 'C36')
    """
    return f"{code} {name(code, language)}".strip()


def code(words: str) -> str:
    """Code at the beginning of a text; other texts unchanged.

    Examples
    --------
    >>> code("2910 Motor vehicles"), code(" 24"), code("C36")
    ('2910', '24', 'C36')
    """
    found = _CODE.match(words.strip())
    return found[0] if found else words


def is_column(column: Column) -> bool:
    """Return True if a column holds industries by ISIC code."""
    return column.name == "sector" and column.type == "text"


class Meant(NamedTuple):
    """Industry meant by a text.

    Attributes
    ----------
    code : str or None
        None if the text names no industry, or several.
    near : tuple of str
        Divisions that may be meant, most likely first.
    """

    code: str | None = None
    near: tuple[str, ...] = ()


def meant(text: str) -> Meant:
    """Industry meant by a code, the name of a division, or another word in use; a text with a digit is a code.

    Examples
    --------
    >>> meant("steel").code, meant("钢铁行业").code, meant("2910 Motor vehicles").code, meant("C36").code
    ('24', '24', '2910', 'C36')
    >>> meant("construction").near, meant("chemicls").near[0], meant("whatnot")
    (('41', '42'), '20', Meant(code=None, near=()))
    """
    if any(letter.isdigit() for letter in text):
        return Meant(code(text))
    known, plain = _by_word(), _plain(text)
    found = known.get(plain) or known.get(_ENDINGS.sub("", plain), ())
    if len(found) == 1:
        return Meant(found[0])
    return Meant(near=found[:_MOST] or _near(plain))


def _near(plain: str) -> tuple[str, ...]:
    """Divisions with a word that contains the text, is contained in it, or is spelt alike, best first."""
    known = _by_word()
    short = _ENDINGS.sub("", plain)
    if not short:
        return ()
    within = [
        word
        for word in known
        if short in word or (len(word) > (1 if not word.isascii() else 3) and word in plain)
    ]
    within.sort(key=lambda word: abs(len(word) - len(short)))
    alike = [
        word for word, *_score in process.extract(short, list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    ]
    codes = (each for word in (*within, *alike) for each in known[word])
    return tuple(dict.fromkeys(codes))[:_MOST]


@cache
def _by_word() -> Mapping[str, tuple[str, ...]]:
    """Divisions by each name and word in use."""
    pairs = [(division, word) for division, both in divisions().items() for word in both]
    with _WORDS.open(encoding="utf-8", newline="") as lines:
        pairs += [(row["code"], word) for row in csv.DictReader(lines) for word in row["words"].split(";")]
    found: dict[str, tuple[str, ...]] = {}
    for division, word in pairs:
        found[_plain(word)] = tuple(dict.fromkeys((*found.get(_plain(word), ()), division)))
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
