"""A general Sankey layout: layers, order, coordinates. It knows nothing of parks."""

from isdata.sankey.loops import loops
from isdata.sankey.recipe import layout
from isdata.sankey.result import Crossings, Layout, Optimal

__all__ = ["Crossings", "Layout", "Optimal", "layout", "loops"]
