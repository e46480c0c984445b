"""What phones, tables and strangers may do in the hall, and what is never served to them."""

import http.client
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from isdata.programme.workshop.live import new_code, new_key
from isdata.programme.workshop.replay import last_undoable_step
from tests.access.outside import WAIT, Answer
from tests.programme.workshop.conftest import ADDRESS, ASH, LARGEST_PAGE, Phone, Site


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
    assert stranger.ask("/main-screen/guess").status == 404
    assert stranger.ask("/main-screen/guess/events").status == 404


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

    for page in (one.page(), phone().join(site, "C2").page(), phone().ask(site.hall.main_screen_path).text):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_are_small_and_run_only_their_own_scripts(
    site: Site, phone: Callable[[], Phone], language: str
) -> None:
    one = phone().join(site, language=language)
    for number in range(12):
        one.send("declare", **ASH | {"what": f"Ash {number}"})

    for answer in (
        phone().ask(f"/j?lang={language}"),
        one.ask("/j"),
        phone().ask(site.hall.main_screen_path),
    ):
        assert len(answer.text.encode()) <= LARGEST_PAGE
        policy = answer.headers["content-security-policy"]
        assert "script-src 'sha256-" in policy
        assert "http" not in policy
        assert answer.headers["x-frame-options"] == "DENY"


def test_companies_are_listed_only_for_who_knows_the_code(site: Site, phone: Callable[[], Phone]) -> None:
    assert "Power plant" not in phone().ask("/j").text
    assert "Power plant" not in phone().ask("/j?code=WRONG").text
    assert "Power plant" in phone().ask(f"/j?code={site.live.day.code}").text


def test_an_undisclosed_company_joins_by_its_own_code_and_no_other_phone_can_choose_it(
    site: Site, phone: Callable[[], Phone]
) -> None:
    code, other = site.hall.company_code("C3"), phone().join(site)
    body = {"language": "en", "visibility": "range", "company_id": "C3"}
    assert "Secret works" not in phone().ask(f"/j?code={site.live.day.code}").text
    assert "Secret works" not in other.ask("/j?again").text
    assert (
        other.post("/join", key=new_key(), code=site.live.day.code, **body).status == 422
    )  # no such company
    own = phone()
    assert '<option value="C3" selected>Secret works' in own.ask(f"/j?code={code.lower()}").text
    assert own.post("/join", key=new_key(), code=code, **body).status == 303
    assert [each.company_id for each in site.live.day.participants.values()] == ["C1", "C3"]
    assert "Secret works" in own.ask("/j?again").text

    site.live.console("renew", code=new_code())

    assert "Secret works" not in phone().ask(f"/j?code={code}").text


def test_a_table_s_console_reaches_its_own_entries_only(site: Site, phone: Callable[[], Phone]) -> None:
    one, other = phone().join(site, table="1"), phone().join(site, "C2", table="2")
    mine, theirs = new_key(), new_key()
    one.send("declare", mine, **ASH)
    other.send("declare", theirs, **ASH | {"what": "Slag", "quantity": "777"})
    table, path = Phone(site.port, ADDRESS), site.hall.table_path(1)
    page = table.ask(path).text

    assert "30,000 t/yr" in page
    assert "777 t" not in page
    assert table.post(f"{path}/act", kind="hide", entry=mine).status == 303
    assert table.post(f"{path}/act", kind="hide", entry=theirs).status == 400
    for kind in ("close", "show", "renew", "adopt", "correct"):
        assert table.post(f"{path}/act", kind=kind, entry=mine).status == 400
    fields = {f"entry-{mine}": "yes", f"entry-{theirs}": "yes"}
    assert table.post(f"{path}/act", kind="opportunity", title="Ash", owner="Li", **fields).status == 303
    assert site.live.day.entries[mine].status == "hidden"
    assert site.live.day.entries[theirs].status == "received"
    assert [each.entries for each in site.live.day.opportunities.values()] == [(mine,)]


def test_a_table_undoes_its_own_steps_only_and_the_facilitator_none_of_them(
    site: Site, phone: Callable[[], Phone]
) -> None:
    mine = new_key()
    phone().join(site, table="1").send("declare", mine, **ASH)
    site.live.console("confirm", entry=mine)
    table, path = Phone(site.port, ADDRESS), site.hall.table_path(1)
    assert table.post(f"{path}/act", kind="undo").status == 400
    table.post(f"{path}/act", kind="note", entry=mine, note="Ms Wang")
    own, facilitators = last_undoable_step(site.live.records, table=1), last_undoable_step(site.live.records)

    assert table.post(f"{path}/act", kind="undo").status == 303
    assert (site.live.day.entries[mine].note, site.live.day.entries[mine].status) == ("", "confirmed")
    assert table.post(f"{path}/act", kind="undo").status == 400
    assert [record.kind for record in site.live.records if record.number in (own, facilitators)] == [
        "confirm",
        "note",
    ]


def test_a_new_code_ends_the_links_of_the_tables(site: Site) -> None:
    table, path = Phone(site.port, ADDRESS), site.hall.table_path(1)
    assert table.ask(path).status == 200
    site.live.console("renew", code="NEWCODE234")

    assert table.ask(path).status == 404
    assert table.post(f"{path}/act", kind="hide", entry="x").status == 404
    assert table.ask(site.hall.table_path(1)).status == 200
    assert table.ask(site.hall.main_screen_path.replace("/main-screen/", "/table/")).status == 404


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
    main_screen = Phone(site.port, ADDRESS)
    assert main_screen.ask(f"{site.hall.main_screen_path}/photo/{name}").status == 404
    site.live.console("show", scene="focus", entry=key)
    assert main_screen.ask(f"{site.hall.main_screen_path}/photo/{name}").status == 200
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


def test_a_code_cannot_be_guessed_and_is_read_aloud_without_doubt() -> None:
    codes = {new_code() for _time in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {10}
    letters = set("".join(codes))
    assert not letters & set("01ILO")
    assert len(letters) ** 10 > 2**48


def test_a_large_body_without_a_stated_length_is_not_taken(site: Site, phone: Callable[[], Phone]) -> None:
    one = phone().join(site)
    before = len(site.live.records)
    connection = http.client.HTTPConnection(ADDRESS, site.port, timeout=WAIT)
    cookie = "; ".join(f"{name}={value}" for name, value in one.cookies.items())
    body, headers = (
        iter([b"kind=declare&what=" + b"x" * 40_000] * 3),
        {"Cookie": cookie, "Origin": one.origin},
    )
    try:
        connection.request("POST", "/send", body, headers)
        status = connection.getresponse().status
    except ConnectionError:  # it hangs up before or after the last part arrives
        status = 413
    connection.close()

    assert status >= 400
    assert len(site.live.records) == before
