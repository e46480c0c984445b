"""Legend below a Sankey diagram: colours and notes."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from isdata.engines.sankey.lettering import kept_amounts, text_width

COLUMNS = ["colour", "words", "x", "y"]


@dataclass(frozen=True)
class Legend:
    """Symbols and labels, wrapped into lines.

    Attributes
    ----------
    entries : DataFrame
        colour, words, x (left edge of the symbol), y (middle), in picture units.
    notes : DataFrame
        words, x, y; one row a line.
    height : float
        Total height.
    """

    entries: pd.DataFrame
    notes: pd.DataFrame
    height: float


def legend(
    entries: Sequence[tuple[str, str]],
    notes: Sequence[str],
    *,
    width: float,
    top: float,
    size: float,
) -> Legend:
    """Positions of legend entries (colour, label) and notes below a diagram of a width."""
    x, y = 0.0, top + size * 1.6
    rows = []
    for colour, text in entries:
        wide = size * 2.9 + text_width(text, size)
        if x and x + wide > width:
            x, y = 0.0, y + size * 1.7
        rows.append((colour, text, x, y))
        x += wide
    lines = [line for note in notes for line in wrapped(note, width, size * 0.85)]
    first = y + size * 2.0
    below = [("", line, 0.0, first + k * size * 1.3) for k, line in enumerate(lines)]
    end = below[-1][3] if below else y
    return Legend(
        entries=pd.DataFrame(rows, columns=COLUMNS),
        notes=pd.DataFrame(below, columns=COLUMNS),
        height=end + size - top,
    )


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Wrap a text to lines no wider than `width`; Chinese breaks between any two characters."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Split a text at possible line breaks: after spaces, and before and after wide characters, but not within amounts."""
    pieces = [""]
    for character in kept_amounts(text):
        is_wide = character >= "⺀" and not pieces[-1][-1:].isdigit()
        if pieces[-1] and (pieces[-1].endswith(" ") or (is_wide and character not in "，。；：、！？）”")):
            pieces.append("")
        pieces[-1] += character
    return [piece.replace("\u00a0", " ") for piece in pieces]
