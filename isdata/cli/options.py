"""Options shared by the commands on measures: terms, scenario and limits."""

import argparse
from dataclasses import dataclass, replace

import duckdb
import pandas as pd

from isdata import scenarios
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.decisions import planning
from isdata.energy import measures
from isdata.energy.measures import Register, Terms
from isdata.errors import N_, NotFoundError
from isdata.park import parks
from isdata.scenarios import Scenario


@dataclass(frozen=True)
class SelectedMeasures:
    """Measures, terms and scenario requested by a command.

    Attributes
    ----------
    register : Register
        All measures of the park; with a scenario, as changed by it.
    terms : Terms
        Terms, including those set by the scenario.
    scenario : Scenario or None
    """

    register: Register
    terms: Terms
    scenario: Scenario | None


def add_terms(parser: argparse.ArgumentParser) -> None:
    """Add the options for park, scenario, scope, prices and rates, as in the controls of the pages."""
    parser.add_argument("--park", metavar="P", required=True)
    _add_prices(parser)
    parser.add_argument(
        "--scenario",
        metavar="S",
        help="id of a scenario; its price factors multiply those of the options, its other settings take precedence",
    )
    parser.add_argument(
        "--scope",
        choices=("achieved", "ahead", "all"),
        help="implemented measures, planned ones, or all except rejected",
    )


def _add_prices(parser: argparse.ArgumentParser) -> None:
    """Add the options for discount rate, prices and horizon."""
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
        "--price-of",
        metavar="RESOURCE=F",
        type=_factor,
        action="append",
        default=[],
        help="factor on the price of one energy carrier, such as electricity=2; may be repeated",
    )
    parser.add_argument(
        "--price-growth", action="store_true", help="apply the yearly price growth of the price list"
    )
    parser.add_argument(
        "--horizon",
        metavar="YEARS",
        type=_years,
        default=None,
        help="last year; by default the lifetime of each measure",
    )


def add_viewer(parser: argparse.ArgumentParser) -> None:
    """Add the option for the reader of a file: the facilitator, or guests."""
    parser.add_argument(
        "--guest",
        dest="viewer",
        action="store_const",
        const=GUEST,
        default=FACILITATOR,
        help="name only companies that agreed to be named",
    )


def selected_measures(con: duckdb.DuckDBPyConnection, options: argparse.Namespace) -> SelectedMeasures:
    """Measures and terms selected by the options.

    Raises
    ------
    NotFoundError
        The park or scenario does not exist.
    """
    known = parks.parks(con)["park_id"]
    if options.park not in set(known):
        raise NotFoundError(thing=N_("park"), name=options.park, known=", ".join(known))
    chosen = _scenario(con, options)
    terms = Terms(
        discount_rate=options.discount_rate,
        horizon=options.horizon,
        price_factor=options.price_factor,
        carrier_factors=_carrier_factors(con, options),
        has_growth=options.price_growth,
        hurdle_rate=measures.hurdle_rate(measures.networks(con, park_id=options.park)),
    )
    register = scenarios.undisclosed(con, park_id=options.park, scenario_id=options.scenario).in_full
    if chosen is None:
        return SelectedMeasures(register, terms, None)
    return SelectedMeasures(register, scenarios.terms(chosen, terms, register.carriers), chosen)


def _scenario(con: duckdb.DuckDBPyConnection, options: argparse.Namespace) -> Scenario | None:
    """Scenario selected by the options, limited to what the reader of the file may see."""
    if options.scenario is None:
        return None
    viewer = getattr(options, "viewer", FACILITATOR)
    return scenarios.scenario(con, park_id=options.park, scenario_id=options.scenario, viewer=viewer)


def _carrier_factors(con: duckdb.DuckDBPyConnection, options: argparse.Namespace) -> dict[str, float]:
    """Price factor of each energy carrier named in the options.

    Raises
    ------
    NotFoundError
        No measure saves this resource.
    """
    saved = scenarios.undisclosed(con, park_id=options.park, scenario_id=options.scenario).in_full.savings[
        "resource_id"
    ]
    for name, _factor_of in options.price_of:
        if name not in set(saved):
            raise NotFoundError(thing=N_("resource"), name=name, known=", ".join(sorted(set(saved))) or "–")
    return dict(options.price_of)


def relations(con: duckdb.DuckDBPyConnection, options: argparse.Namespace) -> pd.DataFrame:
    """Relations between measures in the scenario."""
    return scenarios.relations(con, park_id=options.park, scenario_id=options.scenario)


