"""Layouts of the flows diagram in this session: each starts from the former one, and one seen before is used again."""

from isdata.data.i18n import Reader
from isdata.engines import sankey
from isdata.output.figures import sankey_room
from isdata.park.flows import ordering
from isdata.park.flows.views import View
from pages.common import data
from pages.park.parts.flow_state import state

MOST = 60  # diagrams of a session whose starting layouts are kept


def lay_out(
    picture: tuple[object, ...],
    view: View,
    reader: Reader,
    format_: sankey_room.Format,
    pinned: ordering.Places,
) -> sankey.Layout:
    """Return the layout of a view, in which nodes stay where they were in the former view of the same diagram.

    The same view in the same language and size always starts from the layout it started from at first, so that
    returning to it, as with a change of language, computes nothing.

    Parameters
    ----------
    picture : tuple
        Identity of the diagram (`flow_choice.picture`).
    view : View
    reader : Reader
    format_ : Format
    pinned : mapping
        Positions set by hand.
    """
    former, starts = state().layouts, state().starts
    seen = data.key_of(sankey_room.lay_out, picture, view, reader, format_, pinned)
    if seen not in starts:
        starts[seen] = former.get(picture)
        if len(starts) > MOST:
            del starts[next(iter(starts))]
    layout = data.derive(sankey_room.lay_out, view, reader, format_, previous=starts[seen], pinned=pinned)
    former[picture] = layout
    return layout


def start_from(picture: tuple[object, ...], layout: sankey.Layout) -> None:
    """Let every view of a diagram start from another layout."""
    state().starts.clear()
    state().layouts[picture] = layout


def forget() -> None:
    """Let every diagram be laid out as if nothing had been shown."""
    state().starts.clear()
    state().layouts.clear()
