"""Controls for the constraints and the objective of the plan."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.energy.measures import DisclosedMeasures, Terms
from isdata.scenarios import Scenario
from pages.common import address, pick, role, scenario, show
from pages.common.data import derive
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.network.parts import energy, plan_money

SHARES = [str(share) for share in range(5, 101, 5)]
SHARE = "40"
YEARS = ["1", "2", "3", "4", "5"]
CAPS = ["none", "50", "30", "20", "10"]
FLOORS = [str(share) for share in range(0, 100, 5)]
HURDLES = ["none", "1", "2", "3", "5"]
CO2_PRICES = ["0", "50", "100", "200", "500", "1000"]


def choose_budget(found: DisclosedMeasures, shown: Scenario | None, scope: str) -> Limits:
    """Let the reader set the budget, the same on all pages of the network; what a scenario sets itself is kept to.

    Parameters
    ----------
    found : DisclosedMeasures
        The measures to choose from in the scenario.
    shown : Scenario or None
        What they are seen in.
    scope : str
        Which measures they are; see `measures.in_scope`.
    """
    if shown is not None and sets_budget(shown):
        return planning.within(Limits(), shown, found.companies)
    today = _as_today(found, shown, scope)
    with st.grid(2, min_column_width=200):
        place, typing = st.container(), st.container()
    _choose_amount(_base(today), (), found.currency, place, typing)
    limits = Limits(budget=_budget(today))
    return limits if shown is None else planning.within(limits, shown, found.companies)


def _as_today(found: DisclosedMeasures, shown: Scenario | None, scope: str) -> DisclosedMeasures:
    """The same measures today, so that a share of their cost is the same money in every scenario."""
    if shown is None:
        return found
    today = scenario.disclosed_measures(shown.park_id, None).in_scope(scope)
    same = today.only(today.table.index[today.table["network_id"].isin(found.table["network_id"].unique())])
    return same if len(same) else found


def _base(today: DisclosedMeasures) -> float | None:
    """Return what the slider sets a share of; None where guests do not choose a budget. [currency]

    A presentation keeps the budget of the facilitator, also where the hall may not see the cost of all measures.
    """
    return today.budget_base if role.may_enter() or today.may_show else None


def _budget_share(most: float | None, currency: str) -> None:
    """Let the reader set the budget as a share of what all measures need, unless budgets of them are withheld."""
    if most is not None:
        pick.on_slider(
            _("Budget"),
            SHARES,
            key="budget",
            default=SHARE,
            words=lambda part: reader().money(int(part) / 100 * most, currency),
        )


def _share(most: float | None) -> float | None:
    """Return the budget set by the slider; None without a limit. [currency]

    Without a limit, too, where budgets of these measures are withheld.
    """
    share = address.remembered("budget", SHARES, SHARE) or SHARE
    return None if most is None or share == "100" else int(share) / 100 * most


def _budget(today: DisclosedMeasures) -> float | None:
    """Return the budget typed, or set by the slider, before their controls are drawn; None without a limit. [currency]

    Where guests do not choose one, their plans keep that which the slider sets at first, so that they read the same
    plans as the facilitator.
    """
    typed = plan_money.typed("money") if role.may_change() or role.may_enter() else None
    if typed is not None:
        return typed
    if (base := _base(today)) is not None:
        return _share(base)
    return (
        int(SHARE) / 100 * today.budget_base if derive(DisclosedMeasures.may_plan, today, Terms()) else None
    )


def choose_limits(
    found: DisclosedMeasures, terms: Terms, shown: Scenario | None, scope: str
) -> tuple[Limits, Aim]:
    """Let the reader set budget, years, caps, floor, hurdle, what is settled, and the aim; parameters as `choose_budget`.

    What a scenario sets itself is not asked for; the limits and the aim returned hold it.
    """
    today, sets_money = _as_today(found, shown, scope), sets_budget(shown)
    most, aim = _base(today), Aim(discount_rate=terms.discount_rate)
    with st.grid(3, min_column_width=200):
        place, typing = st.container(), st.container()
        years = 1 if sets_money else _choose_years()
    budget = None if sets_money else _budget(today)
    spent = (most or 0.0) if budget is None else budget
    with st.container():  # a place of its own: a control that comes or goes must not move the others
        # Without a limit there is nothing to spread over the years.
        by_year = _by_year(years, spent, found.currency) if years > 1 and spent else ()
    if not sets_money:
        _choose_amount(most, by_year, found.currency, place, typing)
    if shown is None or shown.objective is None:
        aim = _choose_aim(aim, found.currency)
    with st.expander(_("More limits"), icon=":material/rule:"):
        limits = _choose_others(found, today, shown, spent=sum(by_year) if by_year else spent, years=years)
    limits = replace(limits, budget=None if by_year else budget, by_year=by_year)
    if shown is None:
        return limits, aim
    return planning.within(limits, shown, found.companies), planning.aimed(aim, shown)


def sets_budget(shown: Scenario | None) -> bool:
    """Whether a scenario sets the budget of the plan."""
    return _sets(shown, "budget")


def without_budget(shown: Scenario | None) -> list[str]:
    """Words on figures of all measures where a scenario sets the budget of a plan."""
    return [_("all measures, not limited to the budget of the scenario")] if sets_budget(shown) else []


def _sets(shown: Scenario | None, kind: str) -> bool:
    """Whether the scenario has changes of a kind."""
    return shown is not None and not shown.of(kind).empty


def _choose_others(
    found: DisclosedMeasures, today: DisclosedMeasures, shown: Scenario | None, *, spent: float, years: int
) -> Limits:
    """Let the reader set the limits beside the budget, of which `spent` is the money of all years. [currency]"""
    caps, asks_caps = {}, not _sets(shown, "company_budget")
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
    """Let the facilitator set the money of each year; for guests it is the same in each. [currency]"""
    if role.may_change():
        return plan_money.by_year(years, spent, currency)
    return (spent / years,) * years


def _spent(shown: Scenario, otherwise: float) -> float:
    """Return the money that a scenario allows. [currency]"""
    kept = planning.within(Limits(), shown)
    return sum(kept.by_year) or kept.budget or otherwise


def _choose_amount(
    most: float | None,
    by_year: Sequence[float],
    currency: str,
    place: DeltaGenerator,
    typing: DeltaGenerator,
) -> None:
    """Let the reader slide the budget, or type it; where it is typed, or the sum of years, that is shown instead.

    Parameters
    ----------
    most : float or None
        As of `_base`. [currency]
    by_year : sequence of float
        Money of each year, if it is spread. [currency]
    currency : str
    place, typing : DeltaGenerator
        Where the slider and the field are drawn.
    """
    may_type = role.may_change()
    is_by_year = may_type and bool(by_year) and plan_money.has_years()
    total = sum(by_year) if is_by_year else plan_money.typed("money") if may_type else None
    with place:
        if total is None:
            _budget_share(most, currency)
        else:
            st.text_input(_("Budget"), reader().money(total, currency), disabled=True)
    if not may_type:  # typed amounts would find out at which one a measure comes in, which is what it costs
        return
    label = _("or total budget [{currency}]", currency=reader().currency(currency))
    with typing:
        if is_by_year:  # in its place still, so that the table below does not move
            st.text_input(label, placeholder=_("sum of the years"), disabled=True)
        else:
            plan_money.amount("money", label, _("as set by the slider"), currency)


def _choose_years() -> int:
    """Let the reader set over how many years the money is spent. [yr]"""
    words = {count: ngettext("{count} year", "{count} years", int(count)) for count in YEARS}
    return int(pick.on_slider(_("Spread over"), words, key="years", default="1"))


def _choose_carrying() -> bool:
    """Let the reader say whether money that a year leaves unspent is kept for the next."""
    words = {"kept": _("Carried over to the next year"), "lapses": _("Not carried over")}
    return pick.one_of(_("Unspent budget of a year"), words, key="unspent") == "kept"


def _choose_cap(found: DisclosedMeasures, spent: float) -> dict[str, float]:
    """Let the reader set the most for any one company, as a share of all money."""
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
    """Let the reader set the minimum CO2 saving, unless the saving of all measures is withheld. [t/yr]"""
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
    """Let the reader set the longest payback of a measure, where the scenario sets none; None without a limit. [yr]"""
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
        help=_("Leaves out measures that pay back later, each on its own."),
    )
    return None if hurdle == "none" else float(hurdle)


def _choose_aim(aim: Aim, currency: str) -> Aim:
    """Let the reader choose the objective, and what a tonne is worth where it counts beside the NPV."""
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
                _("Value of a tonne of CO2"),
                CO2_PRICES,
                key="co2_price",
                default="200",
                words=lambda value: reader().money(float(value), currency),
                width=300,
            )
    return replace(aim, objective=objective, co2_price=float(price))


def _choose_settled(found: DisclosedMeasures) -> tuple[list[str], list[str]]:
    """Let the reader settle measures beforehand; names only where they may be seen."""
    names = once(energy.measure_names, found.table[found.table["is_named"]])
    words = lambda name: show.plain(names.get(name, name))  # noqa: E731
    with st.container(horizontal=True):
        taken = pick.some_of(
            _("Must include"), list(names), words=words, key="plan_taken", placeholder=_("None")
        )
        dropped = pick.some_of(
            _("Exclude"), list(names), words=words, key="plan_dropped", placeholder=_("None")
        )
    return taken, dropped
