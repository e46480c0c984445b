"""Which resource does a phrase mean? In Chinese, English or pinyin, with a code or without."""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from isdata.ingest import phrases
from isdata.synergies.matching import pinyin
from isdata.synergies.matching.likeness import (
    CJK,
    LEAST,
    LEFT_OVER,
    WASTE_WORDS,
    spellings,
    weights,
    words_of,
)

# How much of a word is met by another one than itself: by one that it begins, or by one spelled nearly so.
_BEGUN = 0.85
_SPELLED_NEARLY = 0.75
_NEARLY = 0.8  # of the letters
_COVERS = 0.9  # a name that says more than the phrase, against one that says less
_UNHEARD = 0.4  # weight of a word that no name holds: it tells no resource from another
_NOT_LEFT_OVER = 0.85  # what is called waste is seldom bought material
_SOUNDS_ALIKE = 0.7  # least likeness of letters in pinyin
_COLUMNS = ["resource_id", "likeness", "spelling", "resource_class", "ewc_code", "is_confirmed"]


def suggest(
    phrase: str,
    resources: pd.DataFrame,
    *,
    confirmed: pd.DataFrame | None = None,
    most: int = 5,
    is_left_over: bool | None = None,
) -> pd.DataFrame:
    """Return which resources a phrase may mean, the likeliest first; a person confirms.

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
        resource_id, likeness [-], spelling (the name or synonym that was met), resource_class, ewc_code,
        is_confirmed (this very phrase was confirmed to mean it).
    """
    known = pd.concat([spellings(resources), _confirmed_spellings(confirmed)], ignore_index=True)
    wanted = words_of(phrase)
    if not wanted or known.empty:
        return pd.DataFrame(columns=_COLUMNS)
    known = known.assign(likeness=_likeness(phrase, wanted, known))
    best = known.sort_values("likeness", ascending=False, kind="stable").drop_duplicates("resource_id")
    found = best.merge(resources[["resource_id", "resource_class", "ewc_code"]], on="resource_id")
    found["likeness"] *= np.where(_fits(wanted, found["resource_class"], is_left_over), 1.0, _NOT_LEFT_OVER)
    digits = re.sub(r"\D", "", phrase)
    if len(digits) == 6:
        is_coded = found["ewc_code"].fillna("").str.replace(" ", "") == digits
        found["likeness"] = found["likeness"].mask(is_coded, 1.0)
    found["is_confirmed"] = found["resource_id"] == _confirmed_meaning(phrase, confirmed)
    found = found.loc[(found["likeness"] >= LEAST) | found["is_confirmed"]].sort_values(
        ["is_confirmed", "likeness"], ascending=False, kind="stable"
    )
    return found[_COLUMNS].head(most).reset_index(drop=True)


def _fits(wanted: list[str], classes: pd.Series, is_left_over: bool | None) -> pd.Series:
    """Return which classes are of the side that is meant: what is called waste, or said to be left over."""
    is_left = classes.isin((*LEFT_OVER, "waste_water", "heat"))
    if is_left_over is not None:
        return classes.isin(LEFT_OVER) == is_left_over
    return is_left | (not WASTE_WORDS.intersection(wanted))


def _confirmed_spellings(confirmed: pd.DataFrame | None) -> pd.DataFrame:
    if confirmed is None or confirmed.empty:
        return pd.DataFrame(columns=["resource_id", "spelling", "words"], dtype=object)
    table = confirmed[["resource_id", "phrase"]].rename(columns={"phrase": "spelling"}).astype(object)
    return table.assign(words=[words_of(spelling) for spelling in table["spelling"]])


def _confirmed_meaning(phrase: str, confirmed: pd.DataFrame | None) -> str | None:
    if confirmed is None:
        return None
    meant = dict(zip(confirmed["phrase"], confirmed["resource_id"], strict=True))
    return meant.get(phrases.plain(phrase))


