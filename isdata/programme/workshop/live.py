"""A running workshop session: journal, state, and followers."""

import os
import secrets
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from isdata.programme.workshop.day_state import CONSOLE, Day
from isdata.programme.workshop.journal import Journal, Receipt, Record, Submission
from isdata.programme.workshop.replay import apply, replay

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no characters that can be confused with others
CODE_LENGTH = 10  # 49 bits


def new_key() -> str:
    """Random name of a submission."""
    return secrets.token_hex(16)


def new_code() -> str:
    """Random code to join with, easy to read aloud."""
    return "".join(secrets.choice(_LETTERS) for _letter in range(CODE_LENGTH))


def code_of(digest: bytes) -> str:
    """Code that follows from a digest of at least `CODE_LENGTH` bytes, in the letters of `new_code`."""
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:CODE_LENGTH])


class Live:
    """One session of a journal; used concurrently by the console's threads and the hall's server.

    Parameters
    ----------
    path : path
        File of the journal.
    session : str
        Id of the session; a new one begins with `open`.
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
        """Present state; it is immutable and replaced at each change."""
        return self._day

    @property
    def records(self) -> list[Record]:
        """All records of the session, in order."""
        with self._lock:
            return list(self._records)

    def send(self, author: str, kind: str, body: dict[str, Any], key: str = "") -> "Future[Receipt]":
        """Store a submission; `day` includes its changes before the future completes."""
        return self.journal.append(Submission(self.session, key or new_key(), kind, author, body))

    def console(self, kind: str, **body: Any) -> Receipt:
        """Store an action of the facilitator, and wait until it is stored."""
        return self.send(CONSOLE, kind, body).result(30)

    def open(self, **about: Any) -> None:
        """Begin the session with its data, such as park_id, name and date."""
        self.console("open", code=new_code(), session=self.session, **about)

    def follow(self, follower: Callable[[], None]) -> Callable[[], None]:
        """Call a function after each change, in the writing thread; return a function that ends this."""
        with self._lock:
            self._followers.append(follower)

        def end() -> None:
            with self._lock:
                self._followers.remove(follower)

        return end

    def close(self) -> None:
        """Write pending submissions and close the journal; the session stays unchanged."""
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
