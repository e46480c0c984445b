"""Exchange between two companies for a presentation: provider, resource with its amount, and receiver."""

import textwrap
from itertools import product
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.engines.sankey.lettering import LINE, text_width
from isdata.output.figures import style
from isdata.output.figures.branch_rows import End
from isdata.output.figures.frame import combined, framed

_WIDTH = 1880  # width of the picture until the browser has reported it [px]
_BOX, _HIGHEST = 0.31, 0.9  # width of a company's box, and its greatest height, in shares of the picture
_PADDING = 1.6  # of a box above and below its texts together, in type sizes of its largest one
# Begin of the arrow, of its head, and its end; half the height of shaft and head, in shares of the picture.
_BEGIN, _NECK, _END, _SHAFT, _HEAD = 0.33, 0.61, 0.67, 0.05, 0.12
_GAP = 0.03  # between arrow and words, in shares of the height
_ROOM = 0.86  # share of a width that a text takes at most
_SIZES = (60, 52, 46, 40, 36, 32, 29, 25, 21, 18, 16, 14, 12)  # type sizes of a text [px]
_LINES = 3  # number of lines of a text at most
_NOTE, _SMALLER = 28, 0.8  # type size of a role [px], and at most relative to the largest one of a name
HALL = 52  # largest type size in a hall [px]


def exchange(
    provider: End,
    receiver: End,
    resource: str,
    amount: str,
    reader: Reader,
    *,
    height: float,
    width: float = 0.0,
    largest: int = HALL,
) -> Any:
    """Two boxes with the names and roles of the companies, and an arrow with resource and amount between them.

    Parameters
    ----------
    provider, receiver : End
    resource, amount : str
        Above and below the arrow; either may be empty.
    reader : Reader
    height, width : float
        Size of the picture on a full screen; a width of 0 is that of the screen. [px]
    largest : int
        Largest type size. [px]
    """
    width, note = width or _WIDTH, min(_NOTE, round(_SMALLER * largest))
    middle, room = (_BEGIN + _END) / 2, (_NECK - _BEGIN) * width
    beyond = [
        *_beyond(resource, middle, room, height, largest, is_above=True),
        *_beyond(amount, middle, room, height, largest, is_above=False),
    ]
    size = min(_fitted(each.name, _BOX * width, largest)[0] for each in (provider, receiver))
    names = [
        *_name(provider, _BOX / 2, height, width, size, note),
        *_name(receiver, 1 - _BOX / 2, height, width, size, note),
    ]
    texts = [*beyond, *names]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[1, 0], nice=False))
    tops = [at - LINE * each / height / 2 for _words, _x, at, each in names]
    layers: list[Any] = _shapes(x, y, min(_HIGHEST / 2, 0.5 - min(tops) + _PADDING / 2 * size / height))
    rows = pd.DataFrame(texts, columns=["words", "x", "y", "size"])
    is_note = rows["words"].isin([provider.notes, receiver.notes])
    for size, is_light in product(rows["size"].unique().tolist(), (False, True)):
        same = rows[(rows["size"] == size) & (is_note == is_light)]
        if len(same):
            text = alt.Chart(same).encode(x=x, y=y, text="words:N")
            layers.append(text.mark_text(fontSize=size, fontWeight="normal" if is_light else "bold"))
    return framed(combined(*layers, height=height), reader)


def _shapes(x: alt.X, y: alt.Y, half: float) -> list[alt.Chart]:
    """Boxes of the companies, and the arrow from the provider to the receiver; `half` the height of a box."""
    boxes = pd.DataFrame({"x": [0.0, 1 - _BOX], "x2": [_BOX, 1.0], "y": 0.5 - half, "y2": 0.5 + half})
    upper = [(_BEGIN, -_SHAFT), (_NECK, -_SHAFT), (_NECK, -_HEAD), (_END, 0.0)]
    outline = upper + [(at, -off) for at, off in reversed(upper[:-1])]
    points = pd.DataFrame([{"x": at, "y": 0.5 + off, "step": nth} for nth, (at, off) in enumerate(outline)])
    return [
        alt.Chart(boxes)
        .mark_rect(fill=style.PALE, fillOpacity=0.4, stroke=style.ACCENT, strokeWidth=2, cornerRadius=8)
        .encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        alt.Chart(points)
        .mark_line(filled=True, color=style.ACCENT, interpolate="linear-closed", strokeWidth=0)
        .encode(x=x, y=y, order="step:Q"),
    ]


def _name(end: End, x: float, height: float, width: float, largest: int, note: int) -> list[tuple]:
    """Lines of a company's name and, below them, of its role: words, place and size."""
    size, lines = _fitted(end.name, _BOX * width, largest)
    whole = [(line, size) for line in lines] + [(end.notes, note)]
    top = 0.5 - sum(size for _words, size in whole) * LINE / height / 2
    return _below_each_other(whole, x, top, height)


def _beyond(words: str, x: float, room: float, height: float, largest: int, *, is_above: bool) -> list[tuple]:
    """Lines of a text above or below the arrow: words, place and size."""
    size, lines = _fitted(words, room, largest, _LINES if is_above else 1 + (largest < HALL))
    tall = len(lines) * size * LINE / height
    top = 0.5 - _HEAD - _GAP - tall if is_above else 0.5 + _HEAD + _GAP
    return _below_each_other([(line, size) for line in lines], x, top, height)


def _below_each_other(lines: list[tuple[str, int]], x: float, top: float, height: float) -> list[tuple]:
    """Lines of a text, the first one at the top: words, place of the middle, and type size."""
    rows = []
    for words, size in lines:
        tall = size * LINE / height
        rows.append((words, x, top + tall / 2, size))
        top += tall
    return rows


def _fitted(words: str, room: float, largest: int, most: int = _LINES) -> tuple[int, list[str]]:
    """Largest type size at which a text fits a width in few lines, and its lines; words are broken at the smallest only."""
    room, lines = room * _ROOM, []
    for size in (each for each in _SIZES if each <= largest):
        letters = max(1, int(room / text_width(words or " ", size) * len(words)))
        lines = textwrap.wrap(words, letters, break_long_words=size == _SIZES[-1])
        if len(lines) <= most and all(text_width(line, size) <= room for line in lines):
            return size, lines
    return _SIZES[-1], lines
