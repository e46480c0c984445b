"""Workshop server on a port, with three pages that are redrawn continuously in the same process.

python -m benchmarks.workshop.server JOURNAL PORT [DATABASE]
"""

import sys
import threading
from pathlib import Path
from typing import Any

import duckdb

from isdata.data import store
from isdata.data.access import CookieSigner, Policy
from isdata.data.disclosure import GUEST
from isdata.programme.workshop.catalogue import Catalogue
from isdata.programme.workshop.listener import Listener
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.routes import application
from isdata.programme.workshop.server_context import ServerContext
from pages.common import turns

SECRET = b"benchmark-of-the-workshop-secret"


def main(journal: Path, port: int, database: str | None) -> None:
    """Serve until the process is killed."""
    live = Live(journal, "benchmark")
    if not live.day.about:
        live.open(name="Benchmark", park_id="")
        live.console("show", scene="entries")
    con = store.open(database) if database else None
    hall = ServerContext(
        live,
        Policy(CookieSigner(SECRET), address="0.0.0.0"),
        SECRET,
        lambda: "",
        journal.parent,
        **_phone_data(con),
    )
    listener = Listener(application(hall), port=port)
    if con:
        for _page in range(3):
            threading.Thread(target=_redraw, args=(con.cursor(),), daemon=True).start()
    print(listener.port, live.day.code, hall.main_screen_path, flush=True)
    threading.Event().wait()


def _phone_data(con: duckdb.DuckDBPyConnection | None) -> dict[str, Any]:
    """Data of the park file for phones, as in a real workshop; empty without a file."""
    if con is None:
        return {}
    catalogue = Catalogue(con, store.ask(con, "parks")["park_id"].iloc[0])
    names = ("companies", "suggest", "meaning", "co2")
    return {name: getattr(catalogue, name) for name in names}


def _redraw(con: duckdb.DuckDBPyConnection) -> None:
    """Redraw a Sankey diagram continuously, as for a reader who moves a slider."""
    from isdata.output import drawing  # slow import, only if needed

    park = store.ask(con, "parks")["park_id"].iloc[0]
    while True:
        with turns.own_turn():  # as in the pages of the app
            drawing.draw(con, park, viewer=GUEST)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None)
