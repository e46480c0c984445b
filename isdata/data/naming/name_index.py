"""All names of the resources, indexed by their words, and the similarity of a phrase to each."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from isdata.data.naming import kinds, pinyin
from isdata.data.naming.phrase_normalisation import (
    CJK,
    FORM_WORDS,
    NEUTRAL_WORDS,
    WASTE_WORDS,
    whence,
    words_of,
)
from isdata.data.naming.phrase_structure import Parts, parts

# How much of a word is met by another one than itself: by one that it begins, by one spelled nearly so, by its kind.
_BEGUN, _SPELLED_NEARLY, _OF_KIND = 0.85, 0.8, 0.9
_NEARLY = 0.8  # of the letters
# Of the share of a word spelled nearly so, where the word itself is known: it is no misspelling.
_IF_KNOWN = 0.5
_BEGINNING = 0.66  # of the letters of a word, to stand for it
_LONG = 4  # letters; shorter words spelled nearly so mean other things
# How similar a long phrase and a name are that it contains, whatever else it says.
_COVERED, _FORM_COVERED = 0.5, 0.25
_OF_OTHER = 0.8  # a name that says no more than a form, against a phrase that says of what
_COVERS = 0.9  # a name that says more than the phrase, against one that says less
_UNHEARD = 0.4  # of the weight of the rarest known word: it distinguishes no resource from another
_ASIDE, _UNKNOWN_ASIDE = 0.4, 0.05  # of the weight of a word: heat from moulding is heat
_OTHER_HEAD = 0.85  # a name without the word that says what the thing is
_OWN_HEAD = 0.93  # a name whose own last word is not in the phrase
_OTHER_QUALIFIER = 0.8  # a name without the word that says of what: pea shells are no mussel shells
_NO_HEAD = 0.85  # neither says what the other is: brown grease is no brown coal
_SAY_LITTLE = FORM_WORDS | WASTE_WORDS | NEUTRAL_WORDS
# Words that many substances end with: an unknown word before them identifies which.
_OPEN = {
    "acid", "oil", "glycol", "salt", "oxide", "seed", "fibre", "meal", "skin", "shell", "cone", "flour", "juice",
    "extract", "loss",
}  # fmt: skip
# Names of one such word leave open of what, beside a phrase that says it: acid gas is no natural gas.
_GENERIC = _OPEN | {
    "gas", "water", "ash", "slag", "sand", "heat", "fuel", "power", "cooling", "cold", "emulsion",
}  # fmt: skip
_GENERIC_LIQUIDS = {"酸液", "碱液", "溶液"}  # the same, though nothing else may be known: any waste acid
_AMOUNT = re.compile(r"\d+[a-z]{0,3}")  # how much, how warm or how strong it is, not what
_LETTERS = re.compile("[a-z]+")
_SOUNDS_ALIKE = 0.7  # least similarity of letters in pinyin
_LONG_SOUND = 5  # letters, to be looked for within longer names or to contain shorter ones
_LEAST_WRITTEN = 40  # per cent of the characters; below it no name is proposed anyway


@dataclass(frozen=True, eq=False)
class NameIndex:
    """Names of the resources: spelling and words of each, the names of each word, and the weight of each word.

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
        """Position and Chinese characters of the names, by the Latin letters beside them."""
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
        """Position and sound of the names with Chinese characters; to read them takes a third of a second, once."""
        positions = [at for at, spelling in enumerate(self.spellings) if CJK.search(spelling)]
        return positions, [pinyin.sound(self.spellings[at]) for at in positions]

    @functools.cached_property
    def heads(self) -> list[str | None]:
        """Word of each name that says what the thing is."""
        return [parts(spelling).head for spelling in self.spellings]

    @functools.cached_property
    def _met_by(self) -> dict[str, Mapping[str, float]]:
        return {}

    def met_by(self, word: str) -> Mapping[str, float]:
        """Share of each word of the names matched by a word of a phrase: 1 where they are equal. [-]"""
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
                for other, score, _ in near:  # hardly anybody mistypes the first letter: hello is no shell
                    if len(other) > 2 and other[0] == word[0] and not _is_opposite(word, other):
                        met[other] = _SPELLED_NEARLY * score / 100 * (_IF_KNOWN if is_known else 1.0)
            begun = _BEGUN * (_BEGUN if is_known else 1.0)
            met |= {other: begun for other in self.latin_words if _begins(word, other)}
        met |= {other: _OF_KIND for other in kinds.of(word) if other in self.weight}
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
        if not self.weight.keys() >= set(wanted) and pinyin.is_sound(phrase):  # sand is English
            self._compare_sounds(found, phrase)
        return found

    def _compare_words(self, found: np.ndarray, phrase: str, wanted: list[str]) -> None:
        structure = parts(phrase)
        by_word = {word: self.met_by(word) for word in wanted}
        identifying = (
            structure.qualifier
            if structure.head in _OPEN and by_word.get(structure.qualifier or "")
            else None
        )
        aside = structure.aside | frozenset(words_of(whence(phrase)))
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
        """Weights of the phrase's words: lower where no name contains one, or where it states origin or content."""
        own = {word: self._weight_of(word) for word in wanted}
        if _SAY_LITTLE.issuperset(set(wanted) - aside):
            aside = frozenset()  # where a phrase names only a form, its origin identifies the thing
        rarest = max((each for each in own.values() if each is not None), default=1.0)
        # Beside nothing but a form, such as turnings, the unknown word shows what it is.
        is_bare = _SAY_LITTLE.issuperset(word for word, each in own.items() if each)
        identifying = structure.qualifier if structure.head in _OPEN else None
        unheard = {
            word: 1.0 if word == identifying or (is_bare and word.isascii()) else _UNHEARD * rarest
            for word in own
        }
        return {
            word: (unheard[word] * (_UNKNOWN_ASIDE if word in aside else 1.0))
            if each is None
            else each * (_ASIDE if word in aside else 1.0)
            for word, each in own.items()
        }

    def _weight_of(self, word: str) -> float | None:
        """Weight of a word; zero for amounts, None where no name contains it."""
        if word in self.weight:
            return self.weight[word]
        if word in NEUTRAL_WORDS:
            return 0.05
        if _AMOUNT.fullmatch(word):
            return 0.0
        met = self.met_by(word)
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
        """Similarity of two lists of words: by common words, or by how well the name is covered."""
        weight = self.weight
        of_name = sum(weight[word] * met.get(word, 0.0) for word in name)
        of_phrase = sum(
            own[word] * max((by_word[word].get(other, 0.0) for other in name), default=0.0) for word in phrase
        )
        whole_name = sum(weight[word] for word in name)
        whole_phrase = sum(own[word] for word in phrase)
        shared = (of_name + of_phrase) / (whole_name + whole_phrase)
        name_covered, phrase_covered = of_name / whole_name, of_phrase / whole_phrase
        # A name that says no more than a form, such as turnings, leaves open of what.
        is_form = (_SAY_LITTLE | _GENERIC).issuperset(name)
        least = _FORM_COVERED if is_form else _COVERED
        held = sum(weight[word] for word in name if word in met) / whole_name
        covered = name_covered * held * (least + (1 - least) * phrase_covered)
        covers = _COVERS * phrase_covered * (1 + name_covered) / 2
        leaves_open = is_form or (_SAY_LITTLE | _GENERIC_LIQUIDS).issuperset(name)
        is_other = leaves_open and any(
            word in weight and not any(other in by_word[word] for other in name)
            for word in distinctive - _SAY_LITTLE - _GENERIC - _GENERIC_LIQUIDS
        )
        return (_OF_OTHER if is_other else 0.99) * max(shared, covered, covers)

    def _compare_characters(self, found: np.ndarray, phrase: str) -> None:
        """Compare Chinese phrases character by character: abbreviations share no pair of characters."""
        chinese, letters = _scripts(phrase)
        # PC and PCB are not nearly the same: what is written in letters must be.
        if not chinese or letters not in self.written:
            return
        positions, texts = self.written[letters]
        for _, score, at in process.extract(
            chinese, texts, scorer=fuzz.ratio, score_cutoff=_LEAST_WRITTEN, limit=None
        ):
            found[positions[at]] = max(found[positions[at]], 0.9 * score / 100)

    def _compare_sounds(self, found: np.ndarray, phrase: str) -> None:
        """Compare a phrase in pinyin with the sound of the Chinese names."""
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
    """Whether one word begins the other, or is so begun: wood and wooden."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return (
        long.startswith(short) and len(short) >= max(_LONG, _BEGINNING * len(long)) and not CJK.match(short)
    )


def _is_opposite(one: str, other: str) -> bool:
    """Whether one word says not the other: treated and untreated."""
    return f"un{one}" == other or f"un{other}" == one


@functools.lru_cache(maxsize=20_000)
def _scripts(text: str) -> tuple[str, str]:
    """Chinese characters of a text, but for what says that it is left over, and its letters."""
    return "".join(CJK.findall(text)).replace("废", ""), "".join(_LETTERS.findall(text.lower()))
