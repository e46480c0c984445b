"""Command line: one module per command, each with `register(commands)`.

Exit code: 0 on success, 1 when problems were found and listed, 2 for wrong usage.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

import duckdb

import isdata
from isdata.cli.output import print_problems
from isdata.data import files, i18n
from isdata.data.store import faults
from isdata.errors import IsdataError, ProblemsError

# Module of each command, in the order of the help; a new command needs a module in this folder and a line here.
COMMANDS = {
    "serve": "serve",
    "prepare": "prepare",
    "init": "init",
    "import": "import_files",
    "check": "check",
    "flows": "flows",
    "map": "map",
    "match": "match",
    "uses": "uses",
    "suggest": "suggest",
    "resources": "resources",
    "appraise": "appraise",
    "plan": "plan",
    "report": "report",
    "indicators": "indicators",
    "newcomer": "newcomer",
    "export": "export",
    "template": "template",
    "public": "public",
    "backup": "backup",
    "restore": "restore",
    "recover": "recover",
}
DONE, PROBLEMS, WRONG_USAGE = 0, 1, 2


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """Argument parser of all commands, or only of one, which then starts without the imports of the others.

    Each command sets `run`, a function that takes the options and returns the exit code.
    """
    whole = argparse.ArgumentParser(
        prog="isdata",
        description="Material, water and energy flows of industrial parks in one DuckDB file.",
        epilog="Exit code: 0 done, 1 problems were found and listed, 2 wrong usage.",
    )
    whole.add_argument("--version", action="version", version=f"isdata {isdata.__version__}")
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name in [only] if only in COMMANDS else COMMANDS:
        importlib.import_module(f"isdata.cli.{COMMANDS[name]}").register(commands)
    return whole


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = parser(given[0] if given else None).parse_args(given)
    try:
        return options.run(options)
    except ProblemsError as error:
        print_problems(error.problems, _reader(options))
        return PROBLEMS
    except IsdataError as error:
        sys.stderr.write(f"{_reader(options).error(error)}\n")
        return WRONG_USAGE
    except duckdb.Error as error:
        found = faults.file_error(error, getattr(options, "file", None))
        if found is None:
            raise
        sys.stderr.write(f"{found}\n")
        return WRONG_USAGE
    except BrokenPipeError:  # the reading program, such as `head`, closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        sys.stderr.write(f"{files.with_remedy(error)}\n")
        return WRONG_USAGE


def _reader(options: argparse.Namespace) -> i18n.Reader:
    """Language and formats of the command's messages; English for commands without that option."""
    return i18n.reader(getattr(options, "language", "en"))
