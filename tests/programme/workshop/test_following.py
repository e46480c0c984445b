"""Following the day: what is sent, and to whom."""

import asyncio
import http.client
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from isdata.programme.workshop import phone_page, views
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.notifications import Changes
from tests.access.outside import WAIT
from tests.programme.workshop.conftest import ADDRESS, Site
from tests.programme.workshop.hall import filled


def test_one_call_wakes_everybody_who_follows(tmp_path: Path) -> None:
    async def followed(live: Live) -> list[bool]:
        changes = Changes(live)
        with changes.follow() as one, changes.follow() as other:
            assert len(live._followers) == 1
            await asyncio.to_thread(live.console, "show", scene="entries")
            await asyncio.wait_for(asyncio.gather(one.wait(), other.wait()), 30)
            return [one.is_set(), other.is_set()]

    live = Live(tmp_path / "day.sqlite3", "day")
    with ThreadPoolExecutor(1) as apart:  # a browser of other tests runs a loop in this thread
        assert apart.submit(lambda: asyncio.run(followed(live))).result() == [True, True]
    assert live._followers == []
    live.close()


def test_a_phone_is_sent_only_what_concerns_it() -> None:
    hall = filled()
    before = {name: phone_page.phone_content(hall.day, each) for name, each in hall.day.participants.items()}
    assert [fits for _entry, fits in before["p1"].own] == [1]

    hall.send("p2", "declare", "more", direction="want", what="Clay dust", quantity=3, unit="t", period="yr")
    day = hall.day
    changed = {
        name for name, each in day.participants.items() if phone_page.phone_content(day, each) != before[name]
    }
    assert changed == {"p2", "p3"}  # who declared it, and whose entry it fits


def test_counterparts_are_of_the_same_resource_or_of_the_same_words() -> None:
    hall = filled()
    hall.send("p1", "declare", "slag", direction="have", what="Slag", resource_id="slag")
    hall.send("p2", "declare", "one", direction="want", what="Blast furnace slag", resource_id="slag")
    hall.send("p2", "declare", "two", direction="want", what="SLAG ")
    hall.send("p2", "declare", "three", direction="want", what="Slag", resource_id="other")
    hall.send("p2", "declare", "four", direction="want", what="Slag", subject="service")
    day = hall.day

    found = views.counterparts(day, day.entries["slag"])
    assert [entry.entry_id for entry in found] == ["one", "two"]


def test_streams_end_before_their_server_is_closed(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    connection = http.client.HTTPConnection(ADDRESS, site.port, timeout=WAIT)
    connection.request("GET", f"{site.hall.main_screen_path}/events")
    answer = connection.getresponse()
    assert answer.readline().startswith(b"data: ")

    site.close()
    assert b"data: " not in answer.read()  # the stream is complete: the connection is not cut
    answer.close()
    connection.close()
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
