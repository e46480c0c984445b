"""Proposals of resources for a phrase in Chinese, English or pinyin, or with a waste code."""

import csv
import functools
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from isdata.data.naming import codes, phrases, pinyin
from isdata.data.naming.name_index import NameIndex
from isdata.data.naming.phrase_normalisation import (
    CJK,
    FORM_WORDS,
    WASTE_WORDS,
    is_nameless,
    with_known_homophones,
    without_amounts,
    without_exceptions,
    words_of,
)
from isdata.data.naming.phrase_structure import first_listed, parts
from isdata.data.naming.spellings import vocabulary

# Minimum similarity of a proposal; in the tuning half of benchmarks/phrases, hardly any proposal below it is right.
_LEAST, _LEAST_LATIN = 0.45, 0.55
_NAMED = 0.9  # minimum similarity from which a name has precedence over a code in the phrase
_SAME = 0.99  # minimum similarity if the phrase is the name itself
_TIE = 0.05  # increase of a name's similarity by a matching code
# Words for waste, and forms in which no product is bought, such as bales and turnings.
_LEFT_WORDS = WASTE_WORDS | (
    FORM_WORDS
    - {"powder", "granulate", "flake", "block", "piece", "lump", "liquid", "sheet", "plate", "strip"}
)
_BOUGHT = ("material", "product", "water", "steam", "cold", "power", "compressed_air")
# Resource classes that are typically supplied as waste, or bought; energy, water and services are both.
_WASTE_CLASSES, _GOODS_CLASSES = ("by_product", "waste", "waste_water"), ("material", "product")
_SIDE_MISMATCH = 0.75  # factor if on different sides: waste is rarely a bought material
_LISTED = 0.85  # factor for matches with a whole list of materials, as the first one identifies the resource
_WATER_MISMATCH = 0.75  # factor if only one is water: waste water of tomatoes is not tomato waste
_WATERS = ("waste_water", "water")
_WATER_WORDS = {"water", "effluent", "sewage", "污水", "废水"}
_LIQUID_WORDS = _WATER_WORDS | {
    "liquid",
    "liquor",
    "bath",
    "emulsion",
    "solution",
    "leachate",
    "drainage",
    "coolant",
    "blowdown",
}
_COLUMNS = ["resource_id", "similarity", "spelling", "resource_class", "ewc_code", "is_confirmed"]


def suggest(
    phrase: str,
    resources: pd.DataFrame,
    *,
    confirmed: pd.DataFrame | None = None,
    most: int = 5,
    is_left_over: bool | None = None,
) -> pd.DataFrame:
    """Propose resources for a phrase, most similar first; a person has to confirm.

    A meaning confirmed before comes first, and confirmed phrases count as further names of their resource. Words that
    are rare in the list have more weight than common ones. An equal word scores higher than a common beginning, and
    that higher than a similar spelling. A long phrase is compared with the name that it covers best. Chinese may be
    written in pinyin. A List-of-Waste code in the phrase finds the resources with this code.

    Parameters
    ----------
    phrase : str
        As written, in Chinese, English or pinyin.
    resources : DataFrame
        As returned by `match_resources.sql`.
    confirmed : DataFrame, optional
        As returned by `resource_phrases.sql`.
    most : int
        Maximum number of proposals.
    is_left_over : bool, optional
        Supply (True) or demand (False); similar resources of that side come first.

    Returns
    -------
    DataFrame
        resource_id, similarity [-], spelling (the matching name or synonym), resource_class, ewc_code,
        is_confirmed (True if this phrase was confirmed for the resource).
    """
    known, names = vocabulary(resources, confirmed)
    whole, phrase = phrase, without_exceptions(phrase)
    text = with_known_homophones(without_amounts(phrase), names.chinese_words)
    wanted = words_of(text)
    if not wanted or known.empty:
        return pd.DataFrame(columns=_COLUMNS)
    known = known.assign(similarity=_similarities(text, wanted, names))
    best = known.sort_values("similarity", ascending=False, kind="stable").drop_duplicates("resource_id")
    found = best.merge(resources[["resource_id", "resource_class", "ewc_code", "gbt_code"]], on="resource_id")
    found["similarity"] *= _by_side(wanted, found, is_left_over)
    found["similarity"] *= _by_state(text, wanted, found)
    found["similarity"] = _with_codes(found, whole, phrase)
    is_good = found["resource_id"] == single_good(phrase, is_left_over=is_left_over is True)
    found["similarity"] = found["similarity"].clip(upper=1.0).mask(is_good, 1.0)
    if is_nameless(wanted):  # processing waste: only a resource of exactly this name matches
        found["similarity"] = found["similarity"].where(found["similarity"] >= _SAME, 0.0)
    found["is_confirmed"] = found["resource_id"] == _confirmed_meaning(phrase, confirmed)
    least = _LEAST if CJK.search(phrase) else _LEAST_LATIN
    found = found[(found["similarity"] >= least) | found["is_confirmed"]]
    found = found.sort_values(["is_confirmed", "similarity"], ascending=False, kind="stable")
    return found[_COLUMNS].head(most).reset_index(drop=True)


