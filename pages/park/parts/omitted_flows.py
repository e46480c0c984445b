"""Line above a Sankey diagram of a small park: number of flows drawn, and where to find the others."""

import streamlit as st

from isdata.output.figures import sankey_caption
from isdata.park import flows
from isdata.park.flows.omitted_flows import OmittedFlows
from pages.common import controls, park_facts, role
from pages.common.data import ask
from pages.common.language import _, reader

_SMALL = 60  # maximum number of flows of a park whose users know each of them


def words(park_id: str, choice: flows.FlowSelection, *, is_small: bool = False, unmeasured: int = 0) -> str:
    """Text on flows of a small park not in the picture, and the control that shows them; empty if there are none.

    Parameters
    ----------
    park_id : str
    choice : FlowSelection
    is_small : bool
        True for the picture of the overview, which has a link to the flows instead of controls.
    unmeasured : int
        Number of flows of the choice that this picture leaves out because their amount is unknown.
    """
    if is_small and controls.is_projected():  # no matter of the audience, and no link is below the picture
        return ""
    years = park_facts.years()
    found = ask(flows.omitted_flows, park_id=park_id, years=years, choice=choice, viewer=role.viewer())
    if found.total > _SMALL or found.count == found.total:
        return ""
    if not is_small:
        return _by_reason(found)
    counts = {
        "count": reader().number(found.count - unmeasured),
        "total": reader().number(found.total),
    }
    if len(years) == 1 and unmeasured:
        return _(
            "{count} of {total} flows drawn; the others are of unknown amount, or of other types or classes: “Show flows”.",
            **counts,
        )
    if len(years) == 1:
        return _(
            "{count} of {total} flows drawn; the others are of other types or classes: “Show flows”.",
            **counts,
        )
    if unmeasured:
        return _(
            "{count} of {total} flows drawn; the others are of unknown amount, or of other types, classes or years: “Show flows”.",
            **counts,
        )
    return _(
        "{count} of {total} flows drawn; the others are of other types, classes or years: “Show flows”.",
        **counts,
    )


def _by_reason(found: OmittedFlows) -> str:
    """Number of flows drawn, and of the others by the reason why they are left out."""
    read = reader()
    kinds = [
        f"{sankey_caption.kind_name(kind, read)} {read.number(count)}" for kind, count in found.kinds if count
    ]
    others = [_("{a}: {b}", a=str(year), b=read.number(count)) for year, count in found.years]
    parts = [
        _("{count} of {total} flows drawn.", count=read.number(found.count), total=read.number(found.total)),
        _of_kinds(kinds) if kinds else "",
        _(
            "Left out by the selection or filters: {count}.",
            count=read.number(found.narrowed),
        )
        if found.narrowed
        else "",
        _("Other years: {years} (choose “Year” under “Adjust”).", years=read.listed(others))
        if others
        else "",
    ]
    return read.sentences(parts)


def _of_kinds(kinds: list[str]) -> str:
    """Text on flows of other types, and the control that shows them; a preset has its own type."""
    listed = reader().listed(kinds)
    if st.session_state.get("flow_preset") in flows.PRESETS:
        return _("Other types: {kinds} (choose another view above, such as “By type”).", kinds=listed)
    return _("Other types: {kinds} (choose “Resource type” under “Adjust”).", kinds=listed)
