"""Check everything that is stored."""

import argparse

from isdata import store
from isdata.cli.output import say, say_problems


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="check everything that is stored")
    parser.add_argument("file", metavar="FILE")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List what breaks a rule."""
    con = store.open(options.file)
    try:
        problems = store.check(con)
    finally:
        con.close()
    if problems.empty:
        say("No problems.")
        return 0
    say_problems(problems)
    return 1
