"""Compile functions in advance that would be slow on first use."""

import argparse

from isdata import preparation
from isdata.cli.output import print_line


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("prepare", help="compile functions in advance, once after installation")
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Compile the functions, or print that this is done already."""
    if preparation.is_prepared():
        print_line("Everything is compiled.")
        return 0
    for progress in preparation.compile_all():
        print_line(str(progress))
    return 0
