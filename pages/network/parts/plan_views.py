"""The parts of the best-plan page: the plan in figures, the list, the reasons and the fronts."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from isdata.decisions import planning
from isdata.decisions.planning import Aim, service, tables
from isdata.decisions.planning.service import Answer, Request
from isdata.energy.measures import Register
from isdata.output.figures import plan as figure
from pages.common import cards, controls, role
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_csv
from pages.network.parts import energy, openness, plan_words


def told(request: Request, register: Register) -> Answer | None:
    """Show the plan in figures; None where no plan keeps the limits or it may not be shown."""
    currency = register.currency
    if not openness.may_tell(openness.of(register.measures)):
        openness.say_few()
        return None
    answer = openness.answer(ask(service.answer, request=request), request.limits)
    if not answer.plan.is_feasible:
        st.warning(
            "\n".join(f"- {limit}" for limit in plan_words.colliding(answer)),
            title=_("No plan keeps these limits together; loosen one of them"),
            icon=":material/rule:",
        )
        return None
    _figures(answer, request.aim, currency)
    st.caption(" ".join(_notes(answer, request, currency)))
    openness.say_rounded()
    return answer


def _figures(answer: Answer, aim: Aim, currency: str) -> None:
    """Show what the plan holds, costs and brings."""
    read, plan = reader(), answer.plan
    words = read.currency(currency)
    with st.grid(5, min_column_width=165):
        cards.card(
            _("Measures chosen"),
            read.number(len(plan.chosen)),
            _("of {total}", total=read.number(len(plan.measures))),
        )
        cards.card(_("Spent"), read.short(plan.cost), words, _("What is to be paid, after subsidy."))
        cards.card(
            _("Net present value"),
            read.short(plan.npv),
            words,
            _("Of the plan as a whole: what measures take from each other is taken off."),
        )
        cards.card(_("CO2"), read.amount(plan.co2, "t"), _("saved a year"))
        cards.card(_("Over rule of thumb"), *plan_words.gain(answer, aim))


def _notes(answer: Answer, request: Request, currency: str) -> list[str]:
    """Say how sure it is that no plan is worth more, which limits bind, and what the rule of thumb would do."""
    read, plan = reader(), answer.plan
    lines = [
        _("No set within these limits is worth more: this is proved.")
        if plan.gap <= planning.EXACT
        else _("At most {share} below the best there can be.", share=read.percent(plan.gap, digits=2)),
        *plan_words.binding(answer, request.aim, currency),
        *filter(None, [plan_words.unspent(request.limits)]),
    ]
    if answer.more is not None:
        lines.append(plan_words.more(answer, request.aim, currency))
    lines.append(plan_words.rule(answer, request.aim, currency))
    unknown = int(answer.names["co2_saving"].isna().sum())
    if unknown:
        lines.append(
            ngettext(
                "The CO2 of {count} measure is not known and counts as none.",
                "The CO2 of {count} measures is not known and counts as none.",
                unknown,
            )
        )
    return lines


def plan(answer: Answer, request: Request, currency: str) -> None:
    """Show what each budget brings, what is spent when, and the list of the plan."""
    chosen = answer.plan.measures[answer.plan.measures["is_chosen"]]
    added = answer.plan.contributions.loc[chosen.index]
    chosen = chosen.assign(**{name: added[name] for name in added})
    _money(answer, request, currency, chosen)
    st.subheader(_("The measures of the plan"), anchor=False)
    figures = chosen[["cost", "npv", "co2", "payback"]]
    rows = energy.disclosed(answer.names.loc[chosen.index].join(figures)).assign(plan_year=chosen["year"] + 1)
    st.dataframe(
        tables.plan(rows, reader(), currency, sees_money=role.sees_all()),
        hide_index=True,
        height=min(420, 38 + 35 * max(1, len(rows))),
        alt=_("Measures of the plan, by year and payback"),
    )
    st.caption(
        _(
            "Each row is what the measure adds to the plan: discounted to the first year, less what other measures of the "
            "plan take from it. The rows add up to the figures above."
        )
    )
    if role.sees_all():
        show_csv(lambda: tables.plan_csv(rows, currency), "plan.csv")


def _money(answer: Answer, request: Request, currency: str, chosen: pd.DataFrame) -> None:
    """Show what is spent when, or what each budget would bring; with a floor for CO2, neither says anything."""
    read, is_large = reader(), controls.is_projected()
    limits = request.limits
    if limits.by_year:
        st.subheader(_("What is spent when"), anchor=False)
        if chosen.empty:
            st.info(_("Nothing is chosen."), icon=":material/info:")
        else:
            st.altair_chart(
                figure.years(openness.spent(chosen, answer.plan.measures), read, currency, is_large=is_large),
                alt=_("Money spent in each year"),
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
                openness.figures(
                    ask(service.budgets, request=replace(request, limits=replace(limits, budget=None))),
                    answer.plan.measures,
                    {"npv": "npv", "cost": "cost", "co2": "co2"},
                ),
                read,
                currency,
                marks=marks,
                is_large=is_large,
            ),
            alt=_(
                "Net present value of the best plan for each budget, with this plan and the rule of thumb marked"
            ),
        )


def why(answer: Answer, request: Request, currency: str) -> None:
    """Show why each measure is in the plan or out of it."""
    read = reader()
    limits = request.limits
    is_slow = bool(limits.by_year) or limits.co2_floor is not None
    with st.spinner(_("Turning each measure round …"), show_time=False):
        rows = ask(service.why, request=request)
    words = {reason: _(message) for reason, message in plan_words.REASONS.items()}
    shown = energy.disclosed(answer.names.loc[rows.index]).join(rows)
    st.dataframe(
        tables.reasons(
            shown, words, read, currency, tonnes=request.aim.objective == "co2", sees_money=role.sees_all()
        ),
        hide_index=True,
        height=560,
        placeholder="–" if is_slow else _("not possible"),
        alt=_("Why each measure is in the plan or out of it, and what turning it round would cost"),
    )
    if not role.sees_all():
        st.caption(_("Money of single measures is shown to the facilitator only."))
        return
    st.caption(
        _(
            "Turning round: what the best plan would lose if this measure were left out although it is in, or taken although "
            "it is out. Small figures are close calls."
        )
    )
    if is_slow:
        st.caption(
            _(
                "With budgets by year or a CO2 floor each figure is right to {share} of the plan's worth; where there is none, "
                "turning round is not possible or was not worked out in time.",
                share=read.percent(service.GAP, digits=1),
            )
        )


def front(answer: Answer, request: Request, currency: str) -> None:
    """Show how much money each tonne would cost the plan."""
    read = reader()
    with st.spinner(_("Working out fifty plans …"), show_time=False):
        # The same whatever the objective: remembered once for all.
        aim = Aim(discount_rate=request.aim.discount_rate)
        rows = openness.figures(
            ask(service.money_and_co2, request=replace(request, aim=aim)),
            answer.plan.measures,
            {"npv": "npv", "cost": "cost", "co2": "co2"},
        )
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
    if len(rows) < planning.POINTS:
        st.caption(
            ngettext(
                "{count} plan was found; the search ends after a few seconds.",
                "{count} plans were found; the search ends after a few seconds.",
                len(rows),
            )
        )
