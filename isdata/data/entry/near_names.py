"""Fuzzy search for companies and resources in a line of free text: accepted if close, else proposed."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from isdata.data.naming import pinyin
from isdata.data.naming.phrase_normalisation import CJK
from isdata.data.naming.spellings import vocabulary

_MEANT = 86.0  # minimum similarity to accept a company [%]
_PROPOSED = 70.0  # minimum similarity to propose it [%]
_LEAST = 4  # minimum letters of a name for a spelling error to be tolerated
MOST = 3  # maximum number of proposed names
_BEGUN = 75.0  # similarity assigned to the first word alone: “Oak” [%]
_SHORTEST_WORD = 3  # minimum letters of that word
_PART = re.compile(r"[^,;，；。:：、\n\d/]+")


class Place(NamedTuple):
    """Words with a spelling similar to company names.

    Attributes
    ----------
    start, end : int
        Position in the text.
    sites : tuple of str
        Sites of these companies, most similar first.
    likeness : float
        Similarity to the most similar name. [%]
    """

    start: int
    end: int
    sites: tuple[str, ...]
    likeness: float

    @property
    def is_meant(self) -> bool:
        """Return True if the most similar company is close enough to be accepted."""
        return self.likeness >= _MEANT


def companies(text: str, names: Mapping[str, str]) -> list[Place]:
    """Positions where the first or last words of a part of a text resemble a company name, most similar first.

    Parameters
    ----------
    text : str
        In lower case.
    names : mapping of str to str
        Sites by name, in lower case.
    """
    found = []
    for start, end in set(_windows(text, names)):
        if likely := _likely(text[start:end], names):
            found.append(Place(start, end, tuple(likely)[:MOST], max(likely.values())))
    return sorted(found, key=lambda place: (-place.likeness, place.start - place.end))


def _likely(words: str, names: Mapping[str, str]) -> dict[str, float]:
    """Similarity of sites with similar names [%], most similar first."""
    likely: dict[str, float] = {}
    for name, site in names.items():
        if len(name) >= _LEAST and (score := similarity(words, name)) >= _PROPOSED:
            likely[site] = max(score, likely.get(site, 0.0))
    return dict(sorted(likely.items(), key=lambda item: -item[1]))


def similarity(words: str, name: str) -> float:
    """Share of letters that words and a name have in common, in any word order; 100 for Chinese words of equal sound. [%]

    Examples
    --------
    >>> similarity("青栎段造", "青栎锻造"), round(similarity("oak forgng", "oak forging")), similarity("forging oak", "oak forging")
    (100.0, 95, 100.0)
    """
    if name.isascii() != words.isascii():
        return 0.0
    if not name.isascii():
        is_same = len(words) == len(name) and pinyin.sound(words) == pinyin.sound(name)
        score, is_begun = fuzz.ratio(words, name), pinyin.sound(words[0]) == pinyin.sound(name[0])
        score = 100.0 if is_same else score
    else:
        score = max(fuzz.ratio(words, name), fuzz.token_sort_ratio(words, name))
        is_begun = words[0] == name[0]
        is_first = len(words) >= _SHORTEST_WORD and name.startswith(f"{words} ")
        score = max(score, _BEGUN) if is_first else score
    return score if score >= _MEANT or is_begun else 0.0  # the first letter is rarely mistyped


def _windows(text: str, names: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Candidate positions: as many words at either end of a part of the text as names have; in Chinese, characters."""
    lengths = {len(name.split()) for name in names if name.isascii()}
    characters = {len(name) + more for name in names if not name.isascii() for more in (-1, 0, 1)}
    for part in _PART.finditer(text):
        start, latin = part.start(), part[0]
        if chinese := CJK.search(latin):
            yield from ((start, start + length) for length in characters if start + length <= part.end())
            latin = latin[: chinese.start()]  # “Oak Forgng 有 200吨”
        words = [match.span() for match in re.finditer(r"\S+", latin)]
        # “Oakforge” may be a name of two words written as one.
        for length in (lengths | {1}) & set(range(1, len(words) + 1)):
            yield start + words[0][0], start + words[length - 1][1]
            yield start + words[-length][0], start + words[-1][1]


def resources(phrase: str, known: pd.DataFrame) -> tuple[str, ...]:
    """Ids of the resources with the most similar spelling to a phrase.

    Parameters
    ----------
    phrase : str
        As typed.
    known : DataFrame
        As returned by `match_resources.sql`.
    """
    names, _index = vocabulary(known)
    spelled = names["spelling"].str.casefold()
    best = process.extract(phrase.casefold(), spelled.tolist(), scorer=fuzz.token_sort_ratio, limit=12, score_cutoff=_PROPOSED)  # fmt: skip
    return tuple(dict.fromkeys(names["resource_id"].iloc[[at for _name, _score, at in best]]))[:MOST]
