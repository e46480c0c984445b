"""Entries of phones and paper forms on the facilitator's console: confirmed, corrected, merged and undone."""

from collections.abc import Iterator

import pandas as pd
import pytest

from isdata.data import store
from isdata.programme.workshop import scenes
from pages.common import data
from pages.workshop.parts import running
from tests.pages.conftest import Opened, shown
from tests.pages.workshop_session import close_all, joined, opened
from tests.programme.workshop.conftest import ADDRESS, ASH, Phone


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """No session is left open."""
    yield
    close_all()


def test_what_a_phone_sends_is_confirmed_and_put_on_the_main_screen(open_page: Opened) -> None:
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
        data.cursor()
        .execute("select resource_id, quantity from stream where source like 'Workshop%'")
        .fetchall()
    )
    assert stored == [("fly_ash", 30000.0)]
    app.button(key="listed_focus_" + "e" * 32).click().run()
    assert found.live.day.entries["e" * 32].status == "confirmed"
    assert found.live.day.scene["scene"] == "focus"

    app.button(key="workshop_undo").click().run()
    assert found.live.day.scene["scene"] == "join"
    app.button(key="workshop_undo").click().run()
    assert found.live.day.entries["e" * 32].status == "read"
    assert data.cursor().execute("select count(*) from stream where source like 'Workshop%'").fetchall() == [
        (0,)
    ]


@pytest.mark.walk
def test_an_entry_that_repeats_a_stored_one_is_confirmed_by_a_choice(open_page: Opened) -> None:
    app, found = opened(open_page)
    ash = {"stream_id": "A1", "site_id": "S1", "direction": "supply", "resource_id": "fly_ash", "quantity": 210.0, "unit": "t"}  # fmt: skip
    row = pd.DataFrame([ash | {"period": "year", "year": 2024}])
    store.write(data.cursor(), {"stream": row}, who="Li", reason="visit")
    joined(found).send("declare", "e" * 32, **ASH)
    app.run()
    assert not app.exception
    assert "already stored: 210 t per year · 2024" in shown(app).replace("\\", "")

    app.button(key="confirm_" + "e" * 32).click().run()
    assert found.live.day.entries["e" * 32].status == "read"
    assert any("Power plant has declared this already" in each.value for each in app.warning)
    app.button(key="replace_" + "e" * 32 + "_A1").click().run()
    assert not app.exception
    assert "already stored" not in shown(app)
    stored = data.cursor().execute("select stream_id, quantity, year from stream where direction = 'supply' and resource_id = 'fly_ash'")  # fmt: skip
    assert stored.fetchall() == [("A1", 30000.0, 2024)]


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


@pytest.mark.walk
def test_single_keys_act_on_the_entry_that_waits(open_page: Opened) -> None:
    app, found = opened(open_page)
    topics = pd.DataFrame({"resource_id": ["fly_ash", "coal"], "topic": ["minerals", "energy"]})
    store.write(data.cursor(), {"resource": topics}, who="Li", reason="topics")
    phone = joined(found)
    for key in ("a" * 32, "b" * 32):
        phone.send("declare", key, **ASH)
    app.run()
    first = "a" * 32
    assert [entry.status for entry in found.live.day.entries.values()] == ["read", "received"]
    assert "Recorded, on the facilitator" in phone.page()
    keys = {each.key: each.proto.shortcut for each in app.button if each.proto.shortcut}
    # As in a presentation: whoever blanks the main screen by B must not go back a scene.
    main_screen = {name: keys[f"main_screen_{name}"] for name in ("left", "right", "freeze", "blank")}
    assert main_screen == {"left": "left", "right": "right", "freeze": "p", "blank": "b"}
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
    assert app.selectbox(key="topic_new").value == "minerals"

    # Its topic follows the entries if all of them are replaced, and the console states which session it is.
    phone.send("declare", "c" * 32, **ASH | {"what": "Coal", "quantity": "50"})
    app.run()
    app.multiselect(key="entries_new").set_value(["c" * 32])
    app.button(key="opportunity_save_new").click().run()
    (made,) = found.live.day.opportunities.values()
    assert made.title == "Fly ash / 粉煤灰"  # a name that the tool proposes is in both languages
    assert made.topic == "energy"
    assert "**Launch** · " in shown(app)


def test_an_entry_names_whom_it_fits_in_the_hall_and_in_the_park_and_what_is_near_to_be_clarified(
    open_page: Opened,
) -> None:
    app, found = opened(open_page)
    phone = joined(found)
    phone.send("declare", "e" * 32, **ASH)
    app.run()
    text = shown(app)
    assert "no match yet" in text or "declared before in the park: " in text
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
    assert "Nothing yet" in found_main_screen(found, "matches")
    # The same class in other words: it was “to be clarified” before, and fitted after the confirmation.
    other.send("declare", "q" * 32, **sand | {"direction": "want", "what": "surplus fly ash"})
    app.run()
    assert "fits here once the class is confirmed: Brick works “surplus fly ash”" in shown(app).replace(
        "\\", ""
    )
    other.send("withdraw", "r" * 32, entry="q" * 32)

    other.send("declare", "o" * 32, **ASH | {"direction": "want", "quantity": "500"})
    app.run()
    assert "fits here: Brick works 500 t/yr" in shown(app)


