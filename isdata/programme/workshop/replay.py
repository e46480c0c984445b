"""State of a workshop day, replayed from the records of its journal.

The state depends only on the records in their order. An inapplicable record, such as a vote on something never proposed,
changes nothing. Undone records are ignored.
"""

from collections.abc import Iterable
from dataclasses import replace

from isdata.programme.workshop import entry_changes, opportunity_changes
from isdata.programme.workshop.day_state import CONSOLE, SCALE, Change, Day, Effort
from isdata.programme.workshop.declarations import VISIBILITIES, Participant
from isdata.programme.workshop.journal import Record

# Steps of a console that are not decisions about submissions, or that have their own button to undo them.
_NOT_UNDONE = frozenset({"open", "serve", "close", "reopen", "undo", "stored", "read", "drawn"})


def replay(records: Iterable[Record]) -> Day:
    """State that results from records in their order, without undone ones."""
    kept = list(records)
    gone = undone(kept)
    day = Day()
    for record in kept:
        day = apply(day, record) if record.number not in gone else replace(day, last=record.number)
    return day


def apply(day: Day, record: Record) -> Day:
    """State after one further record that undoes nothing."""
    change = _CHANGES.get(record.kind)
    if record.conflicts_with is not None:
        day = entry_changes.conflict(day, record)
    elif change and (record.kind not in _OF_CONSOLE or record.author == CONSOLE):
        day = change(day, record) or day
    return replace(day, last=record.number)


def undone(records: list[Record]) -> set[int]:
    """Numbers of the undone records; an undo may itself be undone by a later one."""
    found: set[int] = set()
    for record in reversed(records):
        is_undo = record.kind == "undo" and record.author == CONSOLE and record.conflicts_with is None
        if is_undo and record.number not in found and isinstance(record.body.get("number"), int):
            found.add(record.body["number"])
    return found


def last_undoable_step(records: list[Record], *, table: int | None = None) -> int | None:
    """Number of the last valid step of a console that can be undone; None if there is none.

    Parameters
    ----------
    table : int, optional
        Number of the table of the console; by default the facilitator's console.
    """
    gone = undone(records)
    steps = (
        each.number
        for each in reversed(records)
        if each.author == CONSOLE and each.kind not in _NOT_UNDONE and each.body.get("table") == table
    )
    return next((number for number in steps if number not in gone), None)


def _open(day: Day, record: Record) -> Day:
    about = {key: value for key, value in record.body.items() if key != "code"}
    return replace(day, about=about, code=record.words("code"), is_open=True)


def _serve(day: Day, record: Record) -> Day:
    """Record the port, so that phones and the main screen find the session again after a restart."""
    return replace(day, about=day.about | {"port": record.body.get("port")})


def _renew(day: Day, record: Record) -> Day:
    return replace(day, code=record.words("code"))


def _close(day: Day, _record: Record) -> Day:
    return replace(day, is_open=False)


def _reopen(day: Day, _record: Record) -> Day:
    return replace(day, is_open=True)


def _join(day: Day, record: Record) -> Day | None:
    """Add a device, or change its settings; a device that joins another company starts again there."""
    company = record.words("company")
    if not company:
        return None
    visibility = record.body.get("visibility")
    new = Participant(
        record.author,
        company,
        record.words("company_id") or None,
        record.words("language") or "en",
        visibility if visibility in VISIBILITIES else "range",
        is_sme=record.flag("is_sme"),
        table=record.whole("table"),
    )
    others = [each for name, each in day.participants.items() if name != record.author]
    is_first = all(each.of_company != new.of_company for each in others)
    known = day.participants.get(record.author)
    if known is not None and known.of_company == new.of_company:
        new = replace(new, wants_interview=known.wants_interview, is_admitted=known.is_admitted)
        return _with_participant(day, replace(new, is_admitted=is_first or known.is_admitted))
    return _with_participant(day, replace(new, is_admitted=is_first))


