"""Size of a Sankey diagram for a screen, a phone or a presentation, and positions of its parts."""

import pickle
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from math import inf

from isdata.data import i18n
from isdata.data.i18n import Reader
from isdata.engines import sankey
from isdata.output.figures import sankey_texts as words
from isdata.park.flows.views import View

SECONDS = 0.8  # time limit of a proof [s]
LOW = 560  # height of a picture at which more nodes would be crowded [px]
# Maximum number of nodes of one role and side, and of the whole picture, so that each ribbon can be followed.
IN_SMALL, IN_LARGE, ON_PHONE, IN_HALF, IN_LOW = (9, 28), (10, 34), (7, 12), (5, 16), (2, 9)
FLAT = 0.53  # ratio of height to width of a presented picture up to which its names grow with the height
WIDE = 900  # width up to which two pictures stand below each other [px]
BETWEEN = 32  # gap between two pictures side by side [px]
BELOW_HEADING = 0.83  # share of the height of one picture left for each of two below its heading
ABOVE_EACH = 110  # further headings and legend of two pictures below each other [px]
HALL_LABEL = (
    0.0335  # height of a name when presented, as a share of the picture, which takes two thirds of the window
)
NARROW = 640  # width of the picture on a phone [px]
THIN, THIN_ON_PHONE = 1.5, 0.8  # least width of a ribbon [px]
LOOP_ON_PHONE = (
    0.6  # greatest width of a loop, which else takes the width of all others, in heights of a name
)
# Share of the total assumed for an unmeasured flow in the layout; it is drawn with the minimum width.
HAIR = 1e-6


@dataclass(frozen=True)
class Format:
    """Size of a picture and of its text, in picture units.

    Attributes
    ----------
    width, height : float
        Size of the picture without its legend; `height` is the minimum, many nodes need more.
    label : float
        Height of a name.
    most : int
        Maximum number of nodes of one role and side.
    limit : int, optional
        Maximum number of nodes of the whole picture.
    is_inside : bool
        Names of the first layer are inside a narrow picture, not to its left.
    """

    width: float
    height: float
    label: float
    most: int
    limit: int | None = None
    is_inside: bool = False


SCREEN = Format(width=1200, height=600, label=14, most=14)
# Thumbnail in one of three columns of cards, and in one of two.
THUMBNAIL = Format(width=378, height=175, label=12, most=4, limit=8, is_inside=True)
WIDE_THUMBNAIL = Format(width=590, height=175, label=12, most=6, limit=16, is_inside=True)


def for_room(width: float, height: float, *, is_hall: bool = False) -> Format:
    """Format for an available screen area [px].

    When presented, names are at least 2.2 % of the window's height, and few nodes are drawn. A small window has fewer nodes
    than a large one. A phone, also one that presents, has the fewest, so that no ribbons turn back between them, and names of the
    first layer are inside the picture.
    """
    if width < NARROW:
        tall = min(max(480.0 if is_hall else 525.0, height), 2 * width)
        return Format(width=width, height=tall, label=12, most=ON_PHONE[0], limit=ON_PHONE[1], is_inside=True)
    if is_hall:
        tall = max(480.0, height)
        return Format(
            width=width, height=tall, label=round(max(16.0, min(tall, FLAT * width) * HALL_LABEL), 1), most=8
        )
    label = 13 if width < 1000 else 14 if width < 1400 else 15
    tall = min(max(415.0, height), 0.6 * width)
    most, limit = IN_SMALL if tall < LOW or width < 1400 else IN_LARGE
    return Format(width=width, height=tall, label=label, most=most, limit=limit)


def apart(whole: Format) -> Format:
    """Format of each of two pictures in the space of one: side by side, or below each other on a narrow screen.

    Fewer nodes, and less height for headings.
    """
    if whole.is_inside:
        low = (whole.height - ABOVE_EACH) / 2
        return replace(whole, height=low, most=IN_LOW[0], limit=IN_LOW[1])
    if whole.width <= WIDE:
        return whole
    most, limit = IN_HALF
    width, height = (whole.width - BETWEEN) / 2, whole.height * BELOW_HEADING
    return replace(whole, width=width, height=height, most=most, limit=limit)


