"""Page of a phone: joining, declaring, and the part that follows the day."""

from dataclasses import dataclass
from typing import Any

from isdata.data import i18n
from isdata.programme.workshop import views
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry, Participant
from isdata.programme.workshop.intake import PERIODS, UNITS
from isdata.programme.workshop.live import new_key
from isdata.programme.workshop.templates import (
    DIRECTION_WORDS,
    STATE_WORDS,
    SUBJECT_WORDS,
    VISIBILITY_WORDS,
    file,
    full_amount,
    page,
)


def connection_page(read: i18n.Reader, number: int) -> str:
    """Page that confirms that a phone reaches this machine, with its number in the console's list."""
    return page("here.html", read, which=number, style=file("style.css"))


def join(
    read: i18n.Reader,
    day: Day,
    companies: list[dict[str, str]],
    *,
    sent: dict[str, str],
    problems: dict[str, str],
    message: str = "",
    asks_code: bool = False,
) -> str:
    """Page for joining with a phone."""
    return page(
        "join.html",
        read,
        style=file("style.css"),
        day=day,
        companies=companies,
        sent=sent,
        problems=problems,
        message=message,
        asks_code=asks_code,
        key=new_key(),
        visibilities=[(value, read.text(words)) for value, words in VISIBILITY_WORDS.items()],
    )


def phone(
    read: i18n.Reader,
    day: Day,
    participant: Participant,
    *,
    sent: dict[str, Any],
    problems: dict[str, str],
    message: str = "",
    corrected: Entry | None = None,
) -> str:
    """Page of a phone that has joined, with a form for a new declaration or the correction of an entry."""
    return page(
        "phone.html",
        read,
        style=file("style.css"),
        script=file("phone.js"),
        message=message,
        sent=sent,
        corrected=corrected,
        key=new_key(),
        directions=[(value, read.text(words)) for value, words in DIRECTION_WORDS.items()],
        subjects=[(value, read.text(words)) for value, words in SUBJECT_WORDS.items()],
        **_live(read, phone_content(day, participant)) | {"problems": problems},
    )


@dataclass(frozen=True)
class PhoneContent:
    """Content of the day on a phone; nothing is sent while it is unchanged.

    Parameters
    ----------
    is_open : bool
        True if the session accepts submissions.
    participant : Participant
        The phone.
    own : tuple
        Entries that it may read in full, latest first, each with the number of matching other companies.
    focus : Shown or None
        Entry that the main screen shows alone.
    is_up : bool
        True if the phone raised its hand for it.
    opportunities : tuple of dict
        Opportunities put to the vote on the main screen, with this phone's answers.
    """

    is_open: bool
    participant: Participant
    own: tuple[tuple[Entry, int], ...]
    focus: views.Shown | None
    is_up: bool
    opportunities: tuple[dict[str, Any], ...]


def phone_content(day: Day, participant: Participant) -> PhoneContent:
    """Content of the day on a phone."""
    own = tuple((entry, _fits(day, entry)) for entry in reversed(views.own_entries(day, participant)))
    focus = views.focused_entry(day)
    hands = day.entries[focus.entry_id].interested if focus else frozenset()
    is_up = participant.participant_id in hands
    return PhoneContent(day.is_open, participant, own, focus, is_up, _opportunities(day, participant))


def live(read: i18n.Reader, seen: PhoneContent) -> dict[str, str]:
    """Parts of a phone's page that follow the day, by id: questions of the moment above the form, the rest below it."""
    shown = _live(read, seen)
    return {part: page(f"{part}.html", read, **shown) for part in ("now", "live")}


def _live(read: i18n.Reader, seen: PhoneContent) -> dict[str, Any]:
    return {
        **{name: getattr(seen, name) for name in PhoneContent.__dataclass_fields__},
        "own_ids": {entry.entry_id for entry, _fits in seen.own},
        "units": UNITS,
        "periods": PERIODS,
        "problems": {},
        "new_key": new_key,
        "state": lambda entry, fits: _state(read, entry, fits),
        "full_amount": lambda entry: full_amount(read, entry.values),
    }


def _opportunities(day: Day, participant: Participant) -> tuple[dict[str, Any], ...]:
    """Opportunities put to the vote on the main screen, with this phone's answers."""
    if day.on_main_screen.scene.get("scene") != "votes":
        return ()
    found = []
    for each in day.opportunities.values():
        vote = each.votes.get(participant.participant_id)
        ours = [name for name in each.entries if day.entries[name].company == participant.of_company]
        found.append(
            {
                "opportunity_id": each.opportunity_id,
                "title": each.title,
                "vote": dict(zip(("effort", "benefit"), vote, strict=True)) if vote else None,
                "is_ours": bool(ours),
                "agrees": each.consents.get(participant.participant_id),
            }
        )
    return tuple(found)


def _fits(day: Day, entry: Entry) -> int:
    """Number of other companies that have or want the opposite of an entry."""
    return len({other.company for other in views.counterparts(day, entry)}) if entry.is_live else 0


def _state(read: i18n.Reader, entry: Entry, fits: int) -> str:
    """State of an entry, and number of matching companies."""
    state = read.text(STATE_WORDS[entry.status])
    if not fits:
        return state
    matched = read.plural("fits {count} other company here", "fits {count} other companies here", fits)
    return f"{state} · {matched}"
