"""The main screen from outside: what it shows, and how soon."""

import http.client
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from isdata.programme.workshop import main_screen_page, pictures, scenes
from isdata.programme.workshop.live import new_key
from isdata.programme.workshop.main_screen_language import BOTH, reader
from tests.access.outside import WAIT
from tests.programme.workshop.conftest import ADDRESS, ASH, LARGEST_PAGE, Phone, Site


def events(
    port: int, path: str, cookies: dict[str, str], until: Callable[[dict], bool]
) -> tuple[dict, float]:
    """Follow a stream until something is stated; return it and the seconds it took."""
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=WAIT)
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    began = time.monotonic()
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    assert answer.status == 200
    try:
        while True:
            line = answer.readline().decode()
            if line.startswith("data: ") and until(json.loads(line[6:])):
                return json.loads(line[6:]), time.monotonic() - began
            assert time.monotonic() - began < WAIT, "not stated in time"
    finally:
        answer.close()
        connection.close()


def test_a_hand_raised_on_a_phone_counts_on_the_main_screen(site: Site, phone: Callable[[], Phone]) -> None:
    one, other, key = phone().join(site, visibility="full"), phone().join(site, "C2"), new_key()
    one.send("declare", key, **ASH)
    site.live.console("show", scene="focus", entry=key)
    shown, _seconds = events(
        site.port, f"{site.hall.main_screen_path}/events", {}, lambda shown: "Fly ash" in shown["html"]
    )
    assert "0 interested companies" in shown["html"]

    assert other.send("interest", entry=key, is_up="yes").status == 200
    events(
        site.port,
        f"{site.hall.main_screen_path}/events",
        {},
        lambda shown: "1 interested company<" in shown["html"],
    )


def test_an_entry_shown_alone_names_its_possible_exchanges(site: Site, phone: Callable[[], Phone]) -> None:
    key = new_key()
    phone().join(site, visibility="full").send("declare", key, **ASH)
    phone().join(site, "C2", visibility="full").send("declare", **ASH | {"direction": "want"})
    site.live.console("show", scene="focus", entry=key)
    _name, written = main_screen_page.scene(reader("en"), site.live.day, site.hall.setting(""))

    assert "1 possible exchange<" in written
    assert "<li>Cement works" in written

    site.live.console("show", scene="results")
    _name, written = main_screen_page.scene(reader("en"), site.live.day, site.hall.setting(""))
    assert "Largest possible exchanges<" in written
    assert "Power plant →&nbsp;Cement works<" in written


def test_stored_names_are_read_in_the_language_of_who_reads_them(
    site: Site, phone: Callable[[], Phone]
) -> None:
    site.hall.meaning = lambda _phrase: ("fly_ash", "Fly ash / 粉煤灰")
    one = phone().join(site, "C2", language="zh", visibility="full")
    one.send("declare", **ASH | {"what": "粉煤灰"})
    site.live.console("show", scene="entries")
    written = {
        language: main_screen_page.scene(reader(language), site.live.day, site.hall.setting(""))[1]
        for language in ("en", "zh", BOTH)
    }

    assert "粉煤灰" in one.page()
    assert "水泥厂" in one.page()
    assert "Fly ash <" in written["en"]
    assert "· Cement works<" in written["en"]
    assert "粉煤灰 <" in written["zh"]
    assert "· 水泥厂<" in written["zh"]
    assert "· 水泥厂 Cement works<" in written[BOTH]


def test_a_phone_is_informed_of_a_change_without_asking(site: Site, phone: Callable[[], Phone]) -> None:
    one, key = phone().join(site), new_key()
    one.send("declare", key, **ASH)

    def shown(said: dict) -> bool:
        if site.live.day.entries[key].status == "received":
            site.live.console("confirm", entry=key)
        return "Confirmed by the facilitator" in said["live"]

    _said, seconds = events(site.port, "/events", one.cookies, shown)
    assert seconds < WAIT


