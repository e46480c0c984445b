"""Words of a phrase that no name of a resource has."""

import functools
import re

import pandas as pd
from rapidfuzz import fuzz, process

from isdata.data.naming import chinese_words, kinds, pinyin
from isdata.data.naming.name_index import NameIndex
from isdata.data.naming.phrase_normalisation import (
    FORM_WORDS,
    NEUTRAL_WORDS,
    PLACE_WORDS,
    WASTE_WORDS,
    words_of,
)
from isdata.data.naming.spellings import vocabulary

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff][^\W_\u3400-\u9fff]*")
_ASIDE = FORM_WORDS | NEUTRAL_WORDS | PLACE_WORDS | WASTE_WORDS
_SMALL = {
    "at",
    "per",
    "is",
    "are",
    "we",
    "i",
    "it",
    "you",
    "my",
    "this",
    "up",
    "please",
    "also",
    "very",
    "bar",
    "ca",
}
_ALIKE = 80.0  # per cent of the letters: foundary is foundry
_LONG = 4  # letters; shorter words spelled nearly so mean other things


def unknown_words(
    phrase: str, resources: pd.DataFrame, *, confirmed: pd.DataFrame | None = None
) -> list[str]:
    """Latin words of a phrase that stand in no name of any resource, nor nearly so, as they were written.

    Pinyin has no meaning word by word and is not looked at; for Chinese characters there is `unknown_chinese`.

    Parameters
    ----------
    phrase : str
        What somebody wrote.
    resources, confirmed : DataFrame
        As of `suggest`.
    """
    if pinyin.is_sound(phrase):
        return []
    _known, names = vocabulary(resources, confirmed)
    latin = _latin(names)
    return [
        word
        for word in _WORD.findall(phrase)
        if word.casefold() not in _SMALL
        and (wanted := words_of(word))
        and not any(_is_known(each, latin) for each in wanted)
    ]


def unknown_chinese(
    phrase: str, resources: pd.DataFrame, *, confirmed: pd.DataFrame | None = None
) -> list[str]:
    """Chinese words of a phrase that stand in no name of any resource, as they were written.

    Chinese has no spaces: a run of characters is unknown where no name has a pair of them.

    Parameters
    ----------
    phrase, resources, confirmed
        As of `unknown_words`.
    """
    _known, names = vocabulary(resources, confirmed)
    return chinese_words.unknown(phrase, names.chinese_words)


def _is_known(word: str, known: frozenset[str]) -> bool:
    if word in known or word in _ASIDE or kinds.of(word):
        return True
    return len(word) >= _LONG and bool(
        process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    )


@functools.lru_cache(maxsize=4)
def _latin(names: NameIndex) -> frozenset[str]:
    return frozenset(word for word in names.weight if word.isascii())
