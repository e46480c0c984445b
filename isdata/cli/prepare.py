"""Compile what is slow the first time."""

import argparse

from isdata import preparation
from isdata.cli.output import say


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("prepare", help="compile functions in advance, once after installation")
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Compile it, or say that it is done already."""
    if preparation.is_prepared():
        say("Everything is compiled.")
        return 0
    for progress in preparation.compile_all():
        say(str(progress))
    return 0
