"""Number of lines of each name, and length of the straight parts of ribbons, which keep them away from
names."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.label_positions import APART
from isdata.engines.sankey.labels import LEADER, outer_layers
from isdata.engines.sankey.lanes import Lanes
from isdata.engines.sankey.lettering import text_height, text_width, whole

# Largest share of the width that is reserved for the names at either side; in a narrow picture, where names
# of the first layer are inside, the usual and the largest share. With more than a few layers the gaps between
# them need the width: names at either side are written in two lines; less in a picture that is narrow for the
# size of its names, in heights of a name.
FEW = 3
MARGIN, SLIM, LESS, SMALL = 0.32, 0.18, 0.26, 45.0
ASIDE = (0.28, 0.38)
# Share of a gap between two layers: a longer line is broken, and broken again if it is still longer.
SHORT, WIDE = 0.6, 0.82
# Largest share of the gaps that is reserved for the names in them, and length of each that is left for
# ribbons to bend, in picture units; in a deep picture, whose gaps are narrow, the names would otherwise be on
# ribbons.
STRAIGHT, BENDING = 0.5, 110.0
STRAIGHT_IN_DEEP, BENDING_IN_DEEP = 0.75, 60.0
BENT = 0.5  # largest share of a gap that is left for ribbons to bend, in a narrow picture
MANY = 600  # arcs above which each is straight along its own name only


@dataclass(frozen=True)
class Names:
    """Expected names of the nodes.

    Attributes
    ----------
    texts : list of tuple of str, length n
        Possible texts of each node, the first choice first.
    wide, high : array, shape (n,)
        Size of the first of them.
    margins : pair of float
        Room beside the first and the last layer.
    """

    texts: list[tuple[str, ...]]
    wide: Floats
    high: Floats
    margins: tuple[float, float]


def names(
    texts: Sequence[tuple[str, ...]],
    layer: Ints,
    depth: int,
    *,
    size: float,
    width: float,
    node_width: float,
    is_inside: bool,
) -> Names:
    """Names, with as many lines as needed for those beside and inside the picture to have room.

    Parameters
    ----------
    texts : sequence of tuple of str
        Possible texts of each node, the fullest first, each also in several lines.
    is_inside : bool
        Whether names of the first layer are inside the picture instead of beside it.
    """
    if size <= 0:
        none = np.zeros(len(texts))
        return Names(list(texts), none, none, (0.0, 0.0))
    beside = _beside(layer, depth, is_inside=is_inside)
    usual, most = (
        ASIDE if is_inside else (SLIM if depth > FEW else LESS if width < SMALL * size else MARGIN, MARGIN)
    )
    far = 2 * APART + (0.0 if is_inside else LEADER)
    chosen = [
        _first(each, usual * width - far, size) if is_out else each
        for each, is_out in zip(texts, beside, strict=True)
    ]
    left, right = (
        _margin(chosen, beside & (layer == outer), size, far, most * width) for outer in (0, depth - 1)
    )
    gap = _gap(depth, width - left - right - depth * node_width, is_inside=is_inside)
    chosen = [
        each if is_out else _first(each, WIDE * gap, size, flat=SHORT * gap)
        for each, is_out in zip(chosen, beside, strict=True)
    ]
    wide = np.array([text_width(each[0], size) for each in chosen])
    high = np.array([text_height(each[0], size) for each in chosen])
    return Names(chosen, wide, high, (left, right))


def _beside(layer: Ints, depth: int, *, is_inside: bool) -> np.ndarray:
    """True for each node whose name is beside the picture."""
    return np.isin(layer, outer_layers(depth, is_inside=is_inside))


def _margin(texts: list[tuple[str, ...]], own: np.ndarray, size: float, far: float, most: float) -> float:
    """Room for the first of these texts of a layer, `far` more than their width."""
    return min(max((text_width(texts[i][0], size) + far for i in np.flatnonzero(own)), default=0.0), most)


def _first(texts: tuple[str, ...], room: float, size: float, flat: float = np.inf) -> tuple[str, ...]:
    """The texts, starting with the first full one that fits, in one line also in `flat`, or with the
    narrowest."""
    full = whole(texts)
    fitting = (text for text in full if text_width(text, size) <= (room if "\n" in text else min(room, flat)))
    chosen = next(fitting, None) or min(full, key=lambda text: text_width(text, size))
    place = full.index(chosen)
    # If so many lines have no room above each other, fewer are tried before more.
    ordered = [*full[place::-1], *full[place + 1 :]]
    return (*ordered, *(text for text in texts if text not in ordered))


def _gap(depth: int, room: float, *, is_inside: bool) -> float:
    """Width of a gap between two layers that has names, out of the total of all gaps."""
    gaps = max(1, depth - 1)
    named = max(1, gaps - (0 in outer_layers(depth, is_inside=is_inside)))
    lead = _longest(depth, room)
    return (room - lead) / gaps + lead / named


def _longest(depth: int, room: float) -> float:
    """Largest total length of the straight parts of ribbons, in which names are, out of the total of all gaps."""
    gaps = max(1, depth - 1)
    share, bending = (STRAIGHT, BENDING) if depth <= FEW else (STRAIGHT_IN_DEEP, BENDING_IN_DEEP)
    return max(0.0, min(share * room, room - min(bending, BENT * room / gaps) * gaps))


def straight(found: Names, layer: Ints, depth: int, *, room: float, is_inside: bool) -> Floats:
    """Length of each gap with names, in which ribbons are straight, shape (layers - 1,), out of the total of
    all gaps."""
    lead = np.zeros(depth)
    inner = ~_beside(layer, depth, is_inside=is_inside) & (found.wide > 0)
    np.maximum.at(lead, layer[inner], found.wide[inner] + 2 * APART)
    lead = lead[:-1]
    return lead * min(1.0, _longest(depth, room) / max(lead.sum(), 1e-9))


def leads(
    lanes: Lanes,
    ends: tuple[Floats, Floats],
    half: Floats,
    boxes: tuple[Floats, Floats, Floats],
    gaps: tuple[Floats, Floats],
) -> Floats:
    """Length of the straight part of each piece that leads to the right, so that it bends below no name,
    shape (p,).

    A ribbon that bends with a radius R leaves its height by x² / 2 R at a distance x: it may begin to bend
    beside a name that is slightly above or below it.

    Parameters
    ----------
    lanes : Lanes
    ends : pair of arrays, shape (p,)
        Height of each piece at its beginning and at its end.
    half : array, shape (p,)
        Half its width.
    boxes : three arrays, shape (n,)
        Extent of the name of each node to the right of it, 0 without one, its upper and its lower edge.
    gaps : pair of arrays, shape (layers - 1,)
        Room for names, and room in which ribbons bend.
    """
    begin, _end, _arc = lanes.pieces().T
    reach, top, bottom = boxes
    n = len(reach)
    found = np.zeros(len(begin))
    if len(lanes.graph.source) > MANY:
        own = begin < n
        found[own] = reach[begin[own]]
        return np.minimum(found, gaps[0][np.minimum(lanes.layer[begin], len(gaps[0]) - 1)])
    for k, (most, clear) in enumerate(zip(*gaps, strict=True)):
        pieces, named = (
            np.flatnonzero(lanes.layer[begin] == k),
            np.flatnonzero((lanes.layer[:n] == k) & (reach > 0)),
        )
        if not (len(pieces) and len(named)):
            continue
        y0, y1, h = (each[pieces][:, None] for each in (*ends, half))
        above = y0 - h - bottom[named]  # distance of the name above the ribbon, and below it
        below = top[named] - y0 - h
        apart = np.maximum(np.maximum(above, below), 0.0)
        is_met = np.where(
            above > 0, y1 - h < bottom[named], np.where(below > 0, y1 + h > top[named], np.abs(y1 - y0) > 1)
        )
        radius = np.maximum(clear / 2 - h, 1.0)
        needed = np.where(is_met, reach[named] - np.sqrt(2 * radius * apart), 0.0)
        found[pieces] = np.clip(needed.max(axis=1), 0.0, most)
    return past_neighbours(found, np.where(begin < n, begin, -1), ends)


def past_neighbours(lead: Floats, source: Ints, ends: tuple[Floats, Floats]) -> Floats:
    """Length of the straight parts with which no ribbon bends before one on the side to which it bends, shape (p,).

    Otherwise it would cross that ribbon, and both together would look like a third one.

    Parameters
    ----------
    lead : array, shape (p,)
        Length of each straight part.
    source : array, shape (p,)
        Node from which each piece leads; -1 for none.
    ends : pair of arrays, shape (p,)
        Height of each piece at its beginning and at its end.
    """
    found, (y0, y1) = lead.copy(), ends
    far = lead.max(initial=0.0) + 1.0
    for side in (1.0, -1.0):  # upwards, downwards
        some = np.flatnonzero((side * (y0 - y1) > 1) & (source >= 0))
        some = some[np.lexsort((side * y0[some], source[some]))]
        above = far * source[some]  # keeps the longest of one node from the next node
        found[some] = np.maximum.accumulate(lead[some] + above) - above
    return found
