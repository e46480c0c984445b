"""Check all stored data."""

import argparse

import duckdb

from isdata.cli.output import print_line, print_problems
from isdata.data import store
from isdata.errors import DamagedFileError
from isdata.park import flows, parks


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="check everything that is stored")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument(
        "--deep", action="store_true", help="also read every table completely and compare checksums"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the problems in the stored data."""
    with store.open(options.file) as con:
        damaged = store.check_deep(con) if options.deep else []
        if damaged:
            print_line(f"Damaged tables: {', '.join(damaged)}.")
            raise DamagedFileError(path=options.file)
        problems = store.check(con)
        outdated = _outdated(con)
    for line in outdated:
        print_line(line)
    if problems.empty:
        print_line("No problems.")
        return 0
    print_problems(problems)
    return 1


def _outdated(con: duckdb.DuckDBPyConnection) -> list[str]:
    """One line for each park and year whose reconciled amounts no longer agree with the declared ones."""
    return [
        f"{park_id} {row['year']}: {row['newer']} figures have changed since its amounts were reconciled."
        for park_id in parks.parks(con)["park_id"]
        for row in flows.kept(con, park_id=park_id).to_dict("records")
        if row["newer"]
    ]
