"""Risks by likelihood and impact, as a matrix with grades."""

import itertools
from typing import Any

import altair as alt
import pandas as pd

from isdata.data import contracts
from isdata.data.i18n import Reader
from isdata.output.figures import style
from isdata.output.figures.frame import combined, framed

# Half the height of the further lines of a text. [px]
_UP = "-8 * (length(split(datum.number, '\\n')) - 1)"
# Lowest product of likelihood and impact of each grade, and its colour; fields of the matrix are paler.
GRADES = {"low": (1, style.ACCENT), "medium": (5, style.PALETTE[1]), "high": (10, style.WARNING)}
_FIELD = 0.3  # opacity of a field
_MATRIX = 330  # height of a matrix as wide as its column [px]


def _scale(name: str, reader: Reader) -> str:
    """Name of a column of the risks, with the meaning of its scale."""
    meaning = contracts.tables()["risk"][name].meaning[reader.language]
    return reader.noted(reader.column("risk", name), meaning)


def grade(likelihood: float, impact: float) -> str:
    """Grade of a risk by the product of likelihood and impact, both from 1 to 5: "low", "medium" from 5, "high" from 10."""
    return max(
        (name for name, (least, _colour) in GRADES.items() if likelihood * impact >= least),
        key=list(GRADES).index,
    )


def matrix(risks: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Risks by likelihood and impact on a grid from one to five.

    Parameters
    ----------
    risks : DataFrame
        likelihood, impact, and name of each risk; optionally its number (mark), shown instead of the number of risks.
    """
    place: dict[str, Any] = {
        "x": alt.X("likelihood:O", title=_scale("likelihood", reader), axis=alt.Axis(labelAngle=0)),
        "y": alt.Y("impact:O", title=_scale("impact", reader), sort="descending"),
    }
    placed = risks.groupby(["likelihood", "impact"])
    rows = placed["name"].agg(name="\n".join, number="size").reset_index().astype({"number": str})
    tip = [alt.Tooltip("name:N", title=reader.table("risk"))]
    if "mark" in risks:  # several in one field, in lines of three
        rows = rows.assign(number=placed["mark"].agg(lambda marks: _in_lines(marks, reader)).to_numpy())
        base = alt.Chart(rows).encode(**place)
        marks = base.mark_square(size=2400, opacity=0).encode(tooltip=tip)
        lines: dict[str, Any] = {"lineBreak": "\n", "fontWeight": "bold", "baseline": "middle"}
        numbers = base.mark_text(color=style.INK, dy=alt.ExprRef(_UP), **lines).encode(text="number:N")
        return framed(combined(_fields(place), marks, numbers, height=_MATRIX), reader)
    base = alt.Chart(rows).encode(**place)
    marks = base.mark_circle(size=700, color=style.INK, opacity=0.9).encode(tooltip=tip)
    numbers = base.mark_text(color=style.PAPER, fontWeight="bold").encode(text="number:N")
    layers = combined(_fields(place), marks, numbers, height=280, width=300)
    return framed(layers, reader).configure_text(color=style.PAPER)


def _fields(place: dict[str, Any]) -> alt.Chart:
    """Fields of the matrix in the pale colours of their grades."""
    grid = pd.DataFrame(itertools.product(range(1, 6), repeat=2), columns=["likelihood", "impact"])
    grades = alt.Scale(domain=list(GRADES), range=[colour for _least, colour in GRADES.values()])
    found = grid.assign(grade=[grade(*field) for field in grid.itertuples(index=False)])
    cells = alt.Chart(found).mark_rect(stroke=style.PAPER, strokeWidth=2, fillOpacity=_FIELD)
    return cells.encode(**place, color=alt.Color("grade:N", scale=grades, legend=None))


def _in_lines(marks: pd.Series, reader: Reader) -> str:
    """Numbers of risks in lines of three."""
    words = [str(each) for each in marks]
    return "\n".join(reader.listed(words[start : start + 3]) for start in range(0, len(words), 3))
