"""Opportunities of a workshop and the votes on them, for its minutes and slides."""

import datetime as dt

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.reports.blocks import Block, Heading, tabulated
from isdata.output.reports.minutes_follow_up import empty_note, means, numbers, omitted_note
from isdata.programme.workshop import attendance, park_rows, scenes
from isdata.programme.workshop.day_state import Day, Opportunity


def opportunities(day: Day, read: Reader) -> list[Block]:
    """Opportunities by topic, with companies, next step, owner and date."""
    if not day.opportunities:
        return [empty_note(read)]
    blocks: list[Block] = []
    topics = list(dict.fromkeys(each.topic for each in day.opportunities.values()))
    for topic in topics:
        blocks.append(Heading(read.choice("topic", topic) if topic else read.text(N_("Without topic")), 2))
        blocks += _steps(read, day, [each for each in day.opportunities.values() if each.topic == topic])
    return blocks


def follow_up(day: Day, read: Reader, most: int) -> list[Block]:
    """The first `most` opportunities, by date of their next step."""
    listed = sorted(day.opportunities.values(), key=lambda each: each.due or "9999")
    if not listed:
        return [empty_note(read)]
    return [*_steps(read, day, listed[:most]), *omitted_note(read, len(listed), most)]


def _steps(read: Reader, day: Day, listed: list[Opportunity]) -> list[Block]:
    due = [read.date(dt.date.fromisoformat(each.due)) if each.due else "–" for each in listed]
    return [
        tabulated(
            read,
            (N_("Opportunity"), [read.half(each.title) for each in listed], 2.0),
            (N_("Companies"), [_named(day, each, read) for each in listed], 1.7),
            (N_("Next step"), [each.next_step or "–" for each in listed], 1.5),
            (N_("Owner"), [each.owner or "–" for each in listed]),
            (N_("Due"), due, 1.5),
        )
    ]


def _named(day: Day, opportunity: Opportunity, read: Reader) -> str:
    """Companies of an opportunity: names of those that agreed to it here or show everything, number of the others."""
    companies = list(park_rows.partners(day, opportunity))
    named = [
        read.half(day.devices_of(company)[-1].company)
        for company in companies
        if day.devices_of(company)
        and (park_rows.agreed_to_be_named(day, opportunity, company) or attendance.is_open(day, company))
    ]
    others = len(companies) - len(named)
    more = [read.plural("{count} not named", "{count} not named", others)] if others else []
    return read.listed([*named, *more]) or "–"


def votes(day: Day, read: Reader, most: int | None = None) -> list[Block]:
    """Votes on opportunities, highest benefit for the effort first."""
    voted = sorted(scenes.votes(day), key=lambda each: -((each.benefit or 0.0) - (each.effort or 0.0)))[:most]
    if not any(each.votes for each in voted):
        return [empty_note(read)]
    return [
        tabulated(
            read,
            (N_("Opportunity"), [read.half(each.title) for each in voted], 3.0),
            numbers(read, N_("Number of votes"), [each.votes for each in voted]),
            means(read, N_("Effort"), [each.effort for each in voted]),
            means(read, N_("Benefit"), [each.benefit for each in voted]),
            caption=read.text(N_("Mean effort and benefit, each from 1 to 5; shown from three votes")),
        )
    ]
