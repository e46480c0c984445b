"""Workshop session of this server: opened on the page, resumed after a restart, and served to the hall."""

import logging
import socket
import threading
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from streamlit import net_util

from isdata.data import store
from isdata.data.access import CookieSigner, Policy, secret
from isdata.output.figures import sankey_export
from isdata.programme.workshop import ended_session, pictures
from isdata.programme.workshop.catalogue import Catalogue
from isdata.programme.workshop.journal import Journal
from isdata.programme.workshop.listener import PORT, Listener
from isdata.programme.workshop.live import Live, new_key
from isdata.programme.workshop.rehearsal import Rehearsal
from isdata.programme.workshop.routes import application
from isdata.programme.workshop.server_context import ServerContext
from pages.common import data
from pages.workshop.parts.prepared import Drawn, Prepared, View

_log = logging.getLogger("isdata.workshop")
_lock = threading.Lock()
# By the path of their journal. Not in Streamlit's caches, which can be cleared at any moment.
_held: dict[str, "Running"] = {}
# Listeners of ended sessions by the same path: they serve a page of thanks until the next session begins.
_thanking: dict[str, Listener] = {}


@dataclass
class Running:
    """A session with its hall server.

    Parameters
    ----------
    live, hall, listener
        Session, its pages, and the listener that serves them.
    host : str
        Host name or IP address of this machine for phones, as chosen by the facilitator.
    catalogue : Catalogue
        Names of companies and resources.
    con : duckdb.DuckDBPyConnection
        Park file in which its results are stored.
    rehearsal : Rehearsal or None
        Fictitious companies of a rehearsal.
    former_port : int or None
        Former port of the session, if it was occupied meanwhile.
    failed : dict
        Rows that could not be stored in the park file with the error, by the key of their item.
    views : Prepared
        Views of other pages as guests see them, drawn for the main screen.
    shown : dict
        Views shown on the main screen, by their name in the journal.
    """

    live: Live
    hall: ServerContext
    listener: Listener
    host: str
    catalogue: Catalogue
    con: duckdb.DuckDBPyConnection
    rehearsal: Rehearsal | None = None
    former_port: int | None = None
    failed: dict[str, tuple[object, Exception]] = field(default_factory=dict)
    views: Prepared[Drawn | bool | None] = field(default_factory=Prepared)
    shown: dict[str, View] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Address opened by phones."""
        return f"http://{self.host}:{self.listener.port}/j"

    @property
    def check(self) -> str:
        """Address of the connection check for phones."""
        return f"http://{self.host}:{self.listener.port}/here"

    @property
    def main_screen(self) -> str:
        """Address of the main screen on this machine."""
        return f"http://localhost:{self.listener.port}{self.hall.main_screen_path}"

    def show_on_main_screen(self, drawn: Drawn, language: str, page: str, view: View | None = None) -> str:
        """Show a picture or cards on the main screen, as visible to guests, with the page title; return the name of the view.

        Parameters
        ----------
        drawn : bytes or list
            Content to show.
        language : str
            Language of the main screen.
        page : str
            Title of the page, in English.
        view : View, optional
            View to render if the main screen changes its language.
        """
        scene, name = "picture" if isinstance(drawn, bytes) else "cards", new_key()
        if view is not None:
            self.shown[name] = view
        self.live.console("show", scene=scene, page=page, view=name, shown={language: self._kept(drawn)})
        return name

    def add_language(self, drawn: Drawn, language: str, name: str) -> None:
        """Add the content of a view on the main screen, by its name, in a further language."""
        self.live.console("drawn", view=name, language=language, shown=self._kept(drawn))

    def _kept(self, drawn: Drawn) -> object:
        """Store a picture and return its name; cards are returned unchanged."""
        is_picture = isinstance(drawn, bytes)
        return pictures.keep(self.hall.folder, "pictures", drawn, "svg") if is_picture else drawn


def addresses() -> list[str]:
    """IP addresses of this machine, likeliest first; its host name last."""
    name = socket.gethostname()
    try:
        found = [info[4][0] for info in socket.getaddrinfo(name, None, socket.AF_INET)]
    except OSError:
        found = []
    likely = net_util.get_internal_ip()
    known = [str(each) for each in [likely, *found] if each and not str(each).startswith("127.")]
    return list(dict.fromkeys([*known, name]))


def path() -> Path:
    """Path of the journal, beside the park file."""
    database = data.database_path()
    return database.with_name(f"{database.stem}.workshop.sqlite3")


def folder() -> Path:
    """Folder of photos and pictures, beside the park file."""
    return path().with_suffix("")


def current_session() -> Running | None:
    """Session served now; None if there is none."""
    return _held.get(str(path()))


def current() -> Running | None:
    """Open session, served again after a server restart; None if there is none."""
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
    """Session used last, to be closed by the caller; None if there was none."""
    if not path().exists():
        return None
    journal = Journal(path())
    sessions = journal.sessions()
    journal.close()
    return Live(path(), sessions[0]) if sessions else None


def resume() -> None:
    """Serve a session that is still open before any page is opened; phones reconnect automatically."""
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
    """Reopen the session closed last."""
    with _lock:
        live = latest()
        if live is None:
            return None
        live.console("reopen")
        return _serve(live)


def stop() -> None:
    """Stop serving the session, which has to be closed before; its address then shows that it has ended."""
    with _lock:
        running = _held.pop(str(path()), None)
        if running:
            _end(running)


def _serve(live: Live) -> Running:
    key = secret()
    running: list[Running] = []
    con = _park_file(live)
    catalogue = Catalogue(con, str(live.day.about.get("park_id", "")))
    hall = ServerContext(
        live,
        Policy(CookieSigner(key), address="0.0.0.0"),
        key,
        address=lambda: running[0].address if running else "",
        folder=folder(),
        companies=catalogue.companies,
        suggest=catalogue.suggest,
        meaning=catalogue.meaning,
        currency=catalogue.currency(),
        co2=catalogue.co2,
        earlier=catalogue.earlier,
    )
    former = live.day.about.get("port")
    listener = _listener(hall, former)
    if listener.port != former:
        live.console("serve", port=listener.port)
    host = str(live.day.about.get("host") or addresses()[0])
    moved = former if former != listener.port else None
    running.append(Running(live, hall, listener, host, catalogue, con, former_port=moved))
    _held[str(path())] = running[0]
    running[0].views.begin("first", _first_picture)
    if live.day.about.get("is_rehearsal"):
        running[0].rehearsal = Rehearsal(
            live, language=str(live.day.about.get("language", "en")), meaning=catalogue.meaning
        )
    return running[0]


def _listener(hall: ServerContext, former: int | None) -> Listener:
    """Serve a hall by the listener of the previous session, unless this one was served on another port."""
    kept = _thanking.pop(str(path()), None)
    if kept and former in (None, kept.port):
        kept.serve(application(hall))
        return kept
    if kept:
        kept.close()
    return Listener(application(hall), port=former or PORT)


def _first_picture() -> None:
    """Draw a hidden picture, because the first one of a process takes several times as long as later ones."""
    sankey_export.svg({"mark": "point", "data": {"values": []}})


def _park_file(live: Live) -> duckdb.DuckDBPyConnection:
    """Park file for the results of a session: this server's, or the copy of a rehearsal."""
    if not live.day.about.get("is_rehearsal"):
        return data.cursor()
    copy = path().with_suffix(f".rehearsal-{live.session[:8]}.duckdb")
    if not copy.exists():
        store.backup(data.cursor(), copy)
    return store.open(copy)


def _end(running: Running) -> None:
    """Stop everything run by a session; the copy of a rehearsal is removed."""
    if running.rehearsal:
        running.rehearsal.stop()
    running.views.close()
    running.listener.serve(ended_session.application(running.hall))
    running.hall.changes.end()
    _thanking[str(path())] = running.listener
    running.live.close()
    if running.live.day.about.get("is_rehearsal"):
        running.con.close()
        for left in path().parent.glob(f"{path().stem}.rehearsal-{running.live.session[:8]}.duckdb*"):
            left.unlink()
