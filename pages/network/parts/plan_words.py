"""Sentences about a plan: binding or conflicting limits, and the value of more money."""

import numpy as np
import pandas as pd

from isdata.data.i18n import N_
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits, Portfolio, service
from isdata.decisions.planning.service import Answer
from isdata.energy.measures import presentation
from pages.common import show
from pages.common.language import _, ngettext, reader
from pages.network.parts import disclosed_totals

# Reason for selecting or rejecting a measure, by the reason key of `planning`.
REASONS = {
    "taken": N_("must be included"),
    "dropped": N_("excluded in advance"),
    "late": N_("payback too long"),
    "shared": N_("adds value through shared costs"),
    "worth": N_("increases the value of the plan"),
    "loss": N_("negative NPV in any plan"),
    "excluded": N_("excluded by a selected measure"),
    "need": N_("requires a measure that is not selected"),
    "unaffordable": N_("costs more than the whole budget"),
    "displaced": N_("the budget yields more elsewhere"),
}


_BINDING = {
    "budget": N_(
        "The budget is the limiting factor: if measures could be divided, each further {more} would add about {gain}."
    ),
    "first_year": N_(
        "The budget of year 1 is a limiting factor: if measures could be divided, each further {more} would add about {gain}."
    ),
    "year": N_(
        "The budget of years 1 to {year} together is a limiting factor: if measures could be divided, each further {more} would add about {gain}."
    ),
    "co2": N_(
        "The minimum CO2 saved is the limiting factor: if measures could be divided, one tonne less would add about {gain}."
    ),
}


def binding(answer: Answer, aim: Aim, currency: str) -> list[str]:
    """Binding limits, with the value of one more unit of each."""
    read = reader()
    in_tonnes = aim.objective == "co2"
    # The value per million is stated if that of one unit is only grams.
    unit = read.money_unit(currency)
    money, words = (1e6, read.money(1e6, currency)) if in_tonnes else (1.0, f"1 {unit}")
    lines = []
    for limit, price in answer.plan.prices.items():
        kind, _space, name = limit.partition(" ")
        worth = price * (1.0 if kind == "co2" else money)
        brings = read.amount(worth, "t/yr")
        brings = (
            brings
            if in_tonnes
            else (read.money(worth, currency) if kind == "co2" else f"{read.number(worth)} {unit}")
        )
        if kind == "company":
            lines.append(_company_binds(answer, name, words, brings))
        elif kind in _BINDING:
            year = int(name) + 1 if kind == "year" else 0
            about = "first_year" if year == 1 else kind
            lines.append(_(_BINDING[about], more=words, gain=brings, year=year))
    return lines


def _company_binds(answer: Answer, company_id: str, more: str, gain: str) -> str:
    rows = answer.names[answer.names["company_id"] == company_id]
    name = "" if rows.empty else reader().name(rows["company_en"].iloc[0], rows["company_zh"].iloc[0])
    if not name:
        return _(
            "The limit per company is the limiting factor: if measures could be divided, an extra {more} would add about {gain}.",
            more=more,
            gain=gain,
        )
    return _(
        "The limit for {company} is the limiting factor: if measures could be divided, an extra {more} would add about {gain}.",
        company=show.escaped(name),
        more=more,
        gain=gain,
    )


def more(answer: Answer, aim: Aim, currency: str) -> str:
    """Effect of a larger budget; a plan with a higher NPV may save less CO2."""
    read, plan, more = reader(), answer.plan, answer.more
    assert more is not None
    extra = read.money(service.MORE, currency)
    npv, tonnes = read.money(more.npv - plan.npv, currency), more.co2 - plan.co2
    if aim.objective == "co2":
        return _(
            "As measures are indivisible, an extra {more} would save {co2} more CO2 per year and change the NPV by {npv}.",
            more=extra,
            npv=npv,
            co2=read.amount(tonnes, "t"),
        )
    if tonnes < 0:
        return _(
            "As measures are indivisible, an extra {more} would add {npv} of NPV, but save {co2} less CO2 per year.",
            more=extra,
            npv=npv,
            co2=read.amount(-tonnes, "t"),
        )
    return _(
        "As measures are indivisible, an extra {more} would add {npv} of NPV and save {co2} more CO2 per year.",
        more=extra,
        npv=npv,
        co2=read.amount(tonnes, "t"),
    )


def rule(plan: Portfolio, aim: Aim, currency: str) -> str:
    """Result of shortest-payback-first in terms of the plan's objective."""
    read = reader()
    brings = read.money(plan.npv, currency)
    if aim.objective == "co2":
        brings = _("{amount} of CO2 per year", amount=read.amount(plan.co2, "t"))
    return _(
        "Shortest-payback-first selection within the budget gives {brings} for {cost}.",
        brings=brings,
        cost=read.money(plan.cost, currency),
    )


