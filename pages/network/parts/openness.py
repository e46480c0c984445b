"""Which sums over measures the reader may see, and how closely: the facilitator all, guests what gives no company away."""

from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data.disclosure import coarse
from isdata.decisions.planning import Limits, Portfolio, Way
from isdata.decisions.planning.service import Answer, Together
from isdata.energy import measures
from isdata.energy.measures import Openness, Outlook, Register, Sum
from pages.common import role
from pages.common.data import ask
from pages.common.language import _


def opened() -> Openness | None:
    """Return which sums guests may see; None for the facilitator."""
    return None if role.sees_all() else ask(scenarios.openness, park_id=str(st.session_state.park))


def of(
    rows: pd.DataFrame,
    relations: pd.DataFrame | None = None,
    *,
    scenario: str | None = None,
    resource: str | None = None,
) -> Sum:
    """Return what a sum over these measures is of; with relations, overlaps are taken off it."""
    left = None if relations is None else measures.kept(relations, rows.index)
    return Sum(rows, scenario or st.session_state.get("scenario"), left, resource)


def counted(found: Outlook, *, scenario: str | None = None) -> Sum:
    """Return what the sums of measures are of as they are counted: the package, or each alone."""
    return Sum(found.counted_appraised, scenario or st.session_state.get("scenario"), found.left)


def may_show_both(found: Outlook) -> bool:
    """Return whether this reader may see what the package comes to beside the plain sum of each alone."""
    scenario = st.session_state.get("scenario")
    package = Sum(found.appraised.loc[found.package_left.index], scenario, found.package_left)
    return may_show(package) and may_show(Sum(found.appraised, scenario))


def may_show(of: Sum) -> bool:
    """Return whether this reader may see amounts and money of a sum."""
    known = opened()
    return known is None or known.may_show(of)


def may_show_amounts(of: Sum) -> bool:
    """Return whether this reader may see energy and CO2 of a sum."""
    known = opened()
    return known is None or known.may_show_amounts(of)


def may_show_parts(of: Sum, groups: pd.Series) -> bool:
    """Return whether this reader may see the money of a sum, and of each group of its measures."""
    known = opened()
    if known is None:
        return True
    parts = groups.reindex(of.rows.index).astype(str)
    return known.may_show(of) and set(measures.open_groups(of, parts, known)) == set(parts)


def may_move(resource: str, register: Register) -> bool:
    """Return whether this reader may see what another price or factor of a resource does: it shows what is saved of it."""
    known = opened()
    if known is None:
        return True
    part = measures.by_resource(of(register.measures), register).get(resource)
    return part is not None and known.may_show(part)


def say_few() -> None:
    """Say that a sum is not disclosed to guests."""
    st.info(
        _(
            "Guests see totals only where no single company's value can be derived; these totals are "
            "withheld."
        ),
        icon=":material/visibility_off:",
    )


def plan(found: Portfolio, budget: float | None = None) -> Portfolio:
    """Return a plan as this reader may see it: for guests rounded, or moving a limit would disclose what a measure costs."""
    if role.sees_all():
        return found
    largest = found.measures[["npv", "cost", "co2", "co2_life"]].abs().max()
    rounded = {name: coarse(getattr(found, name), largest[name]) for name in largest.index}
    # Rounded up beyond the budget, the plan would seem not to keep it.
    return replace(found, **rounded | {"cost": min(rounded["cost"], np.inf if budget is None else budget)})


def answer(found: Answer, limits: Limits) -> Answer:
    """Return a plan and what stands beside it as this reader may see them: the rule of thumb at its share of the plan."""
    if role.sees_all():
        return found
    rounded = plan(found.plan, limits.budget)
    beside = {
        name: getattr(rounded, name) * getattr(found.rule, name) / (getattr(found.plan, name) or np.nan)
        for name in ("npv", "co2", "co2_life")
    }
    rule = replace(plan(found.rule, limits.budget), **beside)
    return replace(found, plan=rounded, rule=rule, more=None)


def together(found: Together, limits: Limits) -> Together:
    """Return measures and synergies planned together as this reader may see them."""
    if role.sees_all():
        return found
    largest = found.joint.plan.measures[["npv", "cost", "co2"]].abs().max()

    def way(each: Way) -> Way:
        size = float(max(largest["npv"], largest["co2"]))
        rounded = {name: coarse(getattr(each, name), size) for name in ("promised", "worth", "regret")}
        return replace(
            each,
            plan=plan(each.plan, limits.budget),
            over=coarse(each.over, float(largest["cost"])),
            **rounded,
        )

    ways = {name: way(each) for name, each in found.joint.ways.items()}
    return replace(found, joint=replace(found.joint, ways=ways))


def figures(rows: pd.DataFrame, beside: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Return figures of many plans as this reader may see them.

    Parameters
    ----------
    rows : DataFrame
        One row a plan.
    beside : DataFrame
        The candidates of the plans, with npv, cost and co2.
    columns : dict of str to str
        Columns of `rows`, and of `beside` what they are sums of.
    """
    if role.sees_all():
        return rows
    largest = beside[sorted(set(columns.values()))].abs().max()
    return rows.assign(
        **{
            name: [coarse(float(value), float(largest[kind])) for value in rows[name]]
            for name, kind in columns.items()
        }
    )


def spent(chosen: pd.DataFrame, beside: pd.DataFrame) -> pd.DataFrame:
    """Return the measures of a plan with a cost that adds up in each year to what this reader may see."""
    if role.sees_all():
        return chosen
    by_year = chosen.groupby("year")["cost"]
    largest = float(beside["cost"].abs().max())
    rounded = by_year.transform("sum").map(lambda money: coarse(float(money), largest))
    return chosen.assign(cost=rounded / by_year.transform("size"))


def say_rounded() -> None:
    """Say to guests that the figures of plans are rounded."""
    if not role.sees_all():
        st.caption(_("Guests see rounded plan figures so that no single measure can be derived."))
