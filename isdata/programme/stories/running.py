"""Running presentations of stories for the speaker window: current view and start time."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, replace

# A window without a signal for longer counts as closed; browsers run hidden windows once a minute.
SILENCE = dt.timedelta(seconds=90)


@dataclass(frozen=True)
class Running:
    """A presentation of a story.

    Attributes
    ----------
    place : int
        Index of the view on the screen, from 0.
    since : datetime
        Time when its first view was shown.
    seen : datetime
        Time of the last signal of its window.
    """

    place: int
    since: dt.datetime
    seen: dt.datetime

    def minutes(self, now: dt.datetime) -> int:
        """Whole minutes since its start. [min]"""
        return int((now - self.since).total_seconds() // 60)


class Presentations:
    """Running presentations of a server by story; kept in memory only."""

    def __init__(self) -> None:
        self._running: dict[Hashable, Running] = {}

    def show(self, story: Hashable, place: int, now: dt.datetime) -> None:
        """Record the view shown now; the first one of a story starts its presentation."""
        former = self.of(story, now)
        self._running[story] = Running(place, former.since if former else now, now)

    def keep(self, story: Hashable, now: dt.datetime) -> None:
        """Record that the window of a presentation is open; it continues, even after a time without a signal."""
        if story in self._running:
            self._running[story] = replace(self._running[story], seen=now)

    def end(self, story: Hashable) -> None:
        """Remove a presentation that has ended or restarts."""
        self._running.pop(story, None)

    def of(self, story: Hashable, now: dt.datetime) -> Running | None:
        """Presentation of a story; None if it is not presented or its window was closed."""
        found = self._running.get(story)
        return found if found and now - found.seen <= SILENCE else None
