"""Which resource does a phrase mean? In Chinese, English or pinyin, with a code or without."""

import csv
import functools
import re
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from isdata.data.naming import codes, phrases, pinyin
from isdata.data.naming.phrase_normalisation import (
    CJK,
    FORM_WORDS,
    WASTE_WORDS,
    heard,
    whence,
    without_amounts,
    without_exceptions,
    words_of,
)
from isdata.data.naming.spellings import LEFT_OVER, vocabulary

_LEAST = 0.45  # below this similarity, nothing is proposed
# How much of a word is met by another one than itself: by one that it begins, or by one spelled nearly so.
_BEGUN = 0.85
_SPELLED_NEARLY = 0.8
_NEARLY = 0.8  # of the letters
_BEGINNING = 0.6  # of the letters of a word, to stand for it
_LONG = 4  # letters; shorter words spelled nearly so mean other things
_COVERED, _FORM_COVERED = (
    0.5,
    0.25,
)  # how alike a long phrase and a name are that it holds, whatever else it says
_OF_OTHER = 0.8  # a name that says no more than a form, against a phrase that says of what
_COVERS = 0.9  # a name that says more than the phrase, against one that says less
_UNHEARD = 0.4  # of the weight of the rarest word that is heard: it distinguishes no resource from another
_NAMED = 0.9  # of the phrase's similarity to a name: the name is met, whatever code stands beside it
_TIE = 0.05  # that a code adds to the similarity of a name
_OF_ORIGIN = 0.4  # of the weight of a word: heat from moulding is heat
_SAY_LITTLE = FORM_WORDS | WASTE_WORDS
# Forms in which nobody buys a thing: what is baled or comes as turnings is left over.
_LEFT_WORDS = WASTE_WORDS | (
    FORM_WORDS
    - {"powder", "granulate", "flake", "block", "piece", "lump", "liquid", "sheet", "plate", "strip"}
)
_BOUGHT = ("material", "product", "water", "steam", "cold", "power", "compressed_air")
_NOT_LEFT_OVER = 0.75  # what is called waste is seldom bought material
_AMOUNT = re.compile(r"\d+[a-z]{0,3}")  # how much, how warm or how strong it is, not what
_LETTERS = re.compile("[a-z]+")
_SOUNDS_ALIKE = 0.7  # least similarity of letters in pinyin
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
    known, weight = vocabulary(resources, confirmed)
    whole, phrase = phrase, without_exceptions(phrase)
    said = heard(without_amounts(phrase), weight)
    wanted = words_of(said)
    if not wanted or known.empty:
        return pd.DataFrame(columns=_COLUMNS)
    known = known.assign(similarity=_similarity(said, wanted, known, weight))
    best = known.sort_values("similarity", ascending=False, kind="stable").drop_duplicates("resource_id")
    found = best.merge(resources[["resource_id", "resource_class", "ewc_code", "gbt_code"]], on="resource_id")
    found["similarity"] *= np.where(_fits(wanted, found["resource_class"], is_left_over), 1.0, _NOT_LEFT_OVER)
    by_code = codes.coded(phrase, found, beside=whole)
    found["similarity"] = _with_codes(found["similarity"], by_code)
    found["similarity"] = found["similarity"].mask(
        (found["resource_id"] == bare_good(phrase)) & (is_left_over is not True), 1.0
    )
    found["is_confirmed"] = found["resource_id"] == _confirmed_meaning(phrase, confirmed)
    found = found.loc[(found["similarity"] >= _LEAST) | found["is_confirmed"]].sort_values(
        ["is_confirmed", "similarity"], ascending=False, kind="stable"
    )
    return found[_COLUMNS].head(most).reset_index(drop=True)


def _with_codes(by_words: pd.Series, by_code: pd.Series) -> pd.Series:
    """Similarity with the codes of the phrase: they decide where no name is met, and break ties where one is."""
    if by_words.max() >= _NAMED:
        return (by_words + _TIE * by_code).clip(upper=1.0)
    return by_words.mask(by_code > 0, by_code + (1 - by_code) * by_words)


@functools.cache
def _goods() -> Mapping[str, str]:
    """Resource of each word that, standing alone, means the good."""
    with (Path(__file__).parent / "goods.csv").open(encoding="utf-8", newline="") as file:
        return {row["written"]: row["resource_id"] for row in csv.DictReader(file)}


def bare_good(phrase: str) -> str | None:
    """Resource that a bare word for a good means, such as water.

    Examples
    --------
    >>> bare_good("Water, 20 t/a"), bare_good("水"), bare_good("waste water")
    ('fresh_water', 'fresh_water', None)
    """
    return _goods().get(phrases.plain(without_amounts(phrase)))


def _fits(wanted: list[str], classes: pd.Series, is_left_over: bool | None) -> pd.Series:
    """Resource classes that are meant: waste or residues, if the phrase says so."""
    if is_left_over is not None:
        return classes.isin(LEFT_OVER) == is_left_over
    return ~classes.isin(_BOUGHT) | (not _LEFT_WORDS.intersection(wanted))


def _confirmed_meaning(phrase: str, confirmed: pd.DataFrame | None) -> str | None:
    if confirmed is None:
        return None
    meant = dict(zip(confirmed["phrase"], confirmed["resource_id"], strict=True))
    return meant.get(phrases.plain(phrase))


