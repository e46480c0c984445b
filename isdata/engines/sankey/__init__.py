"""General Sankey layout: layers, order and coordinates, without any data on parks."""

from isdata.engines.sankey.arrangement import Arrangement, arranged
from isdata.engines.sankey.labels import leaders
from isdata.engines.sankey.layout_steps import layout
from isdata.engines.sankey.loops import loops
from isdata.engines.sankey.result import Crossings, Layout, Optimal
from isdata.engines.sankey.svg_document import svg

__all__ = ["Arrangement", "Crossings", "Layout", "Optimal", "arranged", "layout", "leaders", "loops", "svg"]
