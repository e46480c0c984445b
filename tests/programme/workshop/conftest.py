"""A session that is served on a free port, and phones that know it."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from streamlit import net_util

from isdata.data.access import CookieSigner, Policy
from isdata.programme.workshop.listener import Listener
from isdata.programme.workshop.live import Live, new_key
from isdata.programme.workshop.routes import application
from isdata.programme.workshop.server_context import ServerContext
from tests.access.outside import Answer, Somebody

SECRET = b"s" * 32
LARGEST_PAGE = 30_000  # bytes


COMPANIES = [
    {"company_id": "C1", "name": "Power plant", "both": "Power plant", "is_disclosed": True},
    {"company_id": "C2", "name": "Cement works", "both": "Cement works / 水泥厂", "is_disclosed": True},
    {"company_id": "C3", "name": "Secret works", "both": "Secret works", "is_disclosed": False},
]


ASH = {"direction": "have", "what": "Fly ash", "quantity": "30,000", "unit": "t", "period": "year"}


def _address() -> str:
    """Number of this machine in its network, by which phones reach it; 127.0.0.1 where it has none."""
    found = net_util.get_internal_ip() or ""
    try:
        socket.create_server((found, 0)).close()
    except OSError:
        return "127.0.0.1"
    return found or "127.0.0.1"


ADDRESS = _address()


class Site:
    """A session that is served on a free port."""

    def __init__(self, path: Path, *, is_new: bool = True) -> None:
        self.live = Live(path, "day")
        if is_new:
            self.live.open(name="Launch", park_id="tiny", date="2026-11-30", tables=["North", "South"])
        policy = Policy(CookieSigner(SECRET), address="0.0.0.0")
        self.hall = ServerContext(
            self.live,
            policy,
            SECRET,
            lambda: "http://192.0.2.1:8600/j",
            path.parent,
            companies=lambda _read: COMPANIES,
            suggest=lambda phrase, language, direction: [
                f"{phrase} ({language}{direction and ', '}{direction})"
            ],
        )
        self.listener = Listener(application(self.hall), host=ADDRESS, port=0)

    @property
    def port(self) -> int:
        """Where it is served."""
        return self.listener.port

    def close(self) -> None:
        """End it, as the end of the process would."""
        self.hall.changes.end()
        self.listener.close()
        self.live.close()


class Phone(Somebody):
    """A phone in the hall."""

    address = ADDRESS

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
    return lambda: Phone(site.port, ADDRESS)
