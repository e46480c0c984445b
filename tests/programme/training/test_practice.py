"""A practice copy is private, quick to make and to reset, and removed only after its notice."""

import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import pytest

from isdata.data import store
from isdata.errors import NotFoundError, PracticeCopyError, TooManyCopiesError
from isdata.programme.training import practice
from isdata.programme.training.practice import Practice
from isdata.programme.training.records import HINT, PracticeCopy, Records, now

RENAME = "update park set name_en = 'Mine' where park_id = 'chengdu'"
NAME = "select name_en from park where park_id = 'chengdu'"


def name_in(copies: Practice, copy: practice.PracticeCopy) -> str:
    return copies.connection(copy).cursor().execute(NAME).fetchall()[0][0]


def test_a_copy_is_changed_for_its_trainee_alone(copies: Practice) -> None:
    mine, theirs = copies.make("Li Wei"), copies.make("Wang Fang")
    before = name_in(copies, mine)

    copies.connection(mine).cursor().execute(RENAME)

    assert name_in(copies, mine) == "Mine"
    assert name_in(copies, theirs) == before
    assert mine.seed != theirs.seed
    database = copies.folder.with_name("park.duckdb")
    with store.open(database) as con:
        assert con.execute(NAME).fetchall() == [(before,)]


def test_a_reset_puts_the_park_back_and_keeps_the_records(copies: Practice) -> None:
    copy = copies.make("Li Wei")
    before = name_in(copies, copy)
    copies.connection(copy).cursor().execute(RENAME)
    copies.records.add(copy.code, "balance", HINT, level="nudge")
    former = copies.path(copy)

    copy = copies.reset(copy)

    assert name_in(copies, copy) == before
    assert not former.exists()
    assert [entry.kind for entry in copies.records.entries(copy.code)] == ["hint", "reset"]


def test_a_link_returns_to_a_copy_after_a_restart(copies: Practice) -> None:
    copy = copies.make("Li Wei")
    copies.connection(copy).cursor().execute(RENAME)
    copies.close()

    again = Practice(copies.folder)

    assert name_in(again, again.find(copy.code)) == "Mine"
    again.close()


@pytest.mark.parametrize("code", ["", "0" * 20, "../park", "x" * 20])
def test_a_code_that_names_no_copy_leads_nowhere(copies: Practice, code: str) -> None:
    with pytest.raises(PracticeCopyError):
        copies.find(code)


def test_a_copy_is_removed_three_weeks_after_its_last_use_and_announced_a_week_before(
    copies: Practice,
) -> None:
    copy = copies.make("Li Wei")
    copies.connection(copy)
    day = timedelta(days=1)

    assert not practice.is_near_removal(copy, copy.used_at + 13 * day)
    assert practice.is_near_removal(copy, copy.used_at + 14 * day)
    assert copies.remove_old(copy.used_at + 20 * day) == []
    assert copies.remove_old(copy.used_at + 21 * day) == [copy]
    assert not copies.path(copy).exists()
    with pytest.raises(PracticeCopyError):
        copies.find(copy.code)
    assert [each.trainee for each in copies.records.copies()] == ["Li Wei"]


def test_more_copies_than_allowed_are_refused(copies: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice, "MOST", 1)
    first = copies.make("Li Wei")

    with pytest.raises(TooManyCopiesError):
        copies.make("Wang Fang")
    copies.remove(first)
    assert copies.make("Wang Fang").trainee == "Wang Fang"


def test_a_copy_takes_well_below_a_second_and_a_reset_below_half(copies: Practice) -> None:
    """Ten times slower than on a quiet machine would still pass."""
    started = time.process_time()
    copy = copies.make("Li Wei")
    copies.connection(copy)
    made = time.process_time() - started

    copies.reset(copy)

    assert made < 1.0
    assert time.process_time() - started - made < 0.5
    assert copy.used_at <= now()


def test_a_copy_of_an_own_park_holds_it_alone_and_returns_nothing(copies: Practice, tmp_path: Path) -> None:
    name = "select name_en from park where park_id = 'kunshan'"
    count = "select (select count(*) from park), (select count(*) from treatment)"
    with store.open(tmp_path / "park.duckdb") as real:
        ((before,),) = real.execute(name).fetchall()
        ((treatments,),) = real.execute("select count(*) from treatment").fetchall()
        copy = copies.make_of_park("Li Wei", real, park_id="kunshan")
        with pytest.raises(NotFoundError):
            copies.make_of_park("Li Wei", real, park_id="nowhere")
        inside = copies.connection(copy).cursor()
        assert inside.execute(count).fetchall() == [(1, treatments)]  # with all steps that matches may use
        inside.execute("update park set name_en = 'Mine'")
        assert real.execute(name).fetchone() == (before,)

    assert copies.in_use() == [copy]  # none remains of the park that does not exist
    assert Records(copies.records.path).copies()[0].park_id == "kunshan"
    copy = copies.reset(copy)
    assert copies.connection(copy).cursor().execute(name).fetchone() == (before,)

    copies.remove(copy)
    assert not list(copies.folder.glob(f"{copy.code}*"))


def test_records_of_an_earlier_release_are_copies_of_the_sample_park(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    Records(path).keep(PracticeCopy("c1", "Li Wei", 0, 0, now(), now()))
    with sqlite3.connect(path) as connection:
        connection.execute("alter table practice_copy drop column park_id")
    connection.close()

    assert [copy.park_id for copy in Records(path).copies()] == [""]
