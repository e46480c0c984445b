"""Write possible matches of supplies and demands as a table, as shown on the matches page."""

import argparse
from pathlib import Path

import pandas as pd

from isdata.cli.options import add_viewer
from isdata.cli.output import print_line, write_file
from isdata.data import disclosure, i18n, ingest, money, store
from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.symbiosis import matching
from isdata.symbiosis.matching import conversion, match_tables


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("match", help="feasible and blocked matches as a CSV file")
    parser.add_argument("file", metavar="FILE")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--park", metavar="P", default=None, help="by default all parks")
    where.add_argument("--region", metavar="R", default=None, help="all parks of a region")
    parser.add_argument(
        "--steps", type=int, choices=range(4), default=2, help="maximum number of treatment steps"
    )
    parser.add_argument(
        "--typical", action="store_true", help="include streams typical of the sector where none are declared"
    )
    add_viewer(parser)
    parser.add_argument("--language", choices=list(i18n.LANGUAGES), default="en")
    parser.add_argument("--out", metavar="X.csv", type=Path, required=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file and print the number of feasible and blocked matches."""
    with ingest.opened(options.file) as con:
        currency = money.currency_of(con, options.park) if options.park else "CNY"
        found = matching.matches(
            con,
            park_id=options.park,
            region_id=options.region,
            viewer=options.viewer,
            with_typical=options.typical,
            currency=currency,
            steps=options.steps,
        )
        treatments = store.ask(con, "match_treatments")
        stored = money.stored_rates(con, currency=currency)
        parks_asked = None if options.park is None else [options.park]
        hidden = disclosure.withheld(
            con, viewer=options.viewer, parks=parks_asked, region_id=options.region
        ).left_out
    reader = i18n.reader(options.language)
    write_file(options.out, _table(found, treatments, reader, is_wide=options.park is None))
    free = int((found["blocked"] == 0).sum())
    words = N_("{feasible} feasible and {blocked} blocked matches are in {file}.")
    print_line(reader.text(words, feasible=free, blocked=len(found) - free, file=options.out))
    if hidden:
        print_line(disclosure.sentence(hidden, reader))
    # Scores depend on the gain; guest scores exclude money and need no currency conversion.
    used = set() if not options.viewer.sees_all else conversion.currencies(found, treatments)
    if note := money.conversion(used, stored, currency, reader):
        print_line(note)
    return 0


# Ids for further processing of the file; missing for undisclosed companies.
IDS = [
    "supply_stream_id", "demand_stream_id", "supply_site_id", "demand_site_id", "supply_resource_id",
    "demand_resource_id", "score", "blocked",
]  # fmt: skip


def _table(found: pd.DataFrame, treatments: pd.DataFrame, reader: Reader, *, is_wide: bool) -> pd.DataFrame:
    """Matches as shown on the page, with reason and remedy for blocked ones, and with ids."""
    return pd.concat([_shown(found, treatments, reader, is_wide=is_wide), _ids(found, treatments)], axis=1)


def _ids(found: pd.DataFrame, treatments: pd.DataFrame) -> pd.DataFrame:
    """Ids and numbers of each match; the supplied resource is the one before treatment."""
    inputs = treatments.set_index("treatment_id")["input_id"]
    first = found["steps"].map(lambda steps: inputs[steps[0]] if steps else None)
    table = found.assign(supply_resource_id=first.fillna(found["supply_resource_id"]))[IDS].astype(object)
    for side in ("supply", "demand"):
        is_hidden = found[f"{side}_is_hidden"].astype(bool)
        columns = [f"{side}_{what}" for what in ("stream_id", "site_id", "resource_id")]
        table.loc[is_hidden, columns] = None
    return table


def _shown(found: pd.DataFrame, treatments: pd.DataFrame, reader: Reader, *, is_wide: bool) -> pd.DataFrame:
    """Matches as shown on the page, each with the reason why it is blocked and what would unlock it."""
    names = dict(zip(treatments["treatment_id"], reader.names(treatments), strict=True))
    held = match_tables.blocked_matches(found, reader)
    table = match_tables.table(found, names, reader, shows_parks=is_wide)
    # The page shows a bar with a percent sign; in the file, the number itself has the sign.
    table[reader.text(N_("Score"))] = [reader.percent(each) for each in found["score"]]
    if held.empty:
        return table
    return table.assign(**{column: held[column] for column in list(held)[1:3]})
