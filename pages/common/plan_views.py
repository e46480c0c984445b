"""The parts of the best-plan page: its limits, the plan in figures, the list, the reasons and the fronts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from isdata import planning
from isdata.figures import plan as figure
from isdata.measures import Register, Terms, table
from isdata.measures import words as wording
from isdata.planning import Aim, Limits, asked
from isdata.planning.asked import Answer
from isdata.scenarios import Scenario
from pages.common import address, controls, energy, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

SHARES = [str(share) for share in range(5, 101, 5)]
YEARS = ["1", "2", "3", "4", "5"]
CAPS = ["none", "50", "30", "20", "10"]
FLOORS = [str(share) for share in range(0, 100, 5)]
HURDLES = ["none", "1", "2", "3", "5"]
CO2_PRICES = ["0", "50", "100", "200", "500", "1000"]


def choose_budget(register: Register, shown: Scenario | None) -> Limits:
    """Let the reader set the budget; what a scenario sets itself is kept to."""
    if shown is not None and len(shown.of("budget")):
        return planning.within(Limits(), shown, _companies(register))
    share = _budget_share(register)
    limits = Limits(budget=None if share == "100" else int(share) / 100 * _most(register))
    return limits if shown is None else planning.within(limits, shown, _companies(register))


def _companies(register: Register) -> list[str]:
    return register.measures["company_id"].dropna().unique().tolist()


def _most(register: Register) -> float:
    """Return what all measures together cost. [currency]"""
    known = register.measures
    return float((known["investment"] - known["incentive"]).clip(lower=0).sum())


def _budget_share(register: Register) -> str:
    most = _most(register)
    return _slider(
        "budget",
        SHARES,
        "40",
        _("Budget"),
        lambda part: reader().money(int(part) / 100 * most, register.currency),
    )


def choose_limits(register: Register, terms: Terms, shown: Scenario | None = None) -> tuple[Limits, Aim]:
    """Let the reader set budget, years, caps, floor, hurdle, what is settled, and the aim.

    What a scenario sets itself is not asked for; the limits and the aim returned hold it.
    """
    with st.container(horizontal=True, gap="large"):
        limits = _choose_money(register, shown)
    with st.container(horizontal=True, gap="large"):
        limits = replace(
            limits,
            co2_floor=_choose_floor(register) if shown is None or shown.co2_floor is None else None,
            hurdle=_choose_hurdle() if shown is None or shown.longest_payback is None else None,
        )
        aim = Aim(discount_rate=terms.discount_rate)
        if shown is None or shown.objective is None:
            objective = _choose_objective()
            price = _choose_co2_price(register.currency) if objective == "both" else 0.0
            aim = replace(aim, objective=objective, co2_price=price)
    with st.expander(_("Settled beforehand"), icon=":material/push_pin:"):
        taken, dropped = _choose_settled(register)
    limits = replace(limits, taken=frozenset(taken), dropped=frozenset(dropped))
    if shown is None:
        return limits, aim
    return planning.within(limits, shown, _companies(register)), planning.aimed(aim, shown)


def _choose_money(register: Register, shown: Scenario | None) -> Limits:
    """Let the reader set the budget, over how many years, and the most for one company."""
    most, share, years = _most(register), "100", "1"
    if shown is None or shown.of("budget").empty:
        share = _budget_share(register)
        years = _slider(
            "years",
            YEARS,
            "1",
            _("Spent over"),
            lambda count: ngettext("{count} year", "{count} years", int(count)),
        )
    cap = "none"
    if shown is None or shown.of("company_budget").empty:
        cap = _slider(
            "cap",
            CAPS,
            "none",
            _("Most for one company"),
            lambda part: (
                _("no limit")
                if part == "none"
                else _("{share} of the budget", share=reader().percent(int(part) / 100))
            ),
        )
    budget = None if share == "100" else int(share) / 100 * most
    spent = most if budget is None else budget
    if shown is not None and cap != "none":
        kept = planning.within(Limits(), shown)
        spent = sum(kept.by_year) or kept.budget or spent
    return Limits(
        budget=budget if years == "1" else None,
        by_year=() if years == "1" else (spent / int(years),) * int(years),
        by_company={} if cap == "none" else dict.fromkeys(_companies(register), int(cap) / 100 * spent),
    )


def _choose_floor(register: Register) -> float | None:
    """Let the reader set the least CO2 saved. [t/yr]"""
    whole = float(register.measures["co2_saving"].clip(lower=0).sum())
    floor = _slider(
        "floor",
        FLOORS,
        "0",
        _("Least CO2 saved"),
        lambda part: reader().amount(int(part) / 100 * whole, "t"),
    )
    return None if floor == "0" else int(floor) / 100 * whole


def _choose_hurdle() -> float | None:
    """Let the reader set the longest payback. [yr]"""
    hurdle = _slider(
        "plan_hurdle",
        HURDLES,
        "none",
        _("Longest payback"),
        lambda limit: (
            _("no limit") if limit == "none" else ngettext("{count} year", "{count} years", int(limit))
        ),
    )
    return None if hurdle == "none" else float(hurdle)


def _choose_co2_price(currency: str) -> float:
    """Let the reader say what a tonne is worth. [currency/t]"""
    price = _slider(
        "co2_price",
        CO2_PRICES,
        "200",
        _("Worth of a tonne of CO2"),
        lambda value: reader().money(float(value), currency),
    )
    return float(price)


def _slider(key: str, options: list[str], default: str, label: str, words: Callable[[str], str]) -> str:
    address.remembered(key, options, default)
    st.select_slider(label, options, format_func=words, key=key, persist_state="session")
    address.keep(key)
    return st.session_state[key]


def _choose_objective() -> str:
    words = {"npv": _("Money"), "co2": _("CO2"), "both": _("Both")}
    address.remembered("aim", words, "npv")
    st.segmented_control(
        _("Make the most of"),
        list(words),
        format_func=words.__getitem__,
        required=True,
        key="aim",
        persist_state="session",
        help=_(
            "“Both” adds what a tonne of CO2 is worth to you to the money; later tonnes count less, as later money does."
        ),
    )
    address.keep("aim")
    return st.session_state.aim


def _choose_settled(register: Register) -> tuple[list[str], list[str]]:
    """Let the reader settle measures beforehand; names only where they may be seen."""
    shown = energy.disclosed(register.measures)
    named = shown[shown["is_named"]]
    names = {
        str(
            row["measure_id"]
        ): f"{wording.measure_words(row, reader())} · {reader().name(row['company_en'], row['company_zh'])}"
        for row in named.reset_index().to_dict("records")
    }
    words = lambda name: show.plain(names.get(name, name))  # noqa: E731
    with st.container(horizontal=True):
        taken = st.multiselect(
            _("Take for certain"), list(names), format_func=words, key="plan_taken", placeholder=_("None")
        )
        dropped = st.multiselect(
            _("Leave out"), list(names), format_func=words, key="plan_dropped", placeholder=_("None")
        )
    return taken, dropped


def told(known: dict[str, Any], aim: Aim, register: Register) -> Answer | None:
    """Show the plan in figures; None where no plan keeps the limits or it may not be shown."""
    read, currency = reader(), register.currency
    if not energy.may_sum(register.measures):
        st.info(
            _("Sums are shown to guests from three companies up; here there are fewer."),
            icon=":material/visibility_off:",
        )
        return None
    answer = ask(asked.answer, aim=aim, **known)
    plan, rule = answer.plan, answer.rule
    if not plan.is_feasible:
        _colliding(answer)
        return None
    words = read.choice("currency", currency)
    with st.grid(5, min_column_width=165):
        energy.card(
            _("Measures chosen"),
            read.number(len(plan.chosen)),
            _("of {total}", total=read.number(len(plan.measures))),
        )
        energy.card(_("Spent"), read.short(plan.cost), _("{currency}, after subsidy", currency=words))
        energy.card(
            _("Net present value"), read.short(plan.npv), _("{currency}, overlaps taken off", currency=words)
        )
        energy.card(_("CO2"), read.amount(plan.co2, "t"), _("saved a year"))
        energy.card(_("More than the rule of thumb"), *_gain(answer))
    lines = [
        _("No set within these limits is worth more: this is proved.")
        if plan.gap <= planning.EXACT
        else _("At most {share} below the best there can be.", share=read.percent(plan.gap, digits=2))
    ]
    if answer.more is not None:
        lines.append(_more(answer, currency))
    lines.append(
        _(
            "The rule of thumb takes the shortest payback first while the money lasts: {npv} for {cost}.",
            npv=read.money(rule.npv, currency),
            cost=read.money(rule.cost, currency),
        )
    )
    st.caption(" ".join(lines))
    return answer


def _more(answer: Answer, currency: str) -> str:
    """Return what one million more would bring; a plan worth more money may well save less CO2."""
    read, plan, more = reader(), answer.plan, answer.more
    assert more is not None
    npv, tonnes = read.money(more.npv - plan.npv, currency), more.co2 - plan.co2
    if tonnes < 0:
        return _(
            "One million more would bring {npv}, and save {co2} of CO2 a year less.",
            npv=npv,
            co2=read.amount(-tonnes, "t"),
        )
    return _(
        "One million more would bring {npv} and {co2} of CO2 a year.", npv=npv, co2=read.amount(tonnes, "t")
    )


def _gain(answer: Answer) -> tuple[str, str]:
    read, plan, rule = reader(), answer.plan, answer.rule
    gain = plan.npv - rule.npv
    share = gain / abs(rule.npv) if rule.npv else float("nan")
    return read.short(gain), read.percent(share, digits=1) if share == share else _("net present value")


def _colliding(answer: Answer) -> None:
    names = {
        "budget": _("the budget"),
        "by_year": _("the budgets of the years"),
        "by_company": _("the most for one company"),
        "co2_floor": _("the least CO2 saved"),
        "hurdle": _("the longest payback"),
        "dropped": _("what is left out"),
        "needs": _("measures that need others"),
        "excludes": _("measures that exclude each other"),
    }
    rows = answer.names

    def words(limit: str) -> str:
        kind, _space, measure_id = limit.partition(" ")
        if kind == "taken":
            row = rows.loc[measure_id]
            return _(
                "“{measure}” taken for certain",
                measure=show.plain(wording.measure_words(row.to_dict(), reader())),
            )
        return names[kind]

    st.warning(
        "\n".join(f"- {words(limit)}" for limit in answer.collisions),
        title=_("No plan keeps these limits together; loosen one of them"),
        icon=":material/rule:",
    )


def plan(answer: Answer, known: dict[str, Any], aim: Aim, currency: str) -> None:
    """Show what each budget brings, what is spent when, and the list of the plan."""
    read, is_large = reader(), controls.is_projected()
    limits: Limits = known["limits"]
    chosen = answer.plan.measures[answer.plan.measures["is_chosen"]]
    if limits.by_year:
        st.subheader(_("What is spent when"), anchor=False)
        if chosen.empty:
            st.info(_("Nothing is chosen."), icon=":material/info:")
        else:
            st.altair_chart(
                figure.years(chosen, read, currency, is_large=is_large), alt=_("Money spent in each year")
            )
    elif limits.co2_floor is None:
        st.subheader(_("What each budget brings"), anchor=False)
        marks = pd.DataFrame(
            {
                "name": [_("Rule of thumb"), _("This plan")],
                "cost": [answer.rule.cost, answer.plan.cost],
                "npv": [answer.rule.npv, answer.plan.npv],
            }
        )
        st.altair_chart(
            figure.by_budget(
                ask(asked.budgets, aim=aim, **{**known, "limits": replace(limits, budget=None)}),
                read,
                currency,
                marks=marks,
                is_large=is_large,
            ),
            alt=_(
                "Net present value of the best plan for each budget, with this plan and the rule of thumb marked"
            ),
        )
    st.subheader(_("The measures of the plan"), anchor=False)
    rows = (
        energy.disclosed(answer.names.loc[chosen.index])
        .join(chosen[["cost", "npv", "co2", "payback"]])
        .assign(plan_year=chosen["year"] + 1)
    )
    st.dataframe(
        table.plan(rows, read, currency, sees_money=role.sees_all()),
        hide_index=True,
        height=min(520, 38 + 35 * max(1, len(rows))),
        alt=_("Measures of the plan, by year and payback"),
    )
    if role.sees_all():
        st.download_button(
            _("Download as CSV"),
            data=lambda: table.plan_csv(rows, currency),
            file_name="plan.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def why(answer: Answer, known: dict[str, Any], aim: Aim, currency: str) -> None:
    """Show why each measure is in the plan or out of it."""
    read = reader()
    limits: Limits = known["limits"]
    if limits.by_year or limits.co2_floor is not None:
        st.info(_("Reasons are worked out for one year and without a CO2 floor."), icon=":material/info:")
        return
    rows = ask(asked.why, aim=aim, **known)
    words = {
        "taken": _("taken for certain"),
        "dropped": _("left out beforehand"),
        "late": _("pays back too late"),
        "worth": _("the plan is worth more with it"),
        "loss": _("loses money in any plan"),
        "excluded": _("excluded by a chosen measure"),
        "need": _("needs a measure that is not chosen"),
        "displaced": _("its money brings more elsewhere"),
    }
    shown = energy.disclosed(answer.names.loc[rows.index]).join(rows)
    st.dataframe(
        table.reasons(shown, words, read, currency, tonnes=aim.objective == "co2"),
        hide_index=True,
        height=560,
        placeholder=_("not possible"),
        alt=_("Why each measure is in the plan or out of it, and what turning it round would cost"),
    )
    st.caption(
        _(
            "Turning round: what the best plan would lose if this measure were left out although it is in, or taken although "
            "it is out. Small figures are close calls."
        )
    )


def front(answer: Answer, known: dict[str, Any], currency: str) -> None:
    """Show how much money each tonne would cost the plan."""
    read = reader()
    with st.spinner(_("Working out fifty plans …"), show_time=False):
        rows = ask(asked.money_and_co2, **known)
    st.altair_chart(
        figure.money_and_co2(
            rows, read, currency, here=(answer.plan.co2, answer.plan.npv), is_large=controls.is_projected()
        ),
        alt=_("Net present value against CO2 of the best plans; this plan is marked"),
    )
    st.caption(
        _(
            "Each point is a best plan within the same limits: no other gains more money and saves more CO2. To the right, "
            "tonnes cost money; the diamond is the plan above."
        )
    )
