"""Start the app."""

import argparse
import os
import runpy
import sys
from pathlib import Path

from isdata.data import store
from isdata.data.access.policy import PUBLIC_VARIABLE
from isdata.data.disclosure import is_public_copy
from isdata.errors import NotPublicError
from isdata.locations import SERVER


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("serve", help="start the app in the browser")
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="database; by default ISDATA_DATABASE, or isdata.duckdb in this folder",
    )
    parser.add_argument("--host", metavar="ADDRESS", help="the address to listen on")
    parser.add_argument("--port", metavar="N", type=int, help="the port to listen on; 8501 without it")
    parser.add_argument(
        "--public",
        action="store_true",
        help="show a public copy to everybody: no key, no facilitator, nothing can be changed",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Start Streamlit, which ends the process itself."""
    if options.file:
        os.environ["ISDATA_DATABASE"] = str(Path(options.file).absolute())
    if options.public:
        _check_public(os.environ.get("ISDATA_DATABASE", "isdata.duckdb"))
        os.environ[PUBLIC_VARIABLE] = "1"
    settings = {"server.address": options.host, "server.port": options.port}
    given = [f"--{name}={value}" for name, value in settings.items() if value is not None]
    sys.argv = ["streamlit", "run", str(SERVER), *given]
    runpy.run_module("streamlit", run_name="__main__")
    return 0


def _check_public(path: str) -> None:
    """Refuse a database that is not a public copy.

    Raises
    ------
    NotPublicError
    """
    with store.open(path) as con:
        if not is_public_copy(con):
            raise NotPublicError(path=path)
