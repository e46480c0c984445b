"""Changes of entries by records of the journal."""

from dataclasses import replace

from isdata.programme.workshop.day_state import CONSOLE, Change, Day
from isdata.programme.workshop.declarations import DIRECTIONS, FIELDS, REPEATS, SUBJECTS, Entry
from isdata.programme.workshop.journal import Record


def _declare(day: Day, record: Record) -> Day | None:
    direction, subject = record.words("direction"), record.words("subject") or "material"
    is_known = record.author in day.participants or record.author == CONSOLE
    if not is_known or direction not in DIRECTIONS or subject not in SUBJECTS or not record.words("what"):
        return None
    participant = record.words("participant") if record.author == CONSOLE else record.author
    if participant not in day.participants:
        return None
    values = {name: record.body[name] for name in FIELDS if record.body.get(name) not in (None, "")}
    values.pop("named", None)
    of = day.participants[participant]
    entry = Entry(
        record.key, participant, of.of_company, of.company, record.number, direction, subject, values
    )
    return _with_entry(day, entry)


def _correct(day: Day, record: Record) -> Day | None:
    """Apply a company's change of an entry if it is based on the present version; else the facilitator chooses."""
    entry = _own_entry(day, record)
    if entry is None:
        return None
    if record.author == CONSOLE:
        changed = _corrected(entry, record)
        return _with_entry(day, _confirmed(changed) if changed.status == "confirmed" else changed)
    if record.body.get("version") != entry.version:
        return _with_entry(day, replace(entry, conflicts=(*entry.conflicts, record)))
    changed = _corrected(entry, record)  # its changes await the facilitator
    is_new = changed.status in ("confirmed", "read")
    return _with_entry(day, replace(changed, status="received") if is_new else changed)


def _corrected(entry: Entry, record: Record) -> Entry:
    given = {name: record.body[name] for name in FIELDS if name in record.body}
    if not given.get("resource_id") and given.get("what", entry.values["what"]) == entry.values["what"]:
        given.pop("resource_id", None)  # the name is unchanged, so the resource is too
    if record.author != CONSOLE:
        given.pop("named", None)
        if given.get("what", entry.values["what"]) != entry.values["what"]:
            given["named"] = ""  # with another name it may be another resource
    values = {name: value for name, value in (entry.values | given).items() if value not in (None, "")}
    direction = record.words("direction")
    return replace(
        entry,
        values=values,
        version=record.number,
        direction=direction if direction in DIRECTIONS else entry.direction,
    )


def _choose(day: Day, record: Record) -> Day | None:
    """Resolve the conflict of an entry with one of the received contents, or none."""
    entry = day.entries.get(record.words("entry"))
    if entry is None:
        return None
    chosen = [each for each in entry.conflicts if each.number == record.body.get("number")]
    settled = replace(entry, conflicts=(), version=record.number)
    return _with_entry(
        day, replace(_corrected(settled, chosen[0]), version=record.number) if chosen else settled
    )


def conflict(day: Day, record: Record) -> Day:
    """Add a conflicting content with the same key to its entry, so that the facilitator sees it."""
    entry = day.entries.get(record.key)
    return _with_entry(day, replace(entry, conflicts=(*entry.conflicts, record))) if entry else day


def _withdraw(day: Day, record: Record) -> Day | None:
    entry = _own_entry(day, record)
    return _with_entry(day, replace(entry, status="withdrawn", version=record.number)) if entry else None


def _status(status: str) -> Change:
    def change(day: Day, record: Record) -> Day | None:
        entry = day.entries.get(record.words("entry"))
        if entry is None or entry.status == "withdrawn" or (status == "read" and entry.status != "received"):
            return None
        return _with_entry(day, replace(entry, status=status))

    return change


def _confirm(day: Day, record: Record) -> Day | None:
    """Confirm an entry with the resource shown to the facilitator, and the choice for a stored stream that it repeats."""
    entry = day.entries.get(record.words("entry"))
    if entry is None or entry.status == "withdrawn":
        return None
    resource = {"resource_id": record.words("resource_id")} if record.words("resource_id") else {}
    confirmed = replace(entry, status="confirmed", values=entry.values | resource)
    choice = {name: record.words(name) for name in ("repeats", "stream_id") if record.words(name)}
    is_choice = choice.get("repeats") in REPEATS and (choice["repeats"] == "add" or "stream_id" in choice)
    return _with_entry(day, _confirmed(confirmed, choice if is_choice else None))


def _confirmed(entry: Entry, choice: dict[str, str] | None = None) -> Entry:
    """Store the present content of an entry as confirmed; a former choice holds for the same company and resource."""
    entered = {"company": entry.company, "direction": entry.direction, "subject": entry.subject}
    former = entry.confirmed or {}
    if choice is None:
        is_same = all(former.get(name) == value for name, value in entered.items())
        is_same &= former.get("values", {}).get("resource_id") == entry.values.get("resource_id")
        choice = {name: former[name] for name in ("repeats", "stream_id") if is_same and name in former}
    return replace(entry, confirmed=entered | {"values": entry.values} | choice)


def _merge(day: Day, record: Record) -> Day | None:
    """Merge an entry into another one with the same content; its expressions of interest count there."""
    entry, into = day.entries.get(record.words("entry")), day.entries.get(record.words("into"))
    if entry is None or into is None or entry is into or into.merged_into is not None:
        return None
    day = _with_entry(day, replace(entry, merged_into=into.entry_id))
    return _with_entry(day, replace(into, interested=into.interested | entry.interested))


def _note(day: Day, record: Record) -> Day | None:
    entry = day.entries.get(record.words("entry"))
    return _with_entry(day, replace(entry, note=record.words("note"))) if entry else None


def _interest(day: Day, record: Record) -> Day | None:
    entry = day.entries.get(record.words("entry"))
    if entry is None or not entry.is_live or record.author not in day.participants:
        return None
    hand = {record.author}
    hands = entry.interested | hand if record.body.get("is_up") is True else entry.interested - hand
    return _with_entry(day, replace(entry, interested=frozenset(hands)))


def _photo(day: Day, record: Record) -> Day | None:
    """Add a photo to an entry, without changing its content."""
    entry = _own_entry(day, record)
    return (
        _with_entry(day, replace(entry, values=entry.values | {"photo": record.words("photo")}))
        if entry
        else None
    )


def _own_entry(day: Day, record: Record) -> Entry | None:
    """Entry named by a record, if its sender represents the same company or is the console."""
    entry = day.entries.get(record.words("entry"))
    if entry is None or entry.status == "withdrawn":
        return None
    if record.author in (CONSOLE, entry.participant_id):
        return entry
    sender = day.participants.get(record.author)
    is_own = sender is not None and sender.is_admitted and sender.of_company == entry.company
    return entry if is_own else None


def _with_entry(day: Day, entry: Entry) -> Day:
    return replace(day, entries=day.entries | {entry.entry_id: entry})


CHANGES: dict[str, Change] = {
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
    "photo": _photo,
}
