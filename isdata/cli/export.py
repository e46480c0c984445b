"""Write tables into a workbook or a folder of CSV files."""

import argparse

from isdata.cli.output import print_line
from isdata.data import ingest


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("export", help="write tables into a workbook or a folder of CSV files")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("out", metavar="OUT", help="a workbook where it ends in .xlsx, else a folder")
    parser.add_argument("--park", metavar="PARK", help="only what belongs to this park")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write them."""
    with ingest.opened(options.file) as con:
        written = ingest.export(con, options.out, park_id=options.park)
    print_line(f"{len(written)} tables are in {options.out}.")
    return 0
