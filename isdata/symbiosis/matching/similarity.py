"""How alike are two resources, by what they are and by the words that name them, in Chinese or English?"""

import functools
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import pandas as pd
from rapidfuzz import fuzz

from isdata.symbiosis.matching.phrase_normalisation import CJK, FORM_WORDS, WASTE_WORDS, words_of

# What of one class may stand in for the other, and how well, where quality decides (temperature, pressure and
# purity have gates of their own).
STANDS_IN: Mapping[tuple[str, str], float] = {
    ("heat", "heat"): 0.9,
    ("steam", "heat"): 0.85,
    ("steam", "steam"): 0.9,
    ("cold", "cold"): 0.9,
    ("power", "power"): 0.95,
    ("water", "water"): 0.6,
}
# Headings of the Harmonised System that hold scrap of one base material: sorting makes one of the other.
SCRAP_HEADINGS: Mapping[str, float] = {
    "7204": 0.8,
    "7404": 0.85,
    "7602": 0.85,
    "7902": 0.7,
    "4401": 0.75,
    "4707": 0.8,
    "4004": 0.7,
    "2303": 0.7,
    "3915": 0.5,
}
LEFT_OVER = ("by_product", "waste", "gas", "fuel")
_OF_FORM, _OF_WASTE = 0.6, 0.05  # weights of words of form and of being left over, against one of substance
_ALIKE = 0.8  # names this much alike mean the same thing
LEAST = 0.45  # below it, two resources are not worth comparing


def spellings(resources: pd.DataFrame) -> pd.DataFrame:
    """Return every way a resource is called.

    Parameters
    ----------
    resources : DataFrame
        resource_id, name_en, name_zh, synonyms_en, synonyms_zh (separated by semicolons).

    Returns
    -------
    DataFrame
        resource_id, spelling, words (list of str).
    """
    columns = ("resource_id", "name_en", "name_zh", "synonyms_en", "synonyms_zh")
    called = tuple(zip(*(resources[column].tolist() for column in columns), strict=True))
    table = pd.DataFrame(_spelled(called), columns=["resource_id", "spelling"], dtype=object)
    return table.assign(words=[words_of(spelling) for spelling in table["spelling"]])


@functools.lru_cache(maxsize=4)
def _spelled(called: tuple[tuple[str, ...], ...]) -> list[tuple[str, str]]:
    """Return each spelling beside its resource; a list of hundreds is the same from phrase to phrase."""
    return [
        (resource_id, spelling.strip())
        for resource_id, *names in called
        for name in names
        if isinstance(name, str)
        for part in re.split(r"[;；]", name)
        # What stands after a comma or in brackets only narrows the name.
        for spelling in dict.fromkeys((part, re.split(r", |（", part)[0]))
        if spelling.strip()
    ]


