"""The map of one or several parks: drawn once, shown by deck.gl on a page and printed by Vega in a report."""

from isdata.figures.parkmap.deck import deck
from isdata.figures.parkmap.drawing import Drawing, draw
from isdata.figures.parkmap.marks import of_heat, of_places, of_streams
from isdata.figures.parkmap.printed import printed

__all__ = ["Drawing", "deck", "draw", "of_heat", "of_places", "of_streams", "printed"]
