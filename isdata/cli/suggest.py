"""Write the resources that match phrases, most similar first."""

import argparse
from pathlib import Path

import pandas as pd

from isdata.cli.output import print_line, write_file
from isdata.data import ingest, naming, store
from isdata.data.naming import phrases
from isdata.errors import TextFileError

COLUMNS = ["phrase", "rank", "resource_id", "score"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("suggest", help="resources that phrases may mean, as a CSV file")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("phrases", metavar="PHRASES.txt", type=Path, help="one phrase a line, UTF-8")
    parser.add_argument("--side", choices=["supply", "demand"], help="what the company does with it")
    parser.add_argument("--most", type=int, default=5, help="proposals of each phrase")
    parser.add_argument("--out", metavar="X.csv", type=Path, required=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file and print its size."""
    asked = _lines(options.phrases)
    with ingest.opened(options.file) as con:
        known, confirmed = store.ask(con, "match_resources"), phrases.confirmed(con)
    side = None if options.side is None else options.side == "supply"
    found = [
        naming.suggest(phrase, known, confirmed=confirmed, most=options.most, is_left_over=side).assign(
            phrase=phrase
        )
        for phrase in asked
    ]
    table = pd.concat(found) if found else pd.DataFrame(columns=["phrase", "resource_id", "similarity"])
    table = table.assign(rank=table.groupby("phrase", sort=False).cumcount() + 1, score=table["similarity"])
    write_file(options.out, table[COLUMNS])
    print_line(f"{len(table)} proposals for {len(asked)} phrases are in {options.out}.")
    return 0


def _lines(path: Path) -> list[str]:
    """Non-empty lines of a text file.

    Raises
    ------
    TextFileError
        The file cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TextFileError(path=str(path)) from error
    return [line.strip() for line in text.splitlines() if line.strip()]