def _similarity(
    phrase: str, wanted: list[str], known: pd.DataFrame, weight: Mapping[str, float]
) -> list[float]:
    """Similarity of the phrase to every known spelling."""
    own = _own_weights(wanted, weight, set(words_of(whence(phrase))))
    met = {word: share for word in weight if (share := _met(word, wanted))}
    is_pinyin = pinyin.is_sound(phrase)
    return [
        max(
            _worded(wanted, words, weight, own, met),
            _written(phrase, spelling),
            _sounded(phrase, spelling) if is_pinyin else 0.0,
        )
        for spelling, words in zip(known["spelling"], known["words"], strict=True)
    ]


def _own_weights(wanted: list[str], weight: Mapping[str, float], origin: Collection[str]) -> dict[str, float]:
    """Weights of the phrase's words: lower where no name contains one, or where it states the origin."""
    own = {word: _weight(word, weight) for word in wanted}
    rarest = max((each for each in own.values() if each is not None), default=1.0)
    # Beside nothing but a form, such as turnings, the unknown word shows what it is.
    is_bare = _SAY_LITTLE.issuperset(word for word, each in own.items() if each)
    unheard = {word: 1.0 if is_bare and word.isascii() else _UNHEARD * rarest for word in own}
    return {
        word: (unheard[word] if each is None else each) * (_OF_ORIGIN if word in origin else 1.0)
        for word, each in own.items()
    }


def _weight(word: str, weight: Mapping[str, float]) -> float | None:
    """Weight of a word; zero for amounts, None where no name contains it."""
    if word in weight:
        return weight[word]
    if _AMOUNT.fullmatch(word):
        return 0.0
    if CJK.match(word):
        return None
    if any(_begins(word, other) for other in weight):
        return 1.0
    near = process.extractOne(word, list(weight), scorer=fuzz.ratio, score_cutoff=100 * _NEARLY)
    return weight[near[0]] if near and len(word) >= _LONG else None


def _worded(
    phrase: list[str],
    name: list[str],
    weight: Mapping[str, float],
    own: Mapping[str, float],
    met: Mapping[str, float],
) -> float:
    """Similarity of two lists of words: by common words, or by how well the name is covered."""
    if phrase == name:
        return 1.0
    if not any(word in met for word in name if word not in WASTE_WORDS):
        return 0.0  # that both are left over says nothing of what they are
    of_name = sum(weight[word] * met.get(word, 0.0) for word in name)
    of_phrase = sum(own[word] * _met(word, name) for word in phrase)
    whole_name = sum(weight[word] for word in name)
    whole_phrase = sum(own[word] for word in phrase)
    shared = (of_name + of_phrase) / (whole_name + whole_phrase)
    name_covered, phrase_covered = of_name / whole_name, of_phrase / whole_phrase
    # A name that says no more than a form, such as turnings, leaves open of what.
    is_form = _SAY_LITTLE.issuperset(name)
    least = _FORM_COVERED if is_form else _COVERED
    held = sum(weight[word] for word in name if word in met) / whole_name
    covered = name_covered * held * (least + (1 - least) * phrase_covered)
    covers = _COVERS * phrase_covered * (1 + name_covered) / 2
    is_other = is_form and any(word in weight and not _met(word, name) for word in set(phrase) - _SAY_LITTLE)
    return (_OF_OTHER if is_other else 0.99) * max(shared, covered, covers)


def _begins(one: str, other: str) -> bool:
    """Return whether one word begins the other, or is so begun: wood and wooden."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return (
        long.startswith(short) and len(short) >= max(_LONG, _BEGINNING * len(long)) and not CJK.match(short)
    )


def _met(word: str, words: list[str]) -> float:
    """Return 1 where the word is among the words, less where one of them begins it or is spelled nearly so."""
    if word in words or (word in WASTE_WORDS and WASTE_WORDS.intersection(words)):
        return 1.0
    if CJK.match(word) or len(word) < 3:
        return 0.0
    if any(_begins(word, other) for other in words):
        return _BEGUN
    if len(word) < _LONG:
        return 0.0
    able = [each for each in words if not CJK.match(each) and not _is_opposite(word, each)]
    nearest = max((fuzz.ratio(word, each) for each in able), default=0.0) / 100
    return _SPELLED_NEARLY * nearest if nearest >= _NEARLY else 0.0


def _is_opposite(one: str, other: str) -> bool:
    """Return whether one word says not the other: treated and untreated."""
    return f"un{one}" == other or f"un{other}" == one


def _written(phrase: str, spelling: str) -> float:
    """Similarity of two Chinese phrases character by character: abbreviations share no pair of characters."""
    (one, own), (other, its) = _scripts(phrase), _scripts(spelling)
    # PC and PCB are not nearly the same: what is written in letters must be.
    if not (one and other) or own != its:
        return 0.0
    return 0.9 * fuzz.ratio(one, other) / 100


@functools.lru_cache(maxsize=20_000)
def _scripts(text: str) -> tuple[str, str]:
    """Return the Chinese characters of a text, but for what says that it is left over, and its letters."""
    return "".join(CJK.findall(text)).replace("废", ""), "".join(_LETTERS.findall(text.lower()))


def _sounded(phrase: str, spelling: str) -> float:
    """Similarity of a phrase in pinyin to the sound of a Chinese name."""
    if not CJK.search(spelling):
        return 0.0
    typed, said = re.sub(r"[^a-z]", "", phrase.lower()), pinyin.sound(spelling)
    if typed == said:
        return 0.98
    if len(typed) >= 5 and (typed in said or said in typed):
        return 0.6 + 0.35 * min(len(typed), len(said)) / max(len(typed), len(said))
    alike = fuzz.ratio(typed, said) / 100
    return 0.9 * alike if alike >= _SOUNDS_ALIKE else 0.0
