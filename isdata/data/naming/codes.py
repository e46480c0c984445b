"""Waste codes in a phrase, and the resources that carry them."""

import re

import pandas as pd

# Chapters 01 to 20 of the European List of Waste, with sub-chapters and entries.
_LISTED = re.compile(r"(?<![\d.-])(0[1-9]|1\d|20)[ .]?(0[1-9]|1\d)[ .]?(\d\d)(?![\d-])")
_SUBCHAPTER = re.compile(r"\D*(0[1-9]|1\d|20)[ .]?(0[1-9]|1\d)\D*")
# Categories of China's waste lists (HW hazardous, SW solid waste), or the full code of an entry.
_CATEGORY = re.compile(r"(?<![a-z])([hs]w)[ -]?(\d\d)(?!\d)", re.IGNORECASE)
_ENTRY = re.compile(r"(?<!\d)\d{3}-\d{3}-(s?)(\d\d)(?!\d)", re.IGNORECASE)
_SAME, _NEAR = 0.9, 0.7  # fit if the entry is equal, or only the heading above it


def coded(phrase: str, resources: pd.DataFrame) -> pd.Series:
    """Fit of the codes in a phrase to each resource; 0 if none fits. [-]

    Parameters
    ----------
    phrase : str
    resources : DataFrame
        ewc_code, gbt_code.

    Examples
    --------
    >>> known = pd.DataFrame({"ewc_code": ["12 01 09", "12 01 18", None], "gbt_code": ["HW09", "HW08", "SW17"]})
    >>> [coded(phrase, known).tolist() for phrase in ("12 01 09*", "120199", "900-006-09", "10 t of SW17")]
    [[0.9, 0.0, 0.0], [0.7, 0.7, 0.0], [0.7, 0.0, 0.0], [0.0, 0.0, 0.7]]
    """
    listed = resources["ewc_code"].fillna("").str.replace(" ", "")
    national = resources["gbt_code"].fillna("")
    result = pd.Series(0.0, index=resources.index)
    for category in categories(phrase):
        result = result.mask(national == category, _NEAR)
    codes = entries(phrase)
    if not codes and (heading := _SUBCHAPTER.fullmatch(phrase)):
        codes = ["".join(heading.groups())]
    for code in codes:
        is_same = listed == code
        is_near = listed.str.startswith(code[:4]) & (not is_same.any())
        result = result.mask(is_near, _NEAR).mask(is_same, _SAME)
    return result


def neighbours(whole: str, phrase: str, resources: pd.DataFrame) -> pd.Series:
    """Flag for each resource: True if it is under the same heading as an entry excluded by a waste-list text.

    Parameters
    ----------
    whole : str
        Text of an entry, including the excluded entries.
    phrase : str
        The same text without the excluded entries.
    resources : DataFrame
        ewc_code.

    Examples
    --------
    >>> known = pd.DataFrame({"ewc_code": ["10 11 12", "10 11 11", "12 01 18"]})
    >>> neighbours("Waste glass other than those mentioned in 10 11 11", "Waste glass", known).tolist()
    [True, False, False]
    """
    listed = resources["ewc_code"].fillna("").str.replace(" ", "")
    result = pd.Series(False, index=resources.index)
    for code in set(entries(whole)) - set(entries(phrase)):
        result |= listed.str.startswith(code[:4]) & (listed != code)
    return result


def entries(phrase: str) -> list[str]:
    """List-of-Waste codes in a phrase, as six digits.

    Examples
    --------
    >>> entries("AVV 12 01 09* Emulsion"), entries("150103, 20 t"), entries("120000 m³ of water")
    (['120109'], ['150103'], [])
    """
    return ["".join(found) for found in _LISTED.findall(phrase)]


def categories(phrase: str) -> list[str]:
    """Categories of China's waste lists in a phrase.

    Examples
    --------
    >>> categories("废油 HW08, 900-249-08"), categories("sw-17"), categories("900-001-S17")
    (['HW08', 'HW08'], ['SW17'], ['SW17'])
    """
    named = [f"{kind.upper()}{number}" for kind, number in _CATEGORY.findall(phrase)]
    return named + [f"{'SW' if solid else 'HW'}{number}" for solid, number in _ENTRY.findall(phrase)]
