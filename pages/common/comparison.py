"""Comparison table of cases: each cell has a figure, its difference from the first case and a small bar."""

import html
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import style

_REM, _TYPE, _PADDING = (
    16,
    15.2,
    24,
)  # on a working page: unit of sizes, type size, margin beside the text [px]
_UNIT = re.compile(r"\[[^]]*\]")  # does not wrap
_STYLE = f"""<style>
.comparison {{width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 0.95rem}}
.comparison th, .comparison td {{text-align: left; vertical-align: top; padding: 0.3rem 0.6rem;
  border: 0; border-bottom: 1px solid {style.RULE}}}
.comparison thead th {{vertical-align: bottom; font-weight: 600}}
.comparison tbody th {{font-weight: 400; color: {style.MUTED}; word-break: keep-all}}
.comparison .group th {{padding: 0.4rem 0.6rem 0 0; font-weight: 600; color: {style.INK}}}
.comparison b {{font-weight: 600; white-space: nowrap}}
.comparison small {{margin-left: 0.4rem; font-size: 0.85em}}
.comparison .better {{color: {style.ACCENT}}}
.comparison .worse {{color: {style.WARNING}}}
.comparison .same {{color: {style.MUTED}}}
.comparison i {{display: block; height: 0.3rem; margin-top: 0.15rem; background: {style.ACCENT}; opacity: 0.6}}
.comparison .case th {{padding-top: 0.9rem; font-weight: 600; color: {style.INK}; border-bottom: 2px solid {style.RULE}}}
@media (max-width: 640px) {{
  .comparison {{font-size: 0.8rem; line-height: 1.3}}
  .comparison col.label {{width: auto !important}}
  .comparison :is(td, th) {{padding: 0.25rem 0.2rem; overflow-wrap: anywhere}}
  .comparison.stacked {{font-size: 0.9rem}}
  .comparison small {{font-size: 0.8rem}}
}}
</style>"""


@dataclass(frozen=True)
class Cell:
    """One figure of one case.

    Attributes
    ----------
    text : str
    change : str
        Difference from the first case; empty if equal or missing.
    is_better : bool or None
        True for an improvement, False for a deterioration; None for neither.
    share : float
        Length of its bar, as a share of the longest of the row. [-]
    is_figure : bool
        True for a figure, False for text.
    """

    text: str
    change: str = ""
    is_better: bool | None = None
    share: float = 0.0
    is_figure: bool = True


@dataclass(frozen=True)
class Row:
    """One indicator of all cases; without cells it is a heading for the following rows."""

    label: str
    cells: Sequence[Cell] = ()


def show(cases: Sequence[str], rows: Sequence[Row], *, caption: str, is_stacked: bool = False) -> None:
    """Show the table; `caption` is its alternative text.

    The columns of all cases have the same width, so that the bars of a row are comparable. If `is_stacked`, the cases are
    below each other with two columns: a phone has no room for columns side by side.
    """
    if is_stacked:
        body = "".join(_stacked(name, place, rows) for place, name in enumerate(cases))
        st.html(
            f'{_STYLE}<table class="comparison stacked" aria-label="{html.escape(caption)}">'
            f'<colgroup><col style="width: 55%"><col></colgroup><tbody>{body}</tbody></table>'
        )
        return
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in ("", *cases))
    body = "".join(_row(row, 1 + len(cases)) for row in rows)
    width = label_width(row.label for row in rows) / _REM  # larger type when presented
    columns = f'<col class="label" style="width: {width:.2f}rem">' + "<col>" * len(cases)
    st.html(
        f'{_STYLE}<table class="comparison" aria-label="{html.escape(caption)}">'
        f"<colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _stacked(name: str, place: int, rows: Sequence[Row]) -> str:
    """Rows of one case below its name."""
    own = (Row(row.label, row.cells[place : place + 1]) for row in rows)
    title = f'<tr class="case"><th scope="rowgroup" colspan="2">{html.escape(name)}</th></tr>'
    return title + "".join(_row(row, 2) for row in own)


def label_width(labels: Iterable[str]) -> int:
    """Width of the labels before the cases on a working page, each in one line. [px]"""
    return math.ceil(max(text_width(label, _TYPE) for label in labels)) + _PADDING


def _row(row: Row, columns: int) -> str:
    label = _UNIT.sub(lambda unit: unit[0].replace(" ", "\N{NO-BREAK SPACE}"), html.escape(row.label))
    if not row.cells:
        return f'<tr class="group"><th scope="rowgroup" colspan="{columns}">{label}</th></tr>'
    return f'<tr><th scope="row">{label}</th>{"".join(map(_cell, row.cells))}</tr>'


def _cell(cell: Cell) -> str:
    tone = "same" if cell.is_better is None else "better" if cell.is_better else "worse"
    change = f'<small class="{tone}">{html.escape(cell.change)}</small>' if cell.change else ""
    bar = f'<i style="width: {100 * min(1.0, cell.share):.0f}%"></i>' if cell.share > 0 else ""
    text = html.escape(cell.text)
    return f"<td>{f'<b>{text}</b>' if cell.is_figure else text}{change}{bar}</td>"
