"""A workshop session that is going on: its journal, its state, and who follows it."""

import os
import secrets
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from isdata.programme.workshop.day import CONSOLE, Day
from isdata.programme.workshop.journal import Journal, Receipt, Record, Submission
from isdata.programme.workshop.replay import apply, replay

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another one
CODE_LENGTH = 10  # 49 bits


def new_key() -> str:
    """Random name of a submission."""
    return secrets.token_hex(16)


def new_code() -> str:
    """Random code to join with, easy to read aloud."""
    return "".join(secrets.choice(_LETTERS) for _letter in range(CODE_LENGTH))


class Live:
    """One session of a journal; used by the console's threads and by the hall's server at once.

    Parameters
    ----------
    path : path
        The journal's file.
    session : str
        The session; a new one begins with `open`.
    """

    def __init__(self, path: str | os.PathLike[str], session: str) -> None:
        self.session = session
        self._lock = threading.Lock()
        self._followers: list[Callable[[], None]] = []
        self._records: list[Record] = []
        self._day = Day()
        self.journal = Journal(path, self._kept)
        with self._lock:
            self._records = self.journal.read(session)
            self._day = replay(self._records)

    @property
    def day(self) -> Day:
        """The state as it is now; it is never changed, only replaced."""
        return self._day

    @property
    def records(self) -> list[Record]:
        """All records of the session, in order."""
        with self._lock:
            return list(self._records)

    def send(self, author: str, kind: str, body: dict[str, Any], key: str = "") -> "Future[Receipt]":
        """Keep a submission; what it changes shows in `day` before the future is done."""
        return self.journal.append(Submission(self.session, key or new_key(), kind, author, body))

    def console(self, kind: str, **body: Any) -> Receipt:
        """Keep something that the facilitator did, and wait until it is kept."""
        return self.send(CONSOLE, kind, body).result(30)

    def open(self, **about: Any) -> None:
        """Begin the session with what is known of it, such as park_id, name and date."""
        self.console("open", code=new_code(), session=self.session, **about)

    def follow(self, follower: Callable[[], None]) -> Callable[[], None]:
        """Call a function after each change, from the thread that writes; return what ends this."""
        with self._lock:
            self._followers.append(follower)

        def end() -> None:
            with self._lock:
                self._followers.remove(follower)

        return end

    def close(self) -> None:
        """Write what is waiting, and end; the session stays as it is."""
        self.journal.close()

    def _kept(self, records: Iterable[Record]) -> None:
        with self._lock:
            for record in records:
                if record.session == self.session:
                    self._take(record)
            followers = list(self._followers)
        for follower in followers:
            follower()

    def _take(self, record: Record) -> None:
        self._records.append(record)
        if record.kind == "undo":
            self._day = replay(self._records)
        elif record.number > self._day.last:
            self._day = replace(apply(self._day, record), last=record.number)
