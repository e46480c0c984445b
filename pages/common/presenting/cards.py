"""Cards, of a presentation or above a list: who to whom, how much, what it brings and what stands in the way."""

import html
from collections.abc import Sequence

import streamlit as st

from isdata.output.cards import Card
from pages.common.language import _

MOST = 24
_STYLE = """<style>
.cards {display: grid; grid-template-columns: repeat(auto-fill, minmax(17.5rem, 1fr)); gap: 0.5rem}
.cards > article {border: 1px solid #c9d3d1; border-left: 0.35rem solid var(--colour); border-radius: 0.4rem;
  padding: 0.35rem 0.6rem; line-height: 1.3; font-size: 0.85rem}
.cards h2 {font-size: 0.95rem; font-weight: 600; padding: 0; margin: 0; line-height: 1.25}
.cards p {margin: 0.1rem 0 0}
.cards .facts {font-weight: 600}
.cards .label {color: #5f6b73}
@media (max-width: 640px) {.cards.first > article:nth-child(n + 4) {display: none}}
</style>"""


def show(cards: Sequence[Card]) -> None:
    """Show cards side by side, the first ones where there are many."""
    shown = cards[:MOST]
    st.html(_STYLE + f'<div class="cards">{"".join(map(_card, shown))}</div>')
    if len(shown) < len(cards):
        st.caption(_("The first {shown} of {total}.", shown=len(shown), total=len(cards)))


def show_first(cards: Sequence[Card]) -> None:
    """Show the first cards of a list that stands in full below them; fewer on a phone."""
    st.html(_STYLE + f'<div class="cards first">{"".join(map(_card, cards))}</div>')


def _card(card: Card) -> str:
    title, way, obstacle, label = map(html.escape, (card.title, card.way, card.obstacle, card.label))
    facts = " · ".join(map(html.escape, card.facts))
    return (
        f'<article style="--colour: {card.colour}"><h2>{title}</h2><p>{way}</p>'
        f'<p class="facts">{facts}</p><p>{obstacle}</p><p class="label">{label}</p></article>'
    )
