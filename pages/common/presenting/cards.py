"""Cards in a presentation or above a list: partners, amount, benefit, obstacle and owner."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from isdata.output.cards import Card
from pages.common import charts, whole_amounts
from pages.common.language import _, reader
from pages.common.presenting import card_type, headline, room, turning

_ACROSS = 4  # number of cards above a list
# Number of cards of a presented page: two rows of three fit the window, or of two one squarer than 16 to 10; ratio of the
# width of such a window's content to its height.
PAGE, IN_SQUARE = 6, 4
SHORT = (15, 12, 9)  # numbers of cards of amounts only, as many as fit
_SQUARE = 1.5
_LETTERS = 0.0275  # size of the type of the page, in heights of its window
# Height above and below the cards, more in a squarer window or below the title of a story, in that size.
_ABOVE, _ABOVE_IN_SQUARE, _TITLED = 10.0, 11.7, 2.0
_STYLE = """<style>
.cards {display: grid; grid-template-columns: repeat(auto-fill, minmax(17.5rem, 1fr)); gap: 0.5rem}
.cards > article {border: 1px solid #c9d3d1; border-left: 0.35rem solid var(--colour); border-radius: 0.4rem;
  padding: 0.35rem 0.6rem; line-height: 1.3; font-size: 0.85rem}
.stApp .stMain .cards h2 {font-size: 0.95rem; font-weight: 600; padding: 0; margin: 0; line-height: 1.25}
.cards p {margin: 0.1rem 0 0}
.cards p:empty {display: none}
.cards .facts {font-weight: 600}
/* Parts of a line, with a point between two of them: none hangs at the end of a line, as the one at its beginning is cut off. */
.cards .parts {display: flex; flex-wrap: wrap; column-gap: 0.8em; overflow: hidden}
.cards .parts span {position: relative}
.cards .parts span::before {content: "·"; position: absolute; left: -0.55em}
/* They fill the window below the title and the line of the selection, with room for the notes below them. */
.cards.presented {grid-template-columns: repeat(auto-fit, minmax(30%, 1fr)); grid-auto-rows: auto; min-height: calc(100vh - 9.5rem - var(--lost, 0vh))}
.stMain:has(.st-key-headline_below) .cards.presented {min-height: calc(100vh - 11.5rem - var(--lost, 0vh))}
.cards.presented > article {display: flex; flex-direction: column; gap: 0.5em; padding: 0.35em 0.6em; font-size: var(--type, 1rem);
  line-height: 1.2; word-break: keep-all; overflow-wrap: anywhere}
.cards.presented :is(p, .parts) {font-size: inherit}
.stApp .stMain .cards.presented h2 {font-size: 1.1em; line-height: 1.2}
.cards.presented .next > .parts {font-size: 0.9em}
/* The amounts and benefits of synergies are in the same lines of all cards. */
.cards.presented > article:not(:has(.score)) .facts span > span {flex-basis: 100%}
.cards.presented:has(> :nth-child(4):last-child) {grid-template-columns: repeat(2, 1fr)}
/* Few cards are lines of the whole width: title, amounts and next step side by side. */
.cards.presented:not(:has(> :nth-child(4))) {grid-template-columns: 1fr; gap: 0.5rem}
@media (min-width: 641px) {.cards.presented:not(:has(> :nth-child(4))) > article {display: grid; gap: 1em; align-items: center;
  grid-template-columns: LINE_SHARES}
  .cards.presented:not(:has(> :nth-child(4))) .facts span > span {flex-basis: 100%}}