def between(given: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    """Return how well each resource given can stand in for each one wanted, where it can at all.

    Parameters
    ----------
    given, wanted : DataFrame
        Resources as from `match_resources.sql`: those on the supply and on the demand side.

    Returns
    -------
    DataFrame
        supply_resource, demand_resource, likeness [-] (1 is the same resource), alike_by ("same", "class",
        "heading" or "name").
    """
    columns = ["resource_id", "kind", "resource_class", "topic", "hs_code", "is_hazardous"]
    pairs = given[columns].merge(wanted[columns], on="kind", suffixes=("_given", "_wanted"))
    is_same = pairs["resource_id_given"] == pairs["resource_id_wanted"]
    by_class = pd.Series(zip(pairs["resource_class_given"], pairs["resource_class_wanted"], strict=True))
    by_class = by_class.map(STANDS_IN).fillna(0.0).astype(float)
    is_heading = pairs["hs_code_given"].notna() & (pairs["hs_code_given"] == pairs["hs_code_wanted"])
    by_heading = pairs["hs_code_given"].map(SCRAP_HEADINGS).where(is_heading).fillna(0.0).astype(float)
    by_name = _by_name(pairs, given, wanted)
    parts = pd.DataFrame({"same": is_same * 1.0, "class": by_class, "heading": by_heading, "name": by_name})
    pairs = pairs.rename(
        columns={"resource_id_given": "supply_resource", "resource_id_wanted": "demand_resource"}
    ).assign(
        likeness=parts.max(axis=1), alike_by=parts.idxmax(axis=1) if len(parts) else pd.Series(dtype=object)
    )
    kept = pairs.loc[pairs["likeness"] >= LEAST]
    return kept[["supply_resource", "demand_resource", "likeness", "alike_by"]].reset_index(drop=True)


def _by_name(pairs: pd.DataFrame, given: pd.DataFrame, wanted: pd.DataFrame) -> pd.Series:
    """Return how alike the names of what is left over are; a firm's own entry may repeat one of the list."""
    known = pd.concat([given, wanted]).drop_duplicates("resource_id")
    named = spellings(known).groupby("resource_id")["words"].agg(list)
    weight = rarity([words for spelled in named for words in spelled])
    is_left = pairs["resource_class_given"].isin(LEFT_OVER) & pairs["resource_class_wanted"].isin(LEFT_OVER)
    is_left &= pairs["is_hazardous_given"] == pairs["is_hazardous_wanted"]
    is_left &= pairs["topic_given"].fillna("") == pairs["topic_wanted"].fillna("")
    is_left &= pairs["resource_id_given"] != pairs["resource_id_wanted"]
    names = {key: [(words, frozenset(words)) for words in spelled] for key, spelled in named.items()}
    best: dict[tuple[str, str], float] = {}  # either way round the same
    found = []
    for one, other in pairs.loc[is_left, ["resource_id_given", "resource_id_wanted"]].itertuples(index=False):
        pair = (one, other) if one < other else (other, one)
        if pair not in best:
            best[pair] = _best(names.get(one, []), names.get(other, []), weight)
        found.append(0.85 * best[pair] if best[pair] >= _ALIKE else 0.0)
    result = pd.Series(0.0, index=pairs.index)
    result[is_left] = found
    return result


def _best(
    ones: Iterable[tuple[list[str], frozenset[str]]],
    others: Collection[tuple[list[str], frozenset[str]]],
    weight: Mapping[str, float],
) -> float:
    """Return how alike the likest pair of names is; only names with a word in common are compared."""
    alike = (
        _alike(one, words, weight)
        for one, single in ones
        for words, known in others
        if not single.isdisjoint(known)
    )
    return max(alike, default=0.0)


def rarity(words: Iterable[list[str]]) -> dict[str, float]:
    """Return what each word weighs: the more names hold it, the less; that a thing is left over says little."""
    counts = Counter(word for each in words for word in set(each))
    rare = {word: 1.0 / (1.0 + math.log(count)) for word, count in counts.items()}
    return rare | dict.fromkeys(WASTE_WORDS, 0.15)


def weights(words: Iterable[list[str]]) -> dict[str, float]:
    """Return what each word says of what a thing is: those of its form less, those of its being left over least."""
    rare = rarity(words)
    of_form = {word: _OF_FORM * rare[word] for word in FORM_WORDS & rare.keys()}
    return rare | of_form | dict.fromkeys(WASTE_WORDS, _OF_WASTE)


def _alike(one: list[str], other: list[str], weight: Mapping[str, float]) -> float:
    """Return the weight of the words that two phrases share, of the weight of all their words."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    heard = sum(weight.get(word, 1.0) * _met(word, other) for word in one)
    told = sum(weight.get(word, 1.0) * _met(word, one) for word in other)
    total = sum(weight.get(word, 1.0) for word in (*one, *other))
    return 0.99 * (heard + told) / total


def _met(word: str, words: list[str]) -> float:
    """Return 1 where the word is among the words, somewhat less where one is spelled nearly so."""
    if word in words:
        return 1.0
    if CJK.match(word) or len(word) < 4:
        return 0.0
    nearest = max((fuzz.ratio(word, each) for each in words if not CJK.match(each)), default=0.0) / 100
    return nearest if nearest >= 0.8 else 0.0
