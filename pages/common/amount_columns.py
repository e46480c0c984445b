"""Columns of amounts: recognition of texts as amounts, and common decimals of a column."""

import math
import re
from functools import lru_cache

import pandas as pd
from pandas.api.types import is_list_like, is_numeric_dtype

_NUMBER = r"[−+-]?(?:\d{1,3}(?:[,.\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?"
_UNIT = r"(?![.、][ \u00a0])[^\d–]{0,18}"  # including a step such as "万"; "1. 空间布局" is a list item
_BEFORE = r"(?:[≤≥≈] )?(?!逾期)[\u4e00-\u9fff]{0,4}"  # "逾期87天" is a status
_AMOUNT = re.compile(f"{_BEFORE}{_NUMBER}(?:{_UNIT}–{_NUMBER})?{_UNIT}")
# A number with a statement, such as "1项未通过检查", or a status, such as "87 days overdue".
_COUNTED = re.compile(r"\d[个家项条种次][\u4e00-\u9fff]{2}|\boverdue$")
_SEEN = 200  # share of cells that decides
_MOST_DIGITS = 4


def are_amounts(cells: pd.Series) -> bool:
    """Return True if the texts of a column are amounts such as "84%" or "2.40 M CNY", except a few words such as "never".

    Years and codes (digits only), dates, and counts with a statement are no amounts.

    Examples
    --------
    >>> [are_amounts(pd.Series(cells)) for cells in (["84%", "–"], ["1.2 years", "never", "never", "3 years"], ["2024", "2023"])]
    [True, True, False]
    >>> are_amounts(pd.Series(["1. 空间布局", "2. 产业结构"])), are_amounts(pd.Series(["84%", pd.NA, None]))
    (False, True)
    >>> are_amounts(pd.Series(["1.\u00a0空间布局", "2.\u00a0产业结构"]))
    False
    >>> are_amounts(pd.Series(["1项未通过检查", "–"])), are_amounts(pd.Series(["3项", "12项"]))
    (False, True)
    >>> are_amounts(pd.Series(["87 days overdue", "12 days overdue"]))
    False
    >>> are_amounts(pd.Series(["逾期87天", "逾期12天"])), are_amounts(pd.Series(["每年87吨", "约12吨"]))
    (False, True)
    """
    if is_numeric_dtype(cells):
        return False
    texts = [cell for cell in cells.head(_SEEN).tolist() if is_list_like(cell) or pd.notna(cell)]
    return all(isinstance(cell, str) for cell in texts) and _are_amounts(tuple(texts))


@lru_cache(4096)  # a page draws the same tables after every change of a control
def _are_amounts(cells: tuple[str, ...]) -> bool:
    amounts, is_more_than_digits, words = 0, False, set()
    for cell in cells:
        if cell in ("–", ""):
            continue
        if _AMOUNT.fullmatch(cell) and not _COUNTED.search(cell):
            amounts += 1
            is_more_than_digits |= not cell.isdecimal()
        elif any(letter.isdecimal() for letter in cell):
            return False
        else:
            words.add(cell)
    return is_more_than_digits and amounts > len(words)


def digits(numbers: pd.Series) -> int | None:
    """Decimals that give a typical number of a column three significant figures; None for whole numbers.

    Small numbers have two significant figures.

    Examples
    --------
    >>> digits(pd.Series([17.0, 0.464, 1.1])), digits(pd.Series([1200.5, 3.0])), digits(pd.Series([3.0, 4.0]))
    (2, 0, None)
    """
    known = numbers[numbers.notna() & (numbers != 0)].astype(float).abs()
    known = known[known.map(math.isfinite)]
    if known.empty or (known == known.round()).all():
        return None
    usual, least = (math.floor(math.log10(each)) for each in (known.median(), known.min()))
    found = min(max(0, 2 - usual if usual >= -1 else 1 - usual, -least), _MOST_DIGITS)
    while found and (known.round(found) == known.round(found - 1)).all():
        found -= 1
    return found


def rounded(numbers: pd.Series, places: int) -> pd.Series:
    """Numbers rounded to a number of decimals, with halves rounded as in sentences.

    Examples
    --------
    >>> rounded(pd.Series([0.4445, 17.0]), 3).tolist()
    [0.445, 17.0]
    """
    return numbers.map(lambda number: round(float(f"{number:.12g}"), places), na_action="ignore")
