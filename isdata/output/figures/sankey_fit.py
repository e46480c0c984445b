"""As many bars of a Sankey diagram as have room for their names and amounts."""

from collections.abc import Callable, Mapping, Sequence

from isdata.data.i18n import Reader
from isdata.engines import sankey
from isdata.engines.sankey.labels import CUT, GAP
from isdata.engines.sankey.obstacles import covered, points
from isdata.output.figures import sankey_words as words
from isdata.output.figures.sankey_room import Format, lay_out
from isdata.park.flows import Choice, Composed, fewer, refolded
from isdata.park.flows.views import View

ROUNDS = 6  # so often fewer nodes are tried
LEADING = 0.35  # of the height of a line, what is above and below its letters, in heights of a name
WITH_AMOUNT = rf"\n|{GAP}|）."  # between a name and its amount

Pictures = Sequence[Composed]
Layouts = Sequence[sankey.Layout]


def fit(
    pictures: Pictures,
    choice: Choice,
    reader: Reader,
    format_: Format,
    *,
    refold: Callable[[Choice], Pictures],
    laid_out: Callable[[Pictures], Layouts],
) -> tuple[Choice, Pictures, Layouts]:
    """Pictures with fewer nodes, as long as names have no room: those with the fewest such names, their choice and layouts.

    Parameters
    ----------
    pictures : sequence of Composed
        One, or two that are seen side by side.
    choice : Choice
    reader : Reader
    format_ : Format
    refold : callable
        The same pictures for a choice with fewer nodes.
    laid_out : callable
        Layouts of the pictures.
    """
    found: list[tuple[int, Choice, Pictures, Layouts]] = []
    for _ in range(ROUNDS):
        layouts = laid_out(pictures)
        views = [picture.view for picture in pictures]
        met = [
            node
            for view, layout in zip(views, layouts, strict=True)
            for node in crowded(view, layout, reader, format_.label)
        ]
        found.append((len(met), choice, pictures, layouts))
        has_few = choice.is_presented or format_.is_inside
        may_have_few = has_few or (format_.limit is not None and choice.look == "network")
        if not (may_have_few and met and (less := fewer(choice, views, met))):
            break
        choice, pictures = less, refold(less)
    return min(found, key=lambda each: each[0])[1:]


def fit_one(
    composed: Composed,
    choice: Choice,
    reader: Reader,
    format_: Format,
    *,
    pinned: Mapping[str, tuple[int, float]] | None = None,
) -> tuple[Composed, sankey.Layout]:
    """One picture with as many nodes as have room for their names, and its layout; `pinned` as `sankey_room.lay_out` takes it."""
    _choice, (fitting,), (layout,) = fit(
        [composed], choice, reader, format_,
        refold=lambda less: [refolded(composed, less)],
        laid_out=lambda pictures: [lay_out(each.view, reader, format_, pinned=pinned) for each in pictures],
    )  # fmt: skip
    return fitting, layout


def crowded(view: View, layout: sankey.Layout, reader: Reader, size: float) -> list[str]:
    """Nodes whose names are missing, cut, without their amount or on ribbons of others.

    Parameters
    ----------
    view : View
    layout : Layout
        Of it.
    reader : Reader
        For whom it was named.
    size : float
        Height of a name, in picture units.
    """
    nodes = layout.nodes
    on = points(layout.ribbons, nodes["node"].tolist(), size)
    left = nodes["label_x"].where(nodes["label_anchor"] == "start", nodes["label_x"] - nodes["label_width"])
    half = (nodes["label_height"] - LEADING * size) / 2
    boxes = zip(
        left, left + nodes["label_width"], nodes["label_y"] - half, nodes["label_y"] + half, strict=True
    )
    found = [
        node
        for nth, (node, label, box) in enumerate(zip(nodes["node"], nodes["label"], boxes, strict=True))
        if not label or CUT in label or covered(on, nth, box)
    ]
    bare = nodes.loc[~nodes["label"].str.contains(WITH_AMOUNT) & ~nodes["node"].isin(found), "node"]
    if len(bare):
        amounts = words.node_amounts(view, reader)
        found += [node for node in bare if amounts[node]]
    return found
