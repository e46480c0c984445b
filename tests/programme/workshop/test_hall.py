"""The hall from outside: what phones send and read over real connections."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from isdata.programme.workshop import ended_session, scenes
from isdata.programme.workshop.listener import Listener
from isdata.programme.workshop.live import new_key
from isdata.programme.workshop.rehearsal import Rehearsal, steps
from isdata.programme.workshop.routes import application
from tests.access.outside import WAIT
from tests.programme.workshop.conftest import ADDRESS, ASH, Phone, Site


def test_a_phone_joins_and_declares_without_javascript(site: Site, phone: Callable[[], Phone]) -> None:
    one = phone()
    assert "Power plant" in one.ask(f"/j?code={site.live.day.code}").text
    one.join(site)

    answer = one.post("/send", kind="declare", key=new_key(), **ASH)

    assert answer.status == 303
    assert "30,000 t/yr" in one.page()
    assert [entry.values["quantity"] for entry in site.live.day.entries.values()] == [30000]


def test_a_new_company_joins_by_its_name(site: Site, phone: Callable[[], Phone]) -> None:
    one = phone().join(site, "", company="Brick & <b>works</b>")

    assert "Brick &amp; &lt;b&gt;works&lt;/b&gt;" in one.page()
    assert phone().ask("/j").status == 200
    nameless = phone()
    nameless.ask("/j")
    assert nameless.post("/join", code=site.live.day.code, language="en", visibility="range").status == 422


def test_a_wrong_code_makes_its_phone_wait_and_no_other(site: Site, phone: Callable[[], Phone]) -> None:
    guesser = phone()
    guesser.ask("/j")
    wrong = {"company_id": "C1", "language": "en", "visibility": "range", "code": "WRONG"}
    answers = [guesser.post("/join", key=new_key(), **wrong) for _attempt in range(4)]

    assert [answer.status for answer in answers] == [403] * 4
    assert "Incorrect code" in answers[0].text
    assert "Wait a moment" in answers[3].text
    assert (
        "Wait a moment" in guesser.post("/join", key=new_key(), **wrong | {"code": site.live.day.code}).text
    )
    phone().join(site)


def test_a_renewed_code_keeps_who_is_here_and_lets_nobody_else_in(
    site: Site, phone: Callable[[], Phone]
) -> None:
    one, old = phone().join(site), site.live.day.code
    site.live.console("renew", code="NEWCODE234")
    late = phone()
    late.ask("/j")

    assert one.send("declare", **ASH).status == 200
    assert (
        late.post("/join", key=new_key(), code=old, company_id="C2", language="en", visibility="full").status
        == 403
    )


def test_what_is_sent_twice_is_kept_once_and_another_text_is_a_conflict(
    site: Site, phone: Callable[[], Phone]
) -> None:
    one, key = phone().join(site), new_key()

    assert [one.send("declare", key, **ASH).status for _time in range(3)] == [200, 200, 200]
    answer = one.send("declare", key, **ASH | {"what": "Bottom ash"})

    assert answer.status == 409
    assert len(site.live.day.entries) == 1
    assert [each.body["what"] for each in site.live.day.entries[key].conflicts] == ["Bottom ash"]
    assert "the facilitator decides" in one.page()


@pytest.mark.parametrize(
    ("typed", "read"),
    [("30,000", 30_000), ("1.200,5", 1200.5), ("2,5", 2.5), ("1200万", 12e6), ("1.200", None)],
)
def test_an_amount_is_read_as_an_import_reads_it(
    site: Site, phone: Callable[[], Phone], typed: str, read: float | None
) -> None:
    answer = phone().join(site).send("declare", **ASH | {"quantity": typed})

    assert [each.values["quantity"] for each in site.live.day.entries.values()] == ([read] if read else [])
    assert ("ambiguous" in answer.text) == (read is None)


def test_problems_are_shown_beside_what_was_typed(site: Site, phone: Callable[[], Phone]) -> None:
    one = phone().join(site)
    plain = one.post("/send", kind="declare", key=new_key(), **ASH | {"quantity": "much"})
    script = one.send("declare", **ASH | {"quantity": "-3"})

    assert plain.status == 422
    assert 'value="much"' in plain.text
    assert "not a number" in plain.text
    assert "above zero" in json.loads(script.text)["message"]
    assert site.live.day.entries == {}


@pytest.mark.parametrize(
    ("written", "quantity"),
    [("1.200,5", 1200.5), ("1,200.5", 1200.5), ("1.5", 1.5), ("30000 t", None), ("20-30", None), ("20 kg", None), ("12 %", None)],
)  # fmt: skip
def test_an_amount_is_read_as_written_or_refused(
    site: Site, phone: Callable[[], Phone], written: str, quantity: float | None
) -> None:
    """A range, and a unit beside the number that is not the one chosen, would otherwise become another amount."""
    one, key = phone().join(site), new_key()
    answer = one.send("declare", key, **ASH | {"quantity": written})

    assert (answer.status == 200) == (quantity is not None)
    assert quantity is None or site.live.day.entries[key].values["quantity"] == quantity


def test_an_entry_is_corrected_and_withdrawn(site: Site, phone: Callable[[], Phone]) -> None:
    one, key = phone().join(site), new_key()
    one.send("declare", key, **ASH)
    form = one.ask(f"/j?correct={key}").text
    version = re.findall(r'name="version" value="(\d+)"', form)[0]

    assert 'value="30000"' in form
    assert one.send("correct", entry=key, version=version, **ASH | {"quantity": "25000"}).status == 200
    assert site.live.day.entries[key].values["quantity"] == 25000
    assert one.send("withdraw", entry=key).status == 200
    assert not site.live.day.entries[key].is_live


def test_a_phone_reads_only_its_own_company_s_amounts(site: Site, phone: Callable[[], Phone]) -> None:
    one, other = phone().join(site, visibility="range"), phone().join(site, "C2", visibility="full")
    key = new_key()
    one.send("declare", key, **ASH | {"quantity": "23456"})
    other.send("declare", **ASH | {"direction": "want", "quantity": "11111"})
    site.live.console("show", scene="focus", entry=key)
    second = phone().join(site)

    assert "23,456" in one.page()
    assert "23,456" not in other.page()
    assert "10,000–30,000 t/yr" in other.page()
    assert "11,111" not in one.page()
    assert "fits 1 other company here" in one.page()
    assert "23,456" not in second.page()
    site.live.console("admit", participant=list(site.live.day.participants)[-1])
    assert "23,456" in second.page()


def test_after_a_restart_phones_go_on(site: Site, phone: Callable[[], Phone], tmp_path: Path) -> None:
    one = phone().join(site)
    one.send("declare", **ASH)
    site.close()
    again = Site(tmp_path / "day.sqlite3", is_new=False)
    try:
        one.port = again.port
        assert "30,000 t/yr" in one.page()
        assert one.send("declare", **ASH).status == 200
        assert again.hall.main_screen_path == site.hall.main_screen_path
    finally:
        again.close()


def test_a_closed_session_takes_nothing_more(site: Site, phone: Callable[[], Phone]) -> None:
    one = phone().join(site)
    site.live.console("close")

    assert one.send("declare", **ASH).status == 403
    assert "closed" in one.page()
    site.live.console("reopen")
    assert one.send("declare", **ASH).status == 200


def test_suggestions_come_in_the_phone_s_language_for_the_direction_it_chose(
    site: Site, phone: Callable[[], Phone]
) -> None:
    one = phone().join(site, language="zh")

    assert json.loads(one.ask("/suggest?q=hui").text) == ["hui (zh)"]
    assert json.loads(one.ask("/suggest?q=hui&direction=want").text) == ["hui (zh, want)"]


def test_a_listener_can_be_opened_again_on_its_port(site: Site) -> None:
    port = site.port
    site.listener.close()
    site.listener = Listener(application(site.hall), host=ADDRESS, port=port)

    assert site.listener.port == port
    assert Phone(port, ADDRESS).ask("/j").status == 200


def test_a_phone_may_give_its_opinion_after_the_session_was_closed(
    site: Site, phone: Callable[[], Phone]
) -> None:
    one = phone().join(site)
    site.live.console("close")

    assert one.send("feedback", rating="4", words="Good").status == 200
    assert one.send("interview", wants="yes").status == 200
    assert one.send("vote", opportunity="x", effort="1", benefit="1").status == 403
    assert [each["rating"] for each in site.live.day.feedback.values()] == [4]


def test_thanks_are_in_the_language_chosen_on_joining(site: Site, phone: Callable[[], Phone]) -> None:
    """A phone that loaded its page again followed its browser's language."""
    joined, other = phone().join(site, language="zh"), phone()
    site.live.console("close")
    site.listener.serve(ended_session.application(site.hall))

    assert "研讨会已结束" in joined.page()
    assert "研讨会已结束" in json.loads(joined.ask("/events").text.partition("data: ")[2])["now"]
    assert "The workshop has ended" in joined.ask("/j?lang=en").text
    assert "The workshop has ended" in other.page()
    assert "研讨会已结束" in other.ask("/j", Accept_Language="zh-CN").text


def test_twenty_fictitious_companies_rehearse(site: Site) -> None:
    rehearsal = Rehearsal(site.live, language="zh", pause=0.0)
    until = time.monotonic() + WAIT
    while len(site.live.day.entries) < 20 and time.monotonic() < until:
        time.sleep(0.01)
    rehearsal.stop()

    assert len(site.live.day.companies()) == 20
    assert len(scenes.pairs(site.live.day)) >= 3


def test_a_rehearsal_repeated_after_a_restart_declares_nothing_twice(site: Site) -> None:
    for _begin in range(2):
        for step in steps("en"):
            site.live.send(step.phone, step.kind, step.body, step.key).result(WAIT)

    assert len(site.live.day.entries) == sum(step.kind == "declare" for step in steps("en"))
