"""Story as a handout: each view with its picture or cards and its note."""

from isdata.errors import N_
from isdata.output.cards import Card
from isdata.output.reports.blocks import (
    Block,
    Heading,
    Note,
    Paragraph,
    Picture,
    Report,
    Table,
    tabulated,
)
from isdata.output.reports.document import docx as written
from isdata.output.stories.deck import Deck, Slide


def docx(deck: Deck) -> bytes:
    """Render a story as a .docx file."""
    blocks = [block for slide in deck.slides for block in _blocks(slide, deck)]
    subtitle = deck.reader.text(N_("Fictitious data")) if deck.is_illustrative else ""
    return written(Report(deck.title, subtitle, deck.park, deck.day, deck.data_version, deck.reader, blocks))


def _blocks(slide: Slide, deck: Deck) -> list[Block]:
    shown = slide.content
    blocks: list[Block] = [Heading(slide.title, 2)]
    if slide.note:
        blocks.append(Paragraph(slide.note, is_leading=bool(shown.picture or shown.cards)))
    if shown.headline:
        blocks.append(Paragraph(shown.headline, is_leading=True))
    if shown.picture:
        blocks.append(Picture(shown.picture, slide.title))
    if shown.cards:
        blocks.append(_table(shown.cards, deck))
    if len(shown.cards) < shown.total:
        blocks.append(
            Note(
                deck.reader.text(
                    N_("The first {shown} of {total}."),
                    shown=deck.reader.number(len(shown.cards)),
                    total=deck.reader.number(shown.total),
                )
            )
        )
    return [*blocks, *(Note(note) for note in shown.notes)]


def _table(cards: tuple[Card, ...], deck: Deck) -> Table:
    ahead = [deck.reader.clauses([card.obstacle, card.responsible]) for card in cards]
    return tabulated(
        deck.reader,
        (N_("Exchange"), [card.title for card in cards], 1.3),
        (N_("Provider and receiver"), [card.partners for card in cards], 1.4),
        (N_("Amount and gain"), [deck.reader.clauses(card.facts) for card in cards]),
        (N_("Obstacle or next step"), ahead, 1.2),
    )
