"""What was acknowledged is kept, once; what contradicts it is kept beside it; a kill or a full disk loses nothing."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from isdata.errors import JournalError
from isdata.programme.workshop.journal import Journal, Record, Submission
from tests.conftest import ROOT


def submission(key: str, author: str = "phone", kind: str = "declare", **body: Any) -> Submission:
    """Return a submission to the session "day"."""
    return Submission("day", key, kind, author, body)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """An empty journal."""
    opened = Journal(tmp_path / "day.sqlite3")
    yield opened
    opened.close()


def test_a_submission_is_kept_with_its_number_and_moment(journal: Journal) -> None:
    receipt = journal.append(submission("k1", what="fly ash", quantity=30000)).result(10)

    assert receipt.is_new
    assert not receipt.is_conflict
    assert journal.read("day") == [receipt.record]
    assert receipt.record.body == {"what": "fly ash", "quantity": 30000}
    assert receipt.record.at.tzinfo is not None


def test_the_same_submission_sent_again_is_kept_once(journal: Journal) -> None:
    first = journal.append(submission("k1", a=1, b=[1, {"c": "灰"}])).result(10)
    again = journal.append(submission("k1", b=[1, {"c": "灰"}], a=1)).result(10)

    assert not again.is_new
    assert again.record == first.record
    assert len(journal.read("day")) == 1


@pytest.mark.parametrize(
    "other",
    [
        submission("k1", what="slag"),
        submission("k1", "other", what="ash"),
        submission("k1", kind="vote", what="ash"),
    ],
)
def test_another_content_under_the_same_key_is_a_conflict_and_kept(
    journal: Journal, other: Submission
) -> None:
    first = journal.append(submission("k1", what="ash")).result(10)
    conflict = journal.append(other).result(10)
    again = journal.append(other).result(10)

    assert conflict.is_conflict
    assert conflict.record.conflicts_with == first.record.number
    assert again.record == conflict.record
    assert not again.is_new
    assert [record.body for record in journal.read("day")] == [first.record.body, dict(other.body)]


def test_sessions_are_apart(journal: Journal) -> None:
    for session in ("one", "two"):
        receipt = journal.append(Submission(session, "k1", "join", "phone", {"of": session})).result(10)
        assert receipt.is_new

    assert [record.body for record in journal.read("one")] == [{"of": "one"}]
    assert journal.sessions() == ["two", "one"]


def test_records_are_read_from_a_number_on(journal: Journal) -> None:
    numbers = [journal.append(submission(f"k{i}")).result(10).record.number for i in range(5)]

    assert [record.number for record in journal.read("day", after=numbers[2])] == numbers[3:]


def test_many_phones_at_once_lose_and_double_nothing(journal: Journal) -> None:
    sent = [submission(f"k{number}", n=number) for number in range(300)] * 2
    with ThreadPoolExecutor(20) as phones:
        receipts = list(phones.map(lambda each: journal.append(each).result(30), sent))

    assert sum(receipt.is_new for receipt in receipts) == 300
    assert sorted(record.body["n"] for record in journal.read("day")) == list(range(300))


def test_listeners_hear_of_new_records_before_their_sender_does(tmp_path: Path) -> None:
    heard: list[Record] = []
    journal = Journal(tmp_path / "day.sqlite3", heard.extend)
    receipt = journal.append(submission("k1")).result(10)
    journal.append(submission("k1")).result(10)
    journal.close()

    assert heard == [receipt.record]


def test_a_journal_goes_on_after_it_was_closed(tmp_path: Path) -> None:
    for expected in (True, False):
        journal = Journal(tmp_path / "day.sqlite3")
        assert journal.append(submission("k1")).result(10).is_new == expected
        journal.close()


def test_a_closed_journal_acknowledges_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "day.sqlite3")
    journal.close()

    with pytest.raises(JournalError):
        journal.append(submission("k1")).result(10)


def test_the_file_is_the_owner_s_and_syncs_every_commit(journal: Journal) -> None:
    journal.append(submission("k1")).result(10)
    connection = journal._connect()

    assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    assert connection.execute("pragma synchronous").fetchone() == (2,)  # FULL
    connection.close()
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in journal.path.parent.iterdir()} == {0o600}


def test_what_cannot_be_written_is_not_acknowledged_and_the_journal_goes_on(journal: Journal) -> None:
    journal.append(submission("k1")).result(10)
    other = sqlite3.connect(journal.path)
    other.execute("drop table record")
    other.close()

    with pytest.raises(JournalError, match="cannot be written"):
        journal.append(submission("k2")).result(10)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="nowhere"):
        Journal(tmp_path / "nowhere" / "day.sqlite3")


WRITER = """
import sys
from isdata.programme.workshop.journal import Journal, Submission
journal = Journal(sys.argv[1])
number = int(sys.argv[2])
while True:
    journal.append(Submission("day", f"k{number}", "declare", "phone", {"n": number})).result()
    print(number, flush=True)
    number += 1
"""


def test_a_killed_process_has_lost_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    path, acknowledged = tmp_path / "day.sqlite3", []
    for run in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(run * 100_000)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert writer.stdout is not None
        acknowledged += [int(writer.stdout.readline()) for _line in range(20)]
        writer.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout.read().split()]
        writer.wait()
        writer.stdout.close()

    journal = Journal(path)
    kept = [record.body["n"] for record in journal.read("day")]
    journal.close()

    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))
