"""Replace a database file by a backup."""

import argparse

from isdata.cli.output import ProgressBar, print_line, print_problems
from isdata.data import store
from isdata.errors import ProblemsError


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("restore", help="restore a backup in place of a database file")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("copy", metavar="COPY")
    parser.add_argument(
        "--accept-problems", action="store_true", help="restore a backup despite invalid rows"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read and check the backup, then replace the database file; the former file is kept."""
    try:
        done = store.restore(
            options.file, options.copy, accept_problems=options.accept_problems, progress=ProgressBar()
        )
    except ProblemsError as error:
        print_problems(error.problems)
        print_line("Nothing was restored. To restore the backup with these problems, add: --accept-problems")
        return 1
    print_line(
        f"{options.file} is restored." + (f" The former file is {done.former}." if done.former else "")
    )
    if done.left_out:
        print_line(f"Not restored, as they are not part of isdata: {', '.join(done.left_out)}.")
    return 0
