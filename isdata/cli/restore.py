"""Put a backup in the place of a database file."""

import argparse

from isdata.cli.output import say
from isdata.data import store


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("restore", help="put a backup in the place of a database file")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("copy", metavar="COPY")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the backup, then replace; the former file is kept."""
    former = store.restore(options.file, options.copy)
    say(f"{options.file} is restored." + (f" The former file is {former}." if former.exists() else ""))
    return 0
