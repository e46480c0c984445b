"""Index of all resource names by their words, and similarity of a phrase to each name."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from isdata.data.naming import general_terms, pinyin
from isdata.data.naming.phrase_normalisation import (
    CJK,
    FORM_WORDS,
    NEUTRAL_WORDS,
    WASTE_WORDS,
    stated_origin,
    words_of,
)
from isdata.data.naming.phrase_structure import Parts, parts

# Score of a match with another word: a common beginning, a similar spelling, the general term.
_BEGUN, _SPELLED_NEARLY, _OF_KIND = 0.85, 0.8, 0.9
_NEARLY = 0.8  # minimum share of equal letters for a similar spelling
# Factor on the score of a similar spelling if the word itself is known, since it is then not a spelling error.
_IF_KNOWN = 0.5
_BEGINNING = 0.66  # minimum share of a word's letters for its beginning to match
_LONG = 4  # minimum letters for matching similar spellings; shorter similar words have other meanings
# Minimum similarity of a long phrase to a name that it contains, independent of its other words.
_COVERED, _FORM_COVERED = 0.5, 0.25
_OF_OTHER = 0.8  # factor for a name of a mere form if the phrase names the material
_COVERS = 0.9  # factor for a name that is more specific than the phrase
_UNKNOWN_WEIGHT = 0.4  # of unknown words, relative to the rarest known word: they distinguish nothing
_ASIDE, _UNKNOWN_ASIDE = 0.4, 0.05  # factors for words of origin or content: heat from moulding is heat
_OTHER_HEAD = 0.85  # factor for a name without the head noun of the phrase
_OWN_HEAD = 0.93  # factor for a name whose head noun is not in the phrase
_OTHER_QUALIFIER = 0.8  # factor for a name without the qualifier: pea shells are not mussel shells
_NO_HEAD = 0.85  # factor if both head nouns differ: brown grease is not brown coal
_UNSPECIFIC = FORM_WORDS | WASTE_WORDS | NEUTRAL_WORDS
# Last words of many substance names; an unknown word before them identifies the substance.
_INCOMPLETE = {
    "acid", "oil", "glycol", "salt", "oxide", "seed", "fibre", "meal", "skin", "shell", "cone", "flour", "juice",
    "extract", "loss",
}  # fmt: skip
# A name of only such a word does not fit a phrase with a specific substance: acid gas is not natural gas.
_GENERIC = _INCOMPLETE | {
    "gas", "water", "ash", "slag", "sand", "heat", "fuel", "power", "cooling", "cold", "emulsion",
}  # fmt: skip
# The same for liquids, although the name may have no other known word: any waste acid.
_GENERIC_LIQUIDS = {"酸液", "碱液", "溶液"}
_AMOUNT = re.compile(r"\d+[a-z]{0,3}")  # amount, temperature or concentration, not a material
_LETTERS = re.compile("[a-z]+")
_SOUNDS_ALIKE = 0.7  # minimum similarity of letters in pinyin
_LONG_SOUND = 5  # minimum letters for searching within longer names or for shorter names within
_LEAST_WRITTEN = 40  # minimum similarity of characters [%]; below it no name is proposed anyway


@dataclass(frozen=True, eq=False)
class NameIndex:
    """Resource names: spelling and words of each name, names of each word, and weight of each word.

    Attributes
    ----------
    spellings : tuple of str
    words : tuple of list of str
    weight : mapping of str to float
        Weight of each word for the identity of a material. [-]
    """

    spellings: tuple[str, ...]
    words: tuple[list[str], ...]
    weight: Mapping[str, float]

    @functools.cached_property
    def chinese_words(self) -> frozenset[str]:
        return frozenset(word for word in self.weight if CJK.match(word))

    @functools.cached_property
    def latin_words(self) -> list[str]:
        return [word for word in self.weight if not CJK.match(word)]

    @functools.cached_property
    def names_of_word(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for position, words in enumerate(self.words):
            for word in set(words):
                found.setdefault(word, []).append(position)
        return found

    @functools.cached_property
    def written(self) -> Mapping[str, tuple[list[int], list[str]]]:
        """Positions and Chinese characters of the names, by their Latin letters."""
        found: dict[str, tuple[list[int], list[str]]] = {}
        for position, spelling in enumerate(self.spellings):
            chinese, letters = _scripts(spelling)
            if chinese:
                positions, texts = found.setdefault(letters, ([], []))
                positions.append(position)
                texts.append(chinese)
        return found

    @functools.cached_property
    def sounds(self) -> tuple[list[int], list[str]]:
        """Positions and pinyin of the names in Chinese characters; cached, as converting them takes a third of a second."""
        positions = [at for at, spelling in enumerate(self.spellings) if CJK.search(spelling)]
        return positions, [pinyin.sound(self.spellings[at]) for at in positions]

    @functools.cached_property
    def heads(self) -> list[str | None]:
        """Head noun of each name."""
        return [parts(spelling).head for spelling in self.spellings]

    @functools.cached_property
    def _met_by(self) -> dict[str, Mapping[str, float]]:
        return {}

    def word_scores(self, word: str) -> Mapping[str, float]:
        """Match scores of a word of a phrase with words of the names: 1 if they are equal. [-]"""
        if word not in self._met_by:
            self._met_by[word] = self._meet(word)
        return self._met_by[word]

    def _meet(self, word: str) -> Mapping[str, float]:
        met: dict[str, float] = {}
        is_known = word in self.weight
        if not CJK.match(word) and len(word) > 2:
            if len(word) >= _LONG:
                near = process.extract(
                    word, self.latin_words, scorer=fuzz.ratio, score_cutoff=100 * _NEARLY, limit=None
                )
                for other, score, _ in near:  # the first letter is rarely mistyped: hello is not shell
                    if len(other) > 2 and other[0] == word[0] and not _is_opposite(word, other):
                        met[other] = _SPELLED_NEARLY * score / 100 * (_IF_KNOWN if is_known else 1.0)
            begun = _BEGUN * (_BEGUN if is_known else 1.0)
            met |= {other: begun for other in self.latin_words if _begins(word, other)}
        met |= {other: _OF_KIND for other in general_terms.general_terms(word) if other in self.weight}
        if word in WASTE_WORDS:
            met |= {other: 1.0 for other in WASTE_WORDS if other in self.weight}
        if is_known:
            met[word] = 1.0
        return met

    def similarities(self, phrase: str, wanted: list[str]) -> np.ndarray:
        """Similarity of a phrase to every name. [-]"""
        found = np.zeros(len(self.spellings))
        self._compare_words(found, phrase, wanted)
        self._compare_characters(found, phrase)
        if not self.weight.keys() >= set(wanted) and pinyin.is_sound(phrase):  # sand is English, not pinyin
            self._compare_sounds(found, phrase)
        return found

    def _compare_words(self, found: np.ndarray, phrase: str, wanted: list[str]) -> None:
        structure = parts(phrase)
        by_word = {word: self.word_scores(word) for word in wanted}
        identifying = (
            structure.qualifier
            if structure.head in _INCOMPLETE and by_word.get(structure.qualifier or "")
            else None
        )
        aside = structure.aside | frozenset(words_of(stated_origin(phrase)))
        own = self._own_weights(wanted, structure, aside)
        distinctive = frozenset(wanted) - aside
        met: dict[str, float] = {}
        for each in by_word.values():
            for other, share in each.items():
                met[other] = max(share, met.get(other, 0.0))
        positions = {at for word in met if word not in WASTE_WORDS for at in self.names_of_word.get(word, ())}
        for position in positions:
            name = self.words[position]
            similarity = self._worded(wanted, name, own, met, by_word, distinctive)
            if identifying and not _holds(name, by_word.get(identifying, {})):
                similarity *= _OTHER_QUALIFIER
            is_other = bool(structure.head) and not _holds(name, by_word.get(structure.head or "", {}))
            has_own = bool(self.heads[position]) and self.heads[position] not in met
            similarity *= (_OTHER_HEAD if is_other else 1.0) * (_OWN_HEAD if has_own else 1.0)
            if is_other and has_own:
                similarity *= _NO_HEAD
            found[position] = similarity
        for position, name in enumerate(self.words):
            if name == wanted:
                found[position] = 1.0

    def _own_weights(self, wanted: list[str], structure: Parts, aside: frozenset[str]) -> dict[str, float]:
        """Weights of the phrase's words; lower for words that occur in no name or state origin or content."""
        own = {word: self._weight_of(word) for word in wanted}
        if _UNSPECIFIC.issuperset(set(wanted) - aside):
            aside = frozenset()  # if a phrase names only a form, the origin identifies the material
        rarest = max((each for each in own.values() if each is not None), default=1.0)
        # If all other words are a form, such as turnings, an unknown word identifies the material.
        is_bare = _UNSPECIFIC.issuperset(word for word, each in own.items() if each)
        identifying = structure.qualifier if structure.head in _INCOMPLETE else None
        unknown = {
            word: 1.0 if word == identifying or (is_bare and word.isascii()) else _UNKNOWN_WEIGHT * rarest
            for word in own
        }
        return {
            word: (unknown[word] * (_UNKNOWN_ASIDE if word in aside else 1.0))
            if each is None
            else each * (_ASIDE if word in aside else 1.0)
            for word, each in own.items()
        }

    def _weight_of(self, word: str) -> float | None:
        """Weight of a word; zero for amounts, None if no name contains it."""
        if word in self.weight:
            return self.weight[word]
        if word in NEUTRAL_WORDS:
            return 0.05
        if _AMOUNT.fullmatch(word):
            return 0.0
        met = self.word_scores(word)
        if not met:
            return None
        if any(_begins(word, other) for other in met):
            return 1.0
        return self.weight[max(met, key=lambda other: met[other])]

    def _worded(
        self,
        phrase: list[str],
        name: list[str],
        own: Mapping[str, float],
        met: Mapping[str, float],
        by_word: Mapping[str, Mapping[str, float]],
        distinctive: frozenset[str],
    ) -> float:
        """Similarity of two lists of words: by common words, or by coverage of one by the other."""
        weight = self.weight
        of_name = sum(weight[word] * met.get(word, 0.0) for word in name)
        of_phrase = sum(
            own[word] * max((by_word[word].get(other, 0.0) for other in name), default=0.0) for word in phrase
        )
        whole_name = sum(weight[word] for word in name)
        whole_phrase = sum(own[word] for word in phrase)
        shared = (of_name + of_phrase) / (whole_name + whole_phrase)
        name_covered, phrase_covered = of_name / whole_name, of_phrase / whole_phrase
        # A name of a mere form, such as turnings, does not identify the material.
        is_form = (_UNSPECIFIC | _GENERIC).issuperset(name)
        least = _FORM_COVERED if is_form else _COVERED
        held = sum(weight[word] for word in name if word in met) / whole_name
        covered = name_covered * held * (least + (1 - least) * phrase_covered)
        covers = _COVERS * phrase_covered * (1 + name_covered) / 2
        leaves_open = is_form or (_UNSPECIFIC | _GENERIC_LIQUIDS).issuperset(name)
        is_other = leaves_open and any(
            word in weight and not any(other in by_word[word] for other in name)
            for word in distinctive - _UNSPECIFIC - _GENERIC - _GENERIC_LIQUIDS
        )
        return (_OF_OTHER if is_other else 0.99) * max(shared, covered, covers)

    def _compare_characters(self, found: np.ndarray, phrase: str) -> None:
        """Compare Chinese phrases by single characters, because abbreviations share no pair of characters."""
        chinese, letters = _scripts(phrase)
        # Latin letters must be equal: PC and PCB are different materials.
        if not chinese or letters not in self.written:
            return
        positions, texts = self.written[letters]
        for _, score, at in process.extract(
            chinese, texts, scorer=fuzz.ratio, score_cutoff=_LEAST_WRITTEN, limit=None
        ):
            found[positions[at]] = max(found[positions[at]], 0.9 * score / 100)

    def _compare_sounds(self, found: np.ndarray, phrase: str) -> None:
        """Compare a phrase in pinyin with the pinyin of the Chinese names."""
        typed = re.sub(r"[^a-z]", "", phrase.lower())
        positions, sounds = self.sounds
        alike = process.extract(
            typed, sounds, scorer=fuzz.ratio, score_cutoff=100 * _SOUNDS_ALIKE, limit=None
        )
        scores = {at: 0.99 if name == typed else 0.9 * score / 100 for name, score, at in alike}
        if len(typed) >= _LONG_SOUND:
            scores |= {
                at: 0.6 + 0.35 * min(len(typed), len(name)) / max(len(typed), len(name))
                for at, name in enumerate(sounds)
                if name != typed and (typed in name or name in typed)
            }
        for at, score in scores.items():
            found[positions[at]] = max(found[positions[at]], score)


def _holds(name: Iterable[str], met: Mapping[str, float]) -> bool:
    return any(word in met for word in name)


def _begins(one: str, other: str) -> bool:
    """Return True if one word is the beginning of the other: wood and wooden."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return (
        long.startswith(short) and len(short) >= max(_LONG, _BEGINNING * len(long)) and not CJK.match(short)
    )


def _is_opposite(one: str, other: str) -> bool:
    """Return True if one word negates the other: treated and untreated."""
    return f"un{one}" == other or f"un{other}" == one


@functools.lru_cache(maxsize=20_000)
def _scripts(text: str) -> tuple[str, str]:
    """Chinese characters of a text, without words for waste, and its Latin letters."""
    return "".join(CJK.findall(text)).replace("废", ""), "".join(_LETTERS.findall(text.lower()))
