"""Plans that look further than one list of measures, written as tables and told in sentences."""

from pathlib import Path

import pandas as pd

from isdata import measures, planning
from isdata.cli.output import ENGLISH, say
from isdata.planning import telling


def jointly(
    stored: measures.Register,
    things: planning.Candidates,
    offered: planning.Synergies,
    limits: planning.Limits,
    aim: planning.Aim,
    out: Path,
) -> int:
    """Write measures and synergies with what is chosen together and alone; tell what planning apart would cost."""
    joint = planning.plan_jointly(things, offered.rows.index, limits, aim)
    if not joint.plan.is_feasible:
        say(f"No set keeps these limits together: {', '.join(planning.collisions(things, limits))}.")
        return 1
    columns = ["name_en", "name_zh"]
    names = pd.concat([stored.measures[columns], offered.rows[columns]]).loc[things.measures.index]
    alone = {*joint.alone["measures"], *joint.alone["synergies"]}
    table = names.assign(
        kind=["synergy" if name in offered.rows.index else "measure" for name in names.index]
    ).join(joint.plan.measures)
    table = table.assign(is_chosen_alone=table.index.isin(list(alone)), year=table["year"] + 1)
    table.drop(columns="company_id").rename_axis("id").to_csv(out, encoding="utf-8-sig", float_format="%.12g")
    money = lambda amount: ENGLISH.money(amount, stored.currency)  # noqa: E731
    chosen = table.loc[joint.plan.chosen, "kind"]
    say(
        f"{(chosen == 'measure').sum()} measures and {(chosen == 'synergy').sum()} synergies for "
        f"{money(joint.plan.cost)}: net present value {money(joint.plan.npv)}, "
        f"CO2 {ENGLISH.amount(joint.plan.co2, 't')} a year; gap {joint.plan.gap:.1e}."
    )
    told = (lambda value: ENGLISH.amount(value, "t")) if aim.objective == "co2" else money
    for way in joint.ways.values():
        if way.name == "joint":
            continue
        rest = f"{money(way.over)} beyond the budget" if way.over else f"{told(way.regret)} less"
        say(f"{telling.way_words(way.name, ENGLISH)}: {told(way.worth)}, {rest}.")
    say(f"{out} is written.")
    return 0


def robustly(
    stored: measures.Register,
    relations: pd.DataFrame,
    terms: measures.Terms,
    limits: planning.Limits,
    aim: planning.Aim,
    out: Path,
) -> int:
    """Write how often each measure is part of the best plan of a future, and which plan holds in most of them."""
    found = planning.of_register(stored, relations, terms, limits, aim)
    if not found.is_feasible:
        things = planning.candidates(stored, relations, terms)
        say(f"No set keeps these limits together: {', '.join(planning.collisions(things, limits))}.")
        return 1
    names = stored.measures.loc[found.frequency.index, ["name_en", "name_zh", "company_en", "company_zh"]]
    table = names.assign(frequency=found.frequency).join(found.chosen.add_prefix("is_"))
    table.rename_axis("measure_id").to_csv(out, encoding="utf-8-sig")
    money = lambda amount: ENGLISH.money(amount, stored.currency)  # noqa: E731
    for name, row in found.plans.iterrows():
        say(
            f"{telling.plan_words(str(name), ENGLISH)}: {row['measures']:.0f} measures for {money(row['cost'])}, "
            f"mean net present value {money(row['mean'])}, P10 {money(row['p10'])}; within "
            f"{ENGLISH.percent(planning.NEAR)} of the best in {ENGLISH.percent(row['near'])} of "
            f"{found.futures} futures."
        )
    say(f"{out} is written.")
    return 0
