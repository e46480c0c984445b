"""Who may reach the app, and who is its facilitator."""

import dataclasses
import logging

import pytest

from isdata.data.access import Attempts, Caller, CookieSigner, Policy, Visitor, check_address
from isdata.errors import ShortKeyError, UnprotectedAddressError

KEY = "correct horse"
SIGNER = CookieSigner(b"s" * 32)


class Clock:
    """A clock that a test moves."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time of the rules."""
    return Clock()


def rules(clock: Clock, **about: object) -> Policy:
    """Return rules of a server that others reach, with a key."""
    attempts = Attempts(clock)
    about = {"key": KEY, "address": "0.0.0.0", "names": (), **about}
    return Policy(SIGNER, clock=clock, attempts=attempts, **about)  # ty: ignore[invalid-argument-type]


def caller(visitor: Visitor | None = None, peer: str = "192.0.2.7", host: str = "192.0.2.1:8501") -> Caller:
    """Return a caller who sends the cookie of a visitor."""
    cookie = SIGNER.header(visitor, is_https=False).partition(";")[0] if visitor else ""
    return Caller.of_headers(peer, [("host", host), ("cookie", cookie)])


@pytest.mark.parametrize("address", [None, "0.0.0.0", "::", "192.0.2.1", "isdata.example"])
def test_an_address_that_others_reach_needs_a_key(address: str | None) -> None:
    with pytest.raises(UnprotectedAddressError, match="ISDATA_FACILITATOR_KEY"):
        check_address(address, "")
    check_address(address, KEY)


@pytest.mark.parametrize("key", ["x", "eleven char", "           x           "])
def test_a_key_that_can_be_guessed_is_refused(key: str) -> None:
    with pytest.raises(ShortKeyError, match="at least 12 characters"):
        check_address("0.0.0.0", key)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_the_own_address_of_a_machine_needs_none(address: str) -> None:
    check_address(address, "")


def test_without_a_key_only_the_machine_itself_is_served(clock: Clock) -> None:
    own = rules(clock, key="", address="127.0.0.1")

    assert own.is_open_to(caller(peer="127.0.0.1"))
    assert not own.is_open_to(caller(peer="192.0.2.7"))
    assert rules(clock).is_open_to(caller(peer="192.0.2.7"))


def test_known_are_own_names_and_addresses_where_the_server_listens_on_them(clock: Clock) -> None:
    own, public = rules(clock, key="", address="127.0.0.1"), rules(clock)
    named = rules(clock, address="127.0.0.1", names=["Isdata.Example ", ""])

    for host in ("localhost:8501", "127.0.0.1:8501", "[::1]:8501"):
        assert own.knows_host_of(caller(host=host))
    assert not own.knows_host_of(caller(host="192.0.2.1:8501"))
    assert public.knows_host_of(caller(host="192.0.2.1:8501"))
    assert named.knows_host_of(caller(host="isdata.example"))
    for each in (own, public, named):
        assert not each.knows_host_of(caller(host="evil.example:8501"))
        assert not each.knows_host_of(caller(host=""))


def test_streamlit_is_shown_the_same_names(clock: Clock) -> None:
    own = rules(clock, address="127.0.0.1", names=["Isdata.Example"])

    assert own.host_names == ["localhost", "127.0.0.1", "::1", "isdata.example"]
    assert rules(clock).host_names == ["*"]


def test_at_the_machine_the_facilitator_needs_no_key(clock: Clock) -> None:
    local = caller(peer="127.0.0.1", host="localhost:8501")

    assert rules(clock).is_facilitator(local)
    assert rules(clock, key="", address="127.0.0.1").is_facilitator(local)


def test_behind_a_proxy_everybody_needs_the_key(clock: Clock) -> None:
    """A proxy on the same machine may ask for localhost and say nothing of whom it asks for."""
    local = caller(peer="127.0.0.1", host="localhost:8501")

    assert not rules(clock, address="127.0.0.1", names=["isdata.example"]).is_facilitator(local)


def test_who_gives_the_key_is_the_facilitator_for_a_day(clock: Clock) -> None:
    policy = rules(clock)
    guest = Visitor.new()

    facilitator = policy.sign_in(caller(guest), KEY).facilitator

    assert facilitator is not None
    assert facilitator.visitor_id != guest.visitor_id
    assert not policy.is_facilitator(caller(guest))
    assert policy.is_facilitator(caller(facilitator))
    clock.now += 12 * 3600
    assert not policy.is_facilitator(caller(facilitator))


def test_a_server_without_a_key_lets_nobody_sign_in(clock: Clock) -> None:
    assert rules(clock, key="", address="127.0.0.1").sign_in(caller(Visitor.new()), "").facilitator is None


def test_a_sign_in_ends_with_its_key_and_by_signing_out(clock: Clock) -> None:
    policy = rules(clock)
    facilitator = policy.sign_in(caller(Visitor.new()), KEY).facilitator
    assert facilitator is not None

    assert not rules(clock, key="another").is_signed_in(facilitator)
    assert rules(clock).is_signed_in(facilitator)  # after a restart
    guest = policy.sign_out(facilitator)
    assert not policy.is_signed_in(facilitator)
    assert not policy.is_signed_in(guest)
    assert guest.has_signed_in


def test_who_is_not_signed_in_keeps_his_name_and_his_count(clock: Clock) -> None:
    known = dataclasses.replace(Visitor.new(), has_signed_in=True)

    assert rules(clock).sign_out(known) == known


def test_who_guesses_makes_wait_only_himself_and_newcomers_of_his_address(clock: Clock) -> None:
    policy = rules(clock)
    known = policy.sign_in(caller(Visitor.new()), KEY).facilitator
    assert known is not None
    for _attempt in range(20):
        policy.sign_in(caller(Visitor.new()), "wrong")

    assert policy.sign_in(caller(Visitor.new()), KEY).wait > 0
    assert policy.sign_in(caller(Visitor.new(), peer="192.0.2.8"), KEY).facilitator
    assert policy.sign_in(caller(known), KEY).facilitator


def test_wrong_keys_are_logged_with_their_address(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "isdata.access"):
        policy = rules(clock)
        for _attempt in range(5):
            policy.sign_in(caller(), "wrong")
        clock.now += 1
        policy.sign_in(caller(), "wrong")

    assert [record.getMessage() for record in caplog.records] == [
        "Wrong facilitator's key number 1 from 192.0.2.7; 0 more came while it had to wait; next one in 0 s",
        "Wrong facilitator's key number 2 from 192.0.2.7; 0 more came while it had to wait; next one in 0 s",
        "Wrong facilitator's key number 3 from 192.0.2.7; 0 more came while it had to wait; next one in 1 s",
        "Wrong facilitator's key number 4 from 192.0.2.7; 2 more came while it had to wait; next one in 2 s",
    ]
