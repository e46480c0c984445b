"""Write a consistent copy of a database file."""

import argparse

from isdata.cli.output import print_line
from isdata.data import store


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("backup", help="write a consistent copy of a database file")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("copy", metavar="COPY")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write it."""
    with store.open(options.file) as con:
        print_line(f"{store.backup(con, options.copy)} is written.")
    return 0
