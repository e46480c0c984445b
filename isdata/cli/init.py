"""Create a database file, optionally with sample parks."""

import argparse
from pathlib import Path

from isdata.cli.output import print_line
from isdata.data import ingest, store
from isdata.programme.training import practice


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("init", help="create a database file with the reference lists")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument(
        "--sample",
        metavar="NAME",
        action="append",
        default=[],
        help="a sample park, or “all”; may be repeated",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Create the file; a new file that could not be filled is deleted again."""
    is_new = not Path(options.file).exists()
    con = store.open(options.file, create=True)
    try:
        if options.sample:
            ingest.sample(con, () if "all" in options.sample else options.sample)
        else:
            ingest.init(con)
    except BaseException:
        con.close()
        if is_new:
            Path(options.file).unlink(missing_ok=True)
        raise
    con.close()
    if is_new and {"all", practice.SAMPLE} & set(options.sample):
        practice.keep_sample(
            Path(options.file)
        )  # otherwise the first practice copy would take longer than later ones
    print_line(f"{options.file} is ready.")
    return 0
