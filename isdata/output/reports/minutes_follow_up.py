"""Sections of the minutes on what follows the day: interviews, decisions, feedback and working time."""

import re
from collections.abc import Iterable

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.reports.blocks import (
    Block,
    Column,
    Note,
    Paragraph,
    tabulated,
)
from isdata.programme.workshop import attendance, interviews, working_time
from isdata.programme.workshop.day_state import Day

_AMOUNT = re.compile(r"^-?[\d.,]+( million| billion|万|亿)?")  # number with its multiple, before the unit


def interview_rows(day: Day, read: Reader) -> list[Block]:
    """Companies to interview, each with the reasons; one that is undisclosed is named if it asked for an interview and the
    attendance names it."""
    found = interviews.candidates(day)
    if not found:
        return [empty_note(read)]
    chosen, kept = found[: interviews.PLACES], attendance.unnamed(day)
    names = [
        read.half(each.name)
        if attendance.is_open(day, each.company) or (each.asked and each.company not in kept)
        else read.text(N_("not named"))
        for each in chosen
    ]
    words = read.text(
        N_(
            "{count} of {total} companies are proposed for an interview: first those that requested one, then by number of matches and expressions of interest."
        ),
        count=read.number(len(chosen)),
        total=read.number(len(day.companies())),
    )
    return [
        Paragraph(words),
        tabulated(
            read, (N_("Company"), names, 1.4), (N_("Why"), [reasons(read, each) for each in chosen], 3.0)
        ),
    ]


def reasons(read: Reader, candidate: interviews.Candidate) -> str:
    """Reasons for an interview, as short clauses."""
    return read.clauses(
        [
            read.text(N_("asked for one")) if candidate.asked else "",
            read.plural("fits {count} company", "fits {count} companies", candidate.fits)
            if candidate.fits
            else "",
            read.plural("{count} interested company", "{count} interested companies", candidate.hands)
            if candidate.hands
            else "",
            read.plural("{count} entry", "{count} entries", candidate.entries) if candidate.entries else "",
        ]
    )


def remarks(day: Day, read: Reader, *, is_decision: bool) -> Block:
    """Decisions, or open questions, of the day."""
    texts = remark_texts(day, is_decision=is_decision)
    return Paragraph("", texts) if texts else empty_note(read)


def remark_texts(day: Day, *, is_decision: bool) -> list[str]:
    """Wordings of the decisions, or open questions, of the day."""
    return [each.text for each in day.remarks.values() if each.is_decision == is_decision]


def feedback(day: Day, read: Reader) -> list[Block]:
    """Opinions of the participants: counts and means per question."""
    ratings = [each["rating"] for each in day.feedback.values()]
    if not ratings:
        return [empty_note(read)]
    mean = sum(ratings) / len(ratings)
    words = read.plural(
        "{count} answer; usefulness {mean} of 5 on average.",
        "{count} answers; usefulness {mean} of 5 on average.",
        len(ratings),
        mean=read.number(mean, digits=1),
    )
    # Alphabetical order, so that the time of writing does not identify anybody.
    return [Paragraph(words, sorted(each["words"] for each in day.feedback.values() if each["words"]))]


def time_spent(day: Day, read: Reader) -> list[Block]:
    """Hours by person and by opportunity; hours for no single opportunity are in a separate row."""
    if not day.efforts:
        return [empty_note(read)]
    by_person = working_time.hours_by_person(day)
    by_opportunity = working_time.hours_by_opportunity(day)
    titles = [
        read.half(day.opportunities[name].title) if name else read.text(N_("The workshop as a whole"))
        for name in by_opportunity
    ]
    total = read.text(N_("{hours} of facilitation in all"), hours=read.amount(sum(by_person.values()), "h"))
    people = [who or "–" for who in by_person]
    return [
        Paragraph(total),
        tabulated(read, (N_("Who"), people, 2.0), _hours(read, by_person.values())),
        tabulated(read, (N_("Opportunity"), titles, 2.0), _hours(read, by_opportunity.values())),
    ]


def _hours(read: Reader, hours: Iterable[float]) -> Column:
    return Column(
        read.text(N_("Hours")),
        list(hours),
        words=lambda value: read.number(value, digits=1),
        number_format="0.0",
        width=0.7,
    )


def empty_note(read: Reader) -> Note:
    """Note that there is nothing to state."""
    return Note(read.text(N_("Nothing was recorded.")))


def omitted_note(read: Reader, count: int, most: int | None) -> list[Block]:
    """Note on the number of rows omitted from a shortened list."""
    if most is None or count <= most:
        return []
    return [Note(read.plural("and {count} more", "and {count} more", count - most))]


def numbers(read: Reader, title: str, values: Iterable[int]) -> Column:
    """Column of whole numbers."""
    return Column(read.text(title), list(values), words=read.number, width=0.6)


def means(read: Reader, title: str, values: Iterable[float | None]) -> Column:
    """Column of means; empty without answers."""
    return Column(
        read.text(title),
        [float("nan") if value is None else value for value in values],
        words=lambda value: read.number(value, digits=1),
        number_format="0.0",
        width=0.7,
    )


def amounts(title: str, read: Reader, stated: Iterable[tuple[float | None, str]], *, width: float) -> Column:
    """Column of amounts, each with its own unit: numbers in a workbook, except ranges and unknown amounts.

    Parameters
    ----------
    title : str
        Heading.
    stated : iterable of (float or None, str)
        Each amount (None for a range), and its text with the unit.
    width : float
        As of `Column`.
    """
    rows = list(stated)
    return Column(
        read.text(title),
        [float("nan") if value is None else value for value, _words in rows],
        words=[words for _value, words in rows],
        number_format=["" if value is None else _with_unit(value, words) for value, words in rows],
        width=width,
    )


def _with_unit(value: float, words: str) -> str:
    """Number format for a workbook with the unit taken from the text."""
    unit = _AMOUNT.sub("", words).replace('"', "")
    return ("#,##0" if value == round(value) else "#,##0.0##") + f'"{unit}"'
