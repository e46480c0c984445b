"""The facilitator's console: a session is opened, followed, and closed; the hall is served only meanwhile."""

import re
import socket
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from pages.common import data
from pages.workshop.parts import between, running
from tests.pages.conftest import Opened, shown
from tests.programme.workshop.conftest import ADDRESS, ASH, Phone

PAGE = "pages/workshop/workshop.py"


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """No session is left open."""
    yield
    for listener in running._thanking.values():
        listener.close()
    running._thanking.clear()
    for each in running._held.values():
        each.live.console("close")
        each.listener.close()
        each.live.close()
    running._held.clear()


def opened(open_page: Opened, language: str = "en") -> tuple[AppTest, running.Running]:
    """Open a session on the page."""
    app = open_page(PAGE, language=language)
    app.text_input(key="workshop_name").set_value("Launch")
    app.text_input(key="workshop_facilitator").set_value("Chen")
    app.text_area(key="workshop_facilitators").set_value("Li\n\nWang")
    app.button(key="workshop_start").click().run()
    found = running.current()
    assert found is not None
    return app, found


def words(html: str) -> set[str]:
    """Texts of a page."""
    return set(re.findall(r"[^<>]+", html))


def joined(found: running.Running) -> Phone:
    """A phone of a stored company that has joined."""
    phone = Phone(found.listener.port, ADDRESS)
    phone.ask("/j")
    body = {"code": found.live.day.code, "company_id": "C1", "language": "en", "visibility": "full"}
    assert phone.post("/join", key="k" * 32, **body).status == 303
    return phone


def test_what_a_phone_sends_is_confirmed_and_put_on_the_wall(open_page: Opened) -> None:
    """On a console in Chinese; that of the other tests is in English."""
    app, found = opened(open_page, "zh")
    phone = joined(found)
    assert phone.send("declare", "e" * 32, **ASH).status == 200
    app.run()
    assert not app.exception
    assert "粉煤灰" in shown(app)

    app.button(key="confirm_" + "e" * 32).click().run()
    assert not app.exception
    stored = (
        data.cursor().execute("select resource_id, quantity from stream where source = 'workshop'").fetchall()
    )
    assert stored == [("fly_ash", 30000.0)]
    app.button(key="focus_" + "e" * 32).click().run()
    assert found.live.day.entries["e" * 32].status == "confirmed"
    assert found.live.day.scene["scene"] == "focus"

    app.button(key="workshop_undo").click().run()
    assert found.live.day.scene["scene"] == "join"
    app.button(key="workshop_undo").click().run()
    assert found.live.day.entries["e" * 32].status == "read"
    assert data.cursor().execute("select count(*) from stream where source = 'workshop'").fetchall() == [(0,)]


def test_a_session_needs_the_name_of_its_facilitator(open_page: Opened) -> None:
    app = open_page(PAGE)
    app.button(key="workshop_start").click().run()

    assert running.current() is None
    assert "Enter your name" in app.warning[0].value
    assert "No session is open" in [each.value for each in app.markdown]


def test_a_closed_session_thanks_phones_until_it_is_opened_again(open_page: Opened) -> None:
    app, found = opened(open_page)
    phone, port, wall = joined(found), found.listener.port, found.hall.wall_path
    assert phone.send("declare", "e" * 32, **ASH).status == 200
    app.button(key="workshop_close").click().run()

    assert not app.exception
    assert running.current() is None
    assert {"The workshop has ended. Thank you.", "研讨会已结束，感谢参与。"} <= words(phone.page())
    for path in ("/j", "/screen", "/events", "/suggest?q=ash", f"/wall/{'x' * 40}", found.hall.table_path(1)):
        assert "ash" not in phone.ask(path).text.lower(), path
    assert "1 entry" in phone.ask(wall).text
    assert phone.send("declare", "f" * 32, **ASH).status == 503
    (listed,) = [frame.value for frame in app.dataframe if "State" in frame.value]
    assert listed[["Entry", "State"]].values.tolist() == [["Fly ash", "Not confirmed"]]
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
    assert again.wall == found.wall
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

    again = running.held()
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

    assert "blocked: 1 company shows its entry to the facilitator only" in shown(app)
    found.live.console("opportunity", title="Ash into bricks", entries=["e" * 32])
    found.live.console("show", scene="votes")
    name = next(iter(found.live.day.opportunities))
    other.send("vote", "v" * 32, opportunity=name, effort="1", benefit="5")
    app.session_state["workshop_view"] = "opportunities"
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
    query = "select name_en, owner, origin from synergy where source = 'workshop'"
    assert data.cursor().execute(query).fetchall() == [("Ash into cement", "Li", "conference")]


def test_paper_forms_are_typed_in_one_after_the_other(open_page: Opened) -> None:
    app, found = opened(open_page)
    app.session_state["workshop_view"] = "paper"
    app.run()
    for number, (company, what) in enumerate([("C1", "Fly ash"), ("C2", "Waste sand")]):
        app.selectbox(key=f"paper_company_{number}").set_value(company)
        app.text_input(key=f"paper_what_{number}").set_value(what)
        app.text_input(key=f"paper_quantity_{number}").set_value("1,200")
        app.button(key="paper_save").click().run()

    assert not app.exception
    first, second = found.live.day.entries.values()
    assert (first.company, first.values["quantity"], first.values["resource_id"]) == ("C1", 1200, "fly_ash")
    assert second.company == "C2"


