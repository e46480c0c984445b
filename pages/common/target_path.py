"""Progress of an energy efficiency network to its common target: yearly results, target path and meters."""

import datetime as dt
from collections.abc import Iterator

import pandas as pd
import streamlit as st

from isdata.data.disclosure import FACILITATOR
from isdata.energy import monitoring
from isdata.energy.measures import DisclosedNetwork
from isdata.energy.measures.disclosed_network import Coverage
from isdata.output.figures import target_path as figure
from pages.common import charts, controls, role, show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.presenting import room

_NOTE_TYPE = 27  # type size of notes when presented, with some room for their line breaks [px]


def show_target_path(own: DisclosedNetwork, height: float, *, across: int = 1) -> None:
    """Show the result of each year against the target path and the metered savings.

    Parameters
    ----------
    height : float
        Height of the picture with a line of notes when presented. [px]
    across : int
        Number of pictures beside each other, in which notes take more lines.
    """
    found = metered(own)
    notes = reader().sentences(_notes(own, found))
    lines = room.lines_of(notes, _NOTE_TYPE * across) if controls.is_projected() else 1
    st.subheader(_("Target progress"), anchor=False)
    charts.draw(
        figure.path(own.progress, charts.reader(), this_year=dt.date.today().year, metered=found),
        alt=_("Energy savings per year and target path"),
        height=height - room.NOTE * max(0, lines - 1),
    )
    if notes:
        st.caption(notes)
    show.computed(reader().sentences(_about_path(own, found)))


def _notes(own: DisclosedNetwork, found: pd.DataFrame | None) -> Iterator[str]:
    """Notes below the picture; `found` as from `metered`."""
    # The method, which explains it elsewhere, is not presented.
    if controls.is_projected() and found is not None and len(found):
        yield _(
            "Metered: members with meters only. Result: estimated savings of the implemented measures of all members."
        )
    years = own.progress.loc[own.progress["result"].isna(), "year"]
    if len(years):
        named = reader().listed(str(year) for year in years)
        yield _("Result of {years} withheld, as single values could be derived otherwise.", years=named)


def _about_path(own: DisclosedNetwork, found: pd.DataFrame | None) -> Iterator[str]:
    """Notes on the progress to the target; `found` as from `metered`."""
    read, progress, alone = reader(), own.progress, own.progress_alone
    if alone is not None and alone["result"].max() > progress["result"].max():
        yield _(
            "The plain sum would be {alone} in the best year instead of {together}.",
            alone=read.percent(alone["result_share"].max(), digits=1),
            together=read.percent(progress["result_share"].max(), digits=1),
        )
    if found is not None and len(found):
        known = ask(monitoring.meters, park_id=str(st.session_state.park), viewer=FACILITATOR)
        sites = monitoring.sites_of(known, own.network_id)
        covered = own.coverage(sites, int(found["year"].iloc[-1]))
        if covered is not None:
            yield _meter_words(found.iloc[-1], covered, len(own))
    else:
        yield _(
            "Planned savings of the measures, not metered ones: no full year of meter readings is available."
        )
    yield _(
        "Implemented and verified measures count from their year to the end of their lifetime, net of overlaps."
    )


def metered(own: DisclosedNetwork) -> pd.DataFrame | None:
    """Metered results by year visible to this user; None without meters."""
    park = str(st.session_state.park)
    return own.metered(
        ask(monitoring.years_of_network, park_id=park, network_id=own.network_id, viewer=role.viewer())
    )


def _meter_words(last: pd.Series, covered: Coverage, members: int) -> str:
    """Coverage of the network by meters, with metered and planned savings."""
    read = reader()
    return _(
        "Meters cover {count} of {total} members ({share} of the baseline). In {year} they show "
        "{metered}; the planned savings of these members are {promised}.",
        count=read.number(covered.members),
        total=read.number(members),
        share=read.percent(covered.share),
        year=str(int(last["year"])),
        metered=read.amount(last["saving"], "MWh"),
        promised=read.amount(covered.planned, "MWh"),
    )
