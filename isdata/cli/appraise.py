"""Appraise a park's efficiency measures and write them as a table."""

import argparse
from pathlib import Path

from isdata import measures, parks, store
from isdata.cli.output import ENGLISH, say
from isdata.errors import N_, NotFoundError
from isdata.measures import table


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("appraise", help="payback, net present value and rate of return of measures")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--park", metavar="P", required=True)
    parser.add_argument(
        "--discount-rate",
        metavar="R",
        type=share,
        default=0.08,
        help="real, as a share: 0.08 is 8 %% (default)",
    )
    parser.add_argument(
        "--price-factor", metavar="F", type=positive, default=1.0, help="on all energy prices"
    )
    parser.add_argument(
        "--horizon",
        metavar="YEARS",
        type=_years,
        default=None,
        help="last year; by default each measure's own life",
    )
    parser.add_argument("--scope", choices=("achieved", "ahead", "all"), default="all")
    parser.add_argument("--out", metavar="X.csv", type=Path, required=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write one row a measure, the shortest payback first, and tell the sums."""
    con = store.open(options.file)
    try:
        known = parks.parks(con)["park_id"]
        if options.park not in set(known):
            raise NotFoundError(thing=N_("park"), name=options.park, known=", ".join(known))
        stored = measures.in_scope(measures.register(con, park_id=options.park), options.scope)
        hurdle_rate = measures.hurdle_rate(measures.networks(con, park_id=options.park))
    finally:
        con.close()
    terms = measures.Terms(
        discount_rate=options.discount_rate,
        horizon=options.horizon,
        price_factor=options.price_factor,
        hurdle_rate=hurdle_rate,
    )
    appraised = measures.appraise(stored, terms)
    options.out.write_bytes(table.csv(appraised, stored.currency))
    sums = measures.totals(stored, terms, appraised)
    say(
        f"{sums['measures']} measures: investment {ENGLISH.money(sums['investment'], stored.currency)}, "
        f"saving {ENGLISH.money(sums['annual_saving'], stored.currency)} a year, "
        f"CO2 {ENGLISH.amount(sums['co2_saving'], 't', significant=5)} a year. {options.out} is written."
    )
    if sums["unknown"]:
        say(f"{sums['unknown']} measures cannot be valued: a price, unit or exchange rate is missing.")
    return 0


def share(text: str) -> float:
    """Return a discount rate given as a share."""
    rate = float(text)
    if not -1 < rate < 1:
        raise argparse.ArgumentTypeError(f"{text}: give a share between -1 and 1; 0.08 is 8 %")
    return rate


def positive(text: str) -> float:
    """Return a factor above 0."""
    factor = float(text)
    if not 0 < factor < 1e6:
        raise argparse.ArgumentTypeError(f"{text}: give a factor above 0")
    return factor


def _years(text: str) -> int:
    years = int(text)
    if not 1 <= years <= 200:
        raise argparse.ArgumentTypeError(f"{text}: give whole years, at least 1")
    return years
