"""Introduction of two companies: a match is fully disclosed to guests once both agree."""

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from isdata.symbiosis.matching import introductions, presentation
from pages.common import role, show
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, reader


def ask_agreement(match: Mapping) -> None:
    """Let the facilitator record agreements to disclosure, if one of the two is undisclosed."""
    is_kept = match["supply_is_kept"] or match["demand_is_kept"]
    is_typical = match["supply_is_typical"] or match["demand_is_typical"]
    if not role.may_change() or not is_kept or is_typical:
        return
    pair = {"supply_id": str(match["supply_stream_id"]), "demand_id": str(match["demand_stream_id"])}
    days = ask(introductions.agreed, **pair)
    with st.container(border=True):
        st.markdown(
            _("**Guests see this match without names** until both companies agree.")
            if not all(days)
            else _("**Both agreed to disclosure**: guests see this match in full, without prices.")
        )
        new: list[dt.date | None] = []
        for side, day in zip(("supply", "demand"), days, strict=True):
            name = show.escaped(presentation.company(match, side, reader()))
            is_agreed = st.checkbox(
                _("{company} agrees", company=name),
                value=day is not None,
                key="-".join(["agrees", side, *pair.values()]),
                help=reader().date(day) if day else None,
            )
            new.append((day or dt.date.today()) if is_agreed else None)
        _save(pair, (new[0], new[1]), days)


def _save(pair: Mapping[str, str], new: tuple, old: tuple) -> None:
    who = signing.signed_button(
        _("Save agreement"),
        key="-".join(["introduce", *pair.values()]),
        is_ready=new != old,
        primary=False,
        field="introduction_who",
        icon=":material/handshake:",
    )
    if who:
        introductions.introduce(cursor(), **pair, provider=new[0], receiver=new[1], who=who)
        saving.saved()