def scope_of(found: SelectedMeasures, options: argparse.Namespace, *, default: str = "ahead") -> str:
    """Scope of the scenario, else of the options, else `default`, or "all" where that has no measures."""
    if found.scenario is not None and found.scenario.scope is not None:
        return found.scenario.scope
    if options.scope is not None:
        return options.scope
    return default if len(measures.in_scope(found.register, default).measures) else "all"


def add_limits(parser: argparse.ArgumentParser, *, budget: argparse._ActionsContainer | None = None) -> None:
    """Add the options for the limits of a plan; `budget` is the option group of its budget."""
    (budget or parser).add_argument(
        "--budget", metavar="MONEY", type=amount, help="for all measures of the best plan together"
    )
    parser.add_argument(
        "--year-budget",
        metavar="MONEY",
        type=float,
        action="append",
        default=[],
        help="budget of a plan year; one for each year",
    )
    parser.add_argument(
        "--lapse",
        action="store_true",
        help="unspent budget of a year lapses; by default it is carried over",
    )
    parser.add_argument(
        "--take", metavar="M", action="append", default=[], help="a measure that is in the plan for certain"
    )
    parser.add_argument(
        "--drop", metavar="M", action="append", default=[], help="a measure that is left out of the plan"
    )


def limits(found: SelectedMeasures, options: argparse.Namespace, given: planning.Limits) -> planning.Limits:
    """Limits set by the options; those set by the scenario replace them.

    Raises
    ------
    NotFoundError
        A measure that must be included or excluded is not one of the park's.
    """
    ids = found.register.measures.index
    for name in (*options.take, *options.drop):
        if name not in ids:
            raise NotFoundError(thing=N_("measure"), name=name, known=", ".join(ids[:20]))
    asked_for = planning.Limits(
        budget=options.budget,
        by_year=tuple(options.year_budget),
        carries_over=not options.lapse,
        by_company=given.by_company,
        co2_floor=given.co2_floor,
        hurdle=given.hurdle,
        taken=frozenset(options.take),
        dropped=frozenset(options.drop),
    )
    return (
        asked_for
        if found.scenario is None
        else planning.limits_in_scenario(
            asked_for, found.scenario, found.register.measures["company_id"].dropna().unique()
        )
    )


def plan_objective(found: SelectedMeasures, given: planning.Aim) -> planning.Aim:
    """Objective of a plan; the scenario's has precedence over that of the options."""
    meant = replace(given, discount_rate=found.terms.discount_rate)
    return meant if found.scenario is None else planning.objective_in_scenario(meant, found.scenario)


def share(text: str) -> float:
    """Parse a discount rate given as a share."""
    rate = float(text)
    if not -1 < rate < 1:
        raise argparse.ArgumentTypeError(f"{text}: give a share between -1 and 1; 0.08 is 8 %")
    return rate


def part(text: str) -> float:
    """Parse a share from 0 to 1."""
    given = float(text)
    if not 0 <= given <= 1:
        raise argparse.ArgumentTypeError(f"{text}: give a share from 0 to 1; 0.7 is 70 %")
    return given


def add_correlation(parser: argparse.ArgumentParser) -> None:
    """Add the option for the correlation of the errors of measures in a simulation."""
    parser.add_argument(
        "--error-correlation",
        metavar="R",
        type=part,
        default=0.0,
        help="correlation of errors between measures in the simulation: 0 independent (default), 1 fully correlated",
    )


def positive(text: str) -> float:
    """Parse a factor above 0."""
    factor = float(text)
    if not 0 < factor < 1e6:
        raise argparse.ArgumentTypeError(f"{text}: give a factor above 0")
    return factor


def _factor(text: str) -> tuple[str, float]:
    """Parse a carrier and the factor on its price."""
    name, has_factor, factor = text.partition("=")
    if not has_factor or not name:
        raise argparse.ArgumentTypeError(f"{text}: give a resource and a factor, such as electricity=2")
    return name, positive(factor)


def amount(text: str) -> float:
    """Parse an amount of money, at least 0."""
    money = float(text)
    if not 0 <= money < float("inf"):
        raise argparse.ArgumentTypeError(f"{text}: give an amount of money of at least 0")
    return money


def _years(text: str) -> int:
    years = int(text)
    if not 1 <= years <= 200:
        raise argparse.ArgumentTypeError(f"{text}: give whole years, at least 1")
    return years