def found_main_screen(found: running.Running, scene: str) -> str:
    """What the main screen shows in a scene."""
    found.live.console("show", scene=scene)
    return Phone(found.listener.port, ADDRESS).ask(found.hall.main_screen_path).text


@pytest.mark.walk
def test_a_demand_means_what_another_company_offers_by_the_same_name(open_page: Opened) -> None:
    """Supply and demand of “gypsum” fitted each other until they were confirmed as two resources."""
    app, found = opened(open_page)
    common = {"kind": "material", "unit": "t", "topic": "minerals"}
    rock = common | {
        "resource_id": "gypsum_rock",
        "name_en": "Gypsum rock",
        "name_zh": "石膏",
        "resource_class": "material",
    }
    by_product = {
        "resource_id": "fgd_gypsum",
        "name_en": "FGD gypsum",
        "name_zh": "脱硫石膏",
        "resource_class": "by_product",
    }
    store.write(
        data.cursor(), {"resource": pd.DataFrame([rock, common | by_product])}, who="test", reason="for tests"
    )
    gypsum = {"what": "gypsum", "quantity": "2500", "unit": "t", "period": "year"}
    joined(found).send("declare", "e" * 32, direction="have", **gypsum)
    other = Phone(found.listener.port, ADDRESS)
    other.ask("/j")
    code = found.live.day.code
    other.post("/join", key="m" * 32, code=code, company="Board mill", language="en", visibility="full")
    other.send("declare", "n" * 32, direction="want", **gypsum)
    app.run()
    for name in ("e", "n"):
        app.button(key=f"confirm_{name * 32}").click().run()

    means = {each.values["resource_id"] for each in found.live.day.entries.values()}
    assert means == {"fgd_gypsum"}
    assert len(scenes.pairs(found.live.day)) == 1


def test_undo_takes_back_the_last_step_when_it_is_pressed(open_page: Opened) -> None:
    app, found = opened(open_page)
    joined(found).send("declare", "e" * 32, **ASH)
    app.run()
    found.live.console("confirm", entry="e" * 32)  # after the button was drawn
    app.button(key="workshop_undo").click().run()

    assert not app.exception
    assert found.live.day.entries["e" * 32].status == "read"
    assert not app.button(key="workshop_undo").disabled


@pytest.mark.walk
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


def test_a_key_does_nothing_with_an_entry_that_is_no_longer_the_first(open_page: Opened) -> None:
    """Pressed after “y”, “w” put the entry just confirmed on the main screen."""
    app, found = opened(open_page)
    phone = joined(found)
    for key in ("a" * 32, "b" * 32):
        phone.send("declare", key, **ASH)
    app.run()
    found.live.console("confirm", entry="a" * 32, resource_id="fly_ash")  # after the entries were drawn
    app.button(key="focus_" + "a" * 32).click().run()

    assert found.live.day.scene["scene"] == "join"
    assert not app.toast


def test_the_key_of_the_main_screen_gives_the_reason_where_it_shows_nothing(open_page: Opened) -> None:
    """It was silent for an entry that only the facilitator may see."""
    app, found = opened(open_page)
    phone = Phone(found.listener.port, ADDRESS)
    phone.ask("/j")
    code = found.live.day.code
    phone.post("/join", key="k" * 32, code=code, company_id="C1", language="en", visibility="facilitator")
    phone.send("declare", "a" * 32, **ASH)
    app.run()
    app.button(key="focus_" + "a" * 32).click().run()

    assert found.live.day.scene["scene"] == "join"
    (reason,) = [each.value for each in app.toast]
    assert "the company chose “The facilitator only”" in reason


@pytest.mark.walk
def test_an_opportunity_begins_with_a_possible_exchange(open_page: Opened) -> None:
    """Results listed possible exchanges while the view of opportunities was empty."""
    app, found = opened(open_page)
    joined(found).send("declare", "e" * 32, **ASH)
    other = Phone(found.listener.port, ADDRESS)
    other.ask("/j")
    code = found.live.day.code
    other.post("/join", key="m" * 32, code=code, company="Board mill", language="en", visibility="full")
    other.send("declare", "n" * 32, **ASH | {"direction": "want"})
    app.session_state["workshop_view"] = "opportunities"
    app.run()
    assert "Power plant → Board mill" in shown(app)
    app.button(key="propose_" + "e" * 32).click().run()

    assert not app.exception
    assert app.text_input(key="title_new").value == "Fly ash"
    app.button(key="opportunity_save_new").click().run()
    assert not [each for each in app.button if str(each.key).startswith("propose_")]
    app.button(key="workshop_waiting").click().run()
    assert not app.exception
    assert app.button(key="confirm_" + "e" * 32)
