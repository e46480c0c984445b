"""The line above a Sankey diagram of a small park: how many of its flows are drawn, and where the others are."""

import streamlit as st

from isdata.data.i18n import N_
from isdata.output.figures import sankey_caption
from isdata.park import flows
from pages.common import controls, park_facts, role
from pages.common.data import ask
from pages.common.language import _, reader

_SMALL = 60  # flows of a park whose reader knows each of them


def words(park_id: str, choice: flows.Choice, *, is_small: bool = False) -> str:
    """What a picture leaves out of a small park, and the control that shows it; empty where there is nothing to state.

    Parameters
    ----------
    park_id : str
    choice : Choice
    is_small : bool
        Whether it is the picture of the overview, which has no controls but a link to the flows.
    """
    years = park_facts.years()
    found = ask(flows.elsewhere, park_id=park_id, years=years, choice=choice, viewer=role.viewer())
    if found.total > _SMALL or found.count == found.total:
        return ""
    read = reader()
    if is_small:
        # Before an audience there is no link below the picture.
        sentence = (
            N_("{count} of {total} flows drawn; the others are of other types, classes or years.")
            if controls.is_projected()
            else N_(
                "{count} of {total} flows drawn; the others are of other types, classes or years: “Show flows”."
            )
        )
        return _(sentence, count=read.number(found.count), total=read.number(found.total))
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
        _("Of other years: {years} (choose “Year” under “Adjust”).", years=read.listed(others))
        if others
        else "",
    ]
    return read.sentences(parts)


def _of_kinds(kinds: list[str]) -> str:
    """Flows of other types, and the control that shows them: a ready selection has its own type."""
    listed = reader().listed(kinds)
    if st.session_state.get("flow_preset") in flows.PRESETS:
        return _("Of another type: {kinds} (choose another view above, such as “By type”).", kinds=listed)
    return _("Of another type: {kinds} (choose “Resource type” under “Adjust”).", kinds=listed)
