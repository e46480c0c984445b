"""Forms of materials that a text names, such as chips or powder."""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

# Forms that exclude each other, with their words in both languages.
FORMS: Mapping[str, tuple[str, ...]] = {
    "chips": ("chip", "turning", "swarf", "屑", "木片"),
    "bars": ("bar", "billet", "棒"),
    "coils": ("coil", "卷"),
    "bales": ("bale", "打包"),
    "powder": ("powder", "dust", "fine", "粉"),
    "sand": ("sand", "砂"),
    "sludge": ("sludge", "cake", "slurry", "泥", "浆"),
    "flakes": ("flake", "regrind", "granul", "pellet", "片料", "粒"),
    "offcuts": ("offcut", "trimming", "strip", "sheet", "边角", "边条"),
    "pieces": ("piece", "broken", "lump", "block", "块"),
    "shredded": ("shred", "破碎"),
}


def bits(texts: pd.Series) -> np.ndarray:
    """Bits of the forms named in each text; a repeated text is read once."""
    numbers, distinct = pd.factorize(texts)
    return np.array([*map(bits_of, distinct), 0], dtype="int64")[numbers]  # a missing text has the code -1


def bits_of(text: object) -> int:
    """Forms that a text names as bits of one number, in the order of `FORMS`.

    Examples
    --------
    >>> bits_of("chips or bars, below 50 mm"), bits_of("卷板"), bits_of(""), bits_of(None)
    (3, 4, 0, 0)
    """
    if not isinstance(text, str):
        return 0
    lowered = text.lower()
    return sum(
        1 << place for place, words in enumerate(FORMS.values()) if re.search("|".join(words), lowered)
    )
