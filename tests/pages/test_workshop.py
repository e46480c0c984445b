"""The facilitator's console: a session is opened, followed, and closed; the hall is served only meanwhile."""

import socket
from collections.abc import Iterator

import pytest

from pages.common import data, screen
from pages.workshop.parts import between_sessions, results, running
from tests.pages.conftest import Opened, shown
from tests.pages.workshop_session import PAGE, close_all, joined, opened, words
from tests.programme.workshop.conftest import ADDRESS, ASH, Phone
from tests.programme.workshop.hall import filled


@pytest.fixture(autouse=True)
def closed(worker_id: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No session is left open, and no parallel worker takes the port of a session that restarts."""
    worker = 0 if worker_id == "master" else int(worker_id.removeprefix("gw"))
    monkeypatch.setattr(running, "PORT", 8700 + 40 * worker)
    yield
    close_all()


def test_a_session_needs_the_name_of_its_facilitator(open_page: Opened) -> None:
    app = open_page(PAGE)
    app.button(key="workshop_start").click().run()

    assert running.current() is None
    assert "Enter your name" in app.warning[0].value
    assert not app.exception


def test_results_of_a_rehearsal_state_that_it_was_one(open_page: Opened) -> None:
    app = open_page(PAGE)
    app.text_input(key="workshop_name").set_value("Rehearsal")
    app.text_input(key="workshop_facilitator").set_value("Chen")
    app.button(key="workshop_rehearse").click().run()
    app.button(key="workshop_close").click().run()

    assert not app.exception
    assert running.current() is None
    assert any(each.value.startswith(":orange-badge[Rehearsal]") for each in app.markdown)


@pytest.mark.walk
def test_a_closed_session_thanks_phones_until_it_is_opened_again(open_page: Opened) -> None:
    app, found = opened(open_page)
    phone, port, main_screen = joined(found), found.listener.port, found.hall.main_screen_path
    assert phone.send("declare", "e" * 32, **ASH).status == 200
    app.button(key="workshop_close").click().run()

    assert not app.exception
    assert running.current() is None
    assert "The workshop has ended. Thank you." in words(phone.page())
    assert "研讨会已结束，感谢参与。" in words(phone.ask("/j?lang=zh").text)
    for path in (
        "/j",
        "/screen",
        "/events",
        "/suggest?q=ash",
        f"/main-screen/{'x' * 40}",
        found.hall.table_path(1),
    ):
        assert "ash" not in phone.ask(path).text.lower(), path
    assert "1 entry" in phone.ask(main_screen).text
    assert phone.send("declare", "f" * 32, **ASH).status == 503
    (listed,) = [frame.value for frame in app.dataframe if "Entry" in frame.value]
    assert listed[["Entry", "Amount"]].values.tolist() == [["Fly ash", "30,000 t/yr"]]
    assert "Entries · Not confirmed" in [each.value for each in app.subheader]  # the same of all, stated once
    assert phone.ask("/j", Host="elsewhere.example").status == 403

    app.button(key="workshop_reopen").click().run()
    again = running.current()
    assert again is not None
    assert again.listener.port == port
    assert "Fly ash" in phone.page()


def test_a_session_goes_on_after_a_restart(open_page: Opened) -> None:
    _app, found = opened(open_page)
    phone = joined(found)
    phone.send("declare", "e" * 32, **ASH)
    found.listener.close()
    found.live.close()
    running._held.clear()

    again = running.current()
    assert again is not None
    assert list(again.live.day.entries) == ["e" * 32]
    assert again.live.day.facilitators == ["Chen", "Li", "Wang"]
    assert "Facilitator: Wang" in Phone(again.listener.port, ADDRESS).ask(again.hall.table_path(2)).text
    assert again.main_screen == found.main_screen
    assert again.former_port is None


def test_a_restart_says_that_its_port_was_taken(open_page: Opened) -> None:
    app, found = opened(open_page)
    port = found.listener.port
    found.listener.close()
    found.live.close()
    running._held.clear()
    with socket.socket() as other:
        other.bind(("0.0.0.0", port))
        other.listen()
        app.run()

    again = running.current_session()
    assert again is not None
    assert again.former_port == port
    assert again.listener.port == again.live.day.about["port"] != port
    assert f"Port {port} is used" in app.warning[0].value


def test_a_phone_and_the_console_show_the_same_number(open_page: Opened) -> None:
    app, found = opened(open_page)
    page = Phone(found.listener.port, ADDRESS).ask("/here")
    app.run()

    assert "Number 1:" in page.text
    assert "Number 1, " in shown(app)


@pytest.mark.walk
def test_votes_and_what_blocks_a_match_are_shown(open_page: Opened) -> None:
    app, found = opened(open_page)
    joined(found).send("declare", "e" * 32, **ASH)
    other = Phone(found.listener.port, ADDRESS)
    other.ask("/j")
    body = {
        "code": found.live.day.code,
        "company": "Brick works",
        "language": "en",
        "visibility": "facilitator",
    }
    other.post("/join", key="m" * 32, **body)
    other.send("declare", "n" * 32, **ASH | {"direction": "want"})
    app.run()

    assert "not shown: 1 company discloses its entry to the facilitator only" in shown(app)
    found.live.console("opportunity", title="Ash into bricks", entries=["e" * 32])
    app.session_state["workshop_view"] = "opportunities"
    app.run()
    app.button("vote_begin").click().run()
    assert "vote_begin" not in [each.key for each in app.button]
    name = next(iter(found.live.day.opportunities))
    other.send("vote", "v" * 32, opportunity=name, effort="1", benefit="5")
    app.run()
    assert app.dataframe[0].value["Number of votes"].tolist() == [1]


def test_an_opportunity_is_written_down_and_put_on_the_board(open_page: Opened) -> None:
    app, found = opened(open_page)
    joined(found).send("declare", "e" * 32, **ASH)
    app.session_state["workshop_view"] = "opportunities"
    app.run()
    app.text_input(key="title_new").set_value("Ash into cement")
    app.multiselect(key="entries_new").set_value(["e" * 32])
    app.text_input(key="owner_new").set_value("Li")
    app.button(key="opportunity_save_new").click().run()
    name = next(iter(found.live.day.opportunities))
    app.button(key=f"adopt_{name}").click().run()

    assert not app.exception
    query = "select name_en, owner, origin from synergy where source like 'Workshop%'"
    assert data.cursor().execute(query).fetchall() == [("Ash into cement", "Li", "conference")]


@pytest.mark.walk
def test_a_refused_opportunity_keeps_its_fields_and_a_stored_one_empties_them(open_page: Opened) -> None:
    app, _found = opened(open_page)
    app.session_state["workshop_view"] = "opportunities"
    app.run()
    app.text_input(key="owner_new").set_value("Li")
    app.button(key="opportunity_save_new").click().run()
    assert [each.value for each in app.warning] == ["Enter a name for the opportunity."]
    assert app.text_input(key="owner_new").value == "Li"

    app.text_input(key="title_new").set_value("Ash into cement")
    app.button(key="opportunity_save_new").click().run()
    app.session_state["workshop_view"] = "opportunities"
    app.run()
    assert app.text_input(key="title_new1").value == ""
    assert app.text_input(key="owner_new1").value == ""


@pytest.mark.walk
def test_working_time_without_hours_keeps_its_fields(open_page: Opened) -> None:
    app, found = opened(open_page)
    app.session_state["workshop_view"] = "results"
    app.run()
    app.text_input(key="effort_activity").set_value("Follow-up")
    app.button(key="effort_save").click().run()
    assert app.text_input(key="effort_activity").value == "Follow-up"
    assert found.live.day.efforts == {}


def test_the_key_of_the_clock_starts_and_stops_it(open_page: Opened) -> None:
    app, found = opened(open_page)
    app.button(key="main_screen_clock").click().run()
    assert found.live.day.main_screen["until"]
    app.button(key="main_screen_clock").click().run()
    assert found.live.day.main_screen["until"] == ""
    over = "2020-01-01T00:00:00+00:00"
    found.live.console("main_screen", until=over)
    app.run()
    app.button(key="main_screen_clock").click().run()
    assert found.live.day.main_screen["until"] > over


def test_a_phone_has_the_main_actions_and_one_menu_without_keys(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eleven buttons with keys of a keyboard stood before the first entry."""
    app, _found = opened(open_page)
    keys = {each.key: each.proto.shortcut for each in app.button if str(each.key).startswith("main_screen_")}
    assert keys["main_screen_blank"] == "b"

    monkeypatch.setattr(screen, "is_phone", lambda: True)
    app.run()

    assert not any(
        each.proto.shortcut for each in app.button if str(each.key).startswith(("main_screen_", "workshop_"))
    )
    menus = [each.proto.popover.label for each in app.get("popover")]
    assert "More" in menus
    assert "Scene" not in menus
    app.button(key="main_screen_blank").click().run()
    assert not app.exception


def test_the_results_begin_with_a_sentence(open_page: Opened) -> None:
    app, found = opened(open_page)
    joined(found)
    app.session_state["workshop_view"] = "results"
    app.run()

    assert "**0 entries, 0 possible exchanges; 1 of 3 invited companies took part**" in shown(app)


def test_the_results_list_each_opportunity_with_its_votes(open_page: Opened) -> None:
    """They counted one opportunity and three votes, and named neither."""
    app, found = opened(open_page)
    phone = joined(found)
    phone.send("declare", "e" * 32, **ASH)
    found.live.console("opportunity", title="Ash to bricks", entries=["e" * 32], owner="Chen")
    phone.send(
        "vote", "v" * 32, opportunity=next(iter(found.live.day.opportunities)), effort="2", benefit="5"
    )
    app.session_state["workshop_view"] = "results"
    app.run()

    (listed,) = [frame.value for frame in app.dataframe if "Opportunity" in frame.value]
    assert listed[["Opportunity", "Number of votes", "Owner", "Status"]].values.tolist() == [
        ["1 Ash to bricks", "1", "Chen", "Not on the board"]
    ]
    assert listed["Benefit"].isna().all()  # a single vote stays secret
    assert "stated from 3 votes on" in shown(app)


def test_before_a_session_a_list_of_resources_has_as_many_names_as_are_counted() -> None:
    streams = [{"en": name, "zh": None} for name in ("Sewage sludge, dry matter", "Waste heat", "Waste heat")]

    assert between_sessions._resources(streams) == "sewage sludge (dry matter), waste heat (2)"


def test_results_name_the_same_companies_of_an_opportunity_as_the_minutes() -> None:
    """Those that expressed interest in its entries were left out."""
    hall = filled()
    hall.send("p3", "interest", entry="ash", is_up=True)
    hall.console("opportunity", "cement", title="Ash into cement", entries=["need", "ash"])

    listed = results._companies(hall.day, hall.day.opportunities["cement"])
    assert listed == "Power plant, Brick works, Cement works"
