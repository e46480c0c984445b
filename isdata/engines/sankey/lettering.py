"""Sizes of texts in a picture, and their lines."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import pandas as pd

LINE = 1.25  # height of a line of text, in sizes
LETTERS = 0.9  # height of its letters, in sizes
NARROWER = 0.93  # width of Latin letters in the pages' font, relative to the wider font used for placing
# Line breaks within an amount: in a range, and before its unit or the end of its unit.
_IN_AMOUNT = re.compile(r"–\n|(?<=\d)\n(?=[^\W\d_])|(?<=\d million)\n|(?<=\d [kMG])\n|(?<=\d bn)\n")
# Blanks within an amount, which stays in one line: between number and unit, and within "1.2 M CNY".
_WITHIN_AMOUNT = re.compile(r"(?<=\d) (?=[^\W\d_]|[℃°])|(?<=\d [kM]) (?=[A-Z])|(?<=\d bn) (?=[A-Z])")
_SIGNS = tuple(";,；、，")  # a line break after these is preferred to one at a blank
# Widths of Arial by character, in sizes; the font of the pages is narrower. Others: capitals, and all other
# characters.
_WIDTHS = {
    **dict.fromkeys("'jil|", 0.25),
    **dict.fromkeys("I.,:;![]/ ·tf", 0.3),
    **dict.fromkeys("r()-", 0.36),
    **dict.fromkeys("mwMWOQG&%—…@", 0.9),
}
_CAPITAL, _OTHER = 0.68, 0.54


def text_width(text: str, size: float) -> float:
    """Approximate width of the longest line of a text, slightly overestimated; Chinese characters are
    square."""
    return size * max(sum(map(_em, line)) for line in text.split("\n"))


def text_height(text: str, size: float) -> float:
    """Height of a text of one or several lines."""
    return size * LINE * (1 + text.count("\n"))


@cache
def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return _WIDTHS.get(character, _CAPITAL if character.isupper() else _OTHER)


def whole(texts: Sequence[str]) -> list[str]:
    """The texts of a node with the same content as the first one, in other lines, without an amount in two
    lines."""
    return [text for text in texts if letters(text) == letters(texts[0]) and not _IN_AMOUNT.search(text)]


def letters(text: str) -> str:
    """A text without its blanks and line breaks."""
    return "".join(text.split())


def shortened(text: str, size: float, room: float) -> str:
    """Text, cut to the room with an ellipsis; empty if not even two characters fit."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if len(kept) > 1 else ""


def kept_amounts(text: str) -> str:
    """A text of the same length with no-break spaces within its amounts, for finding line breaks.

    Examples
    --------
    >>> kept_amounts("1.2 M CNY · 28,080 GJ from 3 sites").replace("\u00a0", "_")
    '1.2_M_CNY · 28,080_GJ from 3_sites'
    """
    return _WITHIN_AMOUNT.sub("\u00a0", text)


def in_two_lines(words: str) -> str:
    """Words in two lines of similar length, broken after a sign or at a blank outside an amount; unchanged
    if they have neither. A dot between two parts is left out where the line breaks.

    Examples
    --------
    >>> in_two_lines("5 · offers scrap, waste heat; needs chilled water").split("\\n")
    ['5 · offers scrap, waste heat;', 'needs chilled water']
    >>> in_two_lines("5 · 提供废电路板、反渗透浓水；需要冷冻水").split("\\n")
    ['5 · 提供废电路板、', '反渗透浓水；需要冷冻水']
    >>> in_two_lines("District heating and cooling · location: European Union").split("\\n")
    ['District heating and cooling', 'location: European Union']
    """
    places = [place for place, sign in enumerate(kept_amounts(words)[:-1], 1) if sign in " ；、，"]
    if not places:
        return words
    blank = len(words) / 3  # penalty of a blank: a sign may be further from the middle by this distance
    place = min(
        places,
        key=lambda place: abs(len(words) - 2 * place) + blank * (words[:place].rstrip()[-1:] not in _SIGNS),
    )
    return f"{words[:place].rstrip(' ·')}\n{words[place:].removeprefix('· ')}"


def lines_of(nodes: pd.DataFrame, size: float) -> pd.DataFrame:
    """Lines of the names: node, words, anchor, x and y (middle), one row per line, in picture units.

    Parameters
    ----------
    nodes : DataFrame
        As in `Layout`.
    size : float
        Height of letters, in picture units.
    """
    columns = ["node", "label", "label_anchor", "label_x", "label_y"]
    rows = [
        (node, line, anchor, x, y + (nth - (len(lines) - 1) / 2) * size * LINE)
        for node, label, anchor, x, y in zip(*(nodes[name] for name in columns), strict=True)
        for lines in [label.split("\n")]
        for nth, line in enumerate(lines)
    ]
    found = pd.DataFrame(rows, columns=["node", "words", "anchor", "x", "y"])
    return found.astype({"x": float, "y": float})
