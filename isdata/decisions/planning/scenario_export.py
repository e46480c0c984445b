"""Conversion of a plan to a scenario, and of a scenario's own limits and aim to those of a plan."""

import math
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from isdata.data.disclosure import Undisclosed
from isdata.decisions.planning.limits import Aim, Limits
from isdata.energy.measures import Register, Terms
from isdata.scenarios import Scenario

# Kinds of changes that a plan replaces in a scenario; other changes of the scenario are kept.
_REPLACED = ("budget", "company_budget")


def limits_in_scenario(limits: Limits, scenario: Scenario, companies: Iterable[str] = ()) -> Limits:
    """Limits of a plan in a scenario: its own replace those given, and its settled measures are
    added.

    Synergies that the scenario starts must be included, so their money counts; dropped measures are no longer
    candidates.

    Parameters
    ----------
    limits : Limits
        As chosen by the user.
    scenario : Scenario
    companies : iterable of str
        Companies with measures, for a limit that applies to each of them.
    """
    budgets = scenario.of("budget").dropna(subset=["budget"])
    common = budgets.loc[budgets["year"].isna(), "budget"]
    by_year = budgets.dropna(subset=["year"]).groupby("year")["budget"].sum()
    if len(by_year):
        years = range(1, int(by_year.index.max()) + 1)
        money = tuple(float(by_year.get(year, 0.0)) for year in years)
        is_kept = scenario.carries_over is not False
        limits = replace(limits, budget=None, by_year=money, carries_over=is_kept)
    elif len(common):
        limits = replace(limits, budget=float(common.iloc[-1]), by_year=())
    settled = {
        *scenario.named("measure_taken", "measure_id"),
        *scenario.named("synergy_on", "synergy_id"),
    } - set(scenario.named("measure_dropped", "measure_id"))
    return replace(
        limits,
        taken=limits.taken | settled,
        by_company=_by_company(scenario, companies) or limits.by_company,
        co2_floor=limits.co2_floor if scenario.co2_floor is None else scenario.co2_floor,
        hurdle=limits.hurdle if scenario.longest_payback is None else scenario.longest_payback,
    )


def _by_company(scenario: Scenario, companies: Iterable[str]) -> dict[str, float]:
    """Budgets of single companies.

    A limit of one company takes precedence over one for all. [currency]
    """
    rows = scenario.of("company_budget").dropna(subset=["budget"])
    common = rows.loc[rows["company_id"].isna(), "budget"]
    own = rows.dropna(subset=["company_id"]).set_index("company_id")["budget"].astype(float).to_dict()
    for_all = {name: float(common.iloc[-1]) for name in companies} if len(common) else {}
    return for_all | {str(name): money for name, money in own.items()}


def objective_in_scenario(aim: Aim, scenario: Scenario) -> Aim:
    """Objective of the plan in a scenario."""
    if scenario.objective is None:
        return aim
    price = scenario.co2_price if scenario.objective == "both" else 0.0
    return replace(aim, objective=scenario.objective, co2_price=price or 0.0)


def kept_values(
    scenario: Scenario | None, terms: Terms, limits: Limits, aim: Aim, *, scope: str, currency: str
) -> dict[str, object]:
    """Plan constraints that a scenario stores in addition to its changes: columns of the table `scenario`.

    Parameters
    ----------
    scenario : Scenario or None
        Scenario that the plan was computed in.
    terms : Terms
        As chosen by the user, without the prices of the scenario.
    limits, aim, scope
        Those of the plan.
    currency : str
        The park's.
    """
    is_both = aim.objective == "both"
    return {
        "discount_rate": terms.discount_rate,
        "horizon": terms.horizon or 0,
        "factor_region_id": None if scenario is None else scenario.factor_region_id,
        "scope": scope,
        "objective": aim.objective,
        "co2_price": aim.co2_price if is_both else None,
        "currency": currency if is_both else None,
        "co2_floor": limits.co2_floor,
        "longest_payback": limits.hurdle,
        "carries_over": limits.carries_over if limits.by_year else None,
        # A rate of zero is stored as None, which leaves it to the user.
        "degradation": terms.degradation or None,
        "tax_rate": terms.tax_rate or None,
        "inflation": terms.inflation or None,
    }  # fmt: skip


