"""The cookie says what we wrote into it, or nothing; the secret that signs it stays on the machine."""

import logging
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.data.access import CookieSigner, Visitor, secret

SIGNER = CookieSigner(b"s" * 32)


def value(visitor: Visitor) -> str:
    """Return name and value of a visitor's cookie."""
    return SIGNER.header(visitor, is_https=False).partition(";")[0]


@given(st.text(), st.floats(allow_nan=False), st.text(), st.booleans())
def test_what_is_written_is_read(name: str, until: float, mark: str, known: bool) -> None:
    visitor = Visitor(name, until, mark, known)

    assert SIGNER.read(f"first=1; {value(visitor)}; last=2") == visitor


@pytest.mark.parametrize(
    "header", [None, "", ";", "a", f"{SIGNER.name}=", f"{SIGNER.name}=e30.x", f"{SIGNER.name}"]
)
def test_what_is_not_ours_is_nobody(header: str | None) -> None:
    assert SIGNER.read(header) is None


@given(st.data())
def test_a_changed_cookie_is_nobody(data: st.DataObject) -> None:
    written = value(Visitor("a", 10.0, "b"))
    start = len(SIGNER.name) + 1
    place = data.draw(st.integers(start, len(written) - 1))
    other = data.draw(st.sampled_from("AZaz09").filter(lambda sign: sign != written[place]))
    read = SIGNER.read(written[:place] + other + written[place + 1 :])

    assert read is None or read == Visitor("a", 10.0, "b")  # the last sign holds bits that count for nothing


def test_another_secret_reads_nothing() -> None:
    other = CookieSigner(b"t" * 32)

    assert other.name != SIGNER.name
    assert other.read(value(Visitor("a")).replace(SIGNER.name, other.name)) is None


def test_the_secret_is_made_once_and_private(tmp_path: Path) -> None:
    first = secret(tmp_path / "state")

    assert len(first) == 32
    assert secret(tmp_path / "state") == first
    assert secret(tmp_path / "other") != first
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "state" / "cookie-secret").stat().st_mode) == 0o600


def test_a_damaged_secret_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "cookie-secret").write_bytes(b"short")

    assert len(secret(tmp_path)) == 32
    assert secret(tmp_path) == secret(tmp_path)


def test_a_secret_that_cannot_be_kept_lasts_for_the_process(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING, "isdata.access"):
        assert len(secret(tmp_path / "file")) == 32

    assert "cannot be kept" in caplog.text
