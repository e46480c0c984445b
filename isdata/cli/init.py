"""Create a database file, with sample parks if wanted."""

import argparse

from isdata import ingest, store
from isdata.cli.output import say


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("init", help="create a database file with the reference lists")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument(
        "--sample",
        metavar="NAME",
        action="append",
        default=[],
        help="a sample park, or “all”; may be given again",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Create it."""
    con = store.open(options.file, create=True)
    try:
        if options.sample:
            ingest.sample(con, () if "all" in options.sample else options.sample)
        else:
            ingest.init(con)
    finally:
        con.close()
    say(f"{options.file} is ready.")
    return 0