def complete(
    typed: str, resources: pd.DataFrame, *, most: int = 5, is_left_over: bool | None = None
) -> pd.DataFrame:
    """Like `suggest`, for a phrase that is being typed: resources whose name begins with it come first.

    A single word for a good, or a single character, counts as complete, as in `suggest`. Pinyin is compared with the
    pinyin of Chinese names.
    """
    if len(typed.strip()) == 1:
        return suggest(typed, resources, most=most, is_left_over=is_left_over)
    found = suggest(typed, resources, most=4 * most, is_left_over=is_left_over)
    named = resources.set_index("resource_id").loc[found["resource_id"], ["name_en", "name_zh"]].fillna("")
    good = single_good(typed, is_left_over=is_left_over is True)
    comes_first = [
        row.Index == good or _is_beginning(typed, row.name_en, row.name_zh) for row in named.itertuples()
    ]
    order = np.argsort(~np.array(comes_first, dtype=bool), kind="stable")
    return found.iloc[order].head(most).reset_index(drop=True)


def _is_beginning(typed: str, *names: str) -> bool:
    plain = phrases.normalised_phrase(typed)
    if any(phrases.normalised_phrase(name).startswith(plain) for name in names):
        return True
    letters = re.sub(r"[^a-z]", "", plain)
    return pinyin.is_sound(typed) and any(
        CJK.match(name) and pinyin.sound(name).startswith(letters) for name in names
    )


def _similarities(text: str, wanted: list[str], names: NameIndex) -> np.ndarray:
    """Similarity of a phrase to every name; the first of several listed materials counts most. [-]"""
    whole = names.similarities(text, wanted)
    first = first_listed(text)
    alone = names.similarities(first, words_of(first)) if first else whole
    return np.maximum(_LISTED * whole, alone) if alone.max() >= _LEAST else whole


def _by_side(wanted: list[str], found: pd.DataFrame, is_left_over: bool | None) -> np.ndarray:
    """Factor on each similarity, below 1 if phrase and resource are on different sides. [-]"""
    fits = _fits(wanted, found["resource_class"], is_left_over)
    if is_left_over is None:  # "waste" may be part of the name of a good, such as power from waste heat
        fits |= found["similarity"] >= _SAME
    return np.where(fits, 1.0, _SIDE_MISMATCH)


def _by_state(text: str, wanted: list[str], found: pd.DataFrame) -> np.ndarray:
    """Factor on each similarity, below 1 if only one of phrase and resource is water. [-]"""
    head = parts(text).head or ""
    is_called_water = np.array([not _WATER_WORDS.isdisjoint(words_of(each)) for each in found["spelling"]])
    is_water = found["resource_class"].isin(_WATERS) | is_called_water
    if head in _WATER_WORDS or head.endswith("水"):
        is_other = ~is_water
    elif _LIQUID_WORDS.isdisjoint(wanted) and not re.search("[水液]", text):
        is_other = is_water
    else:
        return np.ones(len(found))
    return np.where(is_other & (found["similarity"] < _SAME), _WATER_MISMATCH, 1.0)


def _with_codes(found: pd.DataFrame, whole: str, phrase: str) -> pd.Series:
    """Similarity including the codes of the phrase: decisive if no name matches, otherwise for breaking ties."""
    by_words, by_code = found["similarity"], codes.coded(phrase, found)
    if by_words.max() >= _NAMED:
        both = (by_words + _TIE * by_code).clip(upper=1.0)
    else:
        both = by_words.mask(by_code > 0, by_code + (1 - by_code) * by_words)
    # Resources under the same heading as the entries that the phrase excludes.
    return both + _TIE * codes.neighbours(whole, phrase, found)


@functools.cache
def _goods(column: str) -> Mapping[str, str]:
    """Resource by single word, for the good itself or for its waste (`column`); words without one are left out."""
    with (Path(__file__).parent / "goods.csv").open(encoding="utf-8", newline="") as file:
        return {row["written"]: row[column] for row in csv.DictReader(file) if row[column]}


def single_good(phrase: str, *, is_left_over: bool = False) -> str | None:
    """Resource for a single word that names a good, such as water.

    A company that supplies sand has spent sand; such cases are listed where the similarity of names is not sufficient.
    “Waste sand” has the same meaning.

    Examples
    --------
    >>> single_good("Water, 20 t/a"), single_good("水"), single_good("waste water")
    ('fresh_water', 'fresh_water', None)
    >>> single_good("sand", is_left_over=True), single_good("waste sand"), single_good("water", is_left_over=True)
    ('spent_foundry_sand', 'spent_foundry_sand', None)
    """
    text = phrases.normalised_phrase(without_amounts(phrase))
    first, _, rest = text.partition(" ")
    if rest and first in WASTE_WORDS:
        text, is_left_over = rest, True
    return _goods("left_over_id" if is_left_over else "resource_id").get(text)


def _fits(wanted: list[str], classes: pd.Series, is_left_over: bool | None) -> pd.Series:
    """Flag for each resource class: True if it fits the phrase, which may state waste, and the side."""
    says_so = bool(_LEFT_WORDS.intersection(wanted))
    # A demand for waste oil is a demand for waste.
    if is_left_over is True or (is_left_over is False and not says_so):
        return ~classes.isin(_GOODS_CLASSES if is_left_over else _WASTE_CLASSES)
    return ~classes.isin(_BOUGHT) | (not says_so)


def _confirmed_meaning(phrase: str, confirmed: pd.DataFrame | None) -> str | None:
    if confirmed is None:
        return None
    meant = dict(zip(confirmed["phrase"], confirmed["resource_id"], strict=True))
    return meant.get(phrases.normalised_phrase(phrase))
