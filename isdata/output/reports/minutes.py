"""Minutes of a workshop and slides for its steering committee; both omit what a company did not agree to show."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.reports.blocks import Block, Column, Note, Paragraph, Report, Table, chapters, tabulated
from isdata.output.reports.minutes_follow_up import (
    amounts,
    empty_note,
    feedback,
    interview_rows,
    numbers,
    omitted_note,
    remark_texts,
    remarks,
    time_spent,
)
from isdata.output.reports.minutes_opportunities import follow_up, opportunities, votes
from isdata.programme.workshop import attendance, park_matches, scenes, stored_stream_pairs
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.park_references import in_own_language
from isdata.programme.workshop.participation import Participation, participation, sizes_present
from isdata.programme.workshop.templates import DIRECTION_WORDS, amount, quantities, subject_words

_MOST_ON_SLIDE = 9


@dataclass(frozen=True)
class Frame:
    """Context of the minutes: park, date of issue, data version, and currency.

    Parameters
    ----------
    park : str
        Name of the park.
    made_on : date
        Date of issue.
    data_version : int
        Data version of the park file.
    currency : str
        Currency of costs.
    resources : mapping
        Bilingual names of resources by id.
    earlier : DataFrame
        Streams that companies disclosed before the workshop, as from `park_matches.disclosed`.
    smes, interviewed
        As for `participation`.
    """

    park: str
    made_on: dt.date
    data_version: int
    currency: str = "CNY"
    resources: Mapping[str, str] = field(default_factory=dict)
    earlier: pd.DataFrame = field(default_factory=park_matches.no_streams)
    smes: Mapping[str, bool] = field(default_factory=dict)
    interviewed: Collection[str] = ()


def minutes(day: Day, read: Reader, frame: Frame) -> Report:
    """Minutes: attendance, agenda, resources, opportunities by topic, votes, decisions, interviews, open questions, feedback, effort."""
    contents = {
        N_("Attendance"): [*_attendance(day, read), *_facilitators(day, read)],
        **_agenda(day),
        N_("Resources"): _resources(day, read, frame),
        N_("Possible exchanges"): _pairs(day, read, frame),
        N_("Opportunities"): opportunities(day, read),
        N_("Votes"): votes(day, read),
        N_("Decisions"): [remarks(day, read, is_decision=True)],
        N_("Interviews"): interview_rows(day, read),
        N_("Open questions"): [remarks(day, read, is_decision=False)],
        N_("Feedback"): feedback(day, read),
        N_("Facilitation hours"): time_spent(day, read),
    }
    blocks = [_in_figures(day, read, frame), *chapters(read, contents)]
    return _report(day, read, frame, N_("Minutes of the workshop"), blocks)


def slides(day: Day, read: Reader, frame: Frame) -> Report:
    """Slides for the steering committee, one chapter each: nine after the title."""
    contents = {
        N_("The day in figures"): [_in_figures(day, read, frame)],
        N_("Attendance list"): _attendance(day, read, most=_MOST_ON_SLIDE * 3),
        N_("What companies have"): _resources(day, read, frame, "have", most=_MOST_ON_SLIDE),
        N_("What companies want"): _resources(day, read, frame, "want", most=_MOST_ON_SLIDE),
        N_("Possible exchanges"): _pairs(day, read, frame, most=_MOST_ON_SLIDE),
        N_("Opportunities and next steps"): follow_up(day, read, most=_MOST_ON_SLIDE),
        N_("Votes"): votes(day, read, most=_MOST_ON_SLIDE),
        N_("Interviews"): interview_rows(day, read),
        N_("To be decided"): [
            Paragraph(
                read.text(heading), remark_texts(day, is_decision=is_decision) or [empty_note(read).text]
            )
            for heading, is_decision in ((N_("Decisions of the day"), True), (N_("Open questions"), False))
        ],
    }
    return _report(day, read, frame, N_("Results of the workshop"), chapters(read, contents))


def _report(day: Day, read: Reader, frame: Frame, title: str, blocks: list[Block]) -> Report:
    date = str(day.about.get("date", ""))
    held = read.date(dt.date.fromisoformat(date)) if date else ""
    rehearsal = read.text(N_("Rehearsal with fictitious companies")) if day.about.get("is_rehearsal") else ""
    subtitle = read.clauses([read.half(day.about.get("name")), held, rehearsal])
    return Report(read.text(title), subtitle, frame.park, frame.made_on, frame.data_version, read, blocks)


def _in_figures(day: Day, read: Reader, frame: Frame) -> Paragraph:
    raised = {hand for entry in day.entries.values() for hand in day.hands(entry)}
    entries = sum(entry.is_live for entry in day.entries.values())
    came = participation(day, smes=frame.smes, interviewed=frame.interviewed)
    items = [
        read.plural("{count} company present", "{count} companies present", len(day.companies())),
        read.plural(
            "{count} company expressed interest", "{count} companies expressed interest", len(raised)
        ),
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
    return Paragraph("", [*items, *_smes(day, came, frame.smes, read)])


def _smes(day: Day, came: Participation, smes: Mapping[str, bool], read: Reader) -> list[str]:
    """Small and medium-sized companies, as far as known: share of the invited ones that came, and number of those present."""
    known, items = sizes_present(day, smes), []
    if came.smes_invited:
        share = read.noted(read.percent(came.smes_present / came.smes_invited), sme_counts(came, read))
        items.append(read.text(N_("Participation of SMEs: {share}"), share=share))
    if known:
        words = read.plural(
            "SMEs present: {smes} of {count} company of known size",
            "SMEs present: {smes} of {count} companies of known size",
            len(known),
            smes=read.number(sum(known.values())),
        )
        items.append(words)
    return items


def sme_counts(came: Participation, read: Reader) -> str:
    """Number of invited SMEs that came, and how many are SMEs by their own statement only."""
    words = read.text(
        N_("{present} of {invited} invited"),
        present=read.number(came.smes_present),
        invited=read.number(came.smes_invited),
    )
    stated = read.text(N_("{count} by its own statement"), count=read.number(came.smes_stated))
    return read.clauses([words, stated]) if came.smes_stated else words


def _attendance(day: Day, read: Reader, most: int | None = None) -> list[Block]:
    """Participants by name, except undisclosed companies if so few that their declarations could be attributed.

    A company that agreed to be named in an opportunity is named here, too.
    """
    count, unnamed = len(day.companies()), attendance.unnamed(day)
    words = read.plural("{count} company took part.", "{count} companies took part.", count)
    names = sorted(map(read.half, attendance.named(day)))
    by_name = (
        Paragraph(words, names[:most]) if most else Paragraph(read.sentences([words, read.listed(names)]))
    )
    traceable = read.plural(
        "{count} company is not named, as its anonymous entries could be traced to it.",
        "{count} companies are not named, as their anonymous entries could be traced to them.",
        len(unnamed),
    )
    return [by_name, *omitted_note(read, len(names), most), *([Note(traceable)] if unnamed else [])]


def _facilitators(day: Day, read: Reader) -> list[Block]:
    """Names of the facilitators; empty if none was entered."""
    if not day.facilitators:
        return []
    return [Paragraph(read.text(N_("Facilitators: {names}"), names=read.listed(day.facilitators)))]


def _agenda(day: Day) -> dict[str, list[Block]]:
    """Chapter with the agenda, one item a line, as entered when the workshop was opened; none without one."""
    lines = [line.strip() for line in str(day.about.get("agenda", "")).splitlines() if line.strip()]
    return {N_("Agenda"): [Paragraph("", lines)]} if lines else {}


def _resources(
    day: Day, read: Reader, frame: Frame, direction: str | None = None, most: int | None = None
) -> list[Block]:
    listed = [each for each in scenes.shown(day) if direction in (None, each.direction)]
    shown = sorted(
        listed,
        key=lambda each: (-each.hands, " ".join(read.half(each.what).casefold().split()), each.direction),
    )
    live = [entry for entry in day.entries.values() if entry.is_live]
    blocks: list[Block] = [empty_note(read)]
    if shown:
        blocks = [
            _declared(shown[:most], read, frame, has_direction=direction is None),
            *omitted_note(read, len(shown), most),
        ]
    undisclosed = sum(direction in (None, entry.direction) for entry in live) - len(shown)
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
            "{count} of these entries is not confirmed by the facilitator.",
            "{count} of these entries are not confirmed by the facilitator.",
            unconfirmed,
        )
        blocks.append(Note(note))
    return blocks


def _declared(shown: Sequence[scenes.Shown], read: Reader, frame: Frame, *, has_direction: bool) -> Table:
    """Resources that companies have or want, with the direction if there are both."""
    directions = [read.text(DIRECTION_WORDS[each.direction]) for each in shown]
    return tabulated(
        read,
        (N_("Resource"), [_subject(read, each, frame) for each in shown], 2.0),
        *([(N_("Have or want"), directions, 0.8)] if has_direction else []),
        amounts(N_("Amount"), read, [(each.quantity, amount(read, each)) for each in shown], width=1.4),
        (N_("Company"), [read.half(each.company) or "–" for each in shown], 1.6),
        numbers(read, N_("Expressions of interest"), [each.hands for each in shown]),
    )


def _subject(read: Reader, shown: scenes.Shown, frame: Frame) -> str:
    """Resource as typed; if typed in the other language, its recognised name with the typed text in brackets."""
    is_foreign = in_own_language("what", shown.what)[f"what_{read.language}"] is None
    recognised = frame.resources.get(shown.resource_id, "") if is_foreign else ""
    return subject_words(read, shown.what, shown.named or recognised)


def _pairs(day: Day, read: Reader, frame: Frame, most: int | None = None) -> list[Block]:
    found = [*scenes.pairs(day), *stored_stream_pairs.pairs(day, frame.earlier)]
    if not found:
        return [empty_note(read)]
    rows = found[:most]
    exchanged = [(pair.low if pair.low == pair.high else None, _range(read, pair)) for pair in rows]
    costs = [read.money(pair.cost, frame.currency) if pair.cost is not None else "–" for pair in rows]
    table = tabulated(
        read,
        (N_("Resource"), [_subject(read, pair.have, frame) for pair in rows], 1.6),
        (N_("From"), [_company(read, pair.have) for pair in rows], 1.4),
        (N_("To"), [_company(read, pair.want) for pair in rows], 1.4),
        amounts(N_("Amount per year"), read, exchanged, width=1.4),
        Column(
            read.text(N_("Cost today per year")),
            [float("nan") if pair.cost is None else pair.cost for pair in rows],
            words=costs,
            number_format=f'#,##0" {read.money_unit(frame.currency)}"',
        ),
    )
    unconfirmed = scenes.unconfirmed(found)
    note = read.plural(
        "{count} of these exchanges has an entry that is not confirmed by the facilitator.",
        "{count} of these exchanges have an entry that is not confirmed by the facilitator.",
        unconfirmed,
    )
    return [table, *omitted_note(read, len(found), most), *([Note(note)] if unconfirmed else [])]


def _company(read: Reader, shown: scenes.Shown) -> str:
    """Company of one side of a pair; streams recorded before the workshop and unconfirmed entries are marked."""
    name = read.half(shown.company) or "–"
    if shown.is_earlier:
        return read.noted(name, read.text(N_("earlier data")))
    return name if shown.is_confirmed else read.noted(name, read.text(N_("not confirmed")))


def _range(read: Reader, pair: scenes.Pair) -> str:
    if pair.low is None or pair.high is None:
        return "–"
    return quantities(read, pair.low, pair.high, pair.unit)
