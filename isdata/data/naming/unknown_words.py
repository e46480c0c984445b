"""Words of a phrase that occur in no resource name."""

import functools
import re

import pandas as pd
from rapidfuzz import fuzz, process

from isdata.data.naming import chinese_words, general_terms, pinyin
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
_ALIKE = 80.0  # minimum similarity of letters [%]: foundary is foundry
_LONG = 4  # minimum letters for matching similar spellings; shorter similar words have other meanings


def unknown_words(
    phrase: str, resources: pd.DataFrame, *, confirmed: pd.DataFrame | None = None
) -> list[str]:
    """Latin words of a phrase, as written, that are not similar to a word in any resource name.

    Pinyin is skipped, because its syllables have no meaning of their own; for Chinese characters see `unknown_chinese`.

    Parameters
    ----------
    phrase : str
        As written.
    resources, confirmed : DataFrame
        As in `suggest`.
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
    """Chinese words of a phrase, as written, that occur in no resource name.

    Chinese has no spaces: a run of characters is unknown if no name contains a pair of them.

    Parameters
    ----------
    phrase, resources, confirmed
        As in `unknown_words`.
    """
    _known, names = vocabulary(resources, confirmed)
    return chinese_words.unknown(phrase, names.chinese_words)


def _is_known(word: str, known: frozenset[str]) -> bool:
    if word in known or word in _ASIDE or general_terms.general_terms(word):
        return True
    return len(word) >= _LONG and bool(
        process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    )


@functools.lru_cache(maxsize=4)
def _latin(names: NameIndex) -> frozenset[str]:
    return frozenset(word for word in names.weight if word.isascii())
