"""Write the workbook to fill in."""

import argparse
from pathlib import Path

from isdata.cli.output import say, write_file
from isdata.data import ingest
from isdata.data.i18n import LANGUAGES, Reader


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("template", help="write the workbook to fill in")
    parser.add_argument("out", metavar="OUT.xlsx", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language of the drop-downs")
    parser.add_argument(
        "--table", metavar="NAME", action="append", help="only this table; may be given again"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write it."""
    write_file(options.out, ingest.template(Reader(options.language), only=options.table))
    say(f"{options.out} is written.")
    return 0
