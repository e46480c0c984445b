"""Size of the presented flows picture: the part of the window left by the lines above and below it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from isdata.engines.sankey.lettering import NARROWER
from isdata.output.figures import sankey_legend, sankey_notes, sankey_size
from isdata.output.figures import sankey_texts as words
from isdata.park import flows
from isdata.park.flows.views import View
from pages.common import controls
from pages.common.language import reader
from pages.common.presenting import headline
from pages.park.parts import flow_choice, flow_state

TYPE = (
    0.0275,
    15.0,
    # Type size: share of the height of the screen that fits in the window, and minimum [px], as in `presenting.look`.
)
# Letter size, line height, and space below the last line, in type sizes.
TITLE, LINE, NOTE = (1.35, 1.69, 0.0), (1.0, 1.6, 0.4), (0.88, 1.38, 0.0)
TITLED = 1.6  # additional height if a story's title replaces the name of the page
NOTES = 1  # number of note lines in the default size, besides one line of the title and one of the legend
LEAST = 0.42  # minimum share of the window height: names do not fit a lower picture


def format_(
    title: str,
    above: Iterable[str],
    composed: flows.Composed,
    choice: flows.FlowSelection,
    park: Mapping[str, object],
) -> sankey_size.Format:
    """Size of the picture; when presented reduced by the additional height of title, further lines and notes.

    Parameters
    ----------
    title : str
    above : iterable of str
        Lines between the title and the picture, besides the selection line.
    """
    usual = flow_choice.format_()
    if not controls.is_projected() or flow_state.state().room.is_narrow:
        return usual
    notes = sankey_notes.presented(composed, choice, park, reader(), is_apart=flow_choice.is_apart())
    note = reader().sentences([reader().text(sankey_notes.THIN), *notes])
    more = _high(title, TITLE) - TITLE[1] + TITLED * headline.is_below_title()
    more += sum(_high(text, LINE) for text in above if text)
    more += max(0.0, _high(note, NOTE) - NOTES * NOTE[1])
    room = flow_state.state().room
    above_least = usual.height - room.height + flow_choice.ABOVE_IN_HALL * room.fitting
    return _lower(usual, more * _type() + above_least)


def above_legend(format_: sankey_size.Format, views: Iterable[View]) -> sankey_size.Format:
    """Size of pictures; when presented reduced by the height of their legends beyond one line."""
    if not controls.is_projected():
        return format_
    size, entries = format_.label, [words.legend(view, reader()) for view in views]
    one, *high = (
        sankey_legend.legend(each, (), width=format_.width, top=0.0, size=size).height
        for each in [[], *entries]
    )
    return _lower(format_, max(high, default=one) - one)


def _high(text: str, style: tuple[float, float, float]) -> float:
    """Height of a wrapped text, in type sizes."""
    letters, line, below = style
    lines = sankey_legend.wrapped(text, flow_state.state().room.width, letters * _type() * NARROWER)
    return len(lines) * line + below


def _type() -> float:
    """Type size when presented. [px]"""
    share, least = TYPE
    return max(least, share * flow_state.state().room.fitting)


def _lower(format_: sankey_size.Format, more: float) -> sankey_size.Format:
    least = min(format_.height, LEAST * flow_state.state().room.height)
    return replace(format_, height=max(least, format_.height - more))
