"""Appraise a park's efficiency measures and write them as a table."""

import argparse
from pathlib import Path

import duckdb

from isdata import measures, parks, scenarios, store
from isdata.cli.output import ENGLISH, say
from isdata.errors import N_, NotFoundError
from isdata.measures import Register, Terms, table
from isdata.scenarios import Scenario


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
    add_scenario(parser)
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
        terms = measures.Terms(
            discount_rate=options.discount_rate,
            horizon=options.horizon,
            price_factor=options.price_factor,
            hurdle_rate=measures.hurdle_rate(measures.networks(con, park_id=options.park)),
        )
        known, terms, _ = whole_register(con, options.park, options.scenario, terms)
    finally:
        con.close()
    stored = measures.in_scope(known, options.scope)
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


def add_scenario(parser: argparse.ArgumentParser) -> None:
    """Add the option that names a scenario."""
    parser.add_argument(
        "--scenario",
        metavar="S",
        help="id of a scenario; its prices come on top of the options, its discount rate and budgets before them",
    )


def whole_register(
    con: duckdb.DuckDBPyConnection, park_id: str, name: str | None, terms: Terms
) -> tuple[Register, Terms, Scenario | None]:
    """Return a park's measures and the terms, as they are or as a scenario makes them, and the scenario."""
    if name is None:
        return measures.register(con, park_id=park_id), terms, None
    found = scenarios.scenario(con, park_id=park_id, scenario_id=name)
    changed = scenarios.register(con, park_id=park_id, scenario_id=name)
    return changed, scenarios.terms(found, terms, changed), found


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
