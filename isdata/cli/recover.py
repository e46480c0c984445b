"""Make a database file usable again after an interrupted restore or damage to its log."""

import argparse

from isdata.cli.output import print_line
from isdata.data import store


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "recover", help="recover a database file that is missing or whose log is damaged"
    )
    parser.add_argument("file", metavar="FILE")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Recover the file and print what was done."""
    done = store.recover(options.file)
    if done.returned:
        print_line(f"{done.returned} is now {options.file}.")
    if done.kept:
        print_line(f"{options.file} is recovered up to the last valid entry of its log.")
        print_line(f"The last {done.dropped} bytes of the log could not be read.")
        print_line(f"Copies of the damaged files: {', '.join(map(str, done.kept))}.")
    if not done.returned and not done.kept:
        print_line(f"{options.file} can be opened: there is nothing to recover.")
    return 0