def test_a_refused_paper_form_keeps_what_was_typed(open_page: Opened) -> None:
    app, found = opened(open_page)
    app.session_state["workshop_view"] = "paper"
    app.run()
    app.text_input(key="paper_what_0").set_value("Fly ash")
    app.button(key="paper_save").click().run()

    assert app.error
    assert app.text_input(key="paper_what_0").value == "Fly ash"
    assert not found.live.day.entries


def test_single_keys_act_on_the_entry_that_waits(open_page: Opened) -> None:
    app, found = opened(open_page)
    phone = joined(found)
    for key in ("a" * 32, "b" * 32):
        phone.send("declare", key, **ASH)
    app.run()
    first = "a" * 32
    assert [entry.status for entry in found.live.day.entries.values()] == ["read", "received"]
    assert "Recorded, on the facilitator" in phone.page()
    keys = {each.key: each.proto.shortcut for each in app.button if each.proto.shortcut}
    # As in a presentation: whoever blanks the wall by B must not go back a scene.
    wall = {name: keys[f"wall_{name}"] for name in ("left", "right", "freeze", "blank")}
    assert wall == {"left": "left", "right": "right", "freeze": "p", "blank": "b"}
    named = ("confirm", "focus", "workshop_entry", "workshop_noted", "same", "aside", "opportunity_of")
    assert {keys[f"{name}_{first}"] for name in named} == {"y", "w", "e", "s", "m", "h", "o"}
    assert len(set(keys.values())) == len(keys)
    assert app.button(key=f"same_{first}").disabled  # nothing before it says the same

    app.button(key=f"confirm_{first}").click().run()
    app.button(key="same_" + "b" * 32).click().run()
    assert found.live.day.entries["b" * 32].merged_into == first
    app.button(key="workshop_undo").click().run()
    assert found.live.day.entries["b" * 32].merged_into is None

    app.button(key="workshop_entry_" + "b" * 32).click().run()
    assert app.text_input(key="quantity_" + "b" * 32).value == "30000"
    app.run()
    assert not [each for each in app.text_input if each.key == "quantity_" + "b" * 32]  # closed with a key

    app.button(key="opportunity_of_" + "b" * 32).click().run()
    assert not app.exception
    assert app.text_input(key="title_new").value == "Fly ash"
    assert app.multiselect(key="entries_new").value == ["b" * 32]


def test_an_entry_names_whom_it_fits_in_the_hall_and_in_the_park_and_what_is_near_to_be_clarified(
    open_page: Opened,
) -> None:
    app, found = opened(open_page)
    phone = joined(found)
    phone.send("declare", "e" * 32, **ASH)
    app.run()
    text = shown(app)
    assert "fits nobody yet" in text or "declared before in the park: " in text
    other = Phone(found.listener.port, ADDRESS)
    other.ask("/j")
    body = {"code": found.live.day.code, "company": "Brick works", "language": "en", "visibility": "full"}
    other.post("/join", key="m" * 32, **body)
    sand = {"quantity": "600", "unit": "t", "period": "year"}
    phone.send("declare", "f" * 32, **sand | {"direction": "have", "what": "used foundry sand"})
    other.send("declare", "n" * 32, **sand | {"direction": "want", "what": "foundry sand"})
    app.run()
    text = shown(app).replace("\\", "")
    assert "possible, to be clarified: Brick works “foundry sand” 600 t/yr" in text
    assert "Nothing yet" in found_wall(found, "matches")

    other.send("declare", "o" * 32, **ASH | {"direction": "want", "quantity": "500"})
    app.run()
    assert "fits here: Brick works 500 t/yr" in shown(app)


def found_wall(found: running.Running, scene: str) -> str:
    """What the wall shows in a scene."""
    found.live.console("show", scene=scene)
    return Phone(found.listener.port, ADDRESS).ask(found.hall.wall_path).text


def test_the_key_of_the_clock_starts_and_stops_it(open_page: Opened) -> None:
    app, found = opened(open_page)
    app.button(key="wall_clock").click().run()
    assert found.live.day.wall["until"]
    app.button(key="wall_clock").click().run()
    assert found.live.day.wall["until"] == ""


def test_undo_takes_back_the_last_step_when_it_is_pressed(open_page: Opened) -> None:
    app, found = opened(open_page)
    joined(found).send("declare", "e" * 32, **ASH)
    app.run()
    found.live.console("confirm", entry="e" * 32)  # after the button was drawn
    app.button(key="workshop_undo").click().run()

    assert not app.exception
    assert found.live.day.entries["e" * 32].status == "read"
    assert not app.button(key="workshop_undo").disabled


def test_a_correction_proposes_names_nearly_alike(open_page: Opened) -> None:
    app, found = opened(open_page)
    phone = Phone(found.listener.port, ADDRESS)
    phone.ask("/j")
    body = {"code": found.live.day.code, "company": "Powr plant", "language": "en", "visibility": "full"}
    phone.post("/join", key="n" * 32, **body)
    name = "c" * 32
    phone.send("declare", name, **(ASH | {"what": "Flyy ash"}))
    app.run()
    app.button(key=f"workshop_entry_{name}").click().run()
    company, resource = app.selectbox(key=f"company_of_{name}"), app.selectbox(key=f"class_{name}")
    assert company.options[:2] == ["As typed: Powr plant", "Power plant"]
    assert sum("Similar names" in each.value for each in app.caption) == 2
    assert resource.value == "fly_ash"


def test_before_a_session_a_list_of_resources_has_as_many_names_as_are_counted() -> None:
    streams = [{"en": name, "zh": None} for name in ("Sewage sludge, dry matter", "Waste heat", "Waste heat")]

    assert between._resources(streams) == "sewage sludge (dry matter), waste heat (2)"
