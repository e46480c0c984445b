"""Fuzzy matching for the search of the app: names with a similar spelling, and texts about the search words."""

import functools
import re
import unicodedata

from isdata.data.naming import pinyin

_LATIN, _CHINESE = re.compile(r"[a-z0-9]+"), re.compile(r"[\u4e00-\u9fff]+")
_FILLING = re.compile(
    r"a|an|and|are|at|be|by|can|could|do|does|for|from|happens?|has|have|how|if|in|is|it|its|many|much|of|on|or|should|"
    r"that|the|their|there|they|this|to|was|we|what|when|where|which|who|why|will|with|would|you"
)
_FILLING_CHINESE = re.compile(
    "怎么样|怎么办|怎样|怎么|如何|什么|哪些|哪个|哪里|多少|为什么|应该|可以|是否|[的了吗呢请有是和与]"
)
_STEM = 4  # minimum letters shared by two forms of a word: "plan", "planned"
_SAME, _FORM, _TYPO = 1.0, 0.8, 0.7  # score of an equal word, another form, and a spelling error


def is_near(typed: str, name: str) -> bool:
    """Return True if a name matches despite spelling errors: one letter in a short word, two in a long one, or same sound.

    Each typed word is compared with the words of the name and their beginnings; Chinese also by its
    pinyin.

    Examples
    --------
    >>> is_near("alumnium dros", "Aluminium dross"), is_near("steal", "Slag"), is_near("废刚", "废钢")
    (True, False, True)
    """
    typed, name = _plain(typed), _plain(name)
    words, chinese = _LATIN.findall(typed), "".join(_CHINESE.findall(typed))
    if not words and not chinese:
        return False
    known, other = _LATIN.findall(name), "".join(_CHINESE.findall(name))
    if len(typed) >= _STEM and pinyin.is_sound(typed) and "".join(words) in pinyin.sound(other):
        return True
    return all(any(_is_misspelled(word, one) for one in known) for word in words) and (
        not chinese or _is_near_in_chinese(chinese, other)
    )


def _is_misspelled(word: str, known: str) -> bool:
    """Return True if a word or its beginning matches with one wrong letter (from 4 letters up) or two (from 8)."""
    if known.startswith(word):
        return True
    most = 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0
    if not most or known[0] != word[0]:  # the first letter is rarely mistyped
        return False
    from rapidfuzz.distance import OSA

    lengths = {len(known), *range(len(word) - 1, len(word) + 2)}
    return any(OSA.distance(word, known[:length], score_cutoff=most) <= most for length in lengths)


def _is_near_in_chinese(typed: str, known: str) -> bool:
    """Return True if the characters sound alike, or one of three to five differs, or two of more."""
    if len(typed) < 2 or not known:
        return False
    if pinyin.sound(typed) in pinyin.sound(known):
        return True
    most = 0 if len(typed) < 3 else 1 if len(typed) < 6 else 2
    windows = (known[begin : begin + len(typed)] for begin in range(len(known) - len(typed) + 1))
    return any(sum(a != b for a, b in zip(typed, window, strict=True)) <= most for window in windows)


def share_met(typed: str, text: str) -> float:
    """Share of the typed words that occur in a text; filler words such as "how" do not count. [-]

    Chinese is compared by pairs of characters. Other forms of a word and spelling errors have lower scores.

    Examples
    --------
    >>> share_met("what if a company leaves", "Losses when a company leaves"), share_met("企业退出怎么办", "企业退出时的损失")
    (1.0, 1.0)
    """
    words, pairs = _asked(_plain(typed))
    if not words and not pairs:
        return 0.0
    known, characters = _held(text)
    met = [max((_alike(word, one) for one in known), default=0.0) for word in words]
    met += [float(pair in characters) for pair in pairs]
    return sum(met) / len(met)


@functools.lru_cache(maxsize=256)
def _asked(typed: str) -> tuple[list[str], list[str]]:
    words = [word for word in _LATIN.findall(typed) if not _FILLING.fullmatch(word)]
    runs = _CHINESE.findall(_FILLING_CHINESE.sub(" ", typed))
    return words, [run[at : at + 2] for run in runs for at in range(max(len(run) - 1, 1))]


@functools.lru_cache(maxsize=512)
def _held(text: str) -> tuple[frozenset[str], str]:
    plain = _plain(text)
    return frozenset(_LATIN.findall(plain)), "".join(_CHINESE.findall(plain))


def _alike(word: str, known: str) -> float:
    if word == known:
        return _SAME
    shared = next((at for at, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), None)
    shared = min(len(word), len(known)) if shared is None else shared
    if shared >= max(_STEM, 0.6 * max(len(word), len(known))):
        return _FORM
    return _TYPO if len(word) > _STEM and _is_misspelled(word, known) else 0.0


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
