"""The day of a workshop as data: who is here, what they have and want, who is interested, and what comes of it."""

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
SUBJECTS = ("material", "service", "capacity", "purchase")
SCALE = range(1, 6)  # of efforts, benefits and ratings
# What a declaration says, besides its direction and subject.
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
    "named",  # the resource in both languages, where the facilitator corrected what it is
)


@dataclass(frozen=True)
class Participant:
    """A device in the hall, and the company that it speaks for.

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
        Who sees what it declares: everybody in full; the class and the range of the amount, without the
        company; the facilitator only.
    is_sme : bool or None
        Whether it said that its company is a small or medium-sized one; None where it did not say.
    table : int or None
        Number of the table that it sits at.
    wants_interview : bool or None
        Whether its company would welcome an interview; None where it did not say.
    is_admitted : bool
        Whether it sees what other devices of its company declare: the first one does, others once the
        facilitator says so.
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
        """Key of a company: the stored id, or the name as typed."""
        return self.company_id or " ".join(self.company.casefold().split())


@dataclass(frozen=True)
class Entry:
    """Something that a company has or wants.

    Parameters
    ----------
    entry_id : str
        Key of its declaration.
    participant_id : str
        Device that declared it.
    company, company_name : str
        The company that it spoke for then: its key, and its name.
    version : int
        Number of the record that it was last changed by; a correction names the version that it corrects.
    direction, subject : str
        "have" or "want"; "material", "service", "capacity" or "purchase".
    values : dict
        What was declared, by the names of `FIELDS`.
    status : str
        "received", "read", "confirmed", "hidden" or "withdrawn".
    merged_into : str or None
        Another entry that says the same.
    interested : frozenset of str
        Participants with a raised hand.
    note : str
        What the facilitator wrote down.
    conflicts : tuple of Record
        Other contents that came for it and wait for the facilitator's choice.
    confirmed : dict or None
        What the facilitator confirmed last: direction, subject and values; it stays when the entry is corrected.
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
        """Whether it counts: not withdrawn, hidden or part of another one."""
        return self.status not in ("hidden", "withdrawn") and self.merged_into is None


@dataclass(frozen=True)
class Opportunity:
    """A possible synergy between entries: a topic with its next step.

    Parameters
    ----------
    opportunity_id : str
        Key of the record that proposed it.
    title, topic, next_step, owner, due : str
        As the facilitator wrote them; `due` is a date, as 2026-11-30, or empty.
    entries : tuple of str
        Entries that it joins.
    votes : dict
        Effort and benefit by participant, each from 1 to 5; shown as counts only.
    consents : dict
        By participant whether its company may be named: to the other side, in the minutes and on the board.
    is_confirmed : bool
        Whether it goes on the board.
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
    """A decision of the day, or a question that stays open.

    Parameters
    ----------
    is_decision : bool
        Whether it is a decision.
    text : str
        As the facilitator wrote it.
    """

    is_decision: bool
    text: str


@dataclass(frozen=True)
class Effort:
    """Working time of a facilitator.

    Parameters
    ----------
    who, activity : str
        As the facilitator wrote them.
    hours : float
        Working time. [h]
    opportunity : str
        Id of the opportunity that it was for; empty where it was for the day as a whole.
    """

    who: str
    activity: str
    hours: float
    opportunity: str = ""


@dataclass(frozen=True)
class Day:
    """A session at one moment.

    Parameters
    ----------
    about : dict
        What it was opened with: park_id, name, date, tables, language, facilitator, facilitators.
    code : str
        What a phone needs to join; renewed by the facilitator.
    is_open : bool
        Whether phones can send.
    participants, entries, opportunities : dict
        By their ids, in the order in which they came.
    scene : dict
        What the wall shows: its name under "scene", and what belongs to it.
    feedback : dict
        Rating and words by participant; shown without their senders.
    remarks : dict
        Decisions and open questions, by the key of their record.
    efforts : dict
        Hours that facilitators worked for it, by the key of their record.
    wall : dict
        How the wall shows it: language ("en", "zh" or "both"), and until when its clock counts down ("until").
    frozen : Day or None
        What the wall shows meanwhile, where the facilitator froze it.
    stored : dict
        Rows that were brought into the park file, by what they are rows of; None where they were taken back.
    last : int
        Number of the last record that it follows from.
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
    last: int = 0

    @property
    def on_wall(self) -> "Day":
        """The day as the wall shows it: as it is, or as it was when it was frozen."""
        return self.frozen or self

    @property
    def wall_language(self) -> str:
        """Language of the wall: "en", "zh" or "both", as the facilitator chose; else that of the session."""
        return str(self.wall.get("language") or self.about.get("language") or "")

    @property
    def facilitators(self) -> list[str]:
        """Names of all facilitators, each once: who opened the session, then the others in the order of their tables."""
        named = [self.about.get("facilitator"), *self.about.get("facilitators", [])]
        return list(dict.fromkeys(str(each) for each in named if each))

    @cached_property
    def groups(self) -> Groups:
        """The entries by who declared them and by what they are."""
        return grouped(self.entries.values())

    def companies(self) -> list[str]:
        """The companies that are here, in the order in which they came."""
        return list(dict.fromkeys(each.of_company for each in self.participants.values()))

    def speaks_for(self, company: str) -> list[Participant]:
        """The devices of a company."""
        return [each for each in self.participants.values() if each.of_company == company]

    def hands(self, entry: Entry) -> list[str]:
        """The companies with a raised hand for an entry, each once however many of its people raise theirs."""
        return sorted(
            {self.participants[name].of_company for name in entry.interested if name in self.participants}
        )


# What one record changes; None where it makes no sense.
Change = Callable[[Day, Record], Day | None]
