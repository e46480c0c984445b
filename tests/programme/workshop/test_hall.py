"""The hall from outside: phones and wall over real connections, what they may do, and what they never see."""

import http.client
import io
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from PIL import Image

from isdata.data.access import CookieSigner, Policy
from isdata.programme.workshop import pictures, scenes
from isdata.programme.workshop.hall import Hall
from isdata.programme.workshop.listener import Listener
from isdata.programme.workshop.live import Live, new_key
from isdata.programme.workshop.rehearsal import Rehearsal
from isdata.programme.workshop.routes import application
from tests.access.outside import WAIT, Answer, Somebody

SECRET = b"s" * 32
COMPANIES = [{"company_id": "C1", "name": "Power plant"}, {"company_id": "C2", "name": "Cement works"}]
ASH = {"direction": "have", "what": "Fly ash", "quantity": "30,000", "unit": "t", "period": "year"}
LARGEST_PAGE = 30_000  # bytes


class Site:
    """A session that is served on a free port."""

    def __init__(self, path: Path, *, is_new: bool = True) -> None:
        self.live = Live(path, "day")
        if is_new:
            self.live.open(name="Launch", park_id="tiny", date="2026-11-30", tables=["North", "South"])
        policy = Policy(CookieSigner(SECRET), address="0.0.0.0")
        self.hall = Hall(
            self.live,
            policy,
            SECRET,
            lambda: "http://192.0.2.1:8600/j",
            path.parent,
            companies=lambda _read: COMPANIES,
            suggest=lambda phrase, language: [f"{phrase} ({language})"],
        )
        self.listener = Listener(application(self.hall), host="127.0.0.1", port=0)

    @property
    def port(self) -> int:
        """Where it is served."""
        return self.listener.port

    def close(self) -> None:
        """End it, as the end of the process would."""
        self.listener.close()
        self.live.close()


class Phone(Somebody):
    """A phone in the hall."""

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form, as a page without JavaScript does."""
        return self.ask(path, "POST", urlencode(fields), Content_Type="application/x-www-form-urlencoded")

    def join(self, site: Site, company_id: str = "C1", **fields: str) -> "Phone":
        """Open the page and join."""
        self.ask("/j")
        body = {"code": site.live.day.code, "company_id": company_id, "language": "en", "visibility": "range"}
        assert self.post("/join", key=new_key(), **body | fields).status == 303
        return self

    def send(self, kind: str, key: str = "", **fields: str) -> Answer:
        """Send a submission, as the script does."""
        body = urlencode({"kind": kind, "key": key or new_key(), **fields})
        return self.ask("/send", "POST", body, Accept="application/json")

    def page(self) -> str:
        """The phone's page."""
        return self.ask("/j").text


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A session that has just been opened."""
    opened = Site(tmp_path / "day.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def phone(site: Site) -> Callable[[], Phone]:
    """Make a phone that knows the address."""
    return lambda: Phone(site.port, "127.0.0.1")


def events(
    port: int, path: str, cookies: dict[str, str], until: Callable[[dict], bool]
) -> tuple[dict, float]:
    """Follow a stream until something is stated; return it and the seconds it took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT)
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
    finally:
        answer.close()
        connection.close()


