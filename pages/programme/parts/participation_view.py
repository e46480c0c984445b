"""Participation of the companies of a park from invitation to interview, in numbers and, for the facilitator, by company."""

import pandas as pd
import streamlit as st

from isdata.output.figures import labelled_bars, style
from isdata.programme.visits import participation
from isdata.programme.visits.participation import STEPS, Participation
from pages.common import charts, screen
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.selection import Line
from pages.common.show import computed, missing_data
from pages.common.tables import show_table


def show(reached: Participation, line: Line) -> None:
    """Show how many companies reached each step, and of how many nothing is known."""
    read = reader()
    line.state(
        ngettext(
            "{count} company in the park",
            "{count} companies in the park",
            reached.companies,
        ),
        _("participation of {count} not recorded", count=read.number(reached.unknown))
        if reached.unknown
        else "",
        _recorded_at() if reached.unknown < reached.companies else "",
    )
    if reached.unknown == reached.companies:
        missing_data(
            _(
                "No participation is recorded. Enter it in the column “Interest” of the table “Companies”, or begin an interview."
            )
        )
        return
    st.subheader(summary(reached), anchor=False)
    _picture(reached)


def summary(reached: Participation) -> str:
    """Numbers of companies by step in one line; empty if none is recorded."""
    if reached.unknown == reached.companies:
        return ""
    return _(
        "{present} of {invited} invited companies present, {interested} interested, {interviewed} interviewed",
        **{step: reader().number(count) for step, count in reached.reached.items()},
    )


def _recorded_at() -> str:
    """Event at which most companies were recorded, with its day, and the number of further events; empty for none."""
    read, events = reader(), ask(participation.events, park_id=park_id())
    if events.empty:
        return ""
    first = events.iloc[0]
    name = read.name(first["name_en"], first["name_zh"])
    held = read.noted(name, read.date(first["starts_on"])) if pd.notna(first["starts_on"]) else name
    more = len(events) - 1
    return (
        ngettext("{event} and {count} more event", "{event} and {count} more events", more, event=held)
        if more
        else held
    )


def _picture(reached: Participation) -> None:
    """Draw a bar for each step, with its share of the step before, and one for the companies without a record."""
    read = reader()
    steps = [*STEPS, *(["unknown"] if reached.unknown else [])]
    amounts = [reached.reached.get(step, reached.unknown) for step in steps]
    titles = [read.choice("interest", step) if step in STEPS else _("Not recorded") for step in steps]
    rows = {
        "name": titles,
        "amount": amounts,
        "words": [_words(reached, step) for step in steps],
        "state": titles,
    }
    charts.bars(
        rows,
        colours={
            title: style.ACCENT if step in STEPS else style.RULE
            for step, title in zip(steps, titles, strict=True)
        },
        looks=labelled_bars.Looks(states=None, row=40),
        room=1.5,
        alt=_("Number of companies invited, present, interested and interviewed"),
    )


def _words(reached: Participation, step: str) -> str:
    """Label of a bar: number of companies, and the share of those at the step before."""
    read = reader()
    if step not in STEPS:
        return read.number(reached.unknown)
    count, share = read.number(reached.reached[step]), reached.share(step)
    if pd.isna(share):
        return count
    return {
        "present": _("{count} · {share} of those invited", count=count, share=read.percent(share)),
        "interested": _("{count} · {share} of those present", count=count, share=read.percent(share)),
        "interviewed": _("{count} · {share} of those interested", count=count, share=read.percent(share)),
    }[step]


def table(candidates: pd.DataFrame) -> None:
    """List the companies by step, the furthest first; rows of `choice.candidates`."""
    read = reader()
    interviews = ask(participation.steps, park_id=park_id()).set_index("company_id")["interviews"]
    place = candidates["interest"].map({step: number for number, step in enumerate(STEPS)})
    listed = candidates.assign(place=place).sort_values(
        ["place", "company_id"], ascending=[False, True], na_position="last"
    )
    held = {_("Interviews"): listed["company_id"].map(interviews).to_list()}
    show_table(
        {
            _("Company"): read.names(listed),
            _("Step reached"): [
                read.choice("interest", step) if isinstance(step, str) else None
                for step in listed["interest"]
            ],
            # A phone has room for the names in one line only without this column; the view “Interviews” lists them.
            **({} if screen.is_phone() else held),
            _("Visits"): listed["visits"],
        },
        alt=_("Companies by step of participation"),
        widths={_("Company"): 240},
    )
    computed(
        _(
            "A company counts at the furthest step recorded for it: in the column “Interest” of the company, at an event of the park, or by an interview recorded here. It counts at the earlier steps as well. “Interviewed” may be marked without an interview recorded here, such as one before this file. Without a record, the step is unknown, not “not invited”."
        )
    )