def _company(day: Day, record: Record) -> Day | None:
    """Correct the company of an entry: its devices and all its declarations move to the company named by the facilitator."""
    entry = day.entries.get(record.words("entry"))
    name, known = record.words("company"), record.words("company_id") or None
    if entry is None or not name:
        return None
    participants = {
        key: replace(each, company=name, company_id=known) if each.of_company == entry.company else each
        for key, each in day.participants.items()
    }
    company = replace(participants[entry.participant_id], company=name, company_id=known).of_company
    entries = {
        key: replace(each, company=company, company_name=name) if each.company == entry.company else each
        for key, each in day.entries.items()
    }
    return replace(day, participants=participants, entries=entries)


def _admit(day: Day, record: Record) -> Day | None:
    participant = day.participants.get(record.words("participant"))
    return _with_participant(day, replace(participant, is_admitted=True)) if participant else None


def _effort(day: Day, record: Record) -> Day | None:
    hours = record.body.get("hours")
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or hours <= 0:
        return None
    named = record.words("opportunity")
    opportunity = named if named in day.opportunities else ""
    done = Effort(record.words("who"), record.words("activity"), float(hours), opportunity)
    return replace(day, efforts=day.efforts | {record.key: done})


def _stored(day: Day, record: Record) -> Day | None:
    """Record the rows stored in the park file for an item, or that they were taken back."""
    rows, of, version = record.body.get("rows"), record.words("of"), record.whole("version")
    if not of:
        return None
    versions = day.versions if version is None else day.versions | {of: version}
    return replace(day, stored=day.stored | {of: rows if isinstance(rows, dict) else None}, versions=versions)


def _interview(day: Day, record: Record) -> Day | None:
    participant, wants = day.participants.get(record.author), record.flag("wants")
    if participant is None or wants is None:
        return None
    return _with_participant(day, replace(participant, wants_interview=wants))


def _feedback(day: Day, record: Record) -> Day | None:
    rating = record.whole("rating", SCALE)
    if record.author not in day.participants or rating is None:
        return None
    kept = {"rating": rating, "words": record.words("words")}
    return replace(day, feedback=day.feedback | {record.author: kept})


def _show(day: Day, record: Record) -> Day | None:
    return replace(day, scene=dict(record.body)) if record.words("scene") else None


def _drawn(day: Day, record: Record) -> Day | None:
    """Add the picture or the cards of a view in a further language, if the main screen still shows that view."""
    view, language = record.words("view"), record.words("language")
    if day.frozen is not None:
        day = replace(day, frozen=_drawn(day.frozen, record) or day.frozen)
    if not language or not view or day.scene.get("view") != view:
        return day
    shown = day.scene.get("shown", {}) | {language: record.body.get("shown")}
    return replace(day, scene=day.scene | {"shown": shown})


def _main_screen(day: Day, record: Record) -> Day | None:
    """Change the language of the main screen, or the end of its countdown."""
    given = {name: record.words(name) for name in ("language", "until") if name in record.body}
    return replace(day, main_screen=day.main_screen | given)


def _freeze(day: Day, record: Record) -> Day:
    return replace(day, frozen=replace(day, frozen=None) if record.body.get("is_on") is True else None)


def _with_participant(day: Day, participant: Participant) -> Day:
    return replace(day, participants=day.participants | {participant.participant_id: participant})


_CHANGES: dict[str, Change] = {
    "open": _open,
    "serve": _serve,
    "renew": _renew,
    "close": _close,
    "reopen": _reopen,
    "join": _join,
    "admit": _admit,
    "company": _company,
    "effort": _effort,
    "stored": _stored,
    "feedback": _feedback,
    "interview": _interview,
    "show": _show,
    "drawn": _drawn,
    "main_screen": _main_screen,
    "freeze": _freeze,
    **entry_changes.CHANGES,
    **opportunity_changes.CHANGES,
}
# Kinds that a phone may send; all others are reserved for the console.
OF_PHONES = frozenset(
    {
        "join",
        "declare",
        "correct",
        "withdraw",
        "interest",
        "vote",
        "consent",
        "feedback",
        "interview",
        "photo",
    }
)
_OF_CONSOLE = frozenset(_CHANGES) - OF_PHONES
