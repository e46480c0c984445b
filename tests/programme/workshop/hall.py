"""A small hall, checkable by hand: what three phones and the console send."""

from datetime import UTC, datetime, timedelta
from typing import Any

from isdata.programme.workshop.day_state import CONSOLE, Day
from isdata.programme.workshop.journal import Record
from isdata.programme.workshop.replay import replay

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


class Hall:
    """Records in the order in which they are sent."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def send(
        self, author: str, kind: str, key: str = "", *, against: int | None = None, **body: Any
    ) -> Record:
        """Add a record; `against` is the number of one that has the same key and another content."""
        number = len(self.records) + 1
        record = Record(
            "day",
            key or f"k{number}",
            kind,
            author,
            body,
            number=number,
            at=NOON + timedelta(seconds=number),
            conflicts_with=against,
        )
        self.records.append(record)
        return record

    def console(self, kind: str, key: str = "", **body: Any) -> Record:
        """Add a record of the facilitator."""
        return self.send(CONSOLE, kind, key, **body)

    @property
    def day(self) -> Day:
        """The state that follows."""
        return replay(self.records)


def filled() -> Hall:
    """A hall where a power plant has fly ash, a cement works wants it, and a brick works is undisclosed."""
    hall = Hall()
    hall.console("open", park_id="tiny", name="Launch", code="ABCD", date="2026-11-30")
    hall.send("p1", "join", company="Power plant", company_id="C1", visibility="full")
    hall.send("p2", "join", company="Cement works", company_id="C2", visibility="range", language="zh")
    hall.send("p3", "join", company="Brick works", visibility="facilitator")
    hall.send("p1", "declare", "ash", direction="have", what="Fly ash", quantity=30000, unit="t", period="yr")
    hall.send(
        "p2", "declare", "need", direction="want", what="Fly ash", quantity=12000, unit="t", period="yr"
    )
    hall.send("p3", "declare", "clay", direction="have", what="Clay dust", quantity=40, unit="t", period="yr")
    return hall


def per_year() -> Hall:
    """The filled hall with amounts per year; costs of the power plant are known."""
    hall = filled()
    for entry, phone in (("ash", "p1"), ("need", "p2")):
        version = hall.day.entries[entry].version
        hall.send(phone, "correct", entry=entry, version=version, period="year", current_cost=50)
    return hall
