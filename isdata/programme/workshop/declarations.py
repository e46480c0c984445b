"""Declarations of a workshop day: who takes part, and what their companies have and want."""

from dataclasses import dataclass
from typing import Any, Literal

from isdata.programme.workshop.journal import Record

Visibility = Literal["full", "range", "facilitator"]
VISIBILITIES: tuple[Visibility, ...] = ("full", "range", "facilitator")
DIRECTIONS = ("have", "want")
STORED_AS = {"have": "supply", "want": "demand"}  # direction of the stored stream
REPEATS = ("replace", "add", "leave")  # choices for an entry that repeats a stored stream
SUBJECTS = ("material", "service", "capacity", "purchase")
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