def test_an_entry_is_on_the_main_screen_as_its_company_chose(site: Site, phone: Callable[[], Phone]) -> None:
    for company, visibility, quantity in (
        ("C1", "full", "23456"),
        ("C2", "range", "11111"),
        ("", "facilitator", "777"),
    ):
        each = phone().join(site, company, company="Brick works", visibility=visibility)
        each.send("declare", **ASH | {"what": f"Ash {visibility}", "quantity": quantity})
    site.live.console("show", scene="entries")
    main_screen = Phone(site.port, ADDRESS).ask(site.hall.main_screen_path).text

    assert "23,456 t/yr Ash full" in main_screen
    assert "Power plant" in main_screen
    assert "10,000–30,000 t/yr Ash range" in main_screen
    assert "11,111" not in main_screen
    assert "Cement works" not in main_screen
    assert "Ash facilitator" not in main_screen
    assert "777 t" not in main_screen


def test_what_is_not_confirmed_is_marked_in_every_scene(site: Site, phone: Callable[[], Phone]) -> None:
    one, other = phone().join(site, visibility="full"), phone().join(site, "C2", visibility="full")
    keys = new_key(), new_key()
    one.send("declare", keys[0], **ASH)
    other.send("declare", keys[1], **ASH | {"direction": "want"})

    def marked() -> list[str]:
        found = []
        for scene in ("entries", "focus", "matches", "network", "in_play", "results"):
            site.live.console("show", scene=scene, entry=keys[0])
            html = main_screen_page.scene(reader("en"), site.live.day, site.hall.setting(""))[1]
            found += [scene] if "not confirmed yet" in html else []
        return found

    assert marked() == ["entries", "focus", "matches", "network", "in_play", "results"]
    site.live.console("confirm", entry=keys[0])
    assert marked() == ["entries", "matches", "network", "results"]
    site.live.console("confirm", entry=keys[1])
    assert marked() == []


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_every_scene_of_the_main_screen_is_drawn_in_every_language(
    site: Site, phone: Callable[[], Phone], language: str
) -> None:
    one, other, key = phone().join(site, visibility="full", table="1"), phone().join(site, "C2"), new_key()
    one.send("declare", key, **ASH)
    other.send("declare", **ASH | {"direction": "want"})
    site.live.console("opportunity", title="Ash & cement", entries=[key])
    site.live.console("main_screen", language=language, until="2026-11-30T12:00:00+00:00")
    main_screen = Phone(site.port, ADDRESS)
    for scene in [*scenes.ORDER, "focus", "break", "blank", "picture", "cards", "withheld", "unheard"]:
        cards = [{"title": "<b>Ash</b>", "way": "A → B", "facts": ["3 t"], "next": ""}]
        site.live.console("show", scene=scene, entry=key, shown={"en": cards})
        page = main_screen.ask(site.hall.main_screen_path)
        assert page.status == 200
        assert len(page.text.encode()) <= LARGEST_PAGE
    site.live.console("show", scene="focus", entry=key)
    assert "Fly ash" in one.ask("/screen").text


@pytest.mark.parametrize(
    ("language", "said"), [("en", [True, False]), ("zh", [False, True]), ("both", [True, True])]
)
def test_a_case_stands_in_the_language_of_the_main_screen(
    site: Site, language: str, said: list[bool]
) -> None:
    case = {
        name: {"title": name, "summary": "", "question": f"Why {name}?", "figures": [], "source": ""}
        for name in ("en", "zh")
    }
    site.live.console("main_screen", language=language)
    site.live.console("show", scene="case", case=case)

    page = Phone(site.port, ADDRESS).ask(site.hall.main_screen_path).text

    assert ["Why en?" in page, "Why zh?" in page] == said


def test_the_main_screen_shows_only_the_picture_that_the_facilitator_put_there(
    site: Site, phone: Callable[[], Phone], tmp_path: Path
) -> None:
    first = pictures.keep(tmp_path, "pictures", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg")
    second = pictures.keep(tmp_path, "pictures", b"<svg xmlns='http://www.w3.org/2000/svg' id='b'/>", "svg")
    site.live.console("show", scene="picture", shown={"en": first}, page="Flows")
    one = phone().join(site)

    assert one.ask(f"/screen/picture/{first}").status == 200
    assert one.ask(f"/screen/picture/{second}").status == 404
    assert phone().ask(f"/screen/picture/{first}").status == 404
    assert one.ask("/screen/picture/..%2f..%2fday.sqlite3").status == 404
