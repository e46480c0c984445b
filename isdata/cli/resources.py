"""List the resources with their names, unit, class and synonyms."""

import argparse
from pathlib import Path

from isdata.cli.output import print_line, write_file
from isdata.data import ingest, naming, store
from isdata.data.naming import phrases

COLUMNS = ["resource_id", "name_en", "name_zh", "usual_unit", "resource_class", "synonyms_en", "synonyms_zh"]
MOST = 20  # resources proposed for a phrase


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("resources", help="the resources with both names, unit, class and synonyms")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument(
        "phrase", metavar="PHRASE", nargs="?", help="only what it may mean, the likeliest first"
    )
    parser.add_argument("--out", metavar="X.csv", type=Path, help="write a file rather than print")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print or write the list."""
    with ingest.opened(options.file) as con:
        known, confirmed = store.ask(con, "match_resources"), phrases.confirmed(con)
    table = known[COLUMNS]
    if options.phrase:
        found = naming.suggest(options.phrase, known, confirmed=confirmed, most=MOST)
        table = found[["resource_id"]].merge(table, on="resource_id")
    if options.out:
        write_file(options.out, table)
        print_line(f"{len(table)} resources are in {options.out}.")
        return 0
    for row in table.fillna("").itertuples(index=False):
        print_line(" | ".join(str(cell) for cell in row if cell))
    return 0