def included(plan: Portfolio, started: pd.Index) -> str:
    """Note on the number of synergies in a plan started by a scenario; empty if none."""
    count = len(pd.Index(plan.chosen).intersection(started))
    return ngettext("incl. {count} synergy", "incl. {count} synergies", count) if count else ""


def headline(answer: Answer, limits: Limits, currency: str) -> str:
    """Size and value of a plan, rounded as disclosed to this reader; if its NPV is a range, paybacks of its measures."""
    read, plan = reader(), answer.plan
    step = plan.steps.get("npv")
    words = {
        "count": read.number(len(plan.chosen)),
        "total": read.number(len(plan.measures)),
        "npv": disclosed_totals.money(plan.npv, currency, step),
    }
    years = answer.chosen["payback"].astype(float)
    same = _("shortest payback first selects the same") if is_also_shortest_first(answer) else ""
    if disclosed_totals.is_coarse(plan.npv, step) and np.isfinite(years).all():
        brings = _(
            "{count} of {total} measures selected, each with a payback of {years}",
            years=shortest_and_longest(years),
            **words,
        )
    elif limits.budget is None or limits.by_year:
        brings = _("{count} of {total} measures yield an NPV of {npv}", **words)
    else:
        budget = read.money(limits.budget, currency, is_padded=False)
        brings = _(
            "{count} of {total} measures within {budget} yield an NPV of {npv}", budget=budget, **words
        )
    brings = " · ".join(filter(None, [brings, included(plan, answer.started_synergies)]))
    return read.clauses(filter(None, [brings, same]))


def is_also_shortest_first(answer: Answer) -> bool:
    """Return True if shortest-payback-first selects the measures of the plan, too."""
    rule, plan = answer.rule, answer.plan
    return (
        rule is not None
        and len(plan.chosen) > 0
        and set(rule.chosen) == set(plan.chosen)
        and bool(np.isclose(rule.npv, plan.npv))
    )


def shortest_and_longest(paybacks: pd.Series) -> str:
    """Range of the paybacks of measures."""
    least, most = (reader().number(end, digits=1) for end in (paybacks.min(), paybacks.max()))
    return _("{least}–{most} years", least=least, most=most)


def optimality(plan: Portfolio) -> str:
    """Text of the proven distance of a plan from the optimum."""
    if plan.gap <= planning.EXACT:
        return _("proven optimum")
    return _("at most {share} below the optimum", share=reader().percent(plan.gap, digits=2))


def stated(limits: Limits, currency: str) -> tuple[str, ...]:
    """Budget and maximum payback of a plan, for the selection line."""
    if limits.by_year:
        *first, last = limits.by_year
        each = [
            *(reader().money_number(amount, currency) for amount in first),
            reader().money(last, currency),
        ]
        budget = _("yearly budgets {amounts}", amounts=" + ".join(each))
    elif has_budget(limits):
        budget = _("budget {amount}", amount=money(limits, currency))
    else:
        budget = _("no budget limit")
    if limits.hurdle is None:
        return (budget,)
    return budget, _("maximum payback {years} yr", years=reader().number(limits.hurdle))


def has_budget(limits: Limits) -> bool:
    """Return True if the budget of a plan is limited."""
    return bool(limits.by_year) or limits.budget is not None


def money(limits: Limits, currency: str) -> str:
    """Text of the budget of a plan, by year if it has yearly budgets."""
    read = reader()
    if limits.by_year:
        return read.listed(
            _("{money} in year {year}", money=read.money(each, currency), year=str(year))
            for year, each in enumerate(limits.by_year, start=1)
        )
    return read.money(limits.budget, currency, is_padded=False)


def unspent(limits: Limits) -> str:
    """Sentence on carrying over unspent money; empty without yearly budgets."""
    if not limits.by_year:
        return ""
    if limits.carries_over:
        return _("Unspent budget is carried over to the next year.")
    return _("Unspent budget is not carried over.")


def colliding(answer: Answer) -> list[str]:
    """Texts of the limits that cannot be met together."""
    names = {
        "budget": _("the budget"),
        "by_year": _("the budgets of the years"),
        "by_company": _("the limit per company"),
        "co2_floor": _("the minimum CO2 saved"),
        "hurdle": _("the maximum payback"),
        "dropped": _("excluded measures"),
        "needs": _("measures that need others"),
        "excludes": _("measures that exclude each other"),
    }
    rows = answer.names

    def words(limit: str) -> str:
        kind, _space, measure_id = limit.partition(" ")
        if kind == "taken":
            row = rows.loc[measure_id]
            return _(
                "“{measure}” must be included",
                measure=show.escaped(presentation.measure_words(row.to_dict(), reader())),
            )
        return names[kind]

    return [words(limit) for limit in answer.collisions]
