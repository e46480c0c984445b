"""Output of investment plans: of measures alone, with synergies, and over simulations."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from isdata.cli.output import ENGLISH, print_line, write_file
from isdata.data.contracts.results import Relations
from isdata.decisions import planning
from isdata.decisions.planning import presentation
from isdata.energy import measures
from isdata.energy.measures import presentation as wording

_NAMES = ["name_en", "name_zh"]
_COMPANY = ["company_en", "company_zh"]


def write_plan(
    stored: measures.Register,
    candidates: planning.Candidates,
    limits: planning.Limits,
    aim: planning.Aim,
    out: Path,
    *,
    why: Path | None,
) -> int:
    """Write every measure with its selection, year and reason; print the comparison with shortest-payback-first."""
    model = planning.Model(candidates, limits, aim)
    plan = model.solve()
    if not plan.is_feasible:
        return _none_fits(candidates, limits)
    names = stored.measures.loc[plan.measures.index, [*_NAMES, *_COMPANY, "category"]]
    rows = names.join(_rows(plan)).join(_factors(stored))
    write_file(out, rows.rename_axis("measure_id").reset_index())
    if why is not None:
        write_file(why, names.join(planning.reasons(model, plan)).rename_axis("measure_id").reset_index())
    rule = planning.greedy(candidates, limits, discount_rate=aim.discount_rate)
    money = partial(ENGLISH.money, currency=stored.currency)
    is_of_co2 = aim.objective == "co2"
    brings = f"{ENGLISH.amount(rule.co2, 't')} of CO2 a year" if is_of_co2 else money(rule.npv)
    written = f"{out} is" if why is None else f"{out} and {why} are"
    print_line(
        f"{len(plan.chosen)} of {len(rows)} measures for {money(plan.cost)}: net present value {money(plan.npv)}, "
        f"CO2 {ENGLISH.amount(plan.co2, 't')} a year; gap {plan.gap:.1e}. "
        f"Shortest payback first gives {brings}. {written} written."
    )
    _print_factors(stored)
    return 0


def _print_factors(stored: measures.Register) -> None:
    """Print the CO2 factors used for the measures."""
    if used := wording.factors_used(measures.by_carrier(stored), ENGLISH):
        print_line(used)


def _factors(stored: measures.Register) -> pd.Series:
    """Text of the CO2 factors, by measure_id."""
    factors = measures.factors_by_measure(stored.savings)
    return wording.factors_by_measure(factors, ENGLISH).rename("co2_factors")


def write_joint_plan(
    stored: measures.Register,
    candidates: planning.Candidates,
    offered: planning.Synergies,
    limits: planning.Limits,
    aim: planning.Aim,
    out: Path,
) -> int:
    """Write measures and synergies with joint and separate selections; print the cost of separate planning."""
    joint = planning.plan_jointly(candidates, offered.rows.index, limits, aim)
    if not joint.plan.is_feasible:
        return _none_fits(candidates, limits)
    names = pd.concat([stored.measures[_NAMES], offered.rows[_NAMES]]).loc[candidates.measures.index]
    alone = {*joint.alone["measures"], *joint.alone["synergies"]}
    table = names.assign(
        kind=["synergy" if name in offered.rows.index else "measure" for name in names.index]
    ).join([_rows(joint.plan), _factors(stored)])
    table = table.assign(is_chosen_alone=table.index.isin(list(alone)))
    write_file(out, table.rename_axis("id").reset_index())
    money = partial(ENGLISH.money, currency=stored.currency)
    chosen = table.loc[joint.plan.chosen, "kind"]
    print_line(
        f"{(chosen == 'measure').sum()} measures and {(chosen == 'synergy').sum()} synergies for "
        f"{money(joint.plan.cost)}: net present value {money(joint.plan.npv)}, "
        f"CO2 {ENGLISH.amount(joint.plan.co2, 't')} a year; gap {joint.plan.gap:.1e}."
    )
    _print_factors(stored)
    _print_separate_plans(joint, money, is_of_co2=aim.objective == "co2")
    print_line(f"{out} is written.")
    return 0


def _print_separate_plans(joint: planning.Joint, money: Callable[[float], str], *, is_of_co2: bool) -> None:
    """Print the value of each kind of separate planning and its difference from the joint plan."""
    words = (lambda value: ENGLISH.amount(value, "t")) if is_of_co2 else money
    for method in joint.methods.values():
        if method.name == "joint":
            continue
        rest = f"{money(method.over)} beyond the budget" if method.over else f"{words(method.regret)} less"
        print_line(f"{presentation.method_name(method.name, ENGLISH)}: {words(method.worth)}, {rest}.")


def write_robust_plan(
    stored: measures.Register,
    relations: Relations,
    terms: measures.Terms,
    limits: planning.Limits,
    aim: planning.Aim,
    out: Path,
    *,
    correlation: float,
) -> int:
    """Write the selection frequency of each measure in the optimal plans of simulations, and the most robust plan."""
    found = planning.of_register(stored, relations, terms, limits, aim, measure_correlation=correlation)
    if not found.is_feasible:
        return _none_fits(planning.candidates(stored, relations, terms), limits)
    names = stored.measures.loc[found.frequency.index, [*_NAMES, *_COMPANY]]
    table = names.assign(frequency=found.frequency).join(found.chosen.add_prefix("is_"))
    write_file(out, table.rename_axis("measure_id").reset_index())
    money = partial(ENGLISH.money, currency=stored.currency)
    for name, row in found.plans.iterrows():
        print_line(
            f"{presentation.plan_words(str(name), row['near'], ENGLISH)}: {row['measures']:.0f} measures for {money(row['cost'])}, "
            f"mean net present value {money(row['mean'])}, more than {money(row['p10'])} in nine of ten; within "
            f"{ENGLISH.percent(planning.NEAR)} of the best in {ENGLISH.percent(row['near'])} of "
            f"{found.simulations} simulations."
        )
    print_line(wording.correlation_words(correlation, ENGLISH))
    if aim.objective != "npv":
        _print_factors(stored)
    print_line(f"{out} is written.")
    return 0


def _rows(plan: planning.Portfolio) -> pd.DataFrame:
    """Every measure with its contribution to the plan and its value alone; contributions add up to the plan."""
    own = plan.measures.rename(columns={name: f"{name}_alone" for name in plan.contributions})
    own = own.assign(year=own["year"] + 1).drop(columns="company_id")
    return plan.contributions.join(own)


def _none_fits(things: planning.Candidates, limits: planning.Limits) -> int:
    """Print the limits that cannot be met together."""
    print_line(f"No plan meets these limits together: {', '.join(planning.collisions(things, limits))}.")
    return 1
