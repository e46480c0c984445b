"""State of a workshop day: declarations, interest, opportunities, decisions and working time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from isdata.programme.workshop.declarations import Entry, Participant
from isdata.programme.workshop.groups import Groups, grouped
from isdata.programme.workshop.journal import Record

CONSOLE = "console"
SCALE = range(1, 6)  # scale of efforts, benefits and ratings


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
    main_screen : dict
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
    main_screen: dict[str, Any] = field(default_factory=dict)
    frozen: "Day | None" = None
    stored: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    last: int = 0

    @property
    def on_main_screen(self) -> "Day":
        """The day as the main screen shows it: its present state, or the frozen one."""
        return self.frozen or self

    @property
    def main_screen_language(self) -> str:
        """Language of the main screen: "en", "zh" or "both", as chosen by the facilitator; else that of the session."""
        return str(self.main_screen.get("language") or self.about.get("language") or "")

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
