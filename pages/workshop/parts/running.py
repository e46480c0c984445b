"""The workshop session of this server: opened on the page, continued after a restart, served to the hall meanwhile."""

import threading
from dataclasses import dataclass
from pathlib import Path

from streamlit import net_util

from isdata.data import i18n, store
from isdata.data.access import CookieSigner, Policy, secret
from isdata.data.naming import suggest
from isdata.programme.workshop.hall import Hall
from isdata.programme.workshop.journal import Journal
from isdata.programme.workshop.listener import Listener
from isdata.programme.workshop.live import Live, new_key
from pages.common import data

_lock = threading.Lock()
# By the path of their journal. Streamlit's caches can be cleared at any moment; what is served must outlive that.
_held: dict[str, "Running"] = {}


@dataclass
class Running:
    """A session, the pages of its hall, and the listener that serves them."""

    live: Live
    hall: Hall
    listener: Listener
    host: str

    @property
    def address(self) -> str:
        """Address that phones open."""
        return f"http://{self.host}:{self.listener.port}/j"

    @property
    def wall(self) -> str:
        """Address of the wall, on this machine."""
        return f"http://localhost:{self.listener.port}{self.hall.wall_path}"


def _path() -> Path:
    """The journal, beside the park file."""
    database = data.database_path()
    return database.with_name(f"{database.stem}.workshop.sqlite3")


def current() -> Running | None:
    """The session that is open, served again where the server was started anew; None where there is none."""
    with _lock:
        held = _held.get(str(_path()))
        if held or not _path().exists():
            return held
        journal = Journal(_path())
        sessions = journal.sessions()
        journal.close()
        if not sessions:
            return None
        live = Live(_path(), sessions[0])
        if live.day.is_open:
            return _serve(live)
        live.close()
        return None


def start(park_id: str, name: str, date: str) -> Running:
    """Open a new session and serve it."""
    with _lock:
        live = Live(_path(), new_key())
        live.open(park_id=park_id, name=name, date=date)
        return _serve(live)


def stop() -> None:
    """Close the session: phones send nothing more, and its port is free."""
    with _lock:
        running = _held.pop(str(_path()), None)
        if running:
            running.live.console("close")
            running.listener.close()
            running.live.close()


def _serve(live: Live) -> Running:
    key = secret()
    running: list[Running] = []
    hall = Hall(
        live,
        Policy(CookieSigner(key), address="0.0.0.0"),
        key,
        address=lambda: running[0].address if running else "",
        companies=lambda read: _companies(live, read),
        suggest=_suggest,
    )
    listener = Listener(hall.application())
    running.append(Running(live, hall, listener, net_util.get_internal_ip() or "localhost"))
    _held[str(_path())] = running[0]
    return running[0]


def _companies(live: Live, read: i18n.Reader) -> list[dict[str, str]]:
    found = store.ask(data.cursor(), "park_companies", park_id=live.day.about.get("park_id", ""))
    names = [read.name(row["name_en"], row["name_zh"]) for row in found.to_dict("records")]
    return [{"company_id": one, "name": name} for one, name in zip(found["company_id"], names, strict=True)]


def _suggest(phrase: str, language: str) -> list[str]:
    """Names of the resources that a phrase may mean."""
    resources = store.ask(data.cursor(), "match_resources")
    found = suggest(phrase, resources)
    named = resources.set_index("resource_id")["name_zh" if language == "zh" else "name_en"]
    return [str(named[each]) for each in found["resource_id"] if isinstance(named.get(each), str)]
