"""Controls for the objective of the plan and the constraints besides the budget."""

from dataclasses import replace

import streamlit as st

from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.energy.measures import DisclosedMeasures, Terms
from isdata.scenarios import Scenario
from pages.common import pick, role, show
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.network.parts import energy, plan_budget, plan_money

YEARS = ["1", "2", "3", "4", "5"]
CAPS = ["none", "50", "30", "20", "10"]
FLOORS = [str(share) for share in range(0, 100, 5)]
HURDLES = ["none", "1", "2", "3", "5"]
CO2_PRICES = ["0", "50", "100", "200", "500", "1000"]


def choose_limits(
    found: DisclosedMeasures, terms: Terms, shown: Scenario | None, scope: str
) -> tuple[Limits, Aim]:
    """Let the user set limits, fixed measures and aim of the plan; parameters as for `plan_budget.choose`.

    The limits are budget, years, caps, floor and hurdle. Settings of a scenario cannot be chosen; the returned limits and
    aim include them.
    """
    today, sets_money = plan_budget.as_today(found, shown, scope), plan_budget.sets_budget(shown)
    most, aim = plan_budget.base(today), Aim(discount_rate=terms.discount_rate)
    with st.grid(3, min_column_width=200):
        place, typing = st.container(), st.container()
        years = 1 if sets_money else _choose_years()
    budget = None if sets_money else plan_budget.in_force(today)
    spent = (most or 0.0) if budget is None else budget
    with st.container():  # a place of its own: a control that comes or goes must not move the others
        # Without a budget there is nothing to spread over the years.
        by_year = _by_year(years, spent, found.currency) if years > 1 and spent else ()
    if not sets_money:
        plan_budget.choose_amount(most, by_year, found.currency, place, typing)
    if shown is None or shown.objective is None:
        aim = _choose_aim(aim, found.currency)
    with st.expander(_("More limits"), icon=":material/rule:"):
        limits = _choose_others(found, today, shown, spent=sum(by_year) if by_year else spent, years=years)
    limits = replace(limits, budget=None if by_year else budget, by_year=by_year)
    if shown is None:
        return limits, aim
    return planning.limits_in_scenario(limits, shown, found.companies), planning.objective_in_scenario(
        aim, shown
    )


def _choose_others(
    found: DisclosedMeasures, today: DisclosedMeasures, shown: Scenario | None, *, spent: float, years: int
) -> Limits:
    """Let the user set the limits besides the budget; `spent` is the budget of all years. [currency]"""
    caps, asks_caps = {}, shown is None or shown.of("company_budget").empty
    with st.grid(3, min_column_width=200):
        floor = _choose_floor(today) if shown is None or shown.co2_floor is None else None
        hurdle = choose_hurdle(shown)
        if asks_caps:
            caps = _choose_cap(found, spent if shown is None else _spent(shown, spent))
    with st.container():
        carries_over = years == 1 or _choose_carrying()
    if asks_caps and role.may_change():
        caps = caps | plan_money.by_company(found)
    taken, dropped = _choose_settled(found)
    return Limits(
        carries_over=carries_over,
        by_company=caps,
        co2_floor=floor,
        hurdle=hurdle,
        taken=frozenset(taken),
        dropped=frozenset(dropped),
    )


def _by_year(years: int, spent: float, currency: str) -> tuple[float, ...]:
    """Let the facilitator set the budget of each year; for guests it is equal in each. [currency]"""
    if role.may_change():
        return plan_money.by_year(years, spent, currency)
    return (spent / years,) * years


def _spent(shown: Scenario, otherwise: float) -> float:
    """Budget set by a scenario. [currency]"""
    kept = planning.limits_in_scenario(Limits(), shown)
    return sum(kept.by_year) or kept.budget or otherwise


def _choose_years() -> int:
    """Let the user set the number of years of spending. [yr]"""
    words = {count: ngettext("{count} year", "{count} years", int(count)) for count in YEARS}
    return int(pick.on_slider(_("Spread over"), words, key="years", default="1"))


def _choose_carrying() -> bool:
    """Let the user choose if unspent money of a year is carried over."""
    words = {"kept": _("Carried over to the next year"), "lapses": _("Not carried over")}
    return pick.one_of(_("Unspent budget of a year"), words, key="unspent") == "kept"


def _choose_cap(found: DisclosedMeasures, spent: float) -> dict[str, float]:
    """Let the user set the maximum share of the budget for a single company."""
    cap = pick.on_slider(
        _("Limit per company"),
        CAPS,
        key="cap",
        default="none",
        words=lambda part: (
            _("no limit")
            if part == "none"
            else _("{share} of the budget", share=reader().percent(int(part) / 100))
        ),
    )
    return {} if cap == "none" else dict.fromkeys(found.companies, int(cap) / 100 * spent)


def _choose_floor(found: DisclosedMeasures) -> float | None:
    """Let the user set the minimum CO2 saving, unless the saving of all measures is withheld. [t/yr]"""
    whole = found.co2_saving
    if whole is None:
        return None
    floor = pick.on_slider(
        _("Minimum CO2 saved"),
        FLOORS,
        key="floor",
        default="0",
        words=lambda part: reader().amount(int(part) / 100 * whole, "t"),
    )
    return None if floor == "0" else int(floor) / 100 * whole


def choose_hurdle(shown: Scenario | None) -> float | None:
    """Let the user set the maximum payback of a measure, unless set by the scenario; None without a limit. [yr]"""
    if shown is not None and shown.longest_payback is not None:
        return None
    hurdle = pick.on_slider(
        _("Maximum payback"),
        HURDLES,
        key="plan_hurdle",
        default="none",
        words=lambda limit: (
            _("no limit") if limit == "none" else ngettext("{count} year", "{count} years", int(limit))
        ),
        help=_("Excludes measures whose own payback is longer."),
    )
    return None if hurdle == "none" else float(hurdle)


def _choose_aim(aim: Aim, currency: str) -> Aim:
    """Let the user choose the objective, and the value per tonne if CO2 is added to the NPV."""
    with st.container(horizontal=True):
        objective = pick.one_of(
            _("Optimise for"),
            {"npv": _("NPV"), "co2": _("CO2"), "both": _("Both")},
            key="aim",
            help=_("“Both” adds the value of CO2 to the NPV; later savings are discounted."),
            width="content",
        )
        price = "0"
        if objective == "both":
            price = pick.on_slider(
                _("CO2 price per tonne"),
                CO2_PRICES,
                key="co2_price",
                default="200",
                words=lambda value: reader().money(float(value), currency),
                width=300,
            )
    return replace(aim, objective=objective, co2_price=float(price))


def _choose_settled(found: DisclosedMeasures) -> tuple[list[str], list[str]]:
    """Let the user fix measures to include or exclude; names only if disclosed."""
    names = once(energy.measure_names, found.table[found.table["is_named"]])

    def words(name):
        return show.escaped(names.get(name, name))

    with st.container(horizontal=True):
        taken = pick.some_of(
            _("Must include"), list(names), words=words, key="plan_taken", placeholder=_("None")
        )
        dropped = pick.some_of(
            _("Exclude"), list(names), words=words, key="plan_dropped", placeholder=_("None")
        )
    return taken, dropped
