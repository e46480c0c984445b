"""Appraise a park's efficiency measures and write them as a table."""

import argparse
from pathlib import Path

from isdata.cli.options import add_terms, relations, scope_of, selected_measures
from isdata.cli.output import ENGLISH, print_line, write_file
from isdata.data import ingest
from isdata.data.disclosure import FACILITATOR
from isdata.energy import measures
from isdata.energy.measures import presentation, table


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("appraise", help="payback, net present value and rate of return of measures")
    parser.add_argument("file", metavar="FILE")
    add_terms(parser)
    parser.add_argument("--out", metavar="X.csv", type=Path, required=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write one row per measure, shortest payback first, and print the totals."""
    with ingest.opened(options.file) as con:
        found = selected_measures(con, options)
        related = relations(con, options)
    stored = measures.in_scope(found.register, scope_of(found, options, default="all"))
    outlook = measures.outlook(stored, related, found.terms)
    sums = outlook.package
    named = presentation.factors_by_measure(measures.factors_by_measure(stored.savings), ENGLISH)
    write_file(options.out, table.csv(outlook.appraised, stored.currency, named))
    print_line(
        f"{sums['measures']} measures combined: investment {ENGLISH.money(sums['investment'], stored.currency)}, "
        f"saving {ENGLISH.money(sums['annual_saving'], stored.currency)} a year, "
        f"net present value {ENGLISH.money(sums['npv'], stored.currency)}, "
        f"CO2 {ENGLISH.amount(sums['co2_saving'], 't', significant=5)} a year. {options.out} is written."
    )
    if used := presentation.factors_used(measures.by_carrier(stored), ENGLISH):
        print_line(used)
    if outlook.is_less:
        words = presentation.reconciliation_words(
            outlook.reconciliation, stored.currency, ENGLISH, viewer=FACILITATOR
        )
        print_line(f"Rows are separate. {words}")
    if sums["unknown"]:
        print_line(f"{sums['unknown']} measures cannot be valued: a price, unit or exchange rate is missing.")
    return 0
