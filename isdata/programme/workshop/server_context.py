"""Workshop server: session, device names, and the secret address of the main screen."""

import hashlib
import hmac
import secrets
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from itsdangerous import BadData, URLSafeSerializer
from starlette.requests import Request
from starlette.responses import Response

from isdata.data import i18n
from isdata.data.access import Attempts, Policy
from isdata.programme.workshop import park_matches
from isdata.programme.workshop.declarations import Participant
from isdata.programme.workshop.live import Live, code_of
from isdata.programme.workshop.main_screen_page import Setting
from isdata.programme.workshop.notifications import Changes

_CHECKS_SHOWN = 5
_DEVICE_KEPT_FOR = 30 * 24 * 3600  # s


@dataclass(frozen=True)
class Check:
    """A device that opened the connection check: its number (shown on that page), time and address."""

    number: int
    at: datetime
    host: str


@dataclass(frozen=True)
class JoinRights:
    """Rights of a phone that wants to join.

    Parameters
    ----------
    is_known : bool
        True with the code of the session, or that of an undisclosed company.
    companies : list of dict
        Companies to choose from: the disclosed ones; an undisclosed one only with its own code, or if the phone joined for
        it before.
    company_id : str
        The undisclosed company of the code; empty for the code of the session.
    """

    is_known: bool
    companies: list[dict[str, Any]]
    company_id: str


class DeviceCookies:
    """Signed cookies that name the phones of a hall, also after its session has ended."""

    def __init__(self, secret: bytes, signer: URLSafeSerializer) -> None:
        self._signer = signer
        self._name = f"isdata-hall-{hashlib.sha256(secret + b'hall').hexdigest()[:8]}"

    def device(self, request: Request) -> str | None:
        """Device named by the cookie of a request; None without one."""
        try:
            kind, device = self._signer.loads(request.cookies.get(self._name, ""))
        except (BadData, ValueError):
            return None
        return str(device) if kind == "device" else None

    def name_device(self, answer: Response) -> None:
        """Set the cookie with a new device name in a response."""
        value = self._signer.dumps(["device", secrets.token_hex(12)])
        answer.set_cookie(self._name, value, max_age=_DEVICE_KEPT_FOR, httponly=True, samesite="lax")


@dataclass
class ServerContext:
    """Objects required by the server of a session.

    Parameters
    ----------
    live : Live
        The session.
    policy : Policy
        Accepted host names.
    secret : bytes
        Signs the cookies of phones and the address of the main screen.
    address : callable
        Returns the address opened by phones, as chosen by the facilitator.
    folder : path
        Folder of photos and pictures.
    companies : callable
        Returns the companies of the park for a reader: company_id, name, the bilingual name ("both"), and is_disclosed.
    suggest : callable
        Returns resource names that match a phrase, for a language and a direction (empty if not stated).
    meaning : callable
        Returns the id of the resource with exactly this name, and its bilingual name; an empty id and the phrase if there
        is none.
    currency : str
        Currency of costs.
    co2 : callable
        Returns CO2 of purchased energy by resource. [t/GJ]
    earlier : callable
        Returns streams that companies disclosed before the workshop, as from `park_matches.disclosed`.
    checks : deque of Check
        Last devices that opened the connection check.
    """

    live: Live
    policy: Policy
    secret: bytes
    address: Callable[[], str]
    folder: Path
    companies: Callable[[i18n.Reader], list[dict[str, Any]]] = lambda _read: []
    suggest: Callable[[str, str, str], list[str]] = lambda _phrase, _language, _direction: []
    meaning: Callable[[str], tuple[str, str]] = lambda phrase: ("", phrase)
    currency: str = "CNY"
    co2: Callable[[], Mapping[str, float]] = dict
    earlier: Callable[[], pd.DataFrame] = park_matches.no_streams
    attempts: Attempts = field(default_factory=Attempts)
    checks: deque[Check] = field(default_factory=lambda: deque(maxlen=_CHECKS_SHOWN))

    def __post_init__(self) -> None:
        self.changes = Changes(self.live)
        self._signer = URLSafeSerializer(
            self.secret, salt="isdata.workshop", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self.cookies = DeviceCookies(self.secret, self._signer)

    def checked(self, host: str) -> Check:
        """Record that a device reaches this machine."""
        last = self.checks[-1].number if self.checks else 0
        self.checks.append(Check(last + 1, datetime.now().astimezone(), host))
        return self.checks[-1]

    @property
    def main_screen_path(self) -> str:
        """Path of the main screen; anyone who knows it sees the main screen."""
        return f"/main-screen/{self._signer.dumps(['main_screen', self.live.session])}"

    def company_code(self, company_id: str) -> str:
        """Code by which an undisclosed company joins instead of the code on the screen; a new code of the session gives a
        new one.
        """
        named = f"{self.live.session} {self.live.day.code} {company_id}".encode()
        digest = hmac.digest(self.secret, b"isdata.workshop.company " + named, hashlib.sha256)
        return code_of(digest)

    def join_rights(self, read: i18n.Reader, code: str, participant: Participant | None = None) -> JoinRights:
        """Rights with a code, and the companies to choose from; a participant knows the code already."""
        typed = "".join(code.upper().split()).encode()
        listed = self.companies(read)
        own = [each["company_id"] for each in listed if self._is_code_of(each, typed)]
        is_known = participant is not None or secrets.compare_digest(typed, self.live.day.code.encode())
        if not is_known and not own:
            return JoinRights(False, [], "")
        shown = {*own, participant.company_id if participant else None}
        offered = [each for each in listed if each["is_disclosed"] or each["company_id"] in shown]
        return JoinRights(True, offered, next(iter(own), ""))

    def _is_code_of(self, company: Mapping[str, Any], typed: bytes) -> bool:
        code = self.company_code(company["company_id"]).encode()
        return not company["is_disclosed"] and secrets.compare_digest(code, typed)

    def table_path(self, number: int) -> str:
        """Path of the console of a table, derived from the session code; a new code gives a new path."""
        return f"/table/{self._signer.dumps(['table', self.live.session, self.live.day.code, number])}"

    def table(self, token: str) -> int | None:
        """Number of the table of a token; None if the token is no longer valid."""
        try:
            kind, session, code, number = self._signer.loads(token)
        except (BadData, ValueError):
            return None
        is_valid = (kind, session, code) == ("table", self.live.session, self.live.day.code)
        return int(number) if is_valid else None

    def setting(self, files: str) -> Setting:
        """Settings of the main screen for a client that fetches files below a path."""
        return Setting(self.address(), self.currency, self.co2, files, self.earlier)

    def participant(self, request: Request) -> Participant | None:
        """Participant who sent a request; None before joining."""
        return self.live.day.participants.get(self.cookies.device(request) or "")

    def is_main_screen(self, token: str) -> bool:
        """Return True if this is the token of the session's main screen."""
        try:
            return self._signer.loads(token) == ["main_screen", self.live.session]
        except BadData:
            return False
