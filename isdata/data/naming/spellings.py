"""All names of the resources as lists of words, and the weight of each word."""

import csv
import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from isdata.data.naming.name_index import NameIndex
from isdata.data.naming.phrase_normalisation import (
    FORM_WORDS,
    NEUTRAL_WORDS,
    PLACE_WORDS,
    WASTE_WORDS,
    words_of,
)

LEFT_OVER = ("by_product", "waste", "gas", "fuel")
# Weights of words for form, for place and process, without material, and for waste, relative to a substance.
_OF_FORM, _OF_PLACE, _OF_NEUTRAL, _OF_WASTE = 0.6, 0.4, 0.1, 0.05


def spellings(resources: pd.DataFrame) -> pd.DataFrame:
    """All names and synonyms of the resources.

    Parameters
    ----------
    resources : DataFrame
        resource_id, name_en, name_zh, synonyms_en, synonyms_zh (separated by semicolons).

    Returns
    -------
    DataFrame
        resource_id, spelling, words (list of str). Cached, must not be modified.
    """
    return _spelled(_called(resources), ())


def vocabulary(
    resources: pd.DataFrame, confirmed: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, NameIndex]:
    """Names as in `spellings`, plus trade names and confirmed phrases, and the index of all these names.

    Names from trade, registers and literature are only for recognising phrases, not for finding substitutes.

    Parameters
    ----------
    resources : DataFrame
        As in `spellings`.
    confirmed : DataFrame, optional
        resource_id, phrase.
    """
    has_any = confirmed is not None and not confirmed.empty
    pairs = (
        tuple(zip(confirmed["resource_id"], confirmed["phrase"], strict=True))
        if has_any and confirmed is not None
        else ()
    )
    called = tuple((*names, _trade_names().get(names[0], "")) for names in _called(resources))
    return _spelled(called, pairs), _indexed(called, pairs)


@functools.cache
def _trade_names() -> Mapping[str, str]:
    """Further names of each resource in both languages, separated by semicolons."""
    with (Path(__file__).parent / "trade_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["resource_id"]: f"{row['names_en']}; {row['names_zh']}" for row in csv.DictReader(file)}


def _joined(name: str) -> list[str]:
    """Parts of an English name joined by “and”, if each is a complete name: vinasse and stillage.

    In “waste sand and clays”, “waste” belongs to both parts, and waste sand alone is a different material.
    """
    first, *others = (part.strip() for part in name.split(" and "))
    if len(others) != 1:
        return []
    if " " not in name.replace(" and ", ""):
        return [first, others[0]]
    return [first] if first.count(" ") == 1 and first.split()[0].casefold() not in WASTE_WORDS else []


_Called = tuple[tuple[str, ...], ...]
_Phrases = tuple[tuple[str, str], ...]


def _called(resources: pd.DataFrame) -> _Called:
    columns = ("resource_id", "name_en", "name_zh", "synonyms_en", "synonyms_zh")
    return tuple(zip(*(resources[column].tolist() for column in columns), strict=True))


@functools.lru_cache(maxsize=4)
def _spelled(called: _Called, confirmed: _Phrases) -> pd.DataFrame:
    """Each spelling with its resource; cached, because the list is the same for all phrases."""
    found = [(resource_id, spelling) for resource_id, *names in called for spelling in _parts(tuple(names))]
    table = pd.DataFrame([*found, *confirmed], columns=["resource_id", "spelling"], dtype=object)
    return table.assign(words=[words_of(spelling) for spelling in table["spelling"]])


@functools.lru_cache(maxsize=20_000)
def _parts(names: tuple[object, ...]) -> tuple[str, ...]:
    """Spellings of one resource; cached, because lists of resources have many in common."""
    return tuple(
        spelling.strip()
        for name in names
        if isinstance(name, str)
        for part in re.split(r"[;；]", name)
        # Text after a comma or in brackets only narrows the name.
        for spelling in dict.fromkeys((part, re.split(r", |（", part)[0], *_joined(part)))
        if spelling.strip()
    )


@functools.lru_cache(maxsize=4)
def _indexed(called: _Called, confirmed: _Phrases) -> NameIndex:
    names = _spelled(called, confirmed)
    # Counted once per resource: a word in twenty names of one resource distinguishes it as well as in one name.
    of_resource = names.groupby("resource_id", sort=False)["words"].agg("sum")
    return NameIndex(tuple(names["spelling"]), tuple(names["words"]), weights(of_resource))


def rarity(words: Iterable[list[str]]) -> dict[str, float]:
    """Weight of each word: lower for words in many lists; “residual” and similar words have low weight."""
    counts = Counter(word for each in words for word in set(each))
    rare = {word: 1.0 / (1.0 + math.log(count)) for word, count in counts.items()}
    return rare | dict.fromkeys(WASTE_WORDS, 0.15)


def weights(words: Iterable[list[str]]) -> dict[str, float]:
    """Weight of each word for identifying a material; low for form and place, lowest for words without a material."""
    rare = rarity(words)
    of_form = {word: _OF_FORM * rare[word] for word in FORM_WORDS & rare.keys()}
    of_place = {word: _OF_PLACE * rare[word] for word in PLACE_WORDS & rare.keys()}
    of_neutral = {word: _OF_NEUTRAL * rare[word] for word in NEUTRAL_WORDS & rare.keys()}
    return rare | of_form | of_place | of_neutral | dict.fromkeys(WASTE_WORDS, _OF_WASTE)
