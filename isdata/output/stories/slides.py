"""Story as slides: a title, then each view with a picture or a table of cards and its speaker note."""

from pptx.util import Pt

from isdata.errors import N_
from isdata.output.cards import Card
from isdata.output.reports.slide_shapes import BODY, SMALL, Slides, fits
from isdata.output.stories.deck import Deck, Slide
from isdata.output.stories.slide_content import Content

_SHARES = (0.25, 0.3, 0.2, 0.25)  # shares of the table width of its columns
# A table uses the first of these sizes in which it fits.
_SIZES = (Pt(24), Pt(20), BODY, Pt(16), Pt(14), SMALL)


def pptx(deck: Deck) -> bytes:
    """Render a story as a 16:9 .pptx file, one slide per view after a title."""
    slides = Slides(deck.title, [deck.footer])
    for slide in deck.slides:
        _add(slides, slide, deck)
    return slides.content()


def _add(slides: Slides, slide: Slide, deck: Deck) -> None:
    shown, read = slide.content, deck.reader
    cards = _fitting(shown, deck)
    rows = _rows(cards, deck)
    made = slides.add(slide.title, _foot(shown, len(cards), deck))
    if shown.headline:
        made.text([shown.headline])
    if shown.picture:
        made.picture(shown.picture, slide.title)
    elif cards:
        made.table(rows, _SHARES, made.fitting(rows, _SHARES, _SIZES))
    elif shown.notes:  # shown live only: the sentence replaces the picture
        made.text(shown.notes, _SIZES[0])
    made.foot()
    made.notes("\n".join(filter(None, [slide.note, read.sentences(shown.brief or shown.notes)])))


def _fitting(shown: Content, deck: Deck) -> tuple[Card, ...]:
    """The first cards, as many as fit into a table in the smallest type."""
    cards = shown.cards
    while len(cards) > 1 and not fits(_rows(cards, deck), _SHARES, SMALL, _foot(shown, len(cards), deck)):
        cards = cards[:-1]
    return cards


def _foot(shown: Content, count: int, deck: Deck) -> list[str]:
    """Notes below a table, the number of cards shown, and the footer of the deck."""
    lines, read = list(shown.notes) if shown.cards else [], deck.reader
    if count < shown.total:
        counts = {"shown": read.number(count), "total": read.number(shown.total)}
        lines.append(read.text(N_("The first {shown} of {total}."), **counts))
    return [*lines, deck.footer]


def _rows(cards: tuple[Card, ...], deck: Deck) -> list[list[str]]:
    """Cards as table rows: resource, partners, amount and benefit, obstacle, owner."""
    heads = (N_("Exchange"), N_("Provider and receiver"), N_("Amount and gain"), N_("Obstacle or next step"))
    rows = [
        [
            card.title,
            card.partners,
            "\n".join(card.facts),
            "\n".join(filter(None, [card.obstacle, card.responsible])),
        ]
        for card in cards
    ]
    return [[deck.reader.text(head) for head in heads], *rows]
