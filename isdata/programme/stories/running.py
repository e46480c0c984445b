"""Stories that are presented now: which view is on the screen, and since when, for the window of the speaker."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, replace

# Without a signal for longer, a window counts as closed; a browser runs one that is covered once a minute.
SILENCE = dt.timedelta(seconds=90)


@dataclass(frozen=True)
class Running:
    """A presentation of a story.

    Attributes
    ----------
    place : int
        Of the view on the screen, from 0.
    since : datetime
        When its first view was shown.
    seen : datetime
        When its window sent the last signal.
    """

    place: int
    since: dt.datetime
    seen: dt.datetime

    def minutes(self, now: dt.datetime) -> int:
        """Whole minutes since it began. [min]"""
        return int((now - self.since).total_seconds() // 60)


class Presentations:
    """The presentations of a server by their story; nothing of them is stored."""

    def __init__(self) -> None:
        self._running: dict[Hashable, Running] = {}

    def show(self, story: Hashable, place: int, now: dt.datetime) -> None:
        """Note the view that is shown now; the first one of a story begins its presentation."""
        former = self.of(story, now)
        self._running[story] = Running(place, former.since if former else now, now)

    def keep(self, story: Hashable, now: dt.datetime) -> None:
        """Note that the window of a presentation is open: it continues, also after a time without a signal."""
        if story in self._running:
            self._running[story] = replace(self._running[story], seen=now)

    def end(self, story: Hashable) -> None:
        """Forget a presentation that has ended, or that begins anew."""
        self._running.pop(story, None)

    def of(self, story: Hashable, now: dt.datetime) -> Running | None:
        """The presentation of a story; None where it is not presented, or its window was closed."""
        found = self._running.get(story)
        return found if found and now - found.seen <= SILENCE else None
