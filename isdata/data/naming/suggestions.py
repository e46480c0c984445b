"""Resources meant by a phrase in Chinese, English or pinyin, or with a code."""

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

# Below this similarity nothing is proposed: on the tuning half of benchmarks/phrases, hardly a proposal below it is right.
_LEAST, _LEAST_LATIN = 0.45, 0.55
_NAMED = 0.9  # of the phrase's similarity to a name: the name is met, whatever code stands beside it
_SAME = 0.99  # the phrase is the name
_TIE = 0.05  # that a code adds to the similarity of a name
# Forms in which nobody buys a thing: what is baled or comes as turnings is left over.
_LEFT_WORDS = WASTE_WORDS | (
    FORM_WORDS
    - {"powder", "granulate", "flake", "block", "piece", "lump", "liquid", "sheet", "plate", "strip"}
)
_BOUGHT = ("material", "product", "water", "steam", "cold", "power", "compressed_air")
# Of the one side or the other; energy, water and services are given and bought alike.
_SHED, _MADE = ("by_product", "waste", "waste_water"), ("material", "product")
_OTHER_SIDE = 0.75  # what is called waste is seldom bought material
_LISTED = 0.85  # a name of the whole, where a phrase lists several things: the first says what is meant
_OTHER_STATE = 0.75  # waste water of tomatoes is no tomato, and tomato waste is no water
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
    """Resources that a phrase may mean, most similar first; a person confirms.

    What was confirmed before comes first, and serves as one more name of its resource. Words that are rare in the
    list weigh more than common ones; the same word beats one that it begins, and that beats one spelled nearly so.
    A long phrase is judged by the name that it covers best. Chinese may be written as it sounds. A List-of-Waste
    code in the phrase finds the resources that carry it.

    Parameters
    ----------
    phrase : str
        What somebody wrote, Chinese, English or pinyin.
    resources : DataFrame
        As from `match_resources.sql`.
    confirmed : DataFrame, optional
        As from `resource_phrases.sql`.
    most : int
        How many to return at most.
    is_left_over : bool, optional
        Somebody has it to give away (True), or wants it (False): the like ones of that side come first.


    Returns
    -------
    DataFrame
        resource_id, similarity [-], spelling (the name or synonym that was met), resource_class, ewc_code,
        is_confirmed (this very phrase was confirmed to mean it).
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
    is_good = found["resource_id"] == bare_good(phrase, is_left_over=is_left_over is True)
    found["similarity"] = found["similarity"].clip(upper=1.0).mask(is_good, 1.0)
    if is_nameless(wanted):  # processing waste: only a resource of this very name is meant
        found["similarity"] = found["similarity"].where(found["similarity"] >= _SAME, 0.0)
    found["is_confirmed"] = found["resource_id"] == _confirmed_meaning(phrase, confirmed)
    least = _LEAST if CJK.search(phrase) else _LEAST_LATIN
    found = found[(found["similarity"] >= least) | found["is_confirmed"]]
    found = found.sort_values(["is_confirmed", "similarity"], ascending=False, kind="stable")
    return found[_COLUMNS].head(most).reset_index(drop=True)


def complete(
    typed: str, resources: pd.DataFrame, *, most: int = 5, is_left_over: bool | None = None
) -> pd.DataFrame:
    """As `suggest`, for a phrase that is still being typed: resources whose name begins with it come first.

    A bare word for a good, or a single character, is complete, and means what it means in `suggest`. Pinyin begins a
    Chinese name that sounds so.
    """
    if len(typed.strip()) == 1:
        return suggest(typed, resources, most=most, is_left_over=is_left_over)
    found = suggest(typed, resources, most=4 * most, is_left_over=is_left_over)
    named = resources.set_index("resource_id").loc[found["resource_id"], ["name_en", "name_zh"]].fillna("")
    good = bare_good(typed, is_left_over=is_left_over is True)
    comes_first = [
        row.Index == good or _is_beginning(typed, row.name_en, row.name_zh) for row in named.itertuples()
    ]
    order = np.argsort(~np.array(comes_first, dtype=bool), kind="stable")
    return found.iloc[order].head(most).reset_index(drop=True)


def _is_beginning(typed: str, *names: str) -> bool:
    plain = phrases.plain(typed)
    if any(phrases.plain(name).startswith(plain) for name in names):
        return True
    letters = re.sub(r"[^a-z]", "", plain)
    return pinyin.is_sound(typed) and any(
        CJK.match(name) and pinyin.sound(name).startswith(letters) for name in names
    )


def _similarities(text: str, wanted: list[str], names: NameIndex) -> np.ndarray:
    """Similarity of a phrase to every name; of several things that it lists, the first counts most. [-]"""
    whole = names.similarities(text, wanted)
    first = first_listed(text)
    alone = names.similarities(first, words_of(first)) if first else whole
    return np.maximum(_LISTED * whole, alone) if alone.max() >= _LEAST else whole


def _by_side(wanted: list[str], found: pd.DataFrame, is_left_over: bool | None) -> np.ndarray:
    """Share that is left of each similarity where the phrase is of the other side than the resource. [-]"""
    fits = _fits(wanted, found["resource_class"], is_left_over)
    if is_left_over is None:  # "waste" in the very name of a good, such as power from waste heat
        fits |= found["similarity"] >= _SAME
    return np.where(fits, 1.0, _OTHER_SIDE)


def _by_state(text: str, wanted: list[str], found: pd.DataFrame) -> np.ndarray:
    """Share that is left of each similarity where one of phrase and resource is water and the other is not. [-]"""
    head = parts(text).head or ""
    is_called_water = np.array([not _WATER_WORDS.isdisjoint(words_of(each)) for each in found["spelling"]])
    is_water = found["resource_class"].isin(_WATERS) | is_called_water
    if head in _WATER_WORDS or head.endswith("水"):
        is_other = ~is_water
    elif _LIQUID_WORDS.isdisjoint(wanted) and not re.search("[水液]", text):
        is_other = is_water
    else:
        return np.ones(len(found))
    return np.where(is_other & (found["similarity"] < _SAME), _OTHER_STATE, 1.0)


def _with_codes(found: pd.DataFrame, whole: str, phrase: str) -> pd.Series:
    """Similarity with the codes of the phrase: they decide where no name is met, and break ties where one is."""
    by_words, by_code = found["similarity"], codes.coded(phrase, found)
    if by_words.max() >= _NAMED:
        both = (by_words + _TIE * by_code).clip(upper=1.0)
    else:
        both = by_words.mask(by_code > 0, by_code + (1 - by_code) * by_words)
    # Under the same heading as the entries that the phrase excludes.
    return both + _TIE * codes.neighbours(whole, phrase, found)


@functools.cache
def _goods(column: str) -> Mapping[str, str]:
    """Resource of each word that, standing alone, means the good, or what is left over of it; words without one are left out."""
    with (Path(__file__).parent / "goods.csv").open(encoding="utf-8", newline="") as file:
        return {row["written"]: row[column] for row in csv.DictReader(file) if row[column]}


def bare_good(phrase: str, *, is_left_over: bool = False) -> str | None:
    """Resource that a bare word for a good means, such as water.

    Somebody who has sand to give away has spent sand: that is listed where the similarity of names leaves it open.
    Whoever says waste sand means the same.

    Examples
    --------
    >>> bare_good("Water, 20 t/a"), bare_good("水"), bare_good("waste water")
    ('fresh_water', 'fresh_water', None)
    >>> bare_good("sand", is_left_over=True), bare_good("waste sand"), bare_good("water", is_left_over=True)
    ('spent_foundry_sand', 'spent_foundry_sand', None)
    """
    text = phrases.plain(without_amounts(phrase))
    first, _, rest = text.partition(" ")
    if rest and first in WASTE_WORDS:
        text, is_left_over = rest, True
    return _goods("left_over_id" if is_left_over else "resource_id").get(text)


def _fits(wanted: list[str], classes: pd.Series, is_left_over: bool | None) -> pd.Series:
    """Resource classes that are meant: waste or residues, if the phrase says so."""
    says_so = bool(_LEFT_WORDS.intersection(wanted))
    # Who wants waste oil wants waste.
    if is_left_over is True or (is_left_over is False and not says_so):
        return ~classes.isin(_MADE if is_left_over else _SHED)
    return ~classes.isin(_BOUGHT) | (not says_so)


def _confirmed_meaning(phrase: str, confirmed: pd.DataFrame | None) -> str | None:
    if confirmed is None:
        return None
    meant = dict(zip(confirmed["phrase"], confirmed["resource_id"], strict=True))
    return meant.get(phrases.plain(phrase))
