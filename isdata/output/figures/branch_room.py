"""Room for the names of a branch diagram when presented: in large type, they leave the curves what they do not need."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from isdata.data.i18n import Reader
from isdata.engines.sankey.lettering import in_two_lines, text_width
from isdata.output.figures import bar_labels
from isdata.output.figures.branch_labels import TYPE
from isdata.output.figures.branch_rows import LARGE, Rows

_LETTERS = {"en": 18, "zh": 8}  # line height of a name in a high row [px]
_MARGIN = 20  # beside a name [px]
_LEAST_CURVE = 0.1  # share of the width for the curves between two names
_MOST, _MOST_OF_TWO = 0.7, 0.3  # largest share of the width for the names of a side, and of each of two sides
_WIDER = 1.15  # ratio of the width of a name of wide letters to an average one


def broken(name: str, reader: Reader) -> list[str]:
    """Lines of a name in the type size of a presentation."""
    return textwrap.wrap(name, _LETTERS[reader.language]) or [name]


def largest_share(beside: float) -> float:
    """Largest share of the width for the names of a side; `beside`: that of the name left of the centre."""
    return min(_MOST, 1 - _LEAST_CURVE - beside)


def beside_centre(centre: str, rows: Rows, reader: Reader) -> float:
    """Room for the name to the left of the centre when presented; 0 if it stands above. [px]"""
    if rows.is_above:
        return 0.0
    return max(bar_labels.drawn_width(line, LARGE) for line in broken(centre, reader)) + 2 * _MARGIN


def beside_in_columns(centre: str, reader: Reader) -> float:
    """Room for the name to the left of the centre beside columns of a working page. [px]"""
    return _WIDER * max(text_width(line, TYPE) for line in broken(centre, reader)) + _MARGIN


def need(ends: pd.DataFrame, width: float, most: float, *, is_tall: bool) -> float:
    """Share of the width that the longest text takes when presented, at most `most`; 0 if the width is unknown."""
    most = _MOST_OF_TWO if ends["x"].nunique() > 1 else most
    longest = _longest(ends, "notes" if is_tall else "words", is_tall=is_tall)
    return min(most, (_WIDER * longest + 2 * _MARGIN) / width) if width else 0.0


def within(ends: pd.DataFrame, width: float, *, is_tall: bool) -> pd.DataFrame:
    """Ends whose presented texts fit the room of names, of this width: the last notes are dropped rather than cut."""
    room = (width - 2 * _MARGIN) / _WIDER
    kept, texts = [], "parted" if is_tall else "words"
    for end in ends.to_dict("records"):
        notes = end["notes"].split(" · ")
        while notes and _longest(pd.DataFrame([_noted(end, notes)]), texts) > room:
            notes.pop()
        kept.append(_noted(end, notes))
    return pd.DataFrame(kept, columns=ends.columns)


def _longest(ends: pd.DataFrame, texts: str, *, is_tall: bool = False) -> float:
    """Width of the longest presented text of a column, or of the longest name in a tall row. [px]"""
    sizes = {texts: bar_labels.HALL_TYPE} | ({"lines": LARGE} if is_tall else {})
    return max(
        (
            bar_labels.drawn_width(line, size)
            for field, size in sizes.items()
            for words in ends[field]
            for line in words.split("\n")
        ),
        default=0.0,
    )


def _noted(end: Mapping[str, Any], notes: Sequence[str]) -> dict[str, Any]:
    """An end with these notes only."""
    text = " · ".join(notes)
    return {
        **end,
        "notes": text,
        "parted": in_two_lines(text),
        "wide": text_width(text, bar_labels.HALL_TYPE),
        "words": " · ".join(filter(None, [end["name"], text])),
    }
