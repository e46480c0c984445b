"""Sessions, downloads and uploads belong to the browser they were given to; strangers get nothing."""

from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus

from pages.common.access import practising
from tests.access.conftest import KEY, NAME, Newcomer, served
from tests.access.outside import Somebody


def upload(somebody: Somebody, session: str, size: int = 1) -> int:
    """Try to upload a file into a session, with the token that Streamlit asks for; return the status."""
    somebody.ask("/_stcore/health")
    head = '--x\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
    body = f"{head}{'a' * size}\r\n--x--\r\n"
    return somebody.ask(
        f"/_stcore/upload_file/{session}/1",
        "PUT",
        body,
        Content_Type="multipart/form-data; boundary=x",
        X_Xsrftoken=somebody.cookies["_streamlit_xsrf"],
        Origin=somebody.origin,
    ).status


def test_at_the_machine_itself_nobody_needs_a_key(at_the_machine: Somebody) -> None:
    session = at_the_machine.open()

    assert session.title == "facilitator"
    assert upload(at_the_machine, session.session_id) == 204
    assert at_the_machine.ask("/_stcore/metrics").status == 200


def test_others_are_guests_until_they_give_the_key(guest: Somebody, facilitator: Somebody) -> None:
    assert guest.open().title == "guest"
    assert facilitator.open().title == "facilitator"


def test_a_page_of_a_strange_name_gets_nothing(own: int, newcomer: Newcomer) -> None:
    stranger = newcomer(own, "evil.example", has_opened=False)

    assert stranger.ask("/").status == 403
    assert stranger.cookies == {}
    with pytest.raises(InvalidStatus):
        stranger.open()


def test_a_forwarded_request_is_not_at_the_machine(at_the_machine: Somebody) -> None:
    assert at_the_machine.ask("/_stcore/metrics", X_Real_IP="192.0.2.7").status == 403


def test_a_page_of_another_server_cannot_connect_or_post(facilitator: Somebody) -> None:
    with pytest.raises(InvalidStatus):
        facilitator.open(origin="http://evil.example")

    assert facilitator.ask("/sign-in", "POST", "out=1", Origin="http://evil.example").status == 403
    assert facilitator.ask("/sign-in", "POST", "out=1", Sec_Fetch_Site="cross-site").status == 403
    assert facilitator.open().title == "facilitator"


def test_without_a_cookie_of_ours_there_is_no_connection(
    public: tuple[int, Path], newcomer: Newcomer
) -> None:
    stranger = newcomer(public[0], has_opened=False)
    with pytest.raises(InvalidStatus):
        stranger.open()

    stranger.ask("/")
    ((name, cookie),) = stranger.cookies.items()
    middle = len(cookie) // 2  # the last letter holds bits that do not count
    stranger.cookies[name] = cookie[:middle] + ("A" if cookie[middle] != "A" else "B") + cookie[middle + 1 :]
    with pytest.raises(InvalidStatus):
        stranger.open()


def test_a_session_is_resumed_by_its_own_browser_only(facilitator: Somebody, guest: Somebody) -> None:
    session = facilitator.open()
    session.close()

    taken = guest.open(resume=session.session_id)
    resumed = facilitator.open(resume=session.session_id)

    assert taken.session_id != session.session_id
    assert taken.title == "guest"
    assert resumed.session_id == session.session_id


def test_a_file_is_fetched_by_its_own_browser_only(facilitator: Somebody, guest: Somebody) -> None:
    session, other = facilitator.open(), guest.open()

    assert facilitator.ask(session.files["There"]).text.startswith("there for")
    assert guest.ask(session.files["There"]).status == 403
    assert Somebody(guest.port, NAME).ask(session.files["There"]).status == 403
    assert guest.ask(other.files["There"]).status == 200


def test_a_file_made_when_asked_for_is_made_for_its_own_browser_only(
    facilitator: Somebody, guest: Somebody
) -> None:
    session, other = facilitator.open(), guest.open()

    assert other.make(session.files["Made"]) is None
    address = session.make(session.files["Made"])
    assert address is not None
    assert facilitator.ask(address).text.startswith("made for")
    assert guest.ask(address).status == 403


