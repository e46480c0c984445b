"""Type size at which the cards of a presented page fill its window."""

import math
import re
from collections.abc import Sequence

from isdata.engines.sankey.lettering import NARROWER, text_width
from isdata.output.cards import Card

_SIZES = tuple(size / 20 for size in range(24, 18, -1))  # in sizes of the window's type: 1.2 to 0.95
# Size of a title, width of bold letters, and size of the line on the responsible, in sizes of the card's type.
_TITLE, _BOLD, _SMALL = 1.1, 1.06, 0.9
# Height of a line, of all spaces within a card, and width beside its words, in sizes of the card's type.
_LINE, _SPACE, _FRAME = 1.2, 1.5, 1.0
_GAP = 0.5  # between two cards, in sizes of the window's type
_POINT = " · "
# A line of Chinese breaks behind these, as its words are kept together.
_BREAKS = re.compile(r"(?<=[\s，、；：。）])")


def fitting(cards: Sequence[Card], across: int, room: tuple[float, float]) -> float:
    """Largest size at which all cards fit, in sizes of the window's type; the smallest one if none does.

    Parameters
    ----------
    cards : sequence of Card
    across : int
        Number of cards side by side.
    room : (float, float)
        Width and height of all cards, in sizes of the window's type.
    """
    width, height = (room[0] + _GAP) / across - _GAP, room[1] + _GAP
    rows = [cards[first : first + across] for first in range(0, len(cards), across)]
    return next(
        (
            size
            for size in _SIZES
            if sum(max(_height(card, width / size) for card in row) * size + _GAP for row in rows) <= height
        ),
        _SIZES[-1],
    )


def _height(card: Card, width: float) -> float:
    """Height of a card of a width, both in sizes of its type."""
    room = width - _FRAME
    is_scored = card.score is not None  # the score takes the place of the label, and amounts share a line
    facts = [_POINT.join(card.facts), _POINT.join(card.worth)] if is_scored else [*card.facts, *card.worth]
    words = [(card.partners, 1.0), *((fact, _BOLD) for fact in facts), (card.obstacle, 1.0)]
    words += [(card.responsible, _SMALL), (card.label, 1.0), (card.label if card.is_on_board else "", 1.0)]
    body = sum(_lines(text, letters, room) for text, letters in words if text)
    return _LINE * (body + _TITLE * _lines(card.title, _TITLE * _BOLD, room)) + _SPACE


def _lines(text: str, letters: float, room: float) -> int:
    """Number of lines of a text in letters of a size, where each part between two breaks stays whole."""
    count, used = 1, 0.0
    for part in _BREAKS.split(text):
        narrower = NARROWER if part.isascii() else 1.0
        width = text_width(part, letters) * narrower
        if used and used + text_width(part.rstrip(), letters) * narrower > room:
            count, used = count + 1, 0.0
        used += width
        count, used = count + math.floor(used / room), used % room
    return count
