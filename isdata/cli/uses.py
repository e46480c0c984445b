"""Write the published uses of a by-product, substitutes for an input, or the typical streams of a plant type."""

import argparse
from pathlib import Path

import duckdb
import pandas as pd

from isdata.cli import naming
from isdata.cli.output import print_line, print_written, write_file
from isdata.data import i18n, ingest, store
from isdata.errors import N_, NotFoundError
from isdata.symbiosis.gaps import plant_types
from isdata.symbiosis.matching import published_uses


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "uses", help="published uses of a by-product, or what could replace an input"
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("phrase", metavar="RESOURCE", help="id, name or phrase in either language")
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--instead", action="store_true", help="substitutes instead of uses")
    asked.add_argument("--plant", action="store_true", help="typical streams of a plant type such as brewery")
    parser.add_argument("--language", choices=list(i18n.LANGUAGES), default="en")
    parser.add_argument("--out", metavar="X.csv", type=Path, help="write a file rather than print")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print or write the table."""
    reader = i18n.reader(options.language)
    with ingest.opened(options.file) as con:
        known = store.ask(con, "match_resources")
        names = dict(zip(known["resource_id"], reader.names(known), strict=True))
        title, table = (_plant if options.plant else _resource)(con, options, known, names, reader)
    if options.out:
        write_file(options.out, table)
        print_line(title)
        print_written(options.out, reader)
    else:
        _print(title, table, reader)
    return 0


def _resource(
    con: duckdb.DuckDBPyConnection,
    options: argparse.Namespace,
    known: pd.DataFrame,
    names: dict[str, str],
    reader: i18n.Reader,
) -> tuple[str, pd.DataFrame]:
    """Title and table of the uses of a resource, or of its substitutes."""
    resource = naming.resource_id(con, options.phrase, known, is_left_over=not options.instead)
    asked = "instead" if options.instead else "for"
    table = published_uses.table(published_uses.uses_of_resource(con, resource, asked), asked, names, reader)
    title = reader.plural(
        "{name}: {count} published use.", "{name}: {count} published uses.", len(table), name=names[resource]
    )
    return title, table


def _plant(
    con: duckdb.DuckDBPyConnection,
    options: argparse.Namespace,
    _known: pd.DataFrame,
    names: dict[str, str],
    reader: i18n.Reader,
) -> tuple[str, pd.DataFrame]:
    """Title and table of the typical streams of a plant type.

    Raises
    ------
    NotFoundError
        No plant type has this name, or several have.
    """
    plants = plant_types.plants(con)
    found = [each for each in plants if options.phrase.casefold() in each.casefold()]
    if len(found) != 1:
        known = ", ".join(reader.half(each) for each in found or plants)
        raise NotFoundError(thing=N_("plant type"), name=options.phrase, known=known)
    table = plant_types.table(plant_types.streams_of_plant_type(con, found[0]), names, reader)
    title = reader.plural(
        "{name}: {count} typical input or output.",
        "{name}: {count} typical inputs and outputs.",
        len(table),
        name=reader.half(found[0]),
    )
    return title, table


def _print(title: str, table: pd.DataFrame, reader: i18n.Reader) -> None:
    """Print the title and a line for each row: the first cell, then each filled cell after its heading."""
    print_line(title)
    first, *others = table.columns
    for row in table.to_dict("records"):
        known = [reader.text(N_("{a}: {b}"), a=name, b=row[name]) for name in others if row[name]]
        print_line(" | ".join([row[first], *known]))