.cards.presented.short > article {gap: 0.1em}
.cards.presented.short > article .facts span > span {flex-basis: auto !important}
.cards .label {color: #5f6b73}
.cards .late {color: #9d2a3a; font-weight: 600}
.cards .score {display: flex; flex-wrap: wrap; align-items: center; gap: 0.1em 0.5em; font-weight: 600}
/* Below the words where a line has no room for a bar that can be read. */
.cards .score > i {flex: 1 0 3em; height: 0.55em; border-radius: 0.2em; background: linear-gradient(to right, #0f6f68 var(--share), #e6efee var(--share))}
.cards .badge {color: #0f6f68; background: #e6efee; border-radius: 0.3rem; padding: 0 0.35rem}
@media (max-width: 640px) {.stMain .cards.presented {grid-template-columns: 1fr !important; min-height: 0}}
.st-key-first_cards .stElementContainer:has(> .stHtml), .st-key-first_cards .stHtml, .st-key-first_cards .cards {height: 100%; flex: 1}
.st-key-first_cards .cards {grid-template-columns: 1fr} /* as wide as the button over it */
/* Small, so that the match that is open stands in full below them in a window of 720 pixels. */
.st-key-first_cards .cards :is(h2, p) {font-size: 0.8rem; line-height: 1.25}
.stApp .stMain .st-key-first_cards .cards h2 {font-size: 0.85rem}
.st-key-first_cards .cards .label {padding-right: 4.5rem}
.st-key-first_cards .cards.open > article {background: #e6efee; border-color: var(--colour)}
.st-key-first_cards > div {position: relative}
/* The button covers its card: a click anywhere on it opens the match. */
.st-key-first_cards .stElementContainer:has(> .stButton) {position: absolute; inset: 0; width: 100% !important; height: 100%}
.st-key-first_cards .stButton, .st-key-first_cards button {width: 100% !important; height: 100%}
.st-key-first_cards button {display: flex; align-items: end; justify-content: end; padding: 0.3rem 0.6rem}
.st-key-first_cards button * {justify-content: end; text-align: right}
.st-key-first_cards button p {font-size: 0.8rem}
@media (max-width: 640px) {.st-key-first_cards > div:nth-child(n + 4) {display: none}}
</style>""".replace("LINE_SHARES", " ".join(f"minmax(0, {share}fr)" for share in card_type.LINE_SHARES))


def show(cards: Sequence[Card], *, key: str, title: str = "", note: str = "") -> None:
    """Show as many cards as fit a presented window; the arrow keys up and down show the others.

    Parameters
    ----------
    key : str
        Distinguishes lists of one page.
    title : str
        Headline of the view, whose lines leave less height to the cards.
    note : str
        Note on the list, in one line with the position in it.
    """
    lost = (room.below("") - room.below(title)) / charts.lines()  # [window heights]
    short = _short(cards, lost)
    most = short or (IN_SQUARE if charts.is_square(_SQUARE) else PAGE)
    first = turning.first(f"cards_{key}", len(cards), most)
    shown = cards[first : first + most]
    look = f"--lost: {100 * lost:.2f}vh; --type: {_type(shown, lost, is_short=bool(short)):.2f}rem"
    name = "cards presented short" if short else "cards presented"
    st.html(_STYLE + f'<div class="{name}" style="{look}">{"".join(map(_card, shown))}</div>')
    if words := " · ".join(filter(None, [turning.words(first, len(shown), len(cards)), note])):
        st.caption(words)


def _short(cards: Sequence[Card], lost: float) -> int:
    """Number of cards of a page if they state amounts only and more than usual fit, else 0; `lost` as for `_type`."""
    if charts.is_square(_SQUARE) or len(cards) <= PAGE or not all(map(_has_amounts_only, cards)):
        return 0
    joined, area = _joined(cards), _room(lost)
    return next(
        (
            most
            for most in SHORT
            if all(
                card_type.fits(joined[first : first + most], 3, area, space=card_type.SHORT)
                for first in range(0, len(cards), most)
            )
        ),
        0,
    )


def _has_amounts_only(card: Card) -> bool:
    """Return True if a card states no more than its exchange and amount."""
    return not (card.obstacle or card.responsible or card.worth or card.is_on_board or card.score)


def _joined(cards: Sequence[Card]) -> list[Card]:
    """Cards with their facts in one line."""
    return [replace(card, facts=(" · ".join(card.facts),)) for card in cards]


def _type(cards: Sequence[Card], lost: float, *, is_short: bool) -> float:
    """Type size of presented cards, in that of the window, which they fill except for a share of its height."""
    if not charts.window():
        return 1.0
    if is_short:
        return card_type.fitting(_joined(cards), 3, _room(lost), space=card_type.SHORT)
    return card_type.fitting(cards, {1: 1, 2: 1, 3: 1, 4: 2}.get(len(cards), 3), _room(lost))


def _room(lost: float) -> tuple[float, float]:
    """Width and height of all cards, in sizes of the window's type; `lost` as for `_type`."""
    window = charts.window() or (1920, 1080, 1080)
    letters = _LETTERS * window[2]
    above = _ABOVE_IN_SQUARE if charts.is_square(_SQUARE) else _ABOVE
    above += _TITLED * headline.is_below_title()
    return window[0] / letters, window[1] * (1 - lost) / letters - above


def show_first(cards: Sequence[Card], ids: Sequence[str], *, key: str, chosen: str) -> None:
    """Show the first cards of a list whose rows are all below; fewer on a phone.

    Parameters
    ----------
    ids : sequence of str
        Keys of the cards; a click on a card stores its key in the session under `key`.
    chosen : str
        Key of the open card.
    """

    def choose(mark: str) -> None:
        st.session_state[key] = mark

    across = max(2, min(_ACROSS, len(cards)))
    with st.grid(across, min_column_width=250, height="stretch", gap="xsmall", key="first_cards"):
        for card, mark in zip(cards, ids, strict=True):
            with st.container(height="stretch"):
                look = "cards open" if mark == chosen else "cards"
                st.html(f'{_STYLE}<div class="{look}">{_card(card)}</div>')
                st.button(
                    _("Details"),
                    key=f"{key}_open_{mark}",
                    type="tertiary",
                    icon=":material/expand_more:",
                    icon_position="right",
                    on_click=choose,
                    args=(mark,),
                )


def _card(card: Card) -> str:
    title, partners, obstacle, label = map(
        html.escape, map(whole_amounts.line, (card.title, card.partners, card.obstacle, card.label))
    )
    facts = "".join(f'<span class="parts">{_parts(line)}</span>' for line in (card.facts, card.worth) if line)
    responsible = _parts(filter(None, card.responsible.split(" · ")))
    below = f'<p class="parts">{responsible}</p>' if card.score is None else _score(card.score)
    mark = ""
    is_new = card.is_on_board is False and card.score is None  # before an audience, new ones come first
    if card.is_on_board or is_new:
        words = _("On the board") if card.is_on_board else _("New match")
        mark = f'<span class="badge">{html.escape(words)}</span> '
    late = ' class="late"' if card.is_overdue else ""
    label = label if card.score is None else ""  # the score takes its line
    return (
        f'<article style="--colour: {card.colour}"><div><h2>{title}</h2><p>{partners}</p></div><p class="facts">{facts}</p>'
        f'<div class="next"><p{late}>{obstacle}</p>{below}<p class="label">{mark}{label}</p></div></article>'
    )


def _score(score: float) -> str:
    """HTML of a score with its bar."""
    share = reader().percent(score)
    words = html.escape(_("Score without prices {share}", share=share))
    return f'<p class="score" style="--share: {100 * score:.0f}%"><span>{words}</span><i></i></p>'


def _parts(words: Iterable[str]) -> str:
    """HTML of the parts of a line, each broken only if longer than the line."""
    return "".join(f"<span>{html.escape(whole_amounts.part(each))}</span>" for each in words)
