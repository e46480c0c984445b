"""Journal of a workshop: every submission is on disk before its sender receives a confirmation.

It is a sqlite file beside the park file, in WAL mode with synchronous=FULL, so that acknowledged submissions survive a
killed process or a power cut. One thread writes; submissions that arrive during a disk write are committed together.
"""

import json
import logging
import os
import queue
import sqlite3
import threading
from collections.abc import Callable, Container
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from isdata.errors import JournalError

_log = logging.getLogger("isdata.workshop")
MOST_TOGETHER = 200  # maximum number of submissions in one commit
_SCHEMA = """
create table if not exists record (
    number integer primary key autoincrement,
    session text not null,
    key text not null,
    kind text not null,
    author text not null,
    body text not null,
    at text not null,
    conflicts_with integer references record (number)
);
create unique index if not exists record_key on record (session, key) where conflicts_with is null;
create index if not exists record_of_key on record (session, key);
"""


@dataclass(frozen=True)
class Submission:
    """Content that a phone or the console submits for storage.

    Parameters
    ----------
    session : str
        Workshop session.
    key : str
        Random name given by the sender; a submission sent twice has the same key.
    kind : str
        Kind of submission: "declare", "interest", …
    author : str
        Participant that sent it, or "console".
    body : dict
        Content as JSON values.
    """

    session: str
    key: str
    kind: str
    author: str
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Body in canonical form, so that equal bodies are equal texts."""
        return json.dumps(self.body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, kw_only=True)
class Record(Submission):
    """A stored submission.

    Parameters
    ----------
    number : int
        Position in the journal; later records have larger numbers.
    at : datetime
        Time of storage, UTC.
    conflicts_with : int or None
        Number of the record with the same key and another content.
    """

    number: int
    at: datetime
    conflicts_with: int | None = None

    def words(self, name: str) -> str:
        """Stripped text of the body; empty if there is none."""
        value = self.body.get(name)
        return value.strip() if isinstance(value, str) else ""

    def flag(self, name: str) -> bool | None:
        """Boolean of the body; None if not stated."""
        value = self.body.get(name)
        return value if isinstance(value, bool) else None

    def whole(self, name: str, allowed: Container[int] | None = None) -> int | None:
        """Positive integer of the body, if allowed; None for anything else."""
        value = self.body.get(name)
        is_whole = isinstance(value, int) and not isinstance(value, bool) and value > 0
        return value if is_whole and (allowed is None or value in allowed) else None


@dataclass(frozen=True)
class Receipt:
    """Answer to a submission.

    Parameters
    ----------
    record : Record
        Record stored under its key; in a conflict, the second content, stored beside the first one.
    is_new : bool
        True if it was not stored before; a submission sent twice is stored once.
    """

    record: Record
    is_new: bool

    @property
    def is_conflict(self) -> bool:
        """True if another content was stored under the same key before."""
        return self.record.conflicts_with is not None


Task = tuple[Submission, "Future[Receipt]"]
Listener = Callable[[list[Record]], None]


class Journal:
    """Journal of one park file; open it once per process and close it at the end.

    Parameters
    ----------
    path : path
        The sqlite file; created if missing, readable for its owner only.
    on_kept : callable, optional
        Called with the new records after each commit, in the writing thread.

    Raises
    ------
    JournalError
        The file cannot be opened.
    """

    def __init__(self, path: str | os.PathLike[str], on_kept: Listener | None = None) -> None:
        self.path = Path(path)
        self._on_kept = on_kept
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._is_closed = False
        try:
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            with closing(self._connect()) as connection:
                connection.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise JournalError(path=self.path, reason=error) from error
        self._thread = threading.Thread(target=self._write, name="workshop-journal", daemon=True)
        self._thread.start()

    def append(self, submission: Submission) -> "Future[Receipt]":
        """Store a submission; the future completes once it is on disk, or fails with a JournalError."""
        future: Future[Receipt] = Future()
        if self._is_closed:
            future.set_exception(JournalError(path=self.path, reason="closed"))
        else:
            self._tasks.put((submission, future))
        return future

    def read(self, session: str, after: int = 0) -> list[Record]:
        """Records of a session after a number, in order."""
        with closing(self._connect()) as connection:
            rows = connection.execute(
                "select session, key, kind, author, body, number, at, conflicts_with from record"
                " where session = ? and number > ? order by number",
                (session, after),
            )
            return [_record(row) for row in rows.fetchall()]

    def sessions(self) -> list[str]:
        """Sessions of the journal, latest first."""
        with closing(self._connect()) as connection:
            rows = connection.execute("select session from record group by session order by max(number) desc")
            return [session for (session,) in rows.fetchall()]

    def close(self) -> None:
        """Write pending submissions and close the file."""
        if not self._is_closed:
            self._is_closed = True
            self._tasks.put(None)
            self._thread.join()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=30, check_same_thread=False)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma fullfsync = on")  # macOS only; no effect elsewhere
        return connection

    def _write(self) -> None:
        """Write until the journal is closed; runs in a separate thread."""
        connection = self._connect()
        is_open = True
        while is_open:
            tasks = self._waiting()
            is_open = None not in tasks
            self._commit(connection, [task for task in tasks if task is not None])
        connection.close()

    def _waiting(self) -> list[Task | None]:
        tasks = [self._tasks.get()]
        while len(tasks) < MOST_TOGETHER:
            try:
                tasks.append(self._tasks.get_nowait())
            except queue.Empty:
                break
        return tasks

    def _commit(self, connection: sqlite3.Connection, tasks: list[Task]) -> None:
        if not tasks:
            return
        try:
            if len(tasks) > 1:  # a single submission is committed by its own statement
                connection.execute("begin immediate")
            receipts = [_kept(connection, submission) for submission, _future in tasks]
            if connection.in_transaction:
                connection.execute("commit")
        except sqlite3.Error as error:
            if connection.in_transaction:
                connection.execute("rollback")
            for _submission, future in tasks:
                future.set_exception(JournalError(path=self.path, reason=error))
            return
        new = [receipt.record for receipt in receipts if receipt.is_new]
        if new and self._on_kept:
            try:
                self._on_kept(new)
            except Exception:  # stored submissions remain, and their senders get a confirmation
                _log.exception("A listener of the workshop's journal failed")
        for (_submission, future), receipt in zip(tasks, receipts, strict=True):
            future.set_result(receipt)


def _kept(connection: sqlite3.Connection, submission: Submission) -> Receipt:
    """Store a submission unless it exists; another content under the same key is stored beside it.

    A new one takes a single statement, because after each statement this thread waits for the GIL while pages are drawn.
    """
    number, at = _inserted(connection, submission, None)
    if number:
        return Receipt(_record((*_row(submission), number, at, None)), is_new=True)
    there = _of_key(connection, submission)
    same = [record for record in there if _content(record) == _content(submission)]
    if same:
        return Receipt(same[0], is_new=False)
    first = there[0].number
    number, at = _inserted(connection, submission, first)
    return Receipt(_record((*_row(submission), number, at, first)), is_new=True)


def _inserted(
    connection: sqlite3.Connection, submission: Submission, conflicts_with: int | None
) -> tuple[int, str]:
    """Insert a submission unless its key exists; return its number (0 if not inserted) and the time."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    cursor = connection.execute(
        "insert into record (session, key, kind, author, body, at, conflicts_with) values (?, ?, ?, ?, ?, ?, ?)"
        " on conflict do nothing",
        (*_row(submission), at, conflicts_with),
    )
    return int(cursor.lastrowid or 0) if cursor.rowcount else 0, at


def _row(submission: Submission) -> tuple[str, str, str, str, str]:
    return submission.session, submission.key, submission.kind, submission.author, submission.text


def _of_key(connection: sqlite3.Connection, submission: Submission) -> list[Record]:
    rows = connection.execute(
        "select session, key, kind, author, body, number, at, conflicts_with from record"
        " where session = ? and key = ? order by number",
        (submission.session, submission.key),
    )
    return [_record(row) for row in rows.fetchall()]


def _content(submission: Submission) -> tuple[str, str, str]:
    return submission.kind, submission.author, submission.text


def _record(row: tuple) -> Record:
    *named, body, number, at, conflicts_with = row
    kept = {"number": number, "at": datetime.fromisoformat(at), "conflicts_with": conflicts_with}
    return Record(*named, json.loads(body), **kept)