def test_files_of_a_session_that_ended_are_not_open_to_others(facilitator: Somebody, guest: Somebody) -> None:
    session = facilitator.open()
    session.close()

    assert guest.ask(session.files["There"]).status == 403


def test_a_guest_cannot_upload(guest: Somebody, facilitator: Somebody) -> None:
    session = facilitator.open()

    assert upload(guest, guest.open().session_id) == 403
    assert upload(guest, session.session_id) == 403
    assert upload(facilitator, session.session_id) == 204


def test_a_trainee_without_a_key_uploads_in_a_practice_copy_only(
    guest: Somebody, facilitator: Somebody, practice_code: str
) -> None:
    outside, inside = guest.open(), guest.open(query=f"practice={practice_code}")
    gone = guest.open(query=f"practice={'0' * 20}")

    assert upload(guest, inside.session_id) == 204
    assert upload(guest, inside.session_id, practising.MOST_BYTES) == 403
    assert upload(guest, outside.session_id) == 403
    assert upload(guest, gone.session_id) == 403
    assert upload(facilitator, inside.session_id) == 403


def test_a_guest_cannot_clear_what_the_server_remembers(guest: Somebody, facilitator: Somebody) -> None:
    message = BackMsg()
    message.clear_cache = True
    answer = "script_finished"  # Streamlit runs nothing; what follows shows that the connection lives
    session = guest.open()

    assert not session.is_answered(message, answer)
    session.run()
    assert session.title == "guest"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/anything"])
def test_what_shows_the_server_is_not_public(guest: Somebody, path: str) -> None:
    assert guest.ask(path).status == 403


def test_wrong_keys_make_wait_and_a_changed_key_ends_sign_ins_while_a_restart_ends_none(
    tmp_path: Path, newcomer: Newcomer
) -> None:
    environment = {"ISDATA_HOSTS": NAME, "ISDATA_FACILITATOR_KEY": KEY}
    with served(tmp_path, environment) as (port, log):
        known, guesser = newcomer(port), newcomer(port)
        known.sign_in(KEY)
        known.ask("/sign-in", "POST", "out=1")

        assert [guesser.sign_in("wrong").status for _attempt in range(6)] == [403, 403, 403, 429, 429, 429]
        assert guesser.sign_in(KEY).status == 429
        # The browser that gave the right key before is counted by itself, though it comes from the same address.
        assert known.sign_in(KEY).status == 303
        assert "Wrong facilitator's key number 3 from" in log.read_text()
    with served(tmp_path, environment) as (port, _log):
        known.port = port
        assert known.open().title == "facilitator"
    with served(tmp_path, environment | {"ISDATA_FACILITATOR_KEY": "another key of words"}) as (
        port,
        _log,
    ):
        known.port = port
        assert known.open().title == "guest"


def test_signing_out_ends_it_for_copies_of_the_cookie_too(facilitator: Somebody, newcomer: Newcomer) -> None:
    copy = newcomer(facilitator.port, has_opened=False)
    copy.cookies.update(facilitator.cookies)
    session = facilitator.open()

    assert facilitator.ask("/sign-in", "POST", "out=1").status == 303
    session.run()

    assert session.title == "guest"
    assert facilitator.open().title == "guest"
    assert copy.open().title == "guest"


def test_every_answer_shows_the_browser_what_it_may_do(guest: Somebody) -> None:
    page, file = guest.ask("/"), guest.ask(guest.open().files["There"])

    for answer in (page, file, guest.ask("/_stcore/health"), guest.ask("/_stcore/metrics")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert "unsafe-eval'" not in page.headers["content-security-policy"].replace("'wasm-unsafe-eval'", "")
    assert "sandbox" in file.headers["content-security-policy"]


def test_the_cookie_is_hidden_from_scripts_and_other_sites(public: tuple[int, Path]) -> None:
    answer = Somebody(public[0], NAME).ask("/")
    secured = Somebody(public[0], NAME).ask("/", X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.7")

    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(answer.headers["set-cookie"].split("; "))
    assert "Secure" in secured.headers["set-cookie"].split("; ")


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "a/../b"])
def test_signing_in_leads_to_no_other_site(facilitator: Somebody, back: str) -> None:
    answer = facilitator.ask(f"/sign-in?back={back}", "POST", "out=1")

    assert answer.headers["location"] == "./"
