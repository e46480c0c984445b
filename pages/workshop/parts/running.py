"""The workshop session of this server: opened on the page, continued after a restart, served to the hall meanwhile."""

import logging
import socket
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from streamlit import net_util

from isdata.data import applicable, i18n, store, units
from isdata.data.access import CookieSigner, Policy, secret
from isdata.data.naming import suggest
from isdata.errors import UnitError
from isdata.programme.workshop import pictures
from isdata.programme.workshop.hall import Hall
from isdata.programme.workshop.journal import Journal
from isdata.programme.workshop.listener import Listener
from isdata.programme.workshop.live import Live, new_key
from isdata.programme.workshop.routes import application
from pages.common import data

_log = logging.getLogger("isdata.workshop")
_lock = threading.Lock()
# By the path of their journal. Streamlit's caches can be cleared at any moment; what is served must outlive that.
_held: dict[str, "Running"] = {}


@dataclass
class Running:
    """A session, the pages of its hall, and the listener that serves them.

    Parameters
    ----------
    live, hall, listener
        What is served.
    host : str
        Name or number of this machine by which phones reach it, as the facilitator chose.
    failed : dict
        What could not be brought into the park file, by what it is of: the rows that were tried, and the error.
    """

    live: Live
    hall: Hall
    listener: Listener
    host: str
    failed: dict[str, tuple[object, Exception]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Address that phones open."""
        return f"http://{self.host}:{self.listener.port}/j"

    @property
    def check(self) -> str:
        """Address by which a phone checks that it reaches this machine."""
        return f"http://{self.host}:{self.listener.port}/here"

    @property
    def wall(self) -> str:
        """Address of the wall, on this machine."""
        return f"http://localhost:{self.listener.port}{self.hall.wall_path}"

    def show_picture(self, content: bytes, ending: str, title: str) -> None:
        """Put a picture on the wall: SVG or PNG, as guests may see it."""
        name = pictures.keep(self.hall.folder, "pictures", content, ending)
        self.live.console("show", scene="picture", picture=name, title=title)


def addresses() -> list[str]:
    """Numbers of this machine in its networks, the likeliest first; its name last."""
    name = socket.gethostname()
    try:
        found = [info[4][0] for info in socket.getaddrinfo(name, None, socket.AF_INET)]
    except OSError:
        found = []
    likely = net_util.get_internal_ip()
    known = [str(each) for each in [likely, *found] if each and not str(each).startswith("127.")]
    return list(dict.fromkeys([*known, name]))


def path() -> Path:
    """The journal, beside the park file."""
    database = data.database_path()
    return database.with_name(f"{database.stem}.workshop.sqlite3")


def folder() -> Path:
    """Folder of photos and pictures, beside the park file."""
    return path().with_suffix("")


def current() -> Running | None:
    """The session that is open, served again where the server was started anew; None where there is none."""
    with _lock:
        held = _held.get(str(path()))
        if held or not path().exists():
            return held
        live = latest()
        if live is None:
            return None
        if live.day.is_open:
            return _serve(live)
        live.close()
        return None


def latest() -> Live | None:
    """The session that was used last, to be closed by the caller; None where there was none."""
    if not path().exists():
        return None
    journal = Journal(path())
    sessions = journal.sessions()
    journal.close()
    return Live(path(), sessions[0]) if sessions else None


def resume() -> None:
    """Serve a session that is still open, before anybody opens a page: phones come back by themselves."""
    try:
        current()
    except Exception:
        _log.exception("The workshop session could not be served again; the Workshop page tries it anew.")


def start(park_id: str, name: str, date: str, **about: object) -> Running:
    """Open a new session and serve it."""
    with _lock:
        live = Live(path(), new_key())
        live.open(park_id=park_id, name=name, date=date, **about)
        return _serve(live)


def reopen() -> Running | None:
    """Open the session that was closed last once more."""
    with _lock:
        live = latest()
        if live is None:
            return None
        live.console("reopen")
        return _serve(live)


def stop() -> None:
    """Stop serving: phones send nothing more, and the port is free. The session is closed before."""
    with _lock:
        running = _held.pop(str(path()), None)
        if running:
            running.listener.close()
            running.live.close()


def _serve(live: Live) -> Running:
    key = secret()
    running: list[Running] = []
    park = str(live.day.about.get("park_id", ""))
    currency, co2 = _money_and_co2(park)
    hall = Hall(
        live,
        Policy(CookieSigner(key), address="0.0.0.0"),
        key,
        address=lambda: running[0].address if running else "",
        folder=folder(),
        companies=lambda read: companies(park, read),
        suggest=_suggest,
        meaning=meaning,
        currency=currency,
        co2=lambda: co2,
    )
    listener = Listener(application(hall))
    running.append(Running(live, hall, listener, str(live.day.about.get("host") or addresses()[0])))
    _held[str(path())] = running[0]
    return running[0]


def companies(park_id: str, read: i18n.Reader) -> list[dict[str, str]]:
    """Companies of a park: company_id and name, as a reader calls it."""
    found = store.ask(data.cursor(), "park_companies", park_id=park_id)
    names = [read.name(row["name_en"], row["name_zh"]) for row in found.to_dict("records")]
    return [{"company_id": one, "name": name} for one, name in zip(found["company_id"], names, strict=True)]


def _suggest(phrase: str, language: str) -> list[str]:
    """Names of the resources that a phrase may mean."""
    resources = store.ask(data.cursor(), "match_resources")
    found = suggest(phrase, resources)
    named = resources.set_index("resource_id")["name_zh" if language == "zh" else "name_en"]
    return [str(named[each]) for each in found["resource_id"] if isinstance(named.get(each), str)]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def meaning(phrase: str) -> str:
    """Id of the resource that has exactly this name; empty where there is none."""
    version = store.data_version(data.cursor())
    return _names(version).get(_plain(phrase), "")


@lru_cache(maxsize=2)
def _names(_version: int) -> dict[str, str]:
    """Resource by its exact names in both languages, at a data version."""
    resources = store.ask(data.cursor(), "resource_names")
    return {
        _plain(name): row["resource_id"]
        for row in resources.to_dict("records")
        for name in (row["name_en"], row["name_zh"])
        if isinstance(name, str)
    }


def _money_and_co2(park_id: str) -> tuple[str, dict[str, float]]:
    """Currency of a park, and CO2 of bought energy by resource. [t/GJ]"""
    con = data.cursor()
    parks = store.ask(con, "parks").set_index("park_id")
    factors = applicable.of_resources(applicable.values(con, park_id=park_id), applicable.CO2)
    found = {}
    for resource, row in factors.iterrows():
        try:
            per_gj = units.factor("GJ", applicable.per(row["unit"]))
        except UnitError:
            continue
        found[str(resource)] = float(row["value"]) * applicable.numerator(row["unit"], "t") * per_gj
    return str(parks["currency"].get(park_id, "CNY")), found
