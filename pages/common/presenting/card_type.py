"""Type size at which the cards of a presented page fill its window."""

import math
import re
from collections.abc import Iterable, Sequence

from isdata.engines.sankey.lettering import NARROWER, text_width
from isdata.output.cards import Card

_SIZES = tuple(size / 20 for size in range(28, 18, -1))  # in sizes of the window's type: 1.4 to 0.95
# Size of a title, width of bold letters, and size of the line on the responsible, in sizes of the card's type.
_TITLE, _BOLD, _SMALL = 1.1, 1.06, 0.9
# Height of a line, of all spaces within a card, and width beside its words, in sizes of the card's type.
_LINE, _SPACE, _FRAME = 1.2, 1.5, 1.0
_BESIDE = 1.0  # between blocks of a card that are side by side, in sizes of its type
LINE_SHARES = (36, 29, 35)  # widths of title, amounts and next step of a card that is a line
_GAP = 0.5  # between two cards, in sizes of the window's type
_POINT = " · "
# A line of Chinese breaks behind these, as its words are kept together.
_BREAKS = re.compile(r"(?<=[\s，、；：。）])")


SHORT = 1.0  # height of all spaces within a card of amounts only, in sizes of its type


def fitting(cards: Sequence[Card], across: int, room: tuple[float, float], *, space: float = _SPACE) -> float:
    """Largest size at which all cards fit, in sizes of the window's type; the smallest one if none does.

    Parameters
    ----------
    cards : sequence of Card
    across : int
        Number of cards side by side; 1 if each is a line, with title, amounts and next step side by side.
    room : (float, float)
        Width and height of all cards, in sizes of the window's type.
    space : float
        Height of all spaces within a card, in sizes of its type.
    """
    sizes = (size for size in _SIZES if fits(cards, across, room, size=size, space=space))
    return next(sizes, _SIZES[-1])


def fits(
    cards: Sequence[Card],
    across: int,
    room: tuple[float, float],
    *,
    size: float = _SIZES[-1],
    space: float = _SPACE,
) -> bool:
    """Return True if all cards fit in a size; parameters as for `fitting`."""
    width, height = ((room[0] + _GAP) / across - _GAP) / size, room[1] + _GAP
    needed = [_line_height(card, width) if across == 1 else _height(card, width, space) for card in cards]
    rows = [max(needed[first : first + across]) for first in range(0, len(cards), across)]
    return sum(high * size + _GAP for high in rows) <= height


def _height(card: Card, width: float, space: float) -> float:
    """Height of a card of a width with a height of its spaces, all in sizes of its type."""
    room = width - _FRAME
    # With a score, amounts share a line.
    facts = (
        list(map(_POINT.join, (card.facts, card.worth)))
        if card.score is not None
        else card.facts + card.worth
    )
    return sum(_block_height(block, room) for block in _blocks(card, facts)) + space


def _line_height(card: Card, width: float) -> float:
    """Height of a card whose title, amounts and next step are side by side, both in sizes of its type."""
    room = width - _FRAME - _BESIDE * (len(LINE_SHARES) - 1)
    return _SPACE + max(
        _block_height(block, room * share / sum(LINE_SHARES))
        for block, share in zip(_blocks(card, card.facts + card.worth), LINE_SHARES, strict=True)
    )


def _blocks(card: Card, facts: Iterable[str]) -> tuple[list[tuple[str, float]], ...]:
    """Title, amounts and next step of a card: lines with the size of their letters, in sizes of its type.

    A score takes the line of the label.
    """
    steps = [(card.obstacle, 1.0), (card.responsible, _SMALL), (card.label, 1.0)]
    return (
        [(card.title, _TITLE * _BOLD), (card.partners, 1.0)],
        [(fact, _BOLD) for fact in facts],
        [*steps, (card.label if card.is_on_board else "", 1.0)],
    )


def _block_height(block: Sequence[tuple[str, float]], room: float) -> float:
    """Height of lines of text that are as wide as the room, in sizes of the card's type."""
    return _LINE * sum(
        _lines(text, letters, room) * (_TITLE if letters > _TITLE else 1.0) for text, letters in block if text
    )


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