def test_a_phone_joins_and_declares_without_javascript(site: Site, phone: Callable[[], Phone]) -> None:
    one = phone()
    assert "Power plant" in one.ask(f"/j?code={site.live.day.code}").text
    one.join(site)

    answer = one.post("/send", kind="declare", key=new_key(), **ASH)

    assert answer.status == 303
    assert "30,000 t/year" in one.page()
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
    assert "not right" in answers[0].text
    assert "Wait a little" in answers[3].text
    assert (
        "Wait a little" in guesser.post("/join", key=new_key(), **wrong | {"code": site.live.day.code}).text
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
    assert "the facilitator chooses" in one.page()


def test_problems_are_shown_beside_what_was_typed(site: Site, phone: Callable[[], Phone]) -> None:
    one = phone().join(site)
    plain = one.post("/send", kind="declare", key=new_key(), **ASH | {"quantity": "much"})
    script = one.send("declare", **ASH | {"quantity": "-3"})

    assert plain.status == 422
    assert 'value="much"' in plain.text
    assert "not a number" in plain.text
    assert "above zero" in json.loads(script.text)["message"]
    assert site.live.day.entries == {}


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
    assert "10,000–30,000 t/year" in other.page()
    assert "11,111" not in one.page()
    assert "fits 1 other company" in one.page()
    assert "23,456" not in second.page()
    site.live.console("admit", participant=list(site.live.day.participants)[-1])
    assert "23,456" in second.page()


def test_a_hand_raised_on_a_phone_counts_on_the_wall(site: Site, phone: Callable[[], Phone]) -> None:
    one, other, key = phone().join(site, visibility="full"), phone().join(site, "C2"), new_key()
    one.send("declare", key, **ASH)
    site.live.console("show", scene="focus", entry=key)
    shown, _seconds = events(
        site.port, f"{site.hall.wall_path}/events", {}, lambda shown: "Fly ash" in shown["html"]
    )
    assert "0 hands" in shown["html"]

    assert other.send("interest", entry=key, is_up="yes").status == 200
    events(site.port, f"{site.hall.wall_path}/events", {}, lambda shown: "1 hand<" in shown["html"])


def test_a_phone_is_informed_of_a_change_without_asking(site: Site, phone: Callable[[], Phone]) -> None:
    one, key = phone().join(site), new_key()
    one.send("declare", key, **ASH)

    def shown(said: dict) -> bool:
        if site.live.day.entries[key].status == "received":
            site.live.console("confirm", entry=key)
        return "Confirmed by the facilitator" in said["live"]

    _said, seconds = events(site.port, "/events", one.cookies, shown)
    assert seconds < WAIT


def test_an_entry_is_on_the_wall_as_its_company_chose(site: Site, phone: Callable[[], Phone]) -> None:
    for company, visibility, quantity in (
        ("C1", "full", "23456"),
        ("C2", "range", "11111"),
        ("", "facilitator", "777"),
    ):
        each = phone().join(site, company, company="Brick works", visibility=visibility)
        each.send("declare", **ASH | {"what": f"Ash {visibility}", "quantity": quantity})
    site.live.console("show", scene="entries")
    wall = Phone(site.port, "127.0.0.1").ask(site.hall.wall_path).text

    assert "23,456 t/year Ash full" in wall
    assert "Power plant" in wall
    assert "10,000–30,000 t/year Ash range" in wall
    assert "11,111" not in wall
    assert "Cement works" not in wall
    assert "Ash facilitator" not in wall
    assert "777 t" not in wall


def test_after_a_restart_phones_go_on(site: Site, phone: Callable[[], Phone], tmp_path: Path) -> None:
    one = phone().join(site)
    one.send("declare", **ASH)
    site.close()
    again = Site(tmp_path / "day.sqlite3", is_new=False)
    try:
        one.port = again.port
        assert "30,000 t/year" in one.page()
        assert one.send("declare", **ASH).status == 200
        assert again.hall.wall_path == site.hall.wall_path
    finally:
        again.close()


def test_a_closed_session_takes_nothing_more(site: Site, phone: Callable[[], Phone]) -> None:
    one = phone().join(site)
    site.live.console("close")

    assert one.send("declare", **ASH).status == 403
    assert "closed" in one.page()
    site.live.console("reopen")
    assert one.send("declare", **ASH).status == 200


@pytest.mark.parametrize("kind", ["open", "confirm", "hide", "show", "undo", "admit", "join", ""])
def test_a_phone_cannot_send_what_is_the_facilitator_s(
    site: Site, phone: Callable[[], Phone], kind: str
) -> None:
    one = phone().join(site)
    before = len(site.live.records)

    assert one.send(kind, entry="x", scene="blank", number="1").status == 400
    assert len(site.live.records) == before


def test_who_has_not_joined_gets_the_door_only(site: Site, phone: Callable[[], Phone]) -> None:
    stranger = phone()

    assert stranger.send("declare", **ASH).status == 401
    assert stranger.ask("/events").status == 401
    assert stranger.ask("/suggest?q=ash").status == 401
    assert stranger.ask("/wall/guess").status == 404
    assert stranger.ask("/wall/guess/events").status == 404


@pytest.mark.parametrize(
    "path", ["/overview", "/data", "/sign-in", "/_stcore/health", "/_stcore/stream", "/media/x"]
)
def test_nothing_of_the_facilitator_s_is_served(site: Site, phone: Callable[[], Phone], path: str) -> None:
    assert phone().ask(path).status == 404


def test_other_names_other_pages_and_large_bodies_are_refused(site: Site, phone: Callable[[], Phone]) -> None:
    one = phone().join(site)

    assert Phone(site.port, "evil.example").ask("/j").status == 403
    assert one.ask("/send", "POST", "kind=declare", Origin="http://evil.example").status == 403
    assert one.ask("/send", "POST", "kind=declare", Sec_Fetch_Site="cross-site").status == 403
    assert one.ask("/send", "POST", "x" * 70_000).status == 413
    assert site.live.day.entries == {}


def test_text_is_text_on_every_page(site: Site, phone: Callable[[], Phone]) -> None:
    one, key = phone().join(site, visibility="full"), new_key()
    one.send("declare", key, **ASH | {"what": "<script>alert(1)</script>"})
    site.live.console("show", scene="focus", entry=key)

    for page in (one.page(), phone().join(site, "C2").page(), phone().ask(site.hall.wall_path).text):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_are_small_and_run_only_their_own_scripts(
    site: Site, phone: Callable[[], Phone], language: str
) -> None:
    one = phone().join(site, language=language)
    for number in range(12):
        one.send("declare", **ASH | {"what": f"Ash {number}"})

    for answer in (phone().ask(f"/j?lang={language}"), one.ask("/j"), phone().ask(site.hall.wall_path)):
        assert len(answer.text.encode()) <= LARGEST_PAGE
        policy = answer.headers["content-security-policy"]
        assert "script-src 'sha256-" in policy
        assert "http" not in policy
        assert answer.headers["x-frame-options"] == "DENY"


def test_suggestions_come_in_the_phone_s_language(site: Site, phone: Callable[[], Phone]) -> None:
    assert json.loads(phone().join(site, language="zh").ask("/suggest?q=hui").text) == ["hui (zh)"]


def test_a_listener_can_be_opened_again_on_its_port(site: Site) -> None:
    port = site.port
    site.listener.close()
    site.listener = Listener(application(site.hall), host="127.0.0.1", port=port)

    assert site.listener.port == port
    assert Phone(port, "127.0.0.1").ask("/j").status == 200


def picture(*, exif: bool = True) -> bytes:
    """A small JPEG that says where it was taken."""
    out = io.BytesIO()
    image = Image.new("RGB", (40, 30), "red")
    about = image.getexif()
    about[0x010E] = "secret place"
    image.save(out, "JPEG", exif=about if exif else b"")
    return out.getvalue()


def post_photo(one: Phone, entry: str, content: bytes) -> Answer:
    """Send a photo, as the form does."""
    body = (
        b'--x\r\nContent-Disposition: form-data; name="entry"\r\n\r\n'
        + entry.encode()
        + b'\r\n--x\r\nContent-Disposition: form-data; name="photo"; filename="../../a.jpg"\r\n\r\n'
        + content
        + b"\r\n--x--\r\n"
    )
    return one.ask("/photo", "POST", body, Content_Type="multipart/form-data; boundary=x")


def test_a_photo_is_kept_without_what_the_camera_added(
    site: Site, phone: Callable[[], Phone], tmp_path: Path
) -> None:
    one, other, key = phone().join(site, visibility="full"), phone().join(site, "C2"), new_key()
    one.send("declare", key, **ASH)
    assert post_photo(one, key, picture()).status == 303
    name = site.live.day.entries[key].values["photo"]
    kept = (tmp_path / "photos" / name).read_bytes()

    assert b"secret place" in picture()
    assert b"secret place" not in kept
    assert one.ask(f"/photo/{name}").status == 200
    assert other.ask(f"/photo/{name}").status == 404
    wall = Phone(site.port, "127.0.0.1")
    assert wall.ask(f"{site.hall.wall_path}/photo/{name}").status == 404
    site.live.console("show", scene="focus", entry=key)
    assert wall.ask(f"{site.hall.wall_path}/photo/{name}").status == 200
    assert other.ask(f"/screen/photo/{name}").status == 200


def test_a_photo_that_is_none_is_refused_and_nobody_adds_one_to_another_s_entry(
    site: Site, phone: Callable[[], Phone]
) -> None:
    one, other, key = phone().join(site), phone().join(site, "C2"), new_key()
    one.send("declare", key, **ASH)

    assert post_photo(one, key, b"<svg onload=alert(1)>").status == 422
    assert post_photo(other, key, picture()).status == 400
    assert post_photo(phone(), key, picture()).status == 303  # to the page on which it joins
    assert "photo" not in site.live.day.entries[key].values


def test_companies_are_listed_only_for_who_knows_the_code(site: Site, phone: Callable[[], Phone]) -> None:
    assert "Power plant" not in phone().ask("/j").text
    assert "Power plant" not in phone().ask("/j?code=WRONG").text
    assert "Power plant" in phone().ask(f"/j?code={site.live.day.code}").text


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_every_scene_of_the_wall_is_drawn_in_every_language(
    site: Site, phone: Callable[[], Phone], language: str
) -> None:
    one, other, key = phone().join(site, visibility="full", table="1"), phone().join(site, "C2"), new_key()
    one.send("declare", key, **ASH)
    other.send("declare", **ASH | {"direction": "want"})
    site.live.console("opportunity", title="Ash & cement", entries=[key])
    site.live.console("wall", language=language, until="2026-11-30T12:00:00+00:00")
    wall = Phone(site.port, "127.0.0.1")
    for scene in [*scenes.ORDER, "focus", "break", "blank", "picture", "cards", "unheard"]:
        cards = [{"title": "<b>Ash</b>", "way": "A → B", "facts": ["3 t"], "next": ""}]
        site.live.console("show", scene=scene, entry=key, cards=cards)
        page = wall.ask(site.hall.wall_path)
        assert page.status == 200
        assert len(page.text.encode()) <= LARGEST_PAGE
    site.live.console("show", scene="focus", entry=key)
    assert "Fly ash" in one.ask("/screen").text


def test_the_wall_shows_only_the_picture_that_the_facilitator_put_there(
    site: Site, phone: Callable[[], Phone], tmp_path: Path
) -> None:
    first = pictures.keep(tmp_path, "pictures", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg")
    second = pictures.keep(tmp_path, "pictures", b"<svg xmlns='http://www.w3.org/2000/svg' id='b'/>", "svg")
    site.live.console("show", scene="picture", picture=first, title="Flows")
    one = phone().join(site)

    assert one.ask(f"/screen/picture/{first}").status == 200
    assert one.ask(f"/screen/picture/{second}").status == 404
    assert phone().ask(f"/screen/picture/{first}").status == 404
    assert one.ask("/screen/picture/..%2f..%2fday.sqlite3").status == 404


def test_a_phone_may_give_its_opinion_after_the_session_was_closed(
    site: Site, phone: Callable[[], Phone]
) -> None:
    one = phone().join(site)
    site.live.console("close")

    assert one.send("feedback", rating="4", words="Good").status == 200
    assert one.send("interview", wants="yes").status == 200
    assert one.send("vote", opportunity="x", effort="1", benefit="1").status == 403
    assert [each["rating"] for each in site.live.day.feedback.values()] == [4]


def test_twenty_fictitious_companies_rehearse(site: Site) -> None:
    rehearsal = Rehearsal(site.live, language="zh", pause=0.0)
    until = time.monotonic() + WAIT
    while len(site.live.day.entries) < 20 and time.monotonic() < until:
        time.sleep(0.01)
    rehearsal.stop()

    assert len(site.live.day.companies()) == 20
    assert len(scenes.pairs(site.live.day)) >= 3


def test_a_table_s_console_reaches_its_own_entries_only(site: Site, phone: Callable[[], Phone]) -> None:
    one, other = phone().join(site, table="1"), phone().join(site, "C2", table="2")
    mine, theirs = new_key(), new_key()
    one.send("declare", mine, **ASH)
    other.send("declare", theirs, **ASH | {"what": "Slag", "quantity": "777"})
    table, path = Phone(site.port, "127.0.0.1"), site.hall.table_path(1)
    page = table.ask(path).text

    assert "30,000 t/year" in page
    assert "777 t" not in page
    assert table.post(f"{path}/act", kind="hide", entry=mine).status == 303
    assert table.post(f"{path}/act", kind="hide", entry=theirs).status == 400
    for kind in ("close", "undo", "show", "renew", "adopt", "correct"):
        assert table.post(f"{path}/act", kind=kind, entry=mine).status == 400
    fields = {f"entry-{mine}": "yes", f"entry-{theirs}": "yes"}
    assert table.post(f"{path}/act", kind="opportunity", title="Ash", owner="Li", **fields).status == 303
    assert site.live.day.entries[mine].status == "hidden"
    assert site.live.day.entries[theirs].status == "received"
    assert [each.entries for each in site.live.day.opportunities.values()] == [(mine,)]


def test_a_new_code_ends_the_links_of_the_tables(site: Site) -> None:
    table, path = Phone(site.port, "127.0.0.1"), site.hall.table_path(1)
    assert table.ask(path).status == 200
    site.live.console("renew", code="NEWCODE234")

    assert table.ask(path).status == 404
    assert table.post(f"{path}/act", kind="hide", entry="x").status == 404
    assert table.ask(site.hall.table_path(1)).status == 200
    assert table.ask(site.hall.wall_path.replace("/wall/", "/table/")).status == 404
