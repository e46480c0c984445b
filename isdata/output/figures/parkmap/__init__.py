"""Map of one or several parks: one drawing, shown by deck.gl on a page and by Vega in a report."""

from isdata.output.figures.parkmap.curves import DASHED, FAINT, placed_alike
from isdata.output.figures.parkmap.drawing import Drawing, covered, described, draw
from isdata.output.figures.parkmap.interactive_map import deck
from isdata.output.figures.parkmap.marks import of_heat, of_places, of_streams
from isdata.output.figures.parkmap.printed import AREA, inside, printed, selectable, unpadded
from isdata.output.figures.parkmap.shapes import Extent, extent

__all__ = [
    "AREA",
    "DASHED",
    "FAINT",
    "Drawing",
    "Extent",
    "covered",
    "deck",
    "described",
    "draw",
    "extent",
    "inside",
    "of_heat",
    "of_places",
    "of_streams",
    "placed_alike",
    "printed",
    "selectable",
    "unpadded",
]
