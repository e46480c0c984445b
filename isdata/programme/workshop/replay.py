"""What each record of the journal changes.

The state of a day follows from the records alone, in their order. A record that makes no sense, such as a vote on
something that was never proposed, changes nothing. What was undone never happened.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from isdata.programme.workshop.day import (
    CONSOLE,
    DIRECTIONS,
    FIELDS,
    SCALE,
    SUBJECTS,
    VISIBILITIES,
    Day,
    Effort,
    Entry,
    Opportunity,
    Participant,
    Remark,
)
from isdata.programme.workshop.journal import Record


def replay(records: Iterable[Record]) -> Day:
    """Return the state that follows from records in their order, without those that were undone."""
    kept = list(records)
    gone = undone(kept)
    day = Day()
    for record in kept:
        day = apply(day, record) if record.number not in gone else replace(day, last=record.number)
    return day


def apply(day: Day, record: Record) -> Day:
    """Return the state after one more record that undoes nothing."""
    change = _CHANGES.get(record.kind)
    if record.conflicts_with is not None:
        day = _conflict(day, record)
    elif change and (record.kind not in _OF_CONSOLE or record.author == CONSOLE):
        day = change(day, record) or day
    return replace(day, last=record.number)


def undone(records: list[Record]) -> set[int]:
    """Numbers of the records that were undone; what undid them may itself be undone by a later one."""
    found: set[int] = set()
    for record in reversed(records):
        is_undo = record.kind == "undo" and record.author == CONSOLE and record.conflicts_with is None
        if is_undo and record.number not in found and isinstance(record.body.get("number"), int):
            found.add(record.body["number"])
    return found


def _open(day: Day, record: Record) -> Day:
    about = {key: value for key, value in record.body.items() if key != "code"}
    return replace(day, about=about, code=_text(record, "code"), is_open=True)


def _renew(day: Day, record: Record) -> Day:
    return replace(day, code=_text(record, "code"))


def _close(day: Day, _record: Record) -> Day:
    return replace(day, is_open=False)


def _reopen(day: Day, _record: Record) -> Day:
    return replace(day, is_open=True)


def _join(day: Day, record: Record) -> Day | None:
    """Add a device, or change what it chose; whoever joins another company begins anew there."""
    company = _text(record, "company")
    if not company:
        return None
    visibility = record.body.get("visibility")
    new = Participant(
        record.author,
        company,
        _text(record, "company_id") or None,
        _text(record, "language") or "en",
        visibility if visibility in VISIBILITIES else "range",
        is_sme=_flag(record, "is_sme"),
        table=_whole(record, "table"),
    )
    others = [each for name, each in day.participants.items() if name != record.author]
    is_first = all(each.of_company != new.of_company for each in others)
    known = day.participants.get(record.author)
    if known is not None and known.of_company == new.of_company:
        new = replace(new, wants_interview=known.wants_interview, is_admitted=known.is_admitted)
        return _with_participant(day, replace(new, is_admitted=is_first or known.is_admitted))
    return _with_participant(day, replace(new, is_admitted=is_first))


def _admit(day: Day, record: Record) -> Day | None:
    participant = day.participants.get(_text(record, "participant"))
    return _with_participant(day, replace(participant, is_admitted=True)) if participant else None


def _declare(day: Day, record: Record) -> Day | None:
    direction, subject = _text(record, "direction"), _text(record, "subject") or "material"
    is_known = record.author in day.participants or record.author == CONSOLE
    if not is_known or direction not in DIRECTIONS or subject not in SUBJECTS or not _text(record, "what"):
        return None
    participant = _text(record, "participant") if record.author == CONSOLE else record.author
    if participant not in day.participants:
        return None
    values = {name: record.body[name] for name in FIELDS if record.body.get(name) not in (None, "")}
    of = day.participants[participant]
    entry = Entry(
        record.key, participant, of.of_company, of.company, record.number, direction, subject, values
    )
    return _with_entry(day, entry)


def _correct(day: Day, record: Record) -> Day | None:
    """Change an entry as its company sent it, if it saw the entry as it is now; else the facilitator chooses."""
    entry = _own_entry(day, record)
    if entry is None:
        return None
    if record.author == CONSOLE:
        changed = _corrected(entry, record)
        return _with_entry(day, _confirmed(changed) if changed.status == "confirmed" else changed)
    if record.body.get("version") != entry.version:
        return _with_entry(day, replace(entry, conflicts=(*entry.conflicts, record)))
    changed = _corrected(entry, record)  # what is new in it waits for the facilitator
    return _with_entry(day, replace(changed, status="received") if changed.status == "confirmed" else changed)


def _corrected(entry: Entry, record: Record) -> Entry:
    given = {name: record.body[name] for name in FIELDS if name in record.body}
    if not given.get("resource_id") and given.get("what", entry.values["what"]) == entry.values["what"]:
        given.pop("resource_id", None)  # what it is called did not change, so neither did what it is
    values = {name: value for name, value in (entry.values | given).items() if value not in (None, "")}
    direction = _text(record, "direction")
    return replace(
        entry,
        values=values,
        version=record.number,
        direction=direction if direction in DIRECTIONS else entry.direction,
    )


def _choose(day: Day, record: Record) -> Day | None:
    """Take one of the contents that came for an entry, or none of them; the entry has no conflict any more."""
    entry = day.entries.get(_text(record, "entry"))
    if entry is None:
        return None
    chosen = [each for each in entry.conflicts if each.number == record.body.get("number")]
    settled = replace(entry, conflicts=(), version=record.number)
    return _with_entry(
        day, replace(_corrected(settled, chosen[0]), version=record.number) if chosen else settled
    )


def _conflict(day: Day, record: Record) -> Day:
    """Lay another content under the same key beside its entry, so that somebody sees it."""
    entry = day.entries.get(record.key)
    return _with_entry(day, replace(entry, conflicts=(*entry.conflicts, record))) if entry else day


def _withdraw(day: Day, record: Record) -> Day | None:
    entry = _own_entry(day, record)
    return _with_entry(day, replace(entry, status="withdrawn", version=record.number)) if entry else None


def _status(status: str) -> "Change":
    def change(day: Day, record: Record) -> Day | None:
        entry = day.entries.get(_text(record, "entry"))
        if entry is None or entry.status == "withdrawn" or (status == "read" and entry.status != "received"):
            return None
        return _with_entry(day, replace(entry, status=status))

    return change


def _confirm(day: Day, record: Record) -> Day | None:
    """Confirm an entry as it is, of the resource that the facilitator saw beside it."""
    entry = day.entries.get(_text(record, "entry"))
    if entry is None or entry.status == "withdrawn":
        return None
    resource = {"resource_id": _text(record, "resource_id")} if _text(record, "resource_id") else {}
    confirmed = replace(entry, status="confirmed", values=entry.values | resource)
    return _with_entry(day, _confirmed(confirmed))


def _confirmed(entry: Entry) -> Entry:
    """Keep what an entry says now as what was confirmed."""
    said = {"direction": entry.direction, "subject": entry.subject, "values": entry.values}
    return replace(entry, confirmed=said)


def _merge(day: Day, record: Record) -> Day | None:
    """Make an entry part of another one that says the same; hands raised for it count there."""
    entry, into = day.entries.get(_text(record, "entry")), day.entries.get(_text(record, "into"))
    if entry is None or into is None or entry is into or into.merged_into is not None:
        return None
    day = _with_entry(day, replace(entry, merged_into=into.entry_id))
    return _with_entry(day, replace(into, interested=into.interested | entry.interested))


def _note(day: Day, record: Record) -> Day | None:
    entry = day.entries.get(_text(record, "entry"))
    return _with_entry(day, replace(entry, note=_text(record, "note"))) if entry else None


def _interest(day: Day, record: Record) -> Day | None:
    entry = day.entries.get(_text(record, "entry"))
    if entry is None or not entry.is_live or record.author not in day.participants:
        return None
    hand = {record.author}
    hands = entry.interested | hand if record.body.get("is_up") is True else entry.interested - hand
    return _with_entry(day, replace(entry, interested=frozenset(hands)))


def _opportunity(day: Day, record: Record) -> Day | None:
    """Propose an opportunity, or change one that is named."""
    named = _text(record, "opportunity")
    known = day.opportunities.get(named) if named else Opportunity(record.key, "")
    if known is None:
        return None
    texts = {
        name: _text(record, name)
        for name in ("title", "topic", "next_step", "owner", "due")
        if name in record.body
    }
    given = record.body.get("entries", known.entries)
    entries = (
        [name for name in day.entries if name in given] if isinstance(given, (list, tuple)) else known.entries
    )
    changed = replace(known, entries=tuple(entries), **texts)
    return _with_opportunity(day, changed) if changed.title else None


def _adopt(day: Day, record: Record) -> Day | None:
    """Put an opportunity on the board, or take it off again."""
    known = day.opportunities.get(_text(record, "opportunity"))
    is_confirmed = record.body.get("is_confirmed", True)
    if known is None or not isinstance(is_confirmed, bool):
        return None
    return _with_opportunity(day, replace(known, is_confirmed=is_confirmed))


def _remark(day: Day, record: Record) -> Day | None:
    """Write down a decision or an open question; strike one out that is named without a text."""
    text, named = _text(record, "text"), _text(record, "remark")
    if named in day.remarks and not text:
        return replace(day, remarks={key: each for key, each in day.remarks.items() if key != named})
    is_decision = _flag(record, "is_decision")
    if is_decision is None or not text:
        return None
    return replace(day, remarks=day.remarks | {record.key: Remark(is_decision, text)})


def _effort(day: Day, record: Record) -> Day | None:
    hours = record.body.get("hours")
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or hours <= 0:
        return None
    done = Effort(_text(record, "who"), _text(record, "activity"), float(hours))
    return replace(day, efforts=day.efforts | {record.key: done})


def _stored(day: Day, record: Record) -> Day | None:
    """Note which rows the park file has of something, or that they were taken back."""
    rows = record.body.get("rows")
    if not _text(record, "of"):
        return None
    return replace(day, stored=day.stored | {_text(record, "of"): rows if isinstance(rows, dict) else None})


def _interview(day: Day, record: Record) -> Day | None:
    participant, wants = day.participants.get(record.author), _flag(record, "wants")
    if participant is None or wants is None:
        return None
    return _with_participant(day, replace(participant, wants_interview=wants))


def _seat(day: Day, record: Record) -> Day | None:
    participant = day.participants.get(_text(record, "participant"))
    return (
        _with_participant(day, replace(participant, table=_whole(record, "table"))) if participant else None
    )


def _photo(day: Day, record: Record) -> Day | None:
    """Lay a photo beside an entry; it may come with no change of what the entry says."""
    entry = _own_entry(day, record)
    return (
        _with_entry(day, replace(entry, values=entry.values | {"photo": _text(record, "photo")}))
        if entry
        else None
    )


def _vote(day: Day, record: Record) -> Day | None:
    opportunity = day.opportunities.get(_text(record, "opportunity"))
    effort, benefit = _number(record, "effort"), _number(record, "benefit")
    if opportunity is None or record.author not in day.participants or effort is None or benefit is None:
        return None
    return _with_opportunity(
        day, replace(opportunity, votes=opportunity.votes | {record.author: (effort, benefit)})
    )


def _consent(day: Day, record: Record) -> Day | None:
    opportunity = day.opportunities.get(_text(record, "opportunity"))
    agrees = record.body.get("agrees")
    if opportunity is None or record.author not in day.participants or not isinstance(agrees, bool):
        return None
    return _with_opportunity(
        day, replace(opportunity, consents=opportunity.consents | {record.author: agrees})
    )


def _feedback(day: Day, record: Record) -> Day | None:
    rating = _number(record, "rating")
    if record.author not in day.participants or rating is None:
        return None
    kept = {"rating": rating, "words": _text(record, "words")}
    return replace(day, feedback=day.feedback | {record.author: kept})


def _show(day: Day, record: Record) -> Day | None:
    return replace(day, scene=dict(record.body)) if _text(record, "scene") else None


def _wall(day: Day, record: Record) -> Day | None:
    """Change the language of the wall, or until when its clock counts down."""
    given = {name: _text(record, name) for name in ("language", "until") if name in record.body}
    return replace(day, wall=day.wall | given)


def _freeze(day: Day, record: Record) -> Day:
    return replace(day, frozen=replace(day, frozen=None) if record.body.get("is_on") is True else None)


def _own_entry(day: Day, record: Record) -> Entry | None:
    """Return the entry that a record names, if its sender speaks for the same company or is the console."""
    entry = day.entries.get(_text(record, "entry"))
    if entry is None or entry.status == "withdrawn":
        return None
    if record.author in (CONSOLE, entry.participant_id):
        return entry
    sender = day.participants.get(record.author)
    is_own = sender is not None and sender.is_admitted and sender.of_company == entry.company
    return entry if is_own else None


def _text(record: Record, name: str) -> str:
    """Return a text of a record's body, without blanks around it; empty where there is none."""
    value = record.body.get(name)
    return value.strip() if isinstance(value, str) else ""


