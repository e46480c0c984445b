"""Write a copy of a database that may be published."""

import argparse

from isdata.cli.output import print_line
from isdata.data import store
from isdata.data.disclosure import public_copy


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "public", help="write a copy without undisclosed companies, costs and history"
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("copy", metavar="COPY")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write it."""
    with store.open(options.file) as con:
        print_line(
            f"{public_copy(con, options.copy)} is written. Show it with: isdata serve --public {options.copy}"
        )
    return 0
