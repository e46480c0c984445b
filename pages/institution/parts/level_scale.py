"""Levels of a maturity assessment as a scale in the colours of the profile."""

import html

import streamlit as st

from isdata.institution import maturity
from isdata.output.figures import style
from isdata.output.figures.maturity import SHADES
from pages.common import charts
from pages.common.language import _

_ITEM = "display: flex; align-items: center; flex: 1 1 0; padding: 0.3rem 0.6rem; border-radius: 0.4rem"
_STYLE = """<style>
.levels {display: flex; flex-direction: column; gap: 0.4rem; list-style: none; padding: 0 !important; margin: 0 !important}
.levels > li {margin: 0 !important; line-height: 1.3}
@media (min-width: 641px) {.levels.across {flex-direction: row}}
</style>"""


def show(*, height: float = 0.0, is_across: bool = False) -> None:
    """Show the levels from the first to the fourth.

    Parameters
    ----------
    height : float
        Total height when presented, as for `charts.draw`; by default that of the texts. [px]
    is_across : bool
        True for one row, except on a phone.
    """
    tall = f' style="height: {100 * height / charts.lines():.1f}vh"' if height else ""
    texts = (_(words) for words in maturity.LEVELS.values())
    items = "".join(_item(words, shade) for words, shade in zip(texts, SHADES, strict=True))
    st.html(f'{_STYLE}<ol class="levels{" across" if is_across else ""}"{tall}>{items}</ol>')


def _item(words: str, shade: str) -> str:
    """A level in HTML: its number and name in bold, and what it means."""
    ink = style.PAPER if shade == style.ACCENT else style.INK
    return f'<li style="{_ITEM}; background: {shade}; color: {ink}"><span>{html.escape(words)}</span></li>'