def _likeness(phrase: str, wanted: list[str], known: pd.DataFrame) -> list[float]:
    """Return how alike the phrase and every known spelling are."""
    weight = weights(known["words"])
    heard = {word: _weight(word, weight) for word in wanted}
    is_pinyin = pinyin.is_sound(phrase)
    return [
        max(
            _worded(wanted, words, weight, heard),
            _written(phrase, spelling),
            _sounded(phrase, spelling) if is_pinyin else 0.0,
        )
        for spelling, words in zip(known["spelling"], known["words"], strict=True)
    ]


def _weight(word: str, weight: Mapping[str, float]) -> float:
    """Return what a word of the phrase weighs: little where no name holds it, nor one that it begins."""
    if word in weight:
        return weight[word]
    is_begun = not CJK.match(word) and any(_begins(word, other) for other in weight)
    return 1.0 if is_begun else _UNHEARD


def _worded(
    phrase: list[str], name: list[str], weight: Mapping[str, float], heard: Mapping[str, float]
) -> float:
    """Return how alike two lists of words are: by what they share, or by how well the name is covered."""
    if phrase == name:
        return 1.0
    if not name:
        return 0.0
    met = {word: _met(word, phrase) for word in name}
    if not any(met[word] for word in name if word not in WASTE_WORDS):
        return 0.0  # that both are left over says nothing of what they are
    of_name = sum(weight.get(word, 1.0) * met[word] for word in name)
    of_phrase = sum(heard[word] * _met(word, name) for word in phrase)
    whole_name = sum(weight.get(word, 1.0) for word in name)
    whole_phrase = sum(heard[word] for word in phrase)
    shared = (of_name + of_phrase) / (whole_name + whole_phrase)
    name_covered, phrase_covered = of_name / whole_name, of_phrase / whole_phrase
    covered = name_covered * (1 + phrase_covered) / 2
    covers = _COVERS * phrase_covered * (1 + name_covered) / 2
    return 0.99 * max(shared, covered, covers)


def _begins(one: str, other: str) -> bool:
    """Return whether one word begins the other, or is so begun: alu and aluminium, wood and wooden."""
    short, long = sorted((one, other), key=len)
    is_long_enough = len(short) >= 4 or (len(short) == 3 and len(long) >= 6)
    return is_long_enough and long.startswith(short) and not CJK.match(short)


def _met(word: str, words: list[str]) -> float:
    """Return 1 where the word is among the words, less where one of them begins it or is spelled nearly so."""
    if word in words or (word in WASTE_WORDS and WASTE_WORDS.intersection(words)):
        return 1.0
    if CJK.match(word) or len(word) < 3:
        return 0.0
    if any(_begins(word, other) for other in words):
        return _BEGUN
    if len(word) < 4:
        return 0.0
    nearest = max((fuzz.ratio(word, each) for each in words if not CJK.match(each)), default=0.0) / 100
    return _SPELLED_NEARLY * nearest if nearest >= _NEARLY else 0.0


def _written(phrase: str, spelling: str) -> float:
    """Return how alike two Chinese phrases are character by character: abbreviations share no pair of them."""
    if not (CJK.search(phrase) and CJK.search(spelling)):
        return 0.0
    return 0.9 * fuzz.ratio(phrase.replace("废", ""), spelling.replace("废", "")) / 100


def _sounded(phrase: str, spelling: str) -> float:
    """Return how alike a phrase in pinyin and the sound of a Chinese name are."""
    if not CJK.search(spelling):
        return 0.0
    typed, said = re.sub(r"[^a-z]", "", phrase.lower()), pinyin.sound(spelling)
    if typed == said:
        return 0.98
    if len(typed) >= 5 and (typed in said or said in typed):
        return 0.6 + 0.35 * min(len(typed), len(said)) / max(len(typed), len(said))
    alike = fuzz.ratio(typed, said) / 100
    return 0.9 * alike if alike >= _SOUNDS_ALIKE else 0.0