def lay_out(
    view: View,
    reader: Reader,
    format_: Format,
    *,
    previous: sankey.Layout | None = None,
    places: Mapping[Hashable, tuple[int, float]] | None = None,
    layers: Mapping[Hashable, int] | None = None,
    pinned: Mapping[str, tuple[int, float]] | None = None,
    least: float = 2.4,
    scale: float | None = None,
    exact_seconds: float = 0.0,
    is_bare: bool = False,
    is_draft: bool = False,
) -> sankey.Layout:
    """Positions of all elements.

    Parameters
    ----------
    view : View
    reader : Reader
    format_ : Format
    previous : Layout, optional
        Layout whose node positions are kept if they are as good.
    places : mapping, optional
        Required (layer, height) of nodes.
    layers : mapping, optional
        Required layer of nodes.
    pinned : mapping, optional
        (layer, position from the top) set by the user.
    least : float
        Minimum height per node of the fullest side, in name heights; the picture grows if necessary.
    scale : float, optional
        Height per unit, to draw several pictures on one scale.
    exact_seconds : float
        Time limit to find and prove the best order. [s]
    is_bare : bool
        Omit names and their space.
    is_draft : bool
        Omit names but reserve their space.
    """
    links = view.links.assign(
        value=view.links["value"].where(view.links["value"] > 0, view.total * HAIR or 1.0)
    )
    most = max(view.nodes["side"].value_counts().max() / 2, 8) if len(view.nodes) else 8
    fixed = {node: place for node, place in (places or {}).items() if node in set(view.nodes["node"])}
    names = words.labels(view, reader)
    return sankey.layout(
        links[["source", "target", "value", "group"]],
        width=format_.width,
        height=max(format_.height, most * format_.label * least),
        previous=previous,
        pinned=dict(pinned or {}),
        order={node: height for node, (_layer, height) in fixed.items()} or None,
        layers={node: layer for node, (layer, _height) in fixed.items()} or layers,
        labels=names,
        label_size=0.0 if is_bare else format_.label,
        is_inside=format_.is_inside,
        is_draft=is_draft,
        min_width=THIN_ON_PHONE if format_.width < NARROW else THIN,
        loop_width=LOOP_ON_PHONE * format_.label if format_.width < NARROW else inf,
        padding=format_.label * 1.35,
        node_width=format_.label * 0.9,
        exact_seconds=exact_seconds,
        scale=scale,
        arranging=_arranged,
    )


def _arranged(*inputs: object) -> sankey.Arrangement:
    """Arrangement of nodes, computed once for all languages and sizes."""
    return _arranged_as(pickle.dumps(inputs))


@lru_cache(maxsize=100)
def _arranged_as(inputs: bytes) -> sankey.Arrangement:
    return sankey.arranged(*pickle.loads(inputs))


def layers_of(layout: sankey.Layout) -> dict[Hashable, int]:
    """Layer of each node."""
    return dict(zip(layout.nodes["node"], layout.nodes["layer"].tolist(), strict=True))


def proved(view: View, layers: Mapping[Hashable, int], reader: Reader, format_: Format) -> sankey.Layout:
    """Best order of the nodes within their given layers, as far as found and proved within a second."""
    return lay_out(view, reader, format_, layers=layers, exact_seconds=SECONDS)


def proof(view: View, layers: Mapping[Hashable, int]) -> sankey.Layout:
    """Order found by `proved`, without names; since names do not affect it, it applies to every language."""
    return lay_out(view, i18n.reader("en"), SCREEN, layers=layers, exact_seconds=SECONDS, is_bare=True)


def lay_out_pair(
    first: View, second: View, reader: Reader, format_: Format
) -> tuple[sankey.Layout, sankey.Layout]:
    """Layouts of two views shown side by side, with the same height, scale and node order."""
    one = lay_out(first, reader, format_, is_draft=True)
    places = {
        node["node"]: (node["layer"], (node["y0"] + node["y1"]) / 2) for node in one.nodes.to_dict("records")
    }
    other = lay_out(second, reader, format_, places=places, is_draft=True)
    tall = replace(format_, height=max(one.height, other.height))
    scale = min(one.scale, other.scale)
    final = partial(lay_out, reader=reader, format_=tall, places=places, least=0.0, scale=scale)
    return final(first), final(second)
