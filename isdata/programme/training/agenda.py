"""Agenda of a three-day training, which the trainer may change."""

import itertools
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from isdata.errors import AgendaError

HALVES = ("morning", "afternoon")
_NOON = "12:30"
_MOST_DAYS = 10


@dataclass(frozen=True)
class Session:
    """One item of the agenda.

    Parameters
    ----------
    day : int
        Day of the training, from 1.
    start : str
        Hour and minute, such as "09:00".
    minutes : int
    title_en, title_zh : str
        Title; at least one of them.
    exercises : tuple of str
        Ids of the exercises done in the session.
    case : str
        Case discussed in the session; may be empty.
    """

    day: int
    start: str
    minutes: int
    title_en: str
    title_zh: str
    exercises: tuple[str, ...] = ()
    case: str = ""

    @property
    def half(self) -> tuple[int, str]:
        """Day and half-day."""
        return self.day, HALVES[self.start >= _NOON]

    @property
    def end(self) -> str:
        """End time as hour and minute."""
        hours, minutes = map(int, self.start.split(":"))
        total = hours * 60 + minutes + self.minutes
        return f"{total // 60:02d}:{total % 60:02d}"


@cache
def default_agenda() -> tuple[Session, ...]:
    """Default agenda of the product."""
    listed = tomllib.loads((Path(__file__).parent / "agenda.toml").read_text("utf-8"))["sessions"]
    return tuple(
        Session(
            each["day"], each["start"], each["minutes"], each["en"], each["zh"],
            tuple(each.get("exercises", ())), each.get("case", ""),
        )
        for each in listed
    )  # fmt: skip


def checked(sessions: Sequence[Session]) -> tuple[Session, ...]:
    """Sessions in order, with normalised times.

    Raises
    ------
    AgendaError
        A session has no title or an invalid time, or begins before the previous one has ended.
    """
    known = sorted(map(_checked, sessions), key=lambda each: (each.day, each.start))
    for before, after in itertools.pairwise(known):
        if before.day == after.day and after.start < before.end:
            raise AgendaError(day=after.day, start=after.start)
    return tuple(known)


def _checked(session: Session) -> Session:
    hours, _, minutes = session.start.strip().partition(":")
    is_hour = hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60
    has_title = session.title_en.strip() or session.title_zh.strip()
    if not is_hour or not has_title or session.minutes < 1 or not 1 <= session.day <= _MOST_DAYS:
        raise AgendaError(day=session.day, start=session.start)
    return replace(session, start=f"{int(hours):02d}:{int(minutes):02d}")


def half_days(sessions: Sequence[Session]) -> list[tuple[int, str]]:
    """Half-days of an agenda, in order."""
    return sorted({each.half for each in sessions}, key=lambda half: (half[0], HALVES.index(half[1])))


def as_row(session: Session) -> dict[str, object]:
    """Session in stored form."""
    return asdict(session)


def of_row(row: dict[str, object]) -> Session:
    """Session from its stored form."""
    values = {**row, "exercises": tuple(row["exercises"])}  # ty: ignore[invalid-argument-type]
    return Session(**values)  # ty: ignore[invalid-argument-type]
