"""Find the best set of measures within budgets, and write it as a table."""

import argparse
from pathlib import Path

from isdata import measures, parks, planning, scenarios, store
from isdata.cli.appraise import add_scenario, positive, share, whole_register
from isdata.cli.output import ENGLISH, say
from isdata.errors import N_, NotFoundError


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("plan", help="the measures worth most together within budgets")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--park", metavar="P", required=True)
    parser.add_argument("--budget", metavar="MONEY", type=float, help="for all measures together")
    parser.add_argument(
        "--year-budget",
        metavar="MONEY",
        type=float,
        action="append",
        default=[],
        help="give one for each year",
    )
    parser.add_argument("--company-budget", metavar="MONEY", type=float, help="most for any one company")
    parser.add_argument("--co2-floor", metavar="TONNES", type=float, help="least CO2 saved a year")
    parser.add_argument("--longest-payback", metavar="YEARS", type=float)
    parser.add_argument("--aim", choices=planning.OBJECTIVES, default="npv")
    parser.add_argument(
        "--co2-price", metavar="MONEY", type=float, default=0.0, help="of a tonne, with --aim both"
    )
    parser.add_argument("--discount-rate", metavar="R", type=share, default=0.08)
    parser.add_argument("--price-factor", metavar="F", type=positive, default=1.0)
    add_scenario(parser)
    parser.add_argument(
        "--scope",
        choices=("achieved", "ahead", "all"),
        help="by default what lies ahead, or all where nothing does",
    )
    parser.add_argument("--out", metavar="X.csv", type=Path, required=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write every measure with whether and when it is done; 1 where no set keeps the limits."""
    con = store.open(options.file)
    try:
        known = parks.parks(con)["park_id"]
        if options.park not in set(known):
            raise NotFoundError(thing=N_("park"), name=options.park, known=", ".join(known))
        terms = measures.Terms(discount_rate=options.discount_rate, price_factor=options.price_factor)
        whole, terms, scenario = whole_register(con, options.park, options.scenario, terms)
        relations = (
            measures.relations(con, park_id=options.park)
            if scenario is None
            else scenarios.relations(con, park_id=options.park, scenario_id=scenario.scenario_id)
        )
    finally:
        con.close()
    stored = measures.in_scope(whole, options.scope or "ahead")
    if stored.measures.empty and options.scope is None:
        stored = measures.in_scope(whole, "all")
    things = planning.candidates(stored, relations, terms)
    companies = things.measures["company_id"].unique()
    limits = planning.Limits(
        budget=options.budget,
        by_year=tuple(options.year_budget),
        by_company={} if options.company_budget is None else dict.fromkeys(companies, options.company_budget),
        co2_floor=options.co2_floor,
        hurdle=options.longest_payback,
    )
    if scenario is not None:
        limits = planning.within(limits, scenario)
    aim = planning.Aim(options.aim, co2_price=options.co2_price, discount_rate=terms.discount_rate)
    plan = planning.choose(things, limits, aim)
    if not plan.is_feasible:
        say(f"No set keeps these limits together: {', '.join(planning.collisions(things, limits))}.")
        return 1
    names = stored.measures.loc[
        plan.measures.index, ["name_en", "name_zh", "company_en", "company_zh", "category"]
    ]
    rows = names.join(plan.measures).assign(year=plan.measures["year"] + 1).drop(columns="company_id")
    rows.rename_axis("measure_id").to_csv(options.out, encoding="utf-8-sig")
    rule = planning.greedy(things, limits, discount_rate=terms.discount_rate)
    money = lambda amount: ENGLISH.money(amount, stored.currency)  # noqa: E731
    say(
        f"{len(plan.chosen)} of {len(rows)} measures for {money(plan.cost)}: net present value {money(plan.npv)}, "
        f"CO2 {ENGLISH.amount(plan.co2, 't')} a year; gap {plan.gap:.1e}. "
        f"The shortest payback first would bring {money(rule.npv)}. {options.out} is written."
    )
    return 0
