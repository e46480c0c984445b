"""Names of industries by their code of ISIC Rev. 4, in short."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_suffix(".csv")
_CODE = re.compile(r"\d{2,4}(?=\D|$)")


class Sector(NamedTuple):
    """Name of a division in both languages."""

    en: str
    zh: str


@cache
def divisions() -> Mapping[str, Sector]:
    """Names of the divisions of ISIC Rev. 4 by their two digits."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["division"]: Sector(row["name_en"], row["name_zh"]) for row in csv.DictReader(lines)}


def name(code: str, language: str) -> str:
    """Name of the division of a code; empty where the code is none.

    Examples
    --------
    >>> name("2910", "en"), name("24", "zh"), name("X", "en")
    ('Motor vehicles', '金属冶炼与铸造', '')
    """
    found = divisions().get(code.strip()[:2])
    return "" if found is None else getattr(found, language)


def worded(code: str, language: str) -> str:
    """A code with the name of its division; the code alone where it is none. `code` reads back a code of two to four digits.

    Examples
    --------
    >>> worded("2910", "en"), worded("C36", "en")
    ('2910 Motor vehicles', 'C36')
    """
    return f"{code} {name(code, language)}".strip()


def code(words: str) -> str:
    """Code in words that begin with one; other words as they are.

    Examples
    --------
    >>> code("2910 Motor vehicles"), code(" 24"), code("C36")
    ('2910', '24', 'C36')
    """
    found = _CODE.match(words.strip())
    return found[0] if found else words
