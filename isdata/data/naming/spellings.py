"""Every name of a resource, as words, and how much each word tells of what the resource is."""

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from isdata.data.naming.phrase_normalisation import FORM_WORDS, WASTE_WORDS, words_of

LEFT_OVER = ("by_product", "waste", "gas", "fuel")
_OF_FORM, _OF_WASTE = 0.6, 0.05  # weights of words of form and of being left over, against one of substance


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
