"""Cases side by side in one table: each cell a figure, its difference from the first case and a small bar."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from isdata.output.figures import style

_STYLE = f"""<style>
.comparison {{width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 0.95rem}}
.comparison col.label {{width: 12.5rem}}
.comparison th, .comparison td {{text-align: left; vertical-align: top; padding: 0.3rem 0.6rem;
  border: 0; border-bottom: 1px solid {style.RULE}}}
.comparison thead th {{vertical-align: bottom; font-weight: 600}}
.comparison tbody th {{font-weight: 400; color: {style.MUTED}}}
.comparison b {{font-weight: 600}}
.comparison small {{margin-left: 0.4rem}}
.comparison .better {{color: {style.ACCENT}}}
.comparison .worse {{color: {style.WARNING}}}
.comparison .same {{color: {style.MUTED}}}
.comparison i {{display: block; height: 0.3rem; margin-top: 0.15rem; background: {style.ACCENT}; opacity: 0.6}}
.comparison.waiting i {{opacity: 0.15}}
@media (max-width: 640px) {{
  .comparison {{font-size: 0.8rem; line-height: 1.3}}
  .comparison col.label {{width: auto}}
  .comparison :is(td, th) {{padding: 0.25rem 0.2rem; overflow-wrap: anywhere}}
  .comparison small {{display: block; margin: 0}}
}}
</style>"""


@dataclass(frozen=True)
class Cell:
    """One figure of one case.

    Attributes
    ----------
    text : str
    change : str
        Difference from the first case; empty where it is the same or there is none.
    is_better : bool or None
        How it is to be read; None for neither.
    share : float
        Length of its bar, as a share of the longest of the row. [-]
    is_figure : bool
        Whether it is a figure, and not words.
    """

    text: str
    change: str = ""
    is_better: bool | None = None
    share: float = 0.0
    is_figure: bool = True


@dataclass(frozen=True)
class Row:
    """One indicator of all cases."""

    label: str
    cells: Sequence[Cell]


def waiting(cases: Sequence[str], labels: Sequence[str], *, words: int, caption: str) -> None:
    """Show the table without its figures, as high as with them; so many of its last rows are words."""
    figures = len(labels) - words
    blank = [
        Row(label, [Cell("…", share=float(place < figures))] * len(cases))
        for place, label in enumerate(labels)
    ]
    show(cases, blank, caption=caption, looks=" waiting")


def show(cases: Sequence[str], rows: Sequence[Row], *, caption: str, looks: str = "") -> None:
    """Show the table; `caption` says what it compares, for who cannot see it.

    All cases have columns of one width, so that the bars of a row compare.
    """
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in ("", *cases))
    body = "".join(
        f'<tr><th scope="row">{html.escape(row.label)}</th>{"".join(map(_cell, row.cells))}</tr>'
        for row in rows
    )
    columns = '<col class="label">' + "<col>" * len(cases)
    st.html(
        f'{_STYLE}<table class="comparison{looks}" aria-label="{html.escape(caption)}">'
        f"<colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(cell: Cell) -> str:
    tone = "same" if cell.is_better is None else "better" if cell.is_better else "worse"
    change = f'<small class="{tone}">{html.escape(cell.change)}</small>' if cell.change else ""
    bar = f'<i style="width: {100 * min(1.0, cell.share):.0f}%"></i>' if cell.share > 0 else ""
    text = html.escape(cell.text)
    return f"<td>{f'<b>{text}</b>' if cell.is_figure else text}{change}{bar}</td>"
