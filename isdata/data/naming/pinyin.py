"""Pinyin: Chinese names in Latin letters, without tones."""

import functools
import re
import unicodedata

# pypinyin reads its dictionaries on import, so only the functions that need it import it.
_LONGEST = 6  # maximum letters of a syllable: zhuang


@functools.cache
def _syllables() -> frozenset[str]:
    """All syllables without tone."""
    from pypinyin.constants import PINYIN_DICT

    read = {reading for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    plain = {
        "".join(letter for letter in unicodedata.normalize("NFD", one) if letter.isascii()) for one in read
    }
    # ü is typed as v or u.
    return frozenset(plain | {"lv", "nv", "lve", "nve"}) - {"m", "n", "ng", "hm", "hng", ""}


@functools.lru_cache(maxsize=20_000)
def sound(text: str) -> str:
    """Pinyin of a Chinese text, in Latin letters without tones.

    Examples
    --------
    >>> sound("废乳化液"), sound("铝屑")
    ('feiruhuaye', 'lvxie')
    """
    from pypinyin import lazy_pinyin

    return re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(text)).lower().replace("ü", "v"))


@functools.lru_cache(maxsize=20_000)
def toned(text: str) -> str:
    """Pinyin of a Chinese text with tones.

    Examples
    --------
    >>> toned("轮胎") == toned("輪胎"), toned("铝") == toned("氯")
    (True, False)
    """
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(text, style=Style.TONE3))


def is_sound(text: str) -> bool:
    """Return True if a text in Latin letters can be read as Chinese syllables.

    Examples
    --------
    >>> is_sound("fei tie"), is_sound("feirongji"), is_sound("foundry sand")
    (True, True, False)
    """
    letters = re.sub(r"[\s'’-]", "", text.lower())
    if not re.fullmatch(r"[a-z]{4,60}", letters):
        return False
    reached = [True] + [False] * len(letters)
    for end in range(1, len(letters) + 1):
        reached[end] = any(
            reached[end - size] and letters[end - size : end] in _syllables()
            for size in range(1, min(_LONGEST, end) + 1)
        )
    return reached[-1]
