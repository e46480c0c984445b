"""Find the optimal set of measures within budgets, and write it as a table."""

import argparse
from functools import partial
from pathlib import Path

import duckdb

from isdata.cli.options import (
    add_correlation,
    add_limits,
    add_terms,
    limits,
    plan_objective,
    relations,
    scope_of,
    selected_measures,
)
from isdata.cli.planned import write_joint_plan, write_plan, write_robust_plan
from isdata.data import ingest
from isdata.decisions import planning
from isdata.energy import measures


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("plan", help="the measures worth most together within budgets")
    parser.add_argument("file", metavar="FILE")
    add_terms(parser)
    add_limits(parser)
    parser.add_argument("--company-budget", metavar="MONEY", type=float, help="most for any one company")
    parser.add_argument("--co2-floor", metavar="TONNES", type=float, help="minimum CO2 saved per year")
    parser.add_argument(
        "--longest-payback", "--hurdle", metavar="YEARS", type=float, help="of any measure of the plan"
    )
    parser.add_argument("--aim", choices=planning.OBJECTIVES, default="npv")
    parser.add_argument(
        "--co2-price", metavar="MONEY", type=float, default=0.0, help="of a tonne, with --aim both"
    )
    flag = partial(parser.add_mutually_exclusive_group().add_argument, action="store_true")
    flag("--with-synergies", help="plan measures together with synergies not yet in operation")
    words = "the plan that is near-optimal in most simulations, and the selection frequency of each measure"
    flag("--robust", help=words)
    add_correlation(parser)
    parser.add_argument("--out", metavar="X.csv", type=Path, required=True)
    parser.add_argument(
        "--why", metavar="Y.csv", type=Path, help="also why each measure is in the plan or out of it"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write every measure with its selection and year; return 1 where no set meets the limits."""
    with ingest.opened(options.file) as con:
        found = selected_measures(con, options)
        bound = relations(con, options)
        offered = _offered(con, options, found.terms.discount_rate) if options.with_synergies else None
    stored = measures.in_scope(found.register, scope_of(found, options))
    things = planning.candidates(stored, bound, found.terms)
    companies = things.measures["company_id"].unique()
    given = planning.Limits(
        by_company={} if options.company_budget is None else dict.fromkeys(companies, options.company_budget),
        co2_floor=options.co2_floor,
        hurdle=options.longest_payback,
    )
    kept = limits(found, options, given)
    meant = plan_objective(found, planning.Aim(options.aim, co2_price=options.co2_price))
    if offered is not None:
        return write_joint_plan(
            stored,
            planning.joint_candidates(stored, bound, found.terms, offered),
            offered,
            kept,
            meant,
            options.out,
        )
    if options.robust:
        return write_robust_plan(
            stored, bound, found.terms, kept, meant, options.out, correlation=options.error_correlation
        )
    return write_plan(stored, things, kept, meant, options.out, why=options.why)


def _offered(
    con: duckdb.DuckDBPyConnection, options: argparse.Namespace, discount_rate: float
) -> planning.Synergies:
    """Synergies that the plan may select."""
    return planning.open_synergies(
        con, park_id=options.park, discount_rate=discount_rate, scenario=options.scenario
    )