def _flag(record: Record, name: str) -> bool | None:
    """Return a yes or no of a record's body; None where it does not say."""
    value = record.body.get(name)
    return value if isinstance(value, bool) else None


def _whole(record: Record, name: str) -> int | None:
    """Return a whole number above zero of a record's body; None for anything else."""
    value = record.body.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _number(record: Record, name: str) -> int | None:
    """Return a number on the scale from 1 to 5; None for anything else."""
    value = record.body.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value in SCALE else None


def _with_participant(day: Day, participant: Participant) -> Day:
    return replace(day, participants=day.participants | {participant.participant_id: participant})


def _with_entry(day: Day, entry: Entry) -> Day:
    return replace(day, entries=day.entries | {entry.entry_id: entry})


def _with_opportunity(day: Day, opportunity: Opportunity) -> Day:
    return replace(day, opportunities=day.opportunities | {opportunity.opportunity_id: opportunity})


Change = Callable[[Day, Record], "Day | None"]
_CHANGES: dict[str, Change] = {
    "open": _open,
    "renew": _renew,
    "close": _close,
    "reopen": _reopen,
    "join": _join,
    "admit": _admit,
    "declare": _declare,
    "correct": _correct,
    "choose": _choose,
    "withdraw": _withdraw,
    "read": _status("read"),
    "confirm": _confirm,
    "hide": _status("hidden"),
    "merge": _merge,
    "note": _note,
    "interest": _interest,
    "opportunity": _opportunity,
    "adopt": _adopt,
    "remark": _remark,
    "effort": _effort,
    "stored": _stored,
    "vote": _vote,
    "consent": _consent,
    "feedback": _feedback,
    "interview": _interview,
    "photo": _photo,
    "seat": _seat,
    "show": _show,
    "wall": _wall,
    "freeze": _freeze,
}
# What a phone may send; everything else is the console's.
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
