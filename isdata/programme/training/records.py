"""Records of the training: practice copies of trainees, their starts, hints and checks, agenda and attendance.

They are in a sqlite file beside the practice copies, so that resetting or removing a copy does not change the results.
"""

import json
import os
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from isdata.errors import FileError
from isdata.programme.training.agenda import Session, as_row, checked, default_agenda, of_row

START, HINT, CHECK, RESET = "start", "hint", "check", "reset"
_SCHEMA = """
create table if not exists practice_copy (
    code text primary key,
    trainee text not null,
    seed integer not null,
    generation integer not null,
    made_at text not null,
    used_at text not null,
    removed_at text,
    park_id text not null default ''
);
create table if not exists entry (
    number integer primary key autoincrement,
    code text not null references practice_copy (code),
    exercise text not null,
    kind text not null,
    detail text not null,
    at text not null
);
create index if not exists entry_of_copy on entry (code, exercise);
create table if not exists attendance (
    code text not null references practice_copy (code),
    day integer not null,
    half text not null,
    primary key (code, day, half)
);
create table if not exists agenda (sessions text not null, at text not null);
"""


_FORMER = "alter table practice_copy add column park_id text not null default ''"  # for files without it


@dataclass(frozen=True)
class PracticeCopy:
    """A trainee's private copy of the sample park, or a copy of a park of the server.

    Parameters
    ----------
    code : str
        Random name; anyone who knows it can open the copy.
    trainee : str
        Name entered by the trainee.
    seed : int
        0 or 1: selects the numbers of the exercises in this copy.
    generation : int
        Number of resets.
    made_at, used_at : datetime
        UTC.
    removed_at : datetime or None
        Time when its file was removed; its results are kept.
    park_id : str
        Copied park; empty for the sample park with the exercises.
    """

    code: str
    trainee: str
    seed: int
    generation: int
    made_at: datetime
    used_at: datetime
    removed_at: datetime | None = None
    park_id: str = ""


@dataclass(frozen=True)
class Entry:
    """Action of a trainee.

    Parameters
    ----------
    code : str
        Practice copy.
    exercise : str
        Exercise; empty for an action on the whole copy.
    kind : "start", "hint", "check" or "reset"
    detail : dict
        Facts of a start; level of a hint; answers, findings and whether it was passed of a check.
    at : datetime
        UTC.
    """

    code: str
    exercise: str
    kind: str
    detail: dict[str, Any]
    at: datetime


class Records:
    """Records of one folder of practice copies.

    Parameters
    ----------
    path : path
        The sqlite file; created if missing, readable for its owner only.

    Raises
    ------
    FileError
        The file cannot be opened.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        try:
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise FileError(path=self.path, reason=error) from error
        with self._open() as connection:
            connection.executescript(_SCHEMA)
            columns = connection.execute("select name from pragma_table_info('practice_copy')").fetchall()
            if ("park_id",) not in columns:
                connection.execute(_FORMER)

    def keep(self, copy: PracticeCopy) -> None:
        """Store the record of a copy."""
        row = (copy.code, copy.trainee, copy.seed, copy.generation, _text(copy.made_at), _text(copy.used_at))
        removed = _text(copy.removed_at) if copy.removed_at else None
        with self._open() as connection:
            connection.execute(
                "insert or replace into practice_copy values (?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, removed, copy.park_id),
            )

    def copies(self) -> list[PracticeCopy]:
        """All copies, oldest first, including removed ones."""
        with self._open() as connection:
            rows = connection.execute("select * from practice_copy order by made_at, code").fetchall()
        return [
            PracticeCopy(*row[:4], _time(row[4]), _time(row[5]), _time(row[6]) if row[6] else None, row[7])
            for row in rows
        ]

    def add(self, code: str, exercise: str, kind: str, **detail: Any) -> None:
        """Add an action of a trainee."""
        row = (code, exercise, kind, json.dumps(detail, ensure_ascii=False), _text(now()))
        with self._open() as connection:
            connection.execute(
                "insert into entry (code, exercise, kind, detail, at) values (?, ?, ?, ?, ?)", row
            )

    def entries(self, code: str | None = None, exercise: str | None = None) -> list[Entry]:
        """Actions in one practice copy or in all, in order."""
        with self._open() as connection:
            rows = connection.execute(
                "select code, exercise, kind, detail, at from entry where coalesce(?1, code) = code "
                "and coalesce(?2, exercise) = exercise order by number",
                (code, exercise),
            ).fetchall()
        return [Entry(*row[:3], json.loads(row[3]), _time(row[4])) for row in rows]

    def attended(self) -> set[tuple[str, int, str]]:
        """Attendance: practice copy, day and half-day."""
        with self._open() as connection:
            return set(connection.execute("select code, day, half from attendance").fetchall())

    def keep_attendance(self, attended: set[tuple[str, int, str]]) -> None:
        """Replace the stored attendance."""
        with self._open() as connection:
            connection.execute("begin immediate")
            connection.execute("delete from attendance")
            connection.executemany("insert into attendance values (?, ?, ?)", sorted(attended))
            connection.execute("commit")

    def agenda(self) -> tuple[Session, ...]:
        """Agenda last stored by the trainer, or the default one."""
        with self._open() as connection:
            row = connection.execute("select sessions from agenda order by rowid desc limit 1").fetchone()
        return tuple(map(of_row, json.loads(row[0]))) if row else default_agenda()

    def keep_agenda(self, sessions: Sequence[Session]) -> None:
        """Store an agenda.

        Raises
        ------
        AgendaError
            A session has no title or an invalid time, or two of them overlap; nothing was stored.
        """
        rows = json.dumps([as_row(each) for each in checked(sessions)], ensure_ascii=False)
        with self._open() as connection:
            connection.execute("insert into agenda values (?, ?)", (rows, _text(now())))

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self.path, isolation_level=None, timeout=30)
            try:
                connection.execute("pragma journal_mode = wal")
                yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise FileError(path=self.path, reason=error) from error


def now() -> datetime:
    """Present time, UTC."""
    return datetime.now(UTC)


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
