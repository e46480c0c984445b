"""State of a workshop day: participants, what they have and want, interest, and opportunities."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from isdata.programme.workshop.groups import Groups, grouped
from isdata.programme.workshop.journal import Record

CONSOLE = "console"
Visibility = Literal["full", "range", "facilitator"]
VISIBILITIES: tuple[Visibility, ...] = ("full", "range", "facilitator")
DIRECTIONS = ("have", "want")
STORED_AS = {"have": "supply", "want": "demand"}  # direction of the stored stream
REPEATS = ("replace", "add", "leave")  # choices for an entry that repeats a stored stream
SUBJECTS = ("material", "service", "capacity", "purchase")
SCALE = range(1, 6)  # scale of efforts, benefits and ratings
# Fields of a declaration, besides its direction and subject.
FIELDS = (
    "what",
    "resource_id",
    "quantity",
    "unit",
    "period",
    "temperature",
    "form",
    "current_cost",
    "currency",
    "photo",
    "named",  # bilingual name of the resource, if corrected by the facilitator
)


@dataclass(frozen=True)
class Participant:
    """A device in the hall, and the company that it represents.

    Parameters
    ----------
    participant_id : str
        Random name of the device.
    company : str
        Name of the company, as typed or as stored.
    company_id : str or None
        The stored company; None for a new one.
    language : str
        "en" or "zh".
    visibility : str
        Disclosure of its declarations: everybody in full; class and range of the amount without the company; the
        facilitator only.
    is_sme : bool or None
        True if it stated that its company is small or medium-sized; None if not stated.
    table : int or None
        Number of its table.
    wants_interview : bool or None
        True if its company would welcome an interview; None if not stated.
    is_admitted : bool
        True if it sees declarations of other devices of its company: the first device does, others after the facilitator's
        approval.
    """

    participant_id: str
    company: str
    company_id: str | None = None
    language: str = "en"
    visibility: Visibility = "range"
    is_sme: bool | None = None
    table: int | None = None
    wants_interview: bool | None = None
    is_admitted: bool = True

    @property
    def of_company(self) -> str:
        """Key of the company: the stored id, or the name as typed."""
        return self.company_id or " ".join(self.company.casefold().split())


@dataclass(frozen=True)
class Entry:
    """Resource that a company has or wants.

    Parameters
    ----------
    entry_id : str
        Key of the declaration.
    participant_id : str
        Device that declared it.
    company, company_name : str
        Company that the device represented then: its key and name.
    version : int
        Number of the record of its last change; a correction states the version that it corrects.
    direction, subject : str
        "have" or "want"; "material", "service", "capacity" or "purchase".
    values : dict
        Declared values, by the names of `FIELDS`.
    status : str
        "received", "read", "confirmed", "hidden" or "withdrawn".
    merged_into : str or None
        Another entry with the same content.
    interested : frozenset of str
        Participants with an expression of interest.
    note : str
        Note of the facilitator.
    conflicts : tuple of Record
        Conflicting contents received for it that await the facilitator's choice.
    confirmed : dict or None
        Content last confirmed by the facilitator: company, direction, subject and values; kept when the entry is
        corrected. If it repeats a stored stream, also the choice ("repeats") and the stream ("stream_id").
    """

    entry_id: str
    participant_id: str
    company: str
    company_name: str
    version: int
    direction: str
    subject: str
    values: dict[str, Any]
    status: str = "received"
    merged_into: str | None = None
    interested: frozenset[str] = frozenset()
    note: str = ""
    conflicts: tuple[Record, ...] = ()
    confirmed: dict[str, Any] | None = None

    @property
    def is_live(self) -> bool:
        """True if it counts: not withdrawn, hidden or merged into another one."""
        return self.status not in ("hidden", "withdrawn") and self.merged_into is None


@dataclass(frozen=True)
class Opportunity:
    """A possible synergy between entries: a topic with its next step.

    Parameters
    ----------
    opportunity_id : str
        Key of the record that proposed it.
    title, topic, next_step, owner, due : str
        Texts of the facilitator; `due` is a date such as 2026-11-30, or empty.
    entries : tuple of str
        Entries that it connects.
    votes : dict
        Effort and benefit by participant, each from 1 to 5; shown as counts only.
    consents : dict
        True by participant if its company may be named to the other side, in the minutes and on the board.
    is_confirmed : bool
        True if it is to be added to the board.
    """

    opportunity_id: str
    title: str
    topic: str = ""
    next_step: str = ""
    owner: str = ""
    due: str = ""
    entries: tuple[str, ...] = ()
    votes: dict[str, tuple[int, int]] = field(default_factory=dict)
    consents: dict[str, bool] = field(default_factory=dict)
    is_confirmed: bool = False


@dataclass(frozen=True)
class Remark:
    """A decision of the day, or an open question.

    Parameters
    ----------
    is_decision : bool
        True for a decision.
    text : str
        Text of the facilitator.
    """

    is_decision: bool
    text: str


@dataclass(frozen=True)
class Effort:
    """Working time of a facilitator.

    Parameters
    ----------
    who, activity : str
        Texts of the facilitator.
    hours : float
        Working time. [h]
    opportunity : str
        Id of its opportunity; empty for the day as a whole.
    """

    who: str
    activity: str
    hours: float
    opportunity: str = ""


@dataclass(frozen=True)
class Day:
    """State of a session at one moment.

    Parameters
    ----------
    about : dict
        Opening data: park_id, name, date, tables, language, facilitator, facilitators.
    code : str
        Code that a phone needs to join; renewed by the facilitator.
    is_open : bool
        True if phones can send.
    participants, entries, opportunities : dict
        By their ids, in order of arrival.
    scene : dict
        Scene of the main screen: its name under "scene", and its data.
    feedback : dict
        Rating and comment by participant; shown without their senders.
    remarks : dict
        Decisions and open questions, by the key of their record.
    efforts : dict
        Working hours of facilitators, by the key of their record.
    wall : dict
        Settings of the main screen: language ("en", "zh" or "both"), and end of its countdown ("until").
    frozen : Day or None
        State shown by the main screen if the facilitator froze it.
    stored : dict
        Rows stored in the park file, by the key of their item; None if they were taken back.
    versions : dict
        Data version of the park file after they were first stored, by the key of their item.
    last : int
        Number of the last record included.
    """

    about: dict[str, Any] = field(default_factory=dict)
    code: str = ""
    is_open: bool = False
    participants: dict[str, Participant] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    opportunities: dict[str, Opportunity] = field(default_factory=dict)
    scene: dict[str, Any] = field(default_factory=lambda: {"scene": "join"})
    feedback: dict[str, dict[str, Any]] = field(default_factory=dict)
    remarks: dict[str, Remark] = field(default_factory=dict)
    efforts: dict[str, Effort] = field(default_factory=dict)
    wall: dict[str, Any] = field(default_factory=dict)
    frozen: "Day | None" = None
    stored: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    last: int = 0

    @property
    def on_wall(self) -> "Day":
        """The day as the main screen shows it: its present state, or the frozen one."""
        return self.frozen or self

    @property
    def wall_language(self) -> str:
        """Language of the main screen: "en", "zh" or "both", as chosen by the facilitator; else that of the session."""
        return str(self.wall.get("language") or self.about.get("language") or "")

    @property
    def facilitators(self) -> list[str]:
        """Unique names of all facilitators: the one who opened the session first, then by table."""
        named = [self.about.get("facilitator"), *self.about.get("facilitators", [])]
        return list(dict.fromkeys(str(each) for each in named if each))

    @cached_property
    def groups(self) -> Groups:
        """Entries grouped by declaring company and by resource."""
        return grouped(self.entries.values())

    def companies(self) -> list[str]:
        """Companies present, in order of arrival."""
        return list(dict.fromkeys(each.of_company for each in self.participants.values()))

    def devices_of(self, company: str) -> list[Participant]:
        """Devices of a company."""
        return [each for each in self.participants.values() if each.of_company == company]

    def hands(self, entry: Entry) -> list[str]:
        """Companies with an expression of interest in an entry, each once, regardless of the number of its devices."""
        return sorted(
            {self.participants[name].of_company for name in entry.interested if name in self.participants}
        )


# Change by one record; None if the record is not applicable.
Change = Callable[[Day, Record], Day | None]