def kept_changes(
    scenario: Scenario | None, terms: Terms, limits: Limits, measures: Undisclosed[Register]
) -> pd.DataFrame:
    """A plan as changes of a scenario; parameters as `kept_values`.

    Parameters
    ----------
    measures : Undisclosed Register
        Candidates of the plan.

    Returns
    -------
    DataFrame
        Columns of the table `scenario_change` without ids: the changes of the scenario that the plan was
        computed in, then prices, budgets and settled measures. A plan without a budget gets one that covers
        all measures.
    """
    register = measures.in_full
    currency = register.currency
    former = [] if scenario is None else _former(scenario, currency)
    stated = {(row["change_kind"], row["measure_id"]) for row in former}
    running = set() if scenario is None else set(scenario.named("synergy_on", "synergy_id"))
    settled = [
        {"change_kind": kind, "measure_id": name}
        for kind, names in (("measure_taken", limits.taken), ("measure_dropped", limits.dropped))
        for name in sorted(names - running)
        if (kind, name) not in stated
    ]
    money = [*_budgets(limits, register), *_caps(limits, register)]
    rows = [*former, *_prices(scenario, terms, register), *({**row, "currency": currency} for row in money)]
    return pd.DataFrame([*rows, *settled])


def _former(scenario: Scenario, currency: str) -> list[dict]:
    rows = scenario.changes[~scenario.changes["change_kind"].isin(_REPLACED)]
    return rows.assign(currency=rows["currency"].where(rows["budget"].isna(), currency)).to_dict("records")


def _prices(scenario: Scenario | None, terms: Terms, register: Register) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    if terms.price_factor != 1:
        rows.append({"change_kind": "price", "factor": terms.price_factor})
    for name, factor in terms.carrier_factors.items():
        if factor != 1:
            rows.append({"change_kind": "price", "resource_id": name, "factor": factor})
    growth = dict(terms.carrier_growth)
    if terms.has_growth:
        listed = register.savings.drop_duplicates("resource_id").set_index("resource_id")["growth"]
        growth = {str(name): float(rate) for name, rate in listed.items() if rate and rate == rate} | growth
    own = set() if scenario is None else _with_growth(scenario, register)
    rows += [
        {"change_kind": "price", "resource_id": name, "growth": rate}
        for name, rate in growth.items()
        if name not in own
    ]
    return rows


def _with_growth(scenario: Scenario, register: Register) -> set[str]:
    """Energy carriers whose price growth the scenario sets itself."""
    rows = scenario.of("price").dropna(subset=["growth"])
    named = set(rows["resource_id"].dropna())
    return named | (set(register.carriers) if rows["resource_id"].isna().any() else set())


def _budgets(limits: Limits, register: Register) -> list[dict[str, object]]:
    if limits.by_year:
        return [
            {"change_kind": "budget", "year": year, "budget": money}
            for year, money in enumerate(limits.by_year, start=1)
        ]
    known = register.measures
    enough = math.ceil((known["investment"] - known["incentive"]).clip(lower=0).sum())
    return [{"change_kind": "budget", "budget": float(enough) if limits.budget is None else limits.budget}]


def _caps(limits: Limits, register: Register) -> list[dict[str, object]]:
    if not limits.by_company:
        return []
    companies = set(register.measures["company_id"].dropna())
    amounts = set(limits.by_company.values())
    if len(amounts) == 1 and companies <= set(limits.by_company):
        return [{"change_kind": "company_budget", "budget": amounts.pop()}]
    return [
        {"change_kind": "company_budget", "company_id": name, "budget": money}
        for name, money in limits.by_company.items()
    ]
