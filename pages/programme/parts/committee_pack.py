"""Pack of the steering committee, and ranking of opportunities under several criteria."""

import datetime as dt

import streamlit as st

from isdata.output import committee
from isdata.output.figures import synergy_ranks
from isdata.output.figures.parkmap import presentation
from isdata.programme.missions import meetings, success
from pages.common import cards, charts, screen, tables
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.language import _, defined, reader
from pages.common.report_offer import report_buttons
from pages.common.show import computed
from pages.common.tables import show_table


def rankings(park: str) -> None:
    """Show the rank of each synergy under each criterion."""
    ranked, read = ask(success.rankings, park_id=park), reader()
    if ranked.empty:
        st.caption(_("No synergy is recorded in this park yet."))
        return
    st.subheader(_("Synergies by mean rank, 1 = best"), anchor=False)
    charts.draw(
        synergy_ranks.grid(ranked, charts.reader()),
        alt=_("Rank of each synergy by mass, value, CO2, water and innovation"),
    )
    if len(ranked) > synergy_ranks.MOST:
        count = {"shown": read.number(synergy_ranks.MOST), "total": read.number(len(ranked))}
        st.caption(_("The first {shown} of {total} by mean rank.", **count))
    computed(_(committee.RANKING_RULES))
    show_table(
        {
            _("Synergy"): read.names(ranked),
            _("Stage"): [read.choice("stage", stage) for stage in ranked["stage"]],
            _("Mean rank"): ranked["mean_rank"].round(1),
            _("Known criteria, of {count}", count=len(synergy_ranks.CRITERIA)): ranked["criteria"].astype(
                "float64"
            ),
            _("by mass"): ranked["by_mass"].astype("float64"),
            _("by value"): ranked["by_value"].astype("float64"),
            _("by CO2"): ranked["by_co2"].astype("float64"),
            _("by water"): ranked["by_water"].astype("float64"),
            _("by innovation"): ranked["by_innovation"].astype("float64"),
            _("Innovation points"): ranked["innovation"].astype("float64"),
        },
        # Long names take two lines, so that the rank columns are visible in a small window.
        widths={_("Synergy"): 300},
        lines=2,
        alt=_("Ranks of all synergies, and their stages"),
    )


def origins(park: str) -> None:
    """Show the number of synergies by topic and by the occasion at which they were identified."""
    found, read = ask(success.origins, park_id=park), reader()
    if found.empty:
        return
    words = {success.NOT_STATED: _("Not stated"), success.ALL: _("All")}
    columns = {words.get(name) or read.choice("synergy_origin", name): found[name] for name in found}
    topics = [presentation.topic_words(topic, read) for topic in found.index]
    with st.expander(_("Synergies by topic and source")):
        show_table(
            {
                read.column("synergy", "topic"): [*topics, _("All")],
                **{name: [*cells, cells.sum()] for name, cells in columns.items()},
            },
            height="content",
            alt=_("Number of synergies by topic and by the occasion at which they were identified"),
        )
        st.caption(_("All recorded synergies, ended ones included."))


def days(park: str) -> None:
    """Show the days from idea to decision."""
    read = reader()
    days = ask(meetings.decision_days, park_id=park)
    st.subheader(_("From idea to decision"), anchor=False)
    if days.empty:
        st.caption(_("No synergy of this park has reached a decision yet."))
        return
    cards.metric(
        _("Median, {count} synergies", count=read.number(len(days))),
        _("{days} days", days=read.number(float(days["days"].median()), digits=0)),
        defined("days to decision"),
    )
    alt = _("Days from the first record of a synergy to its decision, the fastest first")
    if screen.is_phone():
        between = zip(days["days"], days["idea_on"], days["decided_on"], strict=True)
        words = [
            f"{_('{days} days', days=read.number(count))} · {tables.day(first)} – {tables.day(last)}"
            for count, first, last in between
        ]
        rows = {"name": read.names(days), "amount": days["days"].astype("float64"), "words": words}
        charts.bars(rows, looks=screen.bar_looks(), alt=alt)
        return
    show_table(
        {
            _("Synergy"): read.names(days),
            _("Idea"): [tables.day(day) for day in days["idea_on"]],
            _("Decision"): [tables.day(day) for day in days["decided_on"]],
            _("Days"): days["days"].astype("float64"),
        },
        widths={_("Synergy"): 230},  # in two lines, so that the days are visible beside the methods
        lines=2,
        alt=alt,
    )


def offer() -> None:
    """Let the facilitator download the pack."""
    park, read, day = park_id(), reader(), dt.date.today()
    with st.container(horizontal=True):
        report_buttons(
            lambda: committee.pack(cursor(), park_id=park, reader=read, day=day),
            {"pptx": _("Committee slides (PowerPoint)"), "docx": _("Committee documents (Word)")},
            f"{park}-committee-{day.isoformat()}",
            key="pack",
        )
