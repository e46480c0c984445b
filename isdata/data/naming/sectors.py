"""Short names of industries by ISIC Rev. 4 code."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_suffix(".csv")
_CODE = re.compile(r"\d{2,4}(?=\D|$)")


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
