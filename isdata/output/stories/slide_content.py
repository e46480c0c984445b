"""What stands on a slide or handout: a picture or cards, and notes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import altair as alt

from isdata.output.cards import Card
from isdata.output.figures import sankey_export, style

WIDTH, HEIGHT = 1200, 560  # size of a picture on a slide [px]
# Window in which type has its usual size; a picture outside a page has neither container nor window. [px]
_WINDOW = (("windowSize()[0]", "1920"), ("windowSize()[1]", "1080"))


@dataclass(frozen=True)
class Content:
    """Contents of a saved view.

    Attributes
    ----------
    specification : mapping or None
        Picture in Vega-Lite.
    headline : str
        Result in one line, as presented by the page; empty if the title states it.
    cards : tuple of Card
        The first cards.
    total : int
        Number of all cards.
    notes : tuple of str
        Notes needed to read it.
    brief : tuple of str
        The same notes in a few sentences, below the speaker note.
    """

    specification: Mapping[str, Any] | None = None
    headline: str = ""
    cards: tuple[Card, ...] = ()
    total: int = 0
    notes: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()

    @cached_property
    def picture(self) -> bytes | None:
        """Picture as PNG, for slides."""
        return sankey_export.png(dict(self.specification)) if self.specification else None

    @cached_property
    def drawing(self) -> bytes | None:
        """Picture as SVG, which takes a third of the time."""
        return sankey_export.svg(dict(self.specification)) if self.specification else None


def of_chart(chart: alt.TopLevelMixin, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Content:
    """Chart in the size of a slide or of a thumbnail; a chart of several parts keeps their sizes."""
    width, height = size
    words = json.dumps(chart.to_dict(validate=False), ensure_ascii=False)
    # The middle dot of Chinese fonts, which draw files, is as wide as a character.
    for known, drawn in (("containerSize()[0]", str(width)), *_WINDOW, (" · ", " – ")):
        words = words.replace(known, drawn)
    specification = json.loads(words)
    if not specification.keys() & {"concat", "hconcat", "vconcat", "facet", "repeat"}:
        specification |= {"width": width - 160, "height": height - 120}
    specification["background"] = style.PAPER
    # Same distance as on a page, since labels of the plot are between it and the legend.
    config = specification.get("config", {})
    apart = {"axis": {"titlePadding": 14, "labelPadding": 8}, "legend": {"offset": 38}}
    named = {name: {**given, **config.get(name, {})} for name, given in apart.items()}
    specification["config"] = {**config, **named, "font": style.FONT}
    return Content(specification)
