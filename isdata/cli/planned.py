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
    table.drop(columns="company_id").rename_axis("id").to_csv(out, encoding="utf-8-sig")
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
