"""Where a request comes from, as its connection and headers say."""

import pytest

from isdata.data.access import Caller, host_name, is_loopback


def caller(peer: str = "127.0.0.1", **headers: str) -> Caller:
    """Return a caller; `headers` with an underscore for each hyphen."""
    named = {"host": "localhost:8501"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return Caller.of_headers(peer, named.items())


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "::ffff:127.0.0.1", "localhost", "LOCALHOST"]
)
def test_addresses_of_this_machine(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address", [None, "", "0.0.0.0", "::", "192.0.2.7", "::ffff:192.0.2.7", "localhost.example"]
)
def test_addresses_that_others_reach(address: str | None) -> None:
    assert not is_loopback(address)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("localhost:8501", "localhost"),
        ("ISDATA.Example", "isdata.example"),
        ("isdata.example.:80", "isdata.example"),
        ("[::1]:8501", "::1"),
        ("192.0.2.7", "192.0.2.7"),
        ("user@localhost", None),
        ("localhost/evil", None),
        ("localhost:many", None),
        ("local host", None),
        ('a"><script>', None),
        ("", None),
        (None, None),
    ],
)
def test_the_name_in_a_host_header(header: str | None, name: str | None) -> None:
    assert host_name(header) == name


def test_only_who_asks_this_machine_by_its_own_name_is_at_it() -> None:
    assert caller().is_local
    assert caller("::1", host="[::1]:8501").is_local
    assert not caller("192.0.2.7").is_local
    assert not caller(host="evil.example").is_local


@pytest.mark.parametrize("header", ["x_forwarded_for", "forwarded", "via", "x_real_ip", "x_forwarded_proto"])
def test_what_a_proxy_sends_on_is_not_at_this_machine(header: str) -> None:
    assert not caller(**{header: "127.0.0.1"}).is_local


def test_a_page_of_another_server_is_another_origin() -> None:
    assert caller().is_same_origin  # a program
    assert caller(origin="http://localhost:8501", sec_fetch_site="same-origin").is_same_origin
    assert not caller(origin="http://localhost:8502").is_same_origin
    assert not caller(origin="null").is_same_origin
    assert not caller(sec_fetch_site="cross-site").is_same_origin
    assert not caller(sec_fetch_site="same-site").is_same_origin


def test_all_addresses_of_one_ipv6_network_count_as_one() -> None:
    assert caller("2001:db8::1").network == caller("2001:db8::2:9").network
    assert caller("2001:db8:0:1::1").network != caller("2001:db8::1").network
    assert caller("192.0.2.7").network == "192.0.2.7"


def test_several_cookie_headers_count_together() -> None:
    found = Caller.of_headers(
        "127.0.0.1", [("Cookie", "a=1"), ("cookie", "b=2"), ("Host", "x"), ("host", "y")]
    )

    assert found.headers == {"cookie": "a=1; b=2", "host": "x"}
