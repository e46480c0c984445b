"""Layouts of the flows diagram in this session: each starts from the former one, and known ones are reused."""

from collections.abc import Sequence
from functools import partial

from isdata.data.i18n import Reader
from isdata.engines import sankey
from isdata.output.figures import sankey_fit, sankey_size
from isdata.park import flows
from isdata.park.flows import ordering
from pages.common import data
from pages.park.parts.flow_state import state

MOST = 60  # number of diagrams of a session whose initial layouts are kept


def lay_out(
    picture: tuple[object, ...],
    composed: flows.Composed,
    choice: flows.FlowSelection,
    reader: Reader,
    format_: sankey_size.Format,
    pinned: ordering.Places,
) -> tuple[flows.FlowSelection, flows.Composed, sankey.Layout]:
    """View with its choice and layout, with node positions kept from the former view of the same diagram.

    When presented it has as many nodes as names fit.

    The same view in the same language and size always starts from the same initial layout, so that returning to it, such
    as after a change of language, requires no computation.

    Parameters
    ----------
    picture : tuple
        Identity of the diagram (`flow_choice.picture`).
    composed : Composed
    choice : FlowSelection
    reader : Reader
    format_ : Format
    pinned : mapping
        Positions set by the user."""
    former, starts = state().layouts, state().starts
    seen = data.key_of(sankey_size.lay_out, picture, composed.view, reader, format_, pinned)
    if seen not in starts:
        starts[seen] = former.get(picture)
        if len(starts) > MOST:
            del starts[next(iter(starts))]
    former_layout = starts[seen]

    def layouts(pictures: Sequence[flows.Composed]) -> list[sankey.Layout]:
        return [
            data.derive(
                sankey_size.lay_out, each.view, reader, format_, previous=former_layout, pinned=pinned
            )
            for each in pictures
        ]

    def refold(less: flows.FlowSelection) -> list[flows.Composed]:
        return [data.derive(flows.refolded, composed, less)]

    fewer, (fitting,), (layout,) = sankey_fit.fit(
        [composed],
        choice,
        reader,
        format_,
        refold=refold,
        laid_out=layouts,
        crowding=partial(data.derive, sankey_fit.crowded),
    )
    former[picture] = layout
    return fewer, fitting, layout


def start_from(picture: tuple[object, ...], layout: sankey.Layout) -> None:
    """Use another initial layout for every view of a diagram."""
    state().starts.clear()
    state().layouts[picture] = layout


def forget() -> None:
    """Discard all stored layouts."""
    state().starts.clear()
    state().layouts.clear()
