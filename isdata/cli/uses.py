"""Write the published uses of a by-product, or what could replace a bought input."""

import argparse
from pathlib import Path

import pandas as pd

from isdata.cli import naming
from isdata.cli.output import say, write_file
from isdata.data import i18n, ingest, store
from isdata.symbiosis.matching import published_uses


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "uses", help="published uses of a by-product, or what could replace an input"
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("phrase", metavar="RESOURCE", help="id, name or phrase in either language")
    parser.add_argument("--instead", action="store_true", help="substitutes instead of uses")
    parser.add_argument("--language", choices=list(i18n.LANGUAGES), default="en")
    parser.add_argument("--out", metavar="X.csv", type=Path, help="write a file rather than print")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print or write them."""
    con = ingest.opened(options.file)
    try:
        known = store.ask(con, "match_resources")
        resource = naming.meant(con, options.phrase, known)
        asked = "instead" if options.instead else "for"
        uses = published_uses.of(con, resource, asked)
    finally:
        con.close()
    reader = i18n.reader(options.language)
    names = dict(zip(known["resource_id"], reader.names(known), strict=True))
    table = published_uses.table(uses, asked, names, reader)
    if options.out:
        write_file(options.out, table)
        say(f"{len(table)} uses are in {options.out}.")
    else:
        _print(names[resource], table)
    return 0


def _print(name: str, table: pd.DataFrame) -> None:
    """A line for each use: the replaced good or the by-product, the process, and the rest known of it."""
    say(f"{name}: {len(table)} published uses.")
    for row in table.itertuples(index=False):
        say(" | ".join(str(cell) for cell in row if cell))
