"""Minutes of a workshop and slides for its steering committee; what a company did not agree to show is in neither."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.reports.blocks import (
    Block,
    Column,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
)
from isdata.output.reports.minutes_follow_up import (
    feedback,
    interview_rows,
    is_open,
    means,
    nothing,
    numbers,
    remark_texts,
    remarks,
    time_spent,
)
from isdata.programme.workshop import park_rows, scenes
from isdata.programme.workshop.day import Day, Opportunity
from isdata.programme.workshop.participation import participation
from isdata.programme.workshop.templates import DIRECTION_WORDS, amount
from isdata.programme.workshop.wall_page import quantities

_MOST_ON_SLIDE = 9
_FEWEST_NAMED = (
    3  # companies without names in public that may be named as present: of fewer, one could tell which
)


@dataclass(frozen=True)
class Frame:
    """Context of the minutes: park, date of issue, version of the data, and currency.

    Parameters
    ----------
    park : str
        Name of the park.
    made_on : date
        Day on which they are made.
    data_version : int
        Of the park file.
    currency : str
        Of costs.
    smes, interviewed
        As for `participation`.
    """

    park: str
    made_on: dt.date
    data_version: int
    currency: str = "CNY"
    smes: Mapping[str, bool] = field(default_factory=dict)
    interviewed: Collection[str] = ()


def minutes(day: Day, read: Reader, frame: Frame) -> Report:
    """Minutes: attendance, resources, opportunities by topic, votes, decisions, interviews, open questions, feedback, effort."""
    blocks: list[Block] = [
        _in_figures(day, read, frame),
        Heading(read.text(N_("Attendance"))),
        *_attendance(day, read),
        Heading(read.text(N_("Resources"))),
        *_resources(day, read),
        Heading(read.text(N_("Possible exchanges"))),
        *_pairs(day, read, frame),
        Heading(read.text(N_("Opportunities"))),
        *_opportunities(day, read),
        Heading(read.text(N_("Votes"))),
        *_votes(day, read),
        Heading(read.text(N_("Decisions"))),
        remarks(day, read, is_decision=True),
        Heading(read.text(N_("Interviews"))),
        *interview_rows(day, read),
        Heading(read.text(N_("Open questions"))),
        remarks(day, read, is_decision=False),
        Heading(read.text(N_("Feedback"))),
        *feedback(day, read),
        Heading(read.text(N_("Working time of the facilitators"))),
        *time_spent(day, read),
    ]
    return _report(day, read, frame, N_("Minutes of the workshop"), blocks)


def slides(day: Day, read: Reader, frame: Frame) -> Report:
    """Slides for the steering committee, one chapter each: nine after the title."""
    blocks: list[Block] = [
        Heading(read.text(N_("The day in figures"))),
        _in_figures(day, read, frame),
        Heading(read.text(N_("Who was there"))),
        *_attendance(day, read, most=_MOST_ON_SLIDE * 3),
        Heading(read.text(N_("What companies have"))),
        *_resources(day, read, "have", most=_MOST_ON_SLIDE),
        Heading(read.text(N_("What companies want"))),
        *_resources(day, read, "want", most=_MOST_ON_SLIDE),
        Heading(read.text(N_("Possible exchanges"))),
        *_pairs(day, read, frame, most=_MOST_ON_SLIDE),
        Heading(read.text(N_("Opportunities and next steps"))),
        *_follow_up(day, read, most=_MOST_ON_SLIDE),
        Heading(read.text(N_("Votes"))),
        *_votes(day, read, most=_MOST_ON_SLIDE),
        Heading(read.text(N_("Interviews"))),
        *interview_rows(day, read),
        Heading(read.text(N_("To be decided"))),
        Paragraph(read.text(N_("Decisions of the day")), remark_texts(day, is_decision=True)),
        Paragraph(read.text(N_("Open questions")), remark_texts(day, is_decision=False)),
    ]
    return _report(day, read, frame, N_("Results of the workshop"), blocks)


def _report(day: Day, read: Reader, frame: Frame, title: str, blocks: list[Block]) -> Report:
    date = str(day.about.get("date", ""))
    held = read.date(dt.date.fromisoformat(date)) if date else ""
    rehearsal = read.text(N_("Rehearsal with fictitious companies")) if day.about.get("is_rehearsal") else ""
    subtitle = read.clauses([str(day.about.get("name", "")), held, rehearsal])
    return Report(read.text(title), subtitle, frame.park, frame.made_on, frame.data_version, read, blocks)


def _in_figures(day: Day, read: Reader, frame: Frame) -> Paragraph:
    known = {each.of_company: each.is_sme for each in day.participants.values() if each.is_sme is not None}
    raised = {hand for entry in day.entries.values() for hand in day.hands(entry)}
    entries = sum(entry.is_live for entry in day.entries.values())
    came = participation(day, smes=frame.smes, interviewed=frame.interviewed)
    items = [
        read.plural("{count} company present", "{count} companies present", len(day.companies())),
        read.plural("{count} company raised a hand", "{count} companies raised a hand", len(raised)),
        read.plural("{count} entry", "{count} entries", entries),
        read.plural("{count} opportunity", "{count} opportunities", len(day.opportunities)),
    ]
    if came.invited:
        words = read.plural("{count} company invited", "{count} companies invited", len(came.invited))
        items.insert(0, words)
    if came.interviewed:
        items.append(
            read.plural("{count} company interviewed", "{count} companies interviewed", len(came.interviewed))
        )
    if came.smes_invited:
        share = read.percent(came.smes_present / came.smes_invited)
        items.append(
            read.plural(
                "Participation of SMEs: {share} of {count} that was invited",
                "Participation of SMEs: {share} of {count} that were invited",
                came.smes_invited,
                share=share,
            )
        )
    if known:
        share = read.percent(sum(known.values()) / len(known))
        items.append(
            read.plural(
                "SMEs: {share} of {count} company that stated it",
                "SMEs: {share} of {count} companies that stated it",
                len(known),
                share=share,
            )
        )
    return Paragraph("", items)


def _attendance(day: Day, read: Reader, most: int | None = None) -> list[Block]:
    """Participants by name, except so few undisclosed companies that their declarations could be assigned."""
    companies = day.companies()
    words = read.plural("{count} company took part.", "{count} companies took part.", len(companies))
    private = [company for company in companies if not is_open(day, company)]
    unnamed = private if len(private) < _FEWEST_NAMED else []
    names = sorted(
        read.half(day.speaks_for(company)[-1].company) for company in companies if company not in unnamed
    )
    by_name = Paragraph(words, names[:most]) if most else Paragraph(f"{words} {read.listed(names)}")
    blocks: list[Block] = [by_name, *_rest(read, len(names), most)]
    if unnamed:
        note = read.plural(
            "{count} company is not named: what it declared without its name could be traced to it.",
            "{count} companies are not named: what they declared without their names could be traced to them.",
            len(unnamed),
        )
        blocks.append(Note(note))
    return blocks


def _resources(day: Day, read: Reader, direction: str | None = None, most: int | None = None) -> list[Block]:
    listed = [each for each in scenes.shown(day) if direction in (None, each.direction)]
    shown = sorted(
        listed,
        key=lambda each: (-each.hands, " ".join(read.half(each.what).casefold().split()), each.direction),
    )
    live = [entry for entry in day.entries.values() if entry.is_live]
    undisclosed = sum(direction in (None, entry.direction) for entry in live) - len(shown)
    columns = [
        Column(read.text(N_("Resource")), [read.half(each.what) for each in shown[:most]], width=2.0),
        Column(read.text(N_("Amount")), [amount(read, each) for each in shown[:most]], width=1.4),
        Column(
            read.text(N_("Company")), [read.half(each.company) or "–" for each in shown[:most]], width=1.6
        ),
        numbers(read, N_("Hands"), [each.hands for each in shown[:most]]),
    ]
    if direction is None:
        words = [read.text(DIRECTION_WORDS[each.direction]) for each in shown]
        columns.insert(0, Column(read.text(N_("Have or want")), words, width=0.8))
    blocks: list[Block] = [Table("", columns), *_rest(read, len(shown), most)] if shown else [nothing(read)]
    if undisclosed:
        note = read.plural(
            "{count} further entry is for the facilitator only.",
            "{count} further entries are for the facilitator only.",
            undisclosed,
        )
        blocks.append(Note(note))
    unconfirmed = sum(day.entries[each.entry_id].confirmed is None for each in shown)
    if unconfirmed:
        note = read.plural(
            "{count} of these entries stands as it was declared; the facilitator has not confirmed it.",
            "{count} of these entries stand as they were declared; the facilitator has not confirmed them.",
            unconfirmed,
        )
        blocks.append(Note(note))
    return blocks


def _pairs(day: Day, read: Reader, frame: Frame, most: int | None = None) -> list[Block]:
    found = scenes.pairs(day)
    if not found:
        return [nothing(read)]
    rows = found[:most]
    amounts = [_range(read, pair) for pair in rows]
    costs = [read.money(pair.cost, frame.currency) if pair.cost is not None else "–" for pair in rows]
    return [
        Table(
            "",
            [
                Column(read.text(N_("Resource")), [read.half(pair.have.what) for pair in rows], width=1.6),
                Column(
                    read.text(N_("From")), [read.half(pair.have.company) or "–" for pair in rows], width=1.4
                ),
                Column(
                    read.text(N_("To")), [read.half(pair.want.company) or "–" for pair in rows], width=1.4
                ),
                Column(read.text(N_("Amount per year")), amounts, width=1.4),
                Column(read.text(N_("Cost today per year")), costs),
            ],
        ),
        *_rest(read, len(found), most),
    ]


def _range(read: Reader, pair: scenes.Pair) -> str:
    if pair.low is None or pair.high is None:
        return "–"
    return quantities(read, pair.low, pair.high, pair.unit)


def _opportunities(day: Day, read: Reader) -> list[Block]:
    if not day.opportunities:
        return [nothing(read)]
    blocks: list[Block] = []
    topics = list(dict.fromkeys(each.topic for each in day.opportunities.values()))
    for topic in topics:
        blocks.append(Heading(read.choice("topic", topic) if topic else read.text(N_("Without topic")), 2))
        blocks += _steps(read, day, [each for each in day.opportunities.values() if each.topic == topic])
    return blocks


def _follow_up(day: Day, read: Reader, most: int) -> list[Block]:
    listed = sorted(day.opportunities.values(), key=lambda each: each.due or "9999")
    if not listed:
        return [nothing(read)]
    return [*_steps(read, day, listed[:most]), *_rest(read, len(listed), most)]


def _steps(read: Reader, day: Day, listed: list[Opportunity]) -> list[Block]:
    due = [read.date(dt.date.fromisoformat(each.due)) if each.due else "–" for each in listed]
    return [
        Table(
            "",
            [
                Column(read.text(N_("Opportunity")), [each.title for each in listed], width=2.0),
                Column(read.text(N_("Companies")), [_named(day, each, read) for each in listed], width=1.8),
                Column(read.text(N_("Next step")), [each.next_step or "–" for each in listed], width=1.6),
                Column(read.text(N_("Owner")), [each.owner or "–" for each in listed]),
                Column(read.text(N_("Due")), due),
            ],
        )
    ]


def _named(day: Day, opportunity: Opportunity, read: Reader) -> str:
    """Companies of an opportunity: by name those that agreed to it here or show everything, the others counted."""
    companies = list(park_rows.partners(day, opportunity))
    named = [
        read.half(day.speaks_for(company)[-1].company)
        for company in companies
        if day.speaks_for(company) and (park_rows.agrees(day, opportunity, company) or is_open(day, company))
    ]
    others = len(companies) - len(named)
    more = [read.plural("{count} not named", "{count} not named", others)] if others else []
    return read.listed([*named, *more]) or "–"


def _votes(day: Day, read: Reader, most: int | None = None) -> list[Block]:
    voted = sorted(scenes.voted(day), key=lambda each: -((each.benefit or 0.0) - (each.effort or 0.0)))[:most]
    if not any(each.votes for each in voted):
        return [nothing(read)]
    return [
        Table(
            read.text(N_("Mean of effort and benefit, each from 1 to 5; given from three votes on")),
            [
                Column(read.text(N_("Opportunity")), [each.title for each in voted], width=3.0),
                numbers(read, N_("Votes"), [each.votes for each in voted]),
                means(read, N_("Effort"), [each.effort for each in voted]),
                means(read, N_("Benefit"), [each.benefit for each in voted]),
            ],
        )
    ]


def _rest(read: Reader, count: int, most: int | None) -> list[Block]:
    if most is None or count <= most:
        return []
    return [Note(read.plural("and {count} more", "and {count} more", count - most))]
