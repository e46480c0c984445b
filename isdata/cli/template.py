"""Write the workbook to fill in."""

import argparse
from pathlib import Path

from isdata.cli.output import print_written, write_file
from isdata.data import ingest, store
from isdata.data.i18n import LANGUAGES, Reader


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("template", help="write the workbook template")
    parser.add_argument("out", metavar="OUT.xlsx", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language of the drop-downs")
    parser.add_argument(
        "--quick", action="store_true", help="the short workbook: one sheet of companies, one of flows"
    )
    parser.add_argument(
        "--table", metavar="NAME", action="append", help="only this table; may be given again"
    )
    parser.add_argument(
        "--database",
        metavar="FILE",
        help="database whose companies, sites and resources are offered in drop-down lists; by default the reference lists",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write it."""
    if options.database:
        con = ingest.opened(options.database)
    else:  # offers the reference lists of a new database
        con = store.open()
        ingest.init(con)
    reader = Reader(options.language)
    try:
        if options.quick:
            content = ingest.quick_start(reader, con=con)
        else:
            content = ingest.template(reader, only=options.table, con=con)
    finally:
        con.close()
    write_file(options.out, content)
    print_written(options.out, reader)
    return 0
