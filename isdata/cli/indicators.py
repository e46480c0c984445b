"""Write a park's indicators against a standard."""

import argparse
from pathlib import Path

from isdata import institution
from isdata.cli.output import print_line, write_file
from isdata.data import ingest
from isdata.data.disclosure import FACILITATOR


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("indicators", help="a park's indicators against a standard")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--park", metavar="ID", required=True)
    parser.add_argument("--standard", choices=institution.standards().index.tolist(), required=True)
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--out", metavar="X.csv", type=Path, required=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write one row per indicator, and print the number of limits met."""
    with ingest.opened(options.file) as con:
        found = institution.conformity(
            con, park_id=options.park, standard_id=options.standard, year=options.year, viewer=FACILITATOR
        )
    write_file(options.out, found.reset_index())
    counts = found["status"].value_counts()
    print_line(
        f"{counts.get('met', 0)} limits met, {counts.get('missed', 0)} missed, "
        f"{counts.get('no value', 0)} values unknown, {counts.get('no limit', 0)} limits to be entered. "
        f"{options.out} is written."
    )
    return 0
